"""What score a block must have to be kept: the page's threshold, but for a few kinds of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textclean.document import Block, Kind
from textclean.elements import DIALOG, Page
from textclean.scoring.tree import name_parts

CAPTION = 0.8
"""A caption is kept if it is clear that it belongs to the text: of those on WCXB's development
pages that score from .5 to .7 one in six does.  Fewer of them helped 38 pages and hurt 9."""

IN_DIALOG = 0.6
"""Likewise what opens over the page: of those blocks that were kept one in six was content."""

ASIDES = frozenset(
    {
        "bio",
        "biography",
        "disclaimer",
        "modal",
        "newsletter",
        "popup",
        "recommendation",
        "recommendations",
        "recommended",
        "signature",
    }
)
IN_ASIDE = 0.85
"""Likewise the parts of a page whose names have such a word; it helped 39 pages and hurt 6."""
ASIDES_SHARE = 0.5
"""Where they hold more of the characters kept they are what the page is about."""

HELD_SHARE = 0.5
AROUND = 3
LEAST_KEPT = 3
"""A table or a piece of code needs so much of the page's threshold where of the blocks up to
`AROUND` before it and after it so many are kept.  Both are rare, look like nothing around them, and
leave a hole in a text where they are lost.  It helped 22 pages and hurt 16, by far less."""

HELD = frozenset((Kind.TABLE, Kind.CODE))
CAPTION_KIND = Kind.CAPTION
"""An attribute of a class takes ten times as long, and is asked for at each block."""


def block_thresholds(
    blocks: Sequence[Block], scores: Sequence[float], threshold: float
) -> list[float]:
    """Return the score from which on each block is kept: .002 of F1, cross-validated."""
    thresholds = [threshold] * len(blocks)
    half = HELD_SHARE * threshold
    for index, score in enumerate(scores):
        if score < half:
            continue
        block = blocks[index]
        kind = block.kind
        if kind is CAPTION_KIND:
            thresholds[index] = max(threshold, CAPTION)
        elif score < threshold and kind in HELD:
            near = scores[max(index - AROUND, 0) : index + AROUND + 1]
            if sum([other >= threshold for other in near]) >= LEAST_KEPT:
                thresholds[index] = half
        facts = block.features
        if facts.page.flags[facts.element] & DIALOG:
            thresholds[index] = max(thresholds[index], IN_DIALOG)
    kept = [index for index, score in enumerate(scores) if score >= threshold]
    unsure = _in_asides(blocks, [index for index in kept if scores[index] < IN_ASIDE])
    if unsure and _chars(blocks, _in_asides(blocks, kept)) <= ASIDES_SHARE * _chars(blocks, kept):
        for index in unsure:
            thresholds[index] = max(thresholds[index], IN_ASIDE)
    return thresholds


def _chars(blocks: Sequence[Block], places: Sequence[int]) -> int:
    return sum([len(blocks[index].text) for index in places])


def _in_asides(blocks: Sequence[Block], places: Sequence[int]) -> list[int]:
    """Return which of the places are those of blocks in `ASIDES`."""
    is_aside = {-1: False}
    found = []
    for index in places:
        facts = blocks[index].features
        element = facts.element
        if element not in is_aside:
            _note_asides(facts.page, element, is_aside)
        if is_aside[element]:
            found.append(index)
    return found


def _note_asides(page: Page, element: int, is_aside: dict[int, bool]) -> None:
    """Note whether an element and those around it stand in `ASIDES`, up to one that is known."""
    line = []
    while element not in is_aside:
        line.append(element)
        element = page.parents[element]
    found = is_aside[element]
    for element in reversed(line):
        found = found or _sets_apart(page.classes[element]) or _sets_apart(page.ids[element])
        is_aside[element] = found


@lru_cache(maxsize=20_000)
def _sets_apart(names: str) -> bool:
    return not ASIDES.isdisjoint(name_parts(names))
