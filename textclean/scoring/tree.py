"""What the elements around a block say: how much text they hold, of what sort, and their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress, islice, repeat
from operator import itemgetter
from typing import Protocol, TypeVar

from textclean.elements import Page

NAME_PART = re.compile("[A-Z]?[a-z]{2,}|[A-Z]{2,}")
SMALL_PART = re.compile("[a-z]{2,}")
"""The same where no letter is a capital."""
NAME_CHARS = 300
"""Attributes of utility classes run to kilobytes; what names the part stands first."""

PROSE_WORDS = 8
"""Fewer words are a label. As the next two, set where the element that they lead to held the most
of the main content on WCXB's development pages."""
PROSE_LINKS = 0.5
PROSE_MOST = 100
"""Words of a block beyond these add nothing: one giant block is not a page's text."""

LEAST_RECORDS = 3
"""So many siblings of one make are a repeated record: a card, a post, a row of a list."""
MOST_RECORDS = 100
"""More of them count as so many: one record in fifty has more on WCXB's development pages."""
MOST_WORDS = 4000.0
"""More words of a page, or of an element, count as so many: nine in ten of WCXB's development pages
have fewer.  What trees learn of the few longest would decide on every manual in one page."""


Column = Sequence[float]
T = TypeVar("T")


class Picker(Protocol):
    """Takes the values at some places of a table."""

    def __call__(self, table: Sequence[T], /) -> Sequence[T]: ...


def picker(places: Sequence[int]) -> Picker:
    """Return what takes the values at some places, in a third of a loop's time."""
    if len(places) == 1:
        return lambda table: [table[places[0]]]
    return itemgetter(*places)


@lru_cache(maxsize=20_000)
def name_parts(names: str) -> tuple[str, ...]:
    """Return the words in a class or id attribute, each once.

    >>> name_parts("post-body postBody_2 XL")
    ('post', 'body', 'xl')
    """
    names = names[:NAME_CHARS]
    if names.islower():
        return tuple(dict.fromkeys(SMALL_PART.findall(names)))
    return tuple(dict.fromkeys([part.lower() for part in NAME_PART.findall(names)]))


def element_names(page: Page, element: int) -> tuple[str, ...]:
    """Return the words in the class and id of an element."""
    names, ident = page.classes[element], page.ids[element]
    if ident:
        names = f"{names} {ident}"
    return name_parts(names) if names else ()


class Held:
    """The elements that hold blocks, and all around them, numbered anew: lists by element.

    What holds nothing, half of a page, costs nothing so.
    """

    def __init__(self, page: Page, elements: Sequence[int]) -> None:
        """Take a page and the element of each block."""
        above = page.parents
        seen = {0, -1}
        for element in elements:
            while element not in seen:
                seen.add(element)
                element = above[element]
        seen.discard(-1)
        used = sorted(seen)
        numbers = {element: number for number, element in enumerate(used)}
        pick = picker(used)
        self.blocks = [numbers[element] for element in elements]
        """The element of each block."""
        self.parents = [-1, *[numbers[above[element]] for element in used[1:]]]
        self.tags, self.classes = pick(page.tags), pick(page.classes)
        self.ids, self.flags, self.depths = pick(page.ids), pick(page.flags), pick(page.depths)


