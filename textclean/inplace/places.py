"""Where edits of a block's text go in its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from textclean.document import Block, Piece
from textclean.finding import Finding

Replacement = tuple[int, int, str]
"""What is replaced in a source: from where to where, and by what."""


def places_of_one_filter(
    block: Block, asked: Sequence[tuple[int, Finding]]
) -> list[Replacement] | None:
    """Return what a block's findings replace; None if an edit is not one run of the source.

    Or if they are of several filters: the later ones have edited what the earlier ones left.
    """
    step = asked[0][1].step
    places: list[Replacement] = []
    for _, finding in asked:
        if finding.step != step:
            return None
        for start, end, new, attach in finding.edits:
            place = source_place(block.origin, start, end, new, attach)
            if place is None:
                return None
            places.append(place)
    return places


def source_place(
    pieces: Sequence[Piece] | str, start: int, end: int, new: str, attach: str
) -> Replacement | None:
    """Return what to replace in the source: None unless it is one run of it."""
    if isinstance(pieces, str) or not pieces:
        return None
    index = bisect_right(pieces, start, key=_text_start) - 1 if len(pieces) > 1 else 0
    if start == end and index > 0 and attach == "left" and pieces[index].text_start == start:
        index -= 1
        if pieces[index].text_start + pieces[index].length < start:
            index += 1
    if index < 0:
        return None
    text_start, source_start, length = pieces[index]
    if start < text_start or end > text_start + length:
        return None
    shift = source_start - text_start
    return start + shift, end + shift, new


def _text_start(piece: Piece) -> int:
    return piece.text_start
