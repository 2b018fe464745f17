"""What a filter proposes, made complete and checked before anything is done.

`settle` gives each finding its place, the texts before and after, and the action that its rule
allows; what cannot be done is an error that names the rule to blame.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from textclean.apply import edit_text
from textclean.document import Block, Document, LineIndex, Metadata, Place, source_offset
from textclean.errors import FilterError
from textclean.finding import Action, Edit, Finding, Rule, Safety
from textclean.startup.records import maker

BLOCK_FIELDS = frozenset({"kind", "level", "info"})
METADATA_FIELDS = frozenset(Metadata._fields)

SAFE = Safety.SAFE
DROP, KEEP, EDIT, NOTE = Action.DROP, Action.KEEP, Action.EDIT, Action.NOTE

_new_finding, _new_place = maker(Finding), maker(Place)


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
    safety = {rule.id: rule.safety for rule in rules}
    blocks, lines = document.blocks, LineIndex(document.source_text)
    count = len(blocks)
    settled = []
    edited: set[int | None] = set()
    crowded: set[int | None] = set()  # Blocks with several edits: only these can overlap.
    for finding in proposed:
        rule, action, block, edits, sets, evidence, at = finding[:7]
        level = safety.get(rule)
        if level is None:
            raise FilterError(
                f"the filter {filter} names a rule that it does not declare: {rule}",
                filter=filter,
                rule=rule,
            )
        if edits:
            (crowded if len(edits) > 1 or block in edited else edited).add(block)
        told = None
        if block is not None and 0 <= block < count:
            if action is DROP:
                told = _told_of_drop(blocks[block], at, lines)
            elif action is EDIT and len(edits) == 1:
                told = _told(blocks[block], edits[0], lines)
        if (level is not SAFE and (level is Safety.NOTE or not unsafe)) or report_only:
            action = NOTE
        before, after, place = told or (
            *_texts(document, finding, filter),
            _place(document, finding, lines),
        )
        # Made anew in the order of its fields: `_replace` takes six times as long.
        about = (rule, action, block, edits, sets, evidence, at)
        settled.append(_new_finding((*about, filter, step, before, after, place)))
    if crowded:
        _refuse_overlaps([finding for finding in settled if finding.block in crowded], filter)
    return settled


def _told_of_drop(block: Block, at: int, lines: LineIndex) -> tuple[str, str, Place] | None:
    """Return the texts before and after a drop, and its place.

    None, for the slower ways to tell, if the block is neither of a page nor one run of its source.
    """
    _, text, origin, *_ = block
    if isinstance(origin, str):
        return text, "", _new_place((0, 0, origin))
    if at or len(origin) != 1:
        return None
    return text, "", lines.place(origin[0][1])


def _told(block: Block, edit: Edit, lines: LineIndex) -> tuple[str, str, Place] | None:
    """Return the texts before and after an edit and its place.

    None, for the slower ways to tell, if it stands in a block that has protected stretches or is
    more than one run of its source.
    """
    _, text, origin, _, _, _, _, protected, _, _, _ = block
    if protected or len(origin) != 1 or isinstance(origin, str):
        return None
    start, end, new, _ = edit
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
    by_block: defaultdict[int, list[tuple[Edit, str]]] = defaultdict(list)
    for finding in findings:
        if finding.block is not None and finding.action is not NOTE:
            by_block[finding.block] += [(edit, finding.rule) for edit in finding.edits]
    for placed in by_block.values():
        placed.sort()
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
