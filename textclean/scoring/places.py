"""Where a block stands on its page: by order, by words, and from the nearest prose and heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

LONG_WORDS = 15
LONG_LINKS = 0.35
"""A block of more words and fewer links is prose: on WCXB's development pages three in four such
blocks are main content."""
FAR = 99.0
"""Stands for a distance where there is nothing to be distant from."""
H1 = 2
HEADINGS = frozenset((2, 3, 4, 5))
"""Tag codes."""

PLACE_FEATURES = (
    "place",
    "word_place",
    "index",
    "index_back",
    "from_h1",
    "from_first_prose",
    "from_last_prose",
    "prose_before",
    "from_prose",
    "to_prose",
    "from_heading",
    "heading_lexicon",
    "heading_names",
    "heading_level",
)


def place_columns(
    total: float,
    words: Sequence[float],
    links: Sequence[float],
    tags: Sequence[float],
    lexicon: Sequence[float],
    names: Sequence[float],
) -> Iterator[Sequence[float]]:
    """Yield a column for each of `PLACE_FEATURES`; `total` is one more than the page's words."""
    count = len(words)
    order = range(count)
    long = [
        size > LONG_WORDS and density < LONG_LINKS
        for size, density in zip(words, links, strict=True)
    ]
    first = long.index(True) if True in long else count
    last = count - 1 - long[::-1].index(True) if True in long else -1
    h1 = tags.index(H1) if H1 in tags else None
    before = [0.0, *accumulate(words)]
    prose = [
        0.0,
        *accumulate(size if is_long else 0 for size, is_long in zip(words, long, strict=True)),
    ]
    prose_total = prose[-1] + 1
    yield [index / count for index in order]
    yield [words_before / total for words_before in before[:-1]]
    yield [float(index) for index in order]
    yield [float(count - index) for index in order]
    yield [-999.0] * count if h1 is None else [float(index - h1) for index in order]
    yield [float(index - first) for index in order]
    yield [float(index - last) for index in order]
    yield [words_before / prose_total for words_before in prose[:-1]]
    yield _distances(long)
    yield _distances(long[::-1])[::-1]
    yield from _heading_columns(tags, lexicon, names)


def _distances(is_mark: Sequence[bool]) -> list[float]:
    """Return how far back the last mark before each place is."""
    distances = []
    distance = FAR
    for here in is_mark:
        distances.append(distance)
        distance = 1.0 if here else distance + 1.0 if distance < FAR else FAR
    return distances


def _heading_columns(
    tags: Sequence[float], lexicon: Sequence[float], names: Sequence[float]
) -> Iterator[Sequence[float]]:
    """Yield how far back the last heading is, what its words and names are worth, its level."""
    is_heading = [tag in HEADINGS for tag in tags]
    yield _distances(is_heading)
    none = -1
    current = none
    headings = []
    for index, here in enumerate(is_heading):
        if here:
            current = index
        headings.append(current)
    for values in (lexicon, names, tags):
        yield [values[heading] if heading >= 0 else 0.0 for heading in headings]
