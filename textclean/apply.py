"""The only code that changes text or labels blocks.

`apply` carries out the findings of one filter; `replay` does so for those of a whole chain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import Any

from textclean.document import Block, Document, Mark, Metadata, Piece
from textclean.finding import Action, Edit, Finding
from textclean.startup.records import maker

DROP, KEEP, NOTE = Action.DROP, Action.KEEP, Action.NOTE

_new_block, _new_piece = maker(Block), maker(Piece)


def apply(document: Document, findings: Iterable[Finding]) -> Document:
    """Return the document after the findings of one filter. Blocks without any are reused."""
    edits: dict[int, list[Edit]] = {}
    labels: dict[int, Finding | None] = {}
    block_sets: dict[int, dict[str, Any]] = {}
    metadata: dict[str, Any] = {}
    for finding in findings:
        action, index, its_edits, its_sets = finding[1:5]
        if action is NOTE:
            continue
        for key, value in its_sets:
            if key.startswith("metadata."):
                _set_metadata(document.metadata, metadata, key[9:], value)
            elif index is not None:
                block_sets.setdefault(index, {})[key] = value
        if index is None:
            continue
        if action is DROP:
            labels.setdefault(index, finding)
        elif action is KEEP:
            labels[index] = None
        if its_edits:
            edits.setdefault(index, []).extend(its_edits)
    if not (edits or labels or block_sets or metadata):
        return document
    blocks = list(document.blocks)
    for index, all_edits in edits.items():
        blocks[index] = edit_block(blocks[index], all_edits)
    for index, all_sets in block_sets.items():
        blocks[index] = blocks[index]._replace(**all_sets)
    for index, dropper in labels.items():
        block = blocks[index]
        label = block.dropped_by or dropper if dropper is not None else None
        blocks[index] = _new_block((*block[:-1], label))
    return document._replace(
        blocks=tuple(blocks),
        metadata=document.metadata._replace(**metadata) if metadata else document.metadata,
    )


def replay(document: Document, findings: Iterable[Finding]) -> Document:
    """Return the document as read after the settled findings of a whole chain."""
    for _, group in groupby(findings, key=lambda finding: finding.step):
        document = apply(document, group)
    return document


def edit_text(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied.

    >>> edit_text("a  b", [Edit(1, 3, " "), Edit(0, 0, "“")])
    '“a b'
    """
    parts: list[str] = []
    done = 0
    for start, end, new, _ in sorted(edits):
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def edit_block(block: Block, edits: Sequence[Edit]) -> Block:
    """Return a block with its text, marks, protected stretches and pieces after the edits."""
    kind, text, origin, *about, marks, protected, within, features, dropped_by = block
    if not marks and not protected and len(edits) == 1 and not isinstance(origin, str):
        edited = _edit_run(text, origin, edits[0])
        if edited is not None:
            return _new_block((kind, *edited, *block[3:]))
    ordered = sorted(edits)
    text = edit_text(text, ordered)
    if not isinstance(origin, str):
        origin = _cut_pieces(origin, ordered)
    if marks or protected:
        moved = _Shift(ordered).moved
        marks = tuple(Mark(moved(mark.start), moved(mark.end), *mark[2:]) for mark in marks)
        protected = tuple((moved(start), moved(end)) for start, end in protected)
    return _new_block((kind, text, origin, *about, marks, protected, within, features, dropped_by))


def _edit_run(
    text: str, pieces: Sequence[Piece], edit: Edit
) -> tuple[str, tuple[Piece, ...]] | None:
    """Return a text and its pieces after an edit, None if it is more than one run of its source.

    That is the usual case by far, and takes a third of the time so.
    """
    if len(pieces) != 1:
        return None
    start, end, new, _ = edit
    text_start, source_start, length = pieces[0]
    before, after = start - text_start, text_start + length - end
    if before < 0 or after < 0:
        return None
    left = (_new_piece((text_start, source_start, before)),) if before else ()
    right = (_new_piece((start + len(new), source_start + length - after, after)),) if after else ()
    return f"{text[:start]}{new}{text[end:]}", left + right


class _Shift:
    """Where the edges of stretches go when edits (sorted, apart) are applied."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._sums = [0, *accumulate(len(e.new) - (e.end - e.start) for e in edits)]

    def moved(self, offset: int) -> int:
        """Return the new offset of an edge; one inside replaced text goes to the end of the new."""
        passed = bisect_left(self._starts, offset)
        moved = offset + self._sums[passed]
        if passed and self._edits[passed - 1].end > offset:
            moved = self._edits[passed - 1].end + self._sums[passed]
        if passed < len(self._edits):
            start, end, new, attach = self._edits[passed]
            if start == end == offset and attach == "left":
                moved += len(new)
        return moved


def _cut_pieces(pieces: Sequence[Piece], edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """Return the pieces that still equal the source, at their new offsets."""
    kept: list[Piece] = []
    shifted, following = 0, 0
    for start, source_start, length in pieces:
        stop = start + length
        while start < stop:
            while following < len(edits) and edits[following].end <= start:
                shifted += len(edits[following].new) - (
                    edits[following].end - edits[following].start
                )
                following += 1
            uncut = min(edits[following].start, stop) if following < len(edits) else stop
            if uncut > start:
                kept.append(Piece(start + shifted, source_start, uncut - start))
            resume = edits[following].end if uncut < stop else stop
            source_start += resume - start
            start = resume
    return tuple(kept)


def _set_metadata(old: Metadata, new: dict[str, Any], field: str, value: Any) -> None:
    if field == "credits":
        credits = new.get(field, old.credits)
        new[field] = credits if value in credits else (*credits, value)
    else:
        new[field] = value
