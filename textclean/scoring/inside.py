"""What a block inherits from the elements that it stands in: their flags, sizes, names, records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from textclean.elements import FLAG_NAMES
from textclean.scoring.tree import MOST_WORDS, Column, Held, Names, Records, Sums, picker

FLAGS = (
    "nav",
    "header",
    "footer",
    "aside",
    "main",
    "article",
    "form",
    "figure",
    "list",
    "button",
    "hidden",
    "dialog",
    "body-text",
    "in-link",
)
"""The flags that tell something of blocks outside the page's frame."""
LEVELS = ("", "_up1", "_up2", "_up3")
ELEMENT_FEATURES = (
    *(f"in_{name}" for name in FLAGS),
    "depth",
    *(f"held{level}" for level in LEVELS[1:]),
    *(f"held_links{level}" for level in LEVELS),
    *(f"held_blocks{level}" for level in LEVELS[1:]),
    *(f"held_small_words{level}" for level in LEVELS[2:]),
    *(f"held_share{level}" for level in LEVELS),
    "above_best",
    "holder",
    "holder_relative",
    "names",
    "names_near",
    "names_worst",
    "names_best",
    "record_count",
    "record_words",
    "record_mean",
    "record_links",
    "record_share",
    "outer_count",
    "outer_words",
    "outer_links",
    "outer_share",
)
_BITS = tuple(1 << FLAG_NAMES.index(name) for name in FLAGS)


def element_columns(elements: Held, sums: Sums, names: Names, records: Records) -> Iterator[Column]:
    blocks = elements.blocks
    words = [count if count < MOST_WORDS else MOST_WORDS for count in sums.words]
    above = [0, *elements.parents[1:]]
    levels = [blocks]
    for _ in LEVELS[1:]:
        levels.append([above[element] for element in levels[-1]])
    own, *upper = pickers = [picker(level) for level in levels]
    yield from zip(*map(_flag_values, own(elements.flags)), strict=True)
    yield list(map(float, own(elements.depths)))
    for table, wanted in (
        (words, upper),
        (sums.link_density, pickers),
        (sums.blocks, upper),
        (sums.small_words, upper[1:]),
        (sums.share, pickers),
    ):
        for pick in wanted:
            yield pick(table)
    yield own(sums.above_best)
    holder = own(sums.holder)
    yield holder
    most = sums.most + 1
    yield [worth / most for worth in holder]
    for table in (names.all, names.near, names.worst, names.best):
        yield own(table)
    held = [0.0, *words[1:]]  # The body is no record: it stands for there being none.
    near = picker([records.nearest[element] for element in blocks])
    for table in (records.count, held, records.mean, records.links, records.share):
        yield near(table)
    far = picker([records.outermost[element] for element in blocks])
    for table in (records.count, held, records.links, records.share):
        yield far(table)


@lru_cache(maxsize=4096)
def _flag_values(flags: int) -> tuple[float, ...]:
    return tuple([1.0 if flags & bit else 0.0 for bit in _BITS])
