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

CAPTIONS_SHARE = 0.5
"""Where they are more of the characters kept they are what the page is about: a gallery's text."""

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

CODE_SHARE = 0.3
CODE_KEPT = 2
"""Code needs even less where so many of the blocks around it have half of the page's threshold: it
stands at the end of a text, or between other code.  It helped 9 pages and hurt 6; documentation
gains .002 of F1."""

SURE = 0.6
QUOTE_SHARE = 0.75
QUOTE_AROUND = 4
"""On a page whose threshold is as high as `SURE`, what stands in a quotation needs so much of it
where a block is kept up to `QUOTE_AROUND` before it and one after it; with `CODE_SHARE` it helped
23 pages and hurt 11."""

HELD = frozenset((Kind.TABLE, Kind.CODE))
CAPTION_KIND, CODE_KIND, QUOTE_KIND = Kind.CAPTION, Kind.CODE, Kind.QUOTE
"""An attribute of a class takes ten times as long, and is asked for at each block."""


def block_thresholds(
    blocks: Sequence[Block], scores: Sequence[float], threshold: float
) -> list[float]:
    """Return the score from which on each block is kept: .002 of F1, cross-validated."""
    thresholds = [threshold] * len(blocks)
    least = CODE_SHARE * threshold
    captions = []
    for index, score in enumerate(scores):
        if score < least:
            continue
        block = blocks[index]
        kind = block.kind
        if kind is CAPTION_KIND:
            thresholds[index] = max(threshold, CAPTION)
            if score >= threshold:
                captions.append(index)
        elif score < threshold:
            thresholds[index] = _threshold_amid(block, index, scores, threshold)
        facts = block.features
        if facts.page.flags[facts.element] & DIALOG:
            thresholds[index] = max(thresholds[index], IN_DIALOG)
    kept = [index for index, score in enumerate(scores) if score >= threshold]
    if captions and _chars(blocks, captions) > CAPTIONS_SHARE * _chars(blocks, kept):
        for index in captions:
            thresholds[index] = threshold
    unsure = _in_asides(blocks, [index for index in kept if scores[index] < IN_ASIDE])
    if unsure and _chars(blocks, _in_asides(blocks, kept)) <= ASIDES_SHARE * _chars(blocks, kept):
        for index in unsure:
            thresholds[index] = max(thresholds[index], IN_ASIDE)
    return thresholds


def _threshold_amid(block: Block, index: int, scores: Sequence[float], threshold: float) -> float:
    """Return the score from which a block below the page's threshold is kept amid what is kept."""
    score, kind = scores[index], block.kind
    half = HELD_SHARE * threshold
    if kind in HELD:
        near = [*scores[max(index - AROUND, 0) : index], *scores[index + 1 : index + AROUND + 1]]
        if score >= half and sum([other >= threshold for other in near]) >= LEAST_KEPT:
            return half
        if kind is CODE_KIND and sum([other >= half for other in near]) >= CODE_KEPT:
            return CODE_SHARE * threshold
    if threshold < SURE or score < QUOTE_SHARE * threshold or not _is_quoted(block):
        return threshold
    before = scores[max(index - QUOTE_AROUND, 0) : index]
    after = scores[index + 1 : index + QUOTE_AROUND + 1]
    is_amid = max(before, default=0.0) >= threshold <= max(after, default=0.0)
    return QUOTE_SHARE * threshold if is_amid else threshold


def _is_quoted(block: Block) -> bool:
    return block.kind is QUOTE_KIND or any(not holder.marker for holder in block.within)


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
