"""What a block has around it: the blocks of its make, and its neighbours on either side."""

from __future__ import annotations

from collections.abc import Iterator

from textclean.scoring.tree import Column, Held, picker

MAKE_FEATURES = (
    "same_count",
    "same_words",
    "same_mean",
    "same_links",
    "same_small_words",
    "same_lexicon",
    "same_sentences",
)
NEAR = (-2, -1, 1, 2)
NEAR_FEATURES = (
    *(f"names{offset:+d}" for offset in NEAR),
    "lexicon-1",
    "lexicon+1",
    "links-1",
    "links+1",
    "tag-1",
    "tag+1",
    "tag+2",
    "around_names",
    "around_lexicon",
    "around_words",
    "around_links",
)


def make_columns(
    elements: Held,
    words: Column,
    links: Column,
    small: Column,
    lexicon: Column,
    sentences: Column,
) -> Iterator[Column]:
    """Measure the blocks of one make: same tag and class, in parents of the same."""
    parents, tags, classes = elements.parents, elements.tags, elements.classes
    own = picker(elements.blocks)
    above = picker(own(parents))
    numbers: dict[tuple[str, ...], int] = {}
    makes = [
        numbers.setdefault(make, len(numbers))
        for make in zip(own(tags), own(classes), above(tags), above(classes), strict=True)
    ]
    pick = picker(makes)
    size = len(numbers)
    counts, held, linked = [0.0] * size, [0.0] * size, [0.0] * size
    smalls, weights, ends = [0.0] * size, [0.0] * size, [0.0] * size
    for make, count, density, share, weight, end in zip(
        makes, words, links, small, lexicon, sentences, strict=True
    ):
        counts[make] += 1.0
        held[make] += count
        linked[make] += count * density
        smalls[make] += count * share
        weights[make] += weight
        ends[make] += end
    for table in (
        counts,
        held,
        [total / count for total, count in zip(held, counts, strict=True)],
        [part / (total + 1) for part, total in zip(linked, held, strict=True)],
        [part / (total + 1) for part, total in zip(smalls, held, strict=True)],
        [total / count for total, count in zip(weights, counts, strict=True)],
        [total / count for total, count in zip(ends, counts, strict=True)],
    ):
        yield pick(table)


def near_columns(
    names: Column, lexicon: Column, words: Column, links: Column, tags: Column
) -> Iterator[Column]:
    """Give each block what its two neighbours on either side are."""
    count = len(words)
    sums = []
    for values, missing, wanted in (
        (names, 0.0, NEAR),
        (lexicon, 0.0, (-1, 1)),
        (words, -1.0, ()),
        (links, -1.0, (-1, 1)),
        (tags, -1.0, (-1, 1, 2)),
    ):
        edge = [missing] * 2
        padded = [*edge, *values, *edge]
        near = {offset: padded[2 + offset : 2 + offset + count] for offset in NEAR}
        yield from [near[offset] for offset in wanted]
        if values is not tags:
            sums.append([a + b + c + d for a, b, c, d in zip(*near.values(), strict=True)])
    yield from sums
