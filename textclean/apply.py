"""The only code that changes text or labels blocks.

`settle` turns what a filter proposes into findings that are complete (place, before, after) and
allowed; `apply` carries them out; `replay` does so for the findings of a whole chain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any

from textclean.document import (
    Block,
    Document,
    LineIndex,
    Mark,
    Metadata,
    Piece,
    Place,
    source_offset,
)
from textclean.errors import FilterError
from textclean.finding import Action, Edit, Finding, Rule, Safety
from textclean.startup.records import maker

BLOCK_FIELDS = frozenset({"kind", "level", "info"})
METADATA_FIELDS = frozenset(Metadata._fields)

SAFE = Safety.SAFE
DROP, KEEP, EDIT, NOTE = Action.DROP, Action.KEEP, Action.EDIT, Action.NOTE

_new_finding, _new_place, _new_block = maker(Finding), maker(Place), maker(Block)
_new_piece = maker(Piece)


def settle(
    document: Document,
    proposed: Iterable[Finding],
    *,
    filter: str,
    rules: Sequence[Rule],
    step: int = 0,
    unsafe: bool = False,
    report_only: bool = False,
) -> list[Finding]:
    """Return the findings with their places, texts and final actions.

    An unsafe one becomes a note unless `unsafe`; with `report_only` all of them do.

    Raises:
        FilterError: an unknown rule, an edit out of range or in protected text, overlapping edits.
    """
    found = list(proposed)
    if not found:
        return found
    safety = {rule.id: rule.safety for rule in rules}
    lines = LineIndex(document.source_text)
    blocks = document.blocks
    settled = []
    has_edits = False
    for finding in found:
        rule, action, block, edits, sets, evidence, at = finding[:7]
        level = safety.get(rule)
        if level is None:
            raise FilterError(
                f"the filter {filter} names a rule that it does not declare: {rule}",
                filter=filter,
                rule=rule,
            )
        told = None
        if block is not None and 0 <= block < len(blocks):
            if action is DROP:
                told = _told_of_drop(blocks[block])
            elif action is EDIT:
                told = _told(blocks[block], edits, lines)
        has_edits = has_edits or bool(edits)
        if (level is not SAFE and (level is Safety.NOTE or not unsafe)) or report_only:
            action = NOTE
        before, after, place = told or (
            *_texts(document, finding, filter),
            _place(document, finding, lines),
        )
        # Made anew in the order of its fields: `_replace` takes six times as long.
        about = (rule, action, block, edits, sets, evidence, at)
        settled.append(_new_finding((*about, filter, step, before, after, place)))
    if has_edits:
        _refuse_overlaps(settled, filter)
    return settled


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
    origin = block.origin
    if len(edits) == 1 and len(origin) == 1 and not isinstance(origin, str):
        edited = _edit_run(block, edits[0], origin[0])
        if edited is not None:
            return edited
    ordered = sorted(edits)
    if not block.marks and not block.protected:
        return block._replace(
            text=edit_text(block.text, ordered),
            origin=origin if isinstance(origin, str) else _cut_pieces(origin, ordered),
        )
    shift = _Shift(ordered)
    return block._replace(
        text=edit_text(block.text, ordered),
        origin=origin if isinstance(origin, str) else _cut_pieces(origin, ordered),
        marks=tuple(
            Mark(shift.moved(mark.start), shift.moved(mark.end), *mark[2:]) for mark in block.marks
        ),
        protected=tuple((shift.moved(start), shift.moved(end)) for start, end in block.protected),
    )


def _edit_run(block: Block, edit: Edit, piece: Piece) -> Block | None:
    """Return a block after an edit, None if it has marks or is more than one run of its source.

    That is the usual case by far, and takes a third of the time so.
    """
    start, end, new, _ = edit
    text_start, source_start, length = piece
    if block.marks or block.protected or start < text_start or end > text_start + length:
        return None
    kind, text, _, *others = block
    before, after = start - text_start, text_start + length - end
    left = (_new_piece((text_start, source_start, before)),) if before else ()
    right = (_new_piece((start + len(new), source_start + length - after, after)),) if after else ()
    return _new_block((kind, f"{text[:start]}{new}{text[end:]}", left + right, *others))


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


def _told_of_drop(block: Block) -> tuple[str, str, Place] | None:
    """Return the texts before and after the drop of a block of a page, and its place.

    None, for the slower ways to tell, in other formats.
    """
    origin = block.origin
    return (block.text, "", _new_place((0, 0, origin))) if origin.__class__ is str else None


def _told(block: Block, edits: Sequence[Edit], lines: LineIndex) -> tuple[str, str, Place] | None:
    """Return the texts before and after an edit and its place.

    None, for the slower ways to tell, if there are several edits, or if it stands in a block that
    has protected stretches or is more than one run of its source.
    """
    if len(edits) != 1:
        return None
    text, origin = block.text, block.origin
    start, end, new, _ = edits[0]
    if block.protected or len(origin) != 1 or isinstance(origin, str):
        return None
    text_start, source_start, length = origin[0]
    if not (text_start <= start <= end <= len(text) and start <= text_start + length):
        return None
    return text[start:end], new, lines.place(source_start + start - text_start)


def _texts(document: Document, finding: Finding, filter: str) -> tuple[str, str]:
    """Return what stands where the finding acts, and what would stand there."""
    if finding.block is None:
        return _set_texts(document.metadata, None, finding)
    if not 0 <= finding.block < len(document.blocks):
        raise FilterError(
            f"{finding.rule} is about block {finding.block}, which does not exist",
            filter=filter,
            rule=finding.rule,
        )
    block = document.blocks[finding.block]
    if finding.action is DROP:
        return block.text, ""
    if finding.action is KEEP:
        return block.text, block.text
    if finding.edits:
        _check_edits(block, finding, filter)
        if len(finding.edits) == 1:
            only = finding.edits[0]
            return block.text[only.start : only.end], only.new
        start = min(edit.start for edit in finding.edits)
        end = max(edit.end for edit in finding.edits)
        moved = [Edit(e.start - start, e.end - start, e.new) for e in finding.edits]
        return block.text[start:end], edit_text(block.text[start:end], moved)
    if finding.sets:
        return _set_texts(document.metadata, block, finding)
    return block.text[finding.at : finding.at + 1], ""


def _set_texts(metadata: Metadata, block: Block | None, finding: Finding) -> tuple[str, str]:
    before, after = [], []
    for key, value in finding.sets:
        if key.startswith("metadata."):
            field = key[9:]
            if field not in METADATA_FIELDS:
                raise FilterError(
                    f"{finding.rule} sets unknown metadata: {field}", rule=finding.rule
                )
            old = getattr(metadata, field)
            before.append(", ".join(old) if isinstance(old, tuple) else str(old))
        elif key in BLOCK_FIELDS and block is not None:
            before.append(str(getattr(block, key)))
        else:
            raise FilterError(f"{finding.rule} cannot set {key}", rule=finding.rule)
        after.append(str(value))
    return " ".join(filter(None, before)), " ".join(after)


def _check_edits(block: Block, finding: Finding, filter: str) -> None:
    for edit in finding.edits:
        if not 0 <= edit.start <= edit.end <= len(block.text):
            raise FilterError(
                f"{finding.rule} edits {edit.start}-{edit.end} of {len(block.text)} characters",
                filter=filter,
                rule=finding.rule,
            )
        if not block.protected:
            continue
        # The last stretch that starts before the edit ends; the stretches are sorted and apart.
        last = bisect_left(block.protected, (max(edit.end, edit.start + 1), 0)) - 1
        if last >= 0 and block.protected[last][1] > edit.start:
            start, end = block.protected[last]
            if edit.start == edit.end == start:
                continue
            raise FilterError(
                f"{finding.rule} edits protected text: {block.text[start:end]!r}",
                filter=filter,
                rule=finding.rule,
            )


def _refuse_overlaps(findings: Sequence[Finding], filter: str) -> None:
    by_block: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.edits and finding.block is not None and finding.action is not NOTE:
            by_block[finding.block].append(finding)
    for together in by_block.values():
        if len(together) == 1 and len(together[0].edits) == 1:
            continue
        placed = sorted((edit, finding.rule) for finding in together for edit in finding.edits)
        for (left, left_rule), (right, right_rule) in pairwise(placed):
            both_insert = left[:2] == right[:2] and left.start == left.end
            if right.start < left.end or both_insert:
                raise FilterError(
                    f"{left_rule} and {right_rule} edit the same place: "
                    f"{left.start}-{left.end} and {right.start}-{right.end}",
                    filter=filter,
                    rule=right_rule,
                )


def _place(document: Document, finding: Finding, lines: LineIndex) -> Place:
    if finding.block is None:
        return Place()
    block = document.blocks[finding.block]
    if isinstance(block.origin, str):
        return _new_place((0, 0, block.origin))
    if finding.edits and finding.action not in (DROP, KEEP):
        first = min(finding.edits) if len(finding.edits) > 1 else finding.edits[0]
        leaning = "left" if first.start == first.end and first.attach == "left" else "right"
        offset = source_offset(block.origin, first.start, leaning=leaning)
    else:
        offset = source_offset(block.origin, finding.at)
    return lines.place(block.extent[0] if offset is None else offset)
