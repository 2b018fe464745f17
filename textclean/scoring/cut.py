"""What score a block must have to be kept: the page's threshold, but for a few kinds of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from textclean.document import Block, Kind
from textclean.elements import DIALOG

CAPTION = 0.8
"""A caption is kept if it is clear that it belongs to the text: of those on WCXB's development
pages that score from .5 to .7 one in six does.  Fewer of them helped 38 pages and hurt 9."""

IN_DIALOG = 0.6
"""Likewise what opens over the page: of those blocks that were kept one in six was content."""

HELD_SHARE = 0.5
AROUND = 3
LEAST_KEPT = 3
"""A table or a piece of code needs so much of the page's threshold where of the blocks up to
`AROUND` before it and after it so many are kept.  Both are rare, look like nothing around them, and
leave a hole in a text where they are lost.  It helped 22 pages and hurt 16, by far less."""

HELD = frozenset((Kind.TABLE, Kind.CODE))


def block_thresholds(
    blocks: Sequence[Block], scores: Sequence[float], threshold: float
) -> list[float]:
    """Return the score from which on each block is kept: .0017 of F1, cross-validated."""
    thresholds = [threshold] * len(blocks)
    for index, (block, score) in enumerate(zip(blocks, scores, strict=True)):
        kind = block.kind
        if kind is Kind.CAPTION:
            thresholds[index] = max(threshold, CAPTION)
        elif kind in HELD and score < threshold:
            start = max(index - AROUND, 0)
            near = scores[start : index + AROUND + 1]
            if sum([other >= threshold for other in near]) >= LEAST_KEPT:
                thresholds[index] = HELD_SHARE * threshold
        if block.features.flags & DIALOG:
            thresholds[index] = max(thresholds[index], IN_DIALOG)
    return thresholds