class Sums:
    """What each element of a page holds, and which holds the page's prose. Lists by element."""

    def __init__(
        self,
        elements: Held,
        words: Column,
        links: Column,
        small: Column,
    ) -> None:
        """Sum up the blocks: each one's words, link density and share of small words."""
        parents = elements.parents
        size = len(parents)
        self.words = held = [0.0] * size
        linked, smalls, prose = [0.0] * size, [0.0] * size, [0.0] * size
        self.blocks = blocks = [0.0] * size
        for element, count, density, share in zip(
            elements.blocks, words, links, small, strict=True
        ):
            held[element] += count
            linked[element] += density * count
            smalls[element] += share * count
            blocks[element] += 1.0
            if count > PROSE_WORDS and density < PROSE_LINKS:
                worth = min(count, PROSE_MOST) * (1 - density) * (0.3 + 2 * share)
                prose[element] += worth
                parent = parents[element]
                if parent >= 0:
                    prose[parent] += worth
                    above = parents[parent]
                    if above >= 0:
                        prose[above] += worth / 2
        for element in range(size - 1, 0, -1):
            parent = parents[element]
            held[parent] += held[element]
            linked[parent] += linked[element]
            smalls[parent] += smalls[element]
            blocks[parent] += blocks[element]
        self.total = total = held[0] + 1
        self.link_density = [part / (whole + 1) for part, whole in zip(linked, held, strict=True)]
        self.small_words = [part / (whole + 1) for part, whole in zip(smalls, held, strict=True)]
        self.share = [whole / total for whole in held]
        """Of the page's words."""
        self.prose = [
            worth * (1 - density) for worth, density in zip(prose, self.link_density, strict=True)
        ]
        self.most = max(self.prose)
        self.best = self.prose.index(self.most)
        """The element with most prose: the top container of the page."""
        self._compare_with_best(elements)

    def _compare_with_best(self, elements: Held) -> None:
        parents, depths = elements.parents, elements.depths
        best_depth = depths[self.best]
        line = set()
        up = self.best
        while up >= 0:
            line.add(up)
            up = parents[up]
        self.above_best = above = [float(best_depth)]
        """How many levels lead up from the best element to one that holds this one, too."""
        self.holder = holder = self.prose[:1]
        """The most prose of an element or one around it."""
        for element in range(1, len(parents)):
            parent = parents[element]
            above.append(float(best_depth - depths[element]) if element in line else above[parent])
            worth, around = self.prose[element], holder[parent]
            holder.append(around if around > worth else worth)


class Names:
    """What the classes and ids of elements are worth, by a lexicon. Lists by element."""

    def __init__(self, elements: Held, weights: Mapping[str, float]) -> None:
        get = weights.get
        self.own = own = [0.0]
        self.all = total = [0.0]
        """Of the element and all around it."""
        self.worst, self.best = worst, best = [0.0], [0.0]
        known = {"": 0.0}
        rows = zip(elements.parents, elements.classes, elements.ids, strict=True)
        for parent, names, ident in islice(rows, 1, None):
            if ident:
                names = f"{names} {ident}"
            score = known.get(names)
            if score is None:
                score = known[names] = sum(map(get, name_parts(names), repeat(0.0)))
            own.append(score)
            total.append(score + total[parent])
            worst.append(score if score < worst[parent] else worst[parent])
            best.append(score if score > best[parent] else best[parent])
        self.near = [0.0, *[a + own[b] for a, b in zip(own[1:], elements.parents[1:], strict=True)]]
        """Of the element and its parent."""


class Records:
    """Siblings of one make, and each element's nearest and outermost record. Lists by element."""

    def __init__(self, elements: Held, sums: Sums) -> None:
        parents, words = elements.parents, sums.words
        size = len(parents)
        groups: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
        firsts = {"": ""}
        children = Counter(compress(parents, words))
        rows = zip(range(size), parents, elements.tags, elements.classes, words, strict=True)
        for element, parent, tag, names, count in islice(rows, 1, None):
            if count and children[parent] >= LEAST_RECORDS:
                if names not in firsts:
                    firsts[names] = next(iter(name_parts(names)), "")
                groups[parent, tag, firsts[names]].append(element)
        self.count, self.share = [0.0] * size, [0.0] * size
        """How many records a group has, and its share of the page's words."""
        self.mean, self.links = [0.0] * size, [0.0] * size
        """A group's mean words a record, and its link density."""
        is_record = [False] * size
        for members in groups.values():
            if len(members) < LEAST_RECORDS:
                continue
            held = sum([words[member] for member in members])
            linked = sum([words[member] * sums.link_density[member] for member in members])
            for member in members:
                is_record[member] = True
                self.count[member] = float(min(len(members), MOST_RECORDS))
                self.share[member] = held / sums.total
                self.mean[member] = held / len(members)
                self.links[member] = linked / (held + 1)
        self.nearest = nearest = [0] * size
        self.outermost = outermost = [0] * size
        for element in range(1, size):
            parent = parents[element]
            if is_record[element]:
                nearest[element] = element
                outermost[element] = outermost[parent] or element
            else:
                nearest[element] = nearest[parent]
                outermost[element] = outermost[parent]
