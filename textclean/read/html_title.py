"""The title of a page: the heading that its stated titles confirm, else one of those."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from textclean.document import Block
from textclean.elements import DIALOG, FOOTER, HIDDEN, NAV
from textclean.read.html_build import HEADING
from textclean.read.html_head import Head, types_of

WORK_TYPES = re.compile(
    r"article|posting|report|webpage|creativework|recipe|review|question|howto|course|book|"
    r"video|podcast|event|product|dataset|profile|thesis|message|document|faq",
    re.IGNORECASE,
)
"""JSON-LD types of things that somebody wrote; the name of any other is not the page's title."""

LONGEST_TITLE_CHARS = 300

LEAST_LIKENESS = 0.65
"""A heading is the title if it is so like a stated title, or like the first parts of one.

Likeness is the F1 of their words. Set on half of WCXB's development pages; from .5 to .8 the share
of right titles changes by a point.
"""

LEAST_LIKENESS_IN_ARTICLE = 0.3
"""An article's heading may be worded apart from what search engines are told."""

LEAST_LIKENESS_OF_SECOND = 0.9
"""A heading of the second level must be a stated title, nearly: most are a section's."""

WITHIN = 0.8
"""What a heading is worth whose words all stand in a stated title."""

LEAST_WEIGHT = 0.7

_ARTICLE = re.compile(r"article|posting|report", re.IGNORECASE)

SEPARATOR = re.compile(r"\s+[|\u2013\u2014\u2022\u00b7\u00bb\u00ab/:-]+\s+|\s*\|\s*|\s*::\s*|:\s+")
"""What stands between a page's own title and its site's name."""

LONGEST_SITE_WORDS = 3
"""What stands last in a title with so few words, and fewer than the rest, is the site's name."""

_BAR = re.compile(r"\s+\|+\s+")
_WORD = re.compile(r"\w+")

Fact = tuple[str, str]
"""A value and where it came from."""


def find_title(head: Head, blocks: Sequence[Block], site: str, url: str) -> Fact:
    """Return the page's title and where it stands."""
    stated = [
        (value, place)
        for value, place in (
            (head.title, "title"),
            (head.metas.get("og:title", ""), "meta og:title"),
            (head.metas.get("twitter:title", ""), "meta twitter:title"),
            *_headlines(head),
        )
        if value
    ]
    names = {key_of(site), key_of(urlsplit(url).netloc.removeprefix("www.").rpartition(".")[0])} - {
        ""
    }
    own = [(without_site(value, names), place) for value, place in stated]
    wanted = [part for value in dict(stated) for part in _parts(value)]
    whole = [Counter(words_of(value)) for value in dict(own)]
    told = {word for words, _ in wanted for word in words}
    best, best_score = ("", ""), 0.0
    first: Block | None = None
    headings: dict[str, Fact] = {}
    for block in blocks:
        if block.kind is not HEADING or block.level > 2:
            continue
        flags = block.features.flags
        found = words_of(block.text)
        if not found or len(block.text) > LONGEST_TITLE_CHARS or flags & (NAV | FOOTER | DIALOG):
            continue
        key = "".join(found)
        headings.setdefault(key, (block.text, f"h{block.level}"))
        if key in names or _leads_home(block, url):
            continue
        if first is None and block.level == 1 and not flags & HIDDEN:
            first = block
        if told.isdisjoint(found):
            continue
        if block.level == 2 and not any(_nearly_equal(found, other) for other in whole):
            continue
        words = Counter(found)
        score = max((_likeness(words, other) * weight for other, weight in wanted), default=0.0)
        if block.level == 1:
            inside = max((_share_in(words, other) for other, _ in wanted), default=0.0)
            score = max(score, WITHIN * inside)
        score -= (0.1 if block.level == 2 else 0.0) + (0.1 if flags & HIDDEN else 0.0)
        if score > best_score:
            best, best_score = (block.text, f"h{block.level}"), score
    if best_score >= (LEAST_LIKENESS_IN_ARTICLE if is_article(head) else LEAST_LIKENESS):
        text, place = _leading(best, headings, stated)
        return " ".join(text.split()).rstrip(" \N{PILCROW SIGN}"), place
    if own and not (first and "og:title" not in head.metas):
        value, place = _confirmed(own) or own[0]
        return _before_bar(value), place
    # A title that is told to nobody but browsers is often the same all over a site.
    return (" ".join(first.text.split()), "h1") if first else ("", "")


