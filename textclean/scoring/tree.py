"""What the elements around a block say: how much text they hold, of what sort, and their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from textclean.elements import Page

NAME_PART = re.compile("[A-Z]?[a-z]{2,}|[A-Z]{2,}")
NAME_CHARS = 300
"""Attributes of utility classes run to kilobytes; what names the part stands first."""

PROSE_WORDS = 8
"""Fewer words are a label. As the next two, set where the element that they lead to held the most
of the main content on WCXB's development pages."""
PROSE_LINKS = 0.5
PROSE_MOST = 100
"""Words of a block beyond these add nothing: one giant block is not a page's text."""

_NAMELESS = ("", "")
_UNKNOWN = float("inf")

LEAST_RECORDS = 3
"""So many siblings of one make are a repeated record: a card, a post, a row of a list."""


@lru_cache(maxsize=20_000)
def name_parts(names: str) -> tuple[str, ...]:
    """Return the words in a class or id attribute, each once.

    >>> name_parts("post-body postBody_2 XL")
    ('post', 'body', 'xl')
    """
    return tuple(dict.fromkeys(part.lower() for part in NAME_PART.findall(names[:NAME_CHARS])))


def element_names(page: Page, element: int) -> tuple[str, ...]:
    """Return the words in the class and id of an element."""
    names, ident = page.classes[element], page.ids[element]
    if ident:
        names = f"{names} {ident}"
    return name_parts(names) if names else ()


def holding_elements(page: Page, elements: Sequence[int]) -> list[int]:
    """Return the elements that hold blocks, and all around them, in the order of the page."""
    parents = page.parents
    seen = {0, -1}
    for element in elements:
        while element not in seen:
            seen.add(element)
            element = parents[element]
    seen.discard(-1)
    return sorted(seen)


class Sums:
    """What each element of a page holds, and which holds the page's prose. Lists by element."""

    def __init__(
        self,
        page: Page,
        used: Sequence[int],
        elements: Sequence[int],
        words: Sequence[float],
        links: Sequence[float],
        small: Sequence[float],
    ) -> None:
        """Sum up the blocks: each one's element, words, link density and share of small words.

        `used`: see `holding_elements`; what other elements hold stays nothing.
        """
        parents = page.parents
        size = len(parents)
        self.words = held = [0.0] * size
        linked, smalls, prose = [0.0] * size, [0.0] * size, [0.0] * size
        self.blocks = blocks = [0.0] * size
        for element, count, density, share in zip(elements, words, links, small, strict=True):
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
        for element in reversed(used[1:]):
            parent = parents[element]
            held[parent] += held[element]
            linked[parent] += linked[element]
            smalls[parent] += smalls[element]
            blocks[parent] += blocks[element]
        self.total = total = held[0] + 1
        self.link_density = densities = linked
        self.small_words = smalls
        self.share = shares = [0.0] * size
        """Of the page's words."""
        self.prose = prose
        for element in used:
            whole = held[element] + 1
            densities[element] = density = linked[element] / whole
            smalls[element] /= whole
            prose[element] *= 1 - density
            shares[element] = held[element] / total
        self.most = max(self.prose)
        self.best = self.prose.index(self.most)
        """The element with most prose: the top container of the page."""
        self._compare_with_best(page, used)

    def _compare_with_best(self, page: Page, used: Sequence[int]) -> None:
        parents, depths = page.parents, page.depths
        self.above_best = above = [0.0] * len(parents)
        """How many levels lead up from the best element to one that holds this one, too."""
        self.holder = holder = self.prose[:]
        """The most prose of an element or one around it."""
        best_depth = depths[self.best]
        line = set()
        up = self.best
        while up >= 0:
            line.add(up)
            up = parents[up]
        above[0] = float(best_depth)
        for element in used[1:]:
            parent = parents[element]
            above[element] = (
                float(best_depth - depths[element]) if element in line else above[parent]
            )
            if holder[parent] > holder[element]:
                holder[element] = holder[parent]


class Names:
    """What the classes and ids of elements are worth, by a lexicon. Lists by element."""

    def __init__(self, page: Page, used: Sequence[int], weights: Mapping[str, float]) -> None:
        parents, classes, ids = page.parents, page.classes, page.ids
        size = len(parents)
        get = weights.get
        self.near = near = [0.0] * size
        """Of the element and its parent."""
        self.all = total = [0.0] * size
        """Of the element and all around it."""
        self.worst, self.best = worst, best = [0.0] * size, [0.0] * size
        own = [0.0] * size
        known: dict[tuple[str, str], float] = {}
        for element in used[1:]:
            parent = parents[element]
            name = classes[element], ids[element]
            if name == _NAMELESS:
                near[element] = own[parent]
                total[element] = total[parent]
                worst[element] = worst[parent]
                best[element] = best[parent]
                continue
            score = known.get(name, _UNKNOWN)
            if score == _UNKNOWN:
                score = known[name] = sum(map(get, element_names(page, element), repeat(0.0)))
            own[element] = score
            near[element] = score + own[parent]
            total[element] = score + total[parent]
            worst[element] = score if score < worst[parent] else worst[parent]
            best[element] = score if score > best[parent] else best[parent]


class Records:
    """Siblings of one make, and each element's nearest and outermost record. Lists by element."""

    def __init__(self, page: Page, used: Sequence[int], sums: Sums) -> None:
        parents, tags, classes, words = page.parents, page.tags, page.classes, sums.words
        size = len(parents)
        groups: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
        firsts = {"": ""}
        for element in used[1:]:
            if words[element]:
                names = classes[element]
                if names not in firsts:
                    firsts[names] = next(iter(name_parts(names)), "")
                groups[parents[element], tags[element], firsts[names]].append(element)
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
                self.count[member] = float(len(members))
                self.share[member] = held / sums.total
                self.mean[member] = held / len(members)
                self.links[member] = linked / (held + 1)
        self.nearest = nearest = [0] * size
        self.outermost = outermost = [0] * size
        for element in used[1:]:
            parent = parents[element]
            if is_record[element]:
                nearest[element] = element
                outermost[element] = outermost[parent] or element
            else:
                nearest[element] = nearest[parent]
                outermost[element] = outermost[parent]