def _leads_home(block: Block, url: str) -> bool:
    """Tell whether a heading is a link to the site's first page: the site's name, on any other."""
    if not block.features.link_chars:
        return False
    return urlsplit(url).path not in ("", "/") and any(
        mark.kind == "link"
        and mark.end - mark.start == len(block.text)
        and urlsplit(mark.target).path in ("", "/")
        for mark in block.marks
    )


def _leading(best: Fact, headings: Mapping[str, Fact], stated: Sequence[Fact]) -> Fact:
    """Return the best heading, or one that stands before it in a stated title.

    Where the parts of a title are both headings the last is that of the whole: a book, a blog.
    """
    key = key_of(best[0])
    for value, _ in stated:
        for match in list(SEPARATOR.finditer(value))[:6]:
            if key_of(value[match.end() :]) == key:
                first = headings.get(key_of(value[: match.start()]))
                if first is not None and match[0][0] != ":":
                    return first
    return best


def _confirmed(own: Sequence[Fact]) -> Fact | None:
    """Return what is told to social networks, if it is a part of the page's title, which may end
    in words for search engines."""
    told = next((fact for fact in own if fact[1] == "meta og:title"), None)
    if told and own[0][1] == "title":
        wanted = key_of(told[0])
        if any(key_of(part) == wanted for part in SEPARATOR.split(own[0][0])):
            return told
    return None


def _before_bar(title: str) -> str:
    """Return a title without what is added to it behind a bar, if it has two words at least."""
    own = _BAR.split(title, maxsplit=1)[0]
    return own if len(words_of(own)) > 1 else title


def _headlines(head: Head) -> Iterator[Fact]:
    for record in head.own_records:
        if any(WORK_TYPES.search(kind) for kind in types_of(record)):
            for key in ("headline", "name"):
                value = record.get(key)
                if isinstance(value, str):
                    yield " ".join(value.split()), f"JSON-LD {key}"


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.lower())


def key_of(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return "".join(words_of(text))


def _shared(one: Counter[str], other: Counter[str]) -> int:
    if one.keys().isdisjoint(other):
        return 0
    return sum([min(count, other[word]) for word, count in one.items() if word in other])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    shared = _shared(one, other)
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def _nearly_equal(words: Sequence[str], stated: Counter[str]) -> bool:
    """Tell whether a heading of the second level is like enough to a stated title."""
    length, other = len(words), stated.total()
    if 2 * min(length, other) < LEAST_LIKENESS_OF_SECOND * (length + other):
        return False  # As many words as they could share are too few.
    return _likeness(Counter(words), stated) >= LEAST_LIKENESS_OF_SECOND


def _share_in(one: Counter[str], other: Counter[str]) -> float:
    return _shared(one, other) / one.total()


def _parts(title: str) -> Iterator[tuple[Counter[str], float]]:
    """Yield the words of a title and of what stands before and after its separators.

    With each comes a weight, as the longer part is likelier to be the page's own.
    """
    words = Counter(words_of(title))
    yield words, 1.0
    total = max(sum(words.values()), 1)
    for match in list(SEPARATOR.finditer(title))[:6]:
        for part in (title[: match.start()], title[match.end() :]):
            words = Counter(words_of(part))
            yield words, LEAST_WEIGHT + (1 - LEAST_WEIGHT) * sum(words.values()) / total


def is_article(head: Head) -> bool:
    """Tell whether a page says that it is an article."""
    return any(_ARTICLE.search(kind) for kind in head.types())


def without_site(title: str, names: set[str]) -> str:
    """Return a title without the site's name before or after it.

    >>> without_site("How tides work | The Daily Tide", {"thedailytide"})
    'How tides work'
    """
    separators = [match for match in SEPARATOR.finditer(title) if match[0][0] != ":"]
    if not separators:
        return title
    first, last = separators[0], separators[-1]
    head, tail = title[: first.start()], title[last.end() :]
    if key_of(head) in names and title[first.end() :].strip():
        return title[first.end() :].strip()
    rest = title[: last.start()].strip()
    short = len(words_of(tail)) <= LONGEST_SITE_WORDS and len(words_of(tail)) < len(words_of(rest))
    if rest and (key_of(tail) in names or short):
        return rest
    return title
