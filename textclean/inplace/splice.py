"""Where the edits of a whole chain go in the source.

Every filter gives offsets in the text as the filters before it left it.  Here they are carried
back to the text as read and from there, by the pieces, to the source.  What hangs together (two
edits of one finding, an edit of what an earlier edit wrote) is one change: it is made as a whole
or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from textclean.apply import edit_text
from textclean.document import Block, Document
from textclean.finding import Action, Edit, Finding
from textclean.inplace.places import Replacement, places_of_one_filter, source_place
from textclean.startup.records import NamedTuple, maker


class Part(NamedTuple):
    """One edit of one finding: their numbers, the step, and by how much it lengthens the text."""

    finding: int
    edit: int
    step: int
    growth: int


class Splice(NamedTuple):
    """Replace `text[start:end]` of a block as read by `new`.

    Empty on both sides where the edits of two filters have cancelled each other.
    """

    block: int
    start: int
    end: int
    new: str
    attach: str
    parts: tuple[Part, ...]


class Change(NamedTuple):
    """What is done to the source as a whole or not at all, and the findings that ask for it."""

    findings: frozenset[int]
    splices: tuple[Splice, ...]
    places: tuple[Replacement, ...] | None
    """What to replace in the source, None if an edit crosses markup."""
    cut: int | None = None
    """The block that is cut out."""


def plan_changes(document: Document, findings: Sequence[Finding]) -> list[Change]:
    """Return the changes that settled findings ask for, in the order of the source.

    `document` is the document as read, the origin of its blocks pieces of the source.
    """
    by_block, changes = _asked(findings)
    for index in sorted(by_block):
        block = document.blocks[index]
        lone = (
            _lone_change(block, index, *by_block[index][0]) if len(by_block[index]) == 1 else None
        )
        if lone is not None:
            changes.append(lone)
        else:
            changes += _joined(block, compose(block.text, index, by_block[index]))
    return changes


def plan_places(
    document: Document, findings: Sequence[Finding]
) -> tuple[list[Replacement], list[Change]]:
    """Return what to replace in the source, and the changes of blocks where that takes a plan.

    A block that one filter has edited takes none, and a tenth of the time, where nobody needs to
    know what is to be done or left as a whole.
    """
    by_block, changes = _asked(findings)
    places: list[Replacement] = []
    for index, asked in by_block.items():
        block = document.blocks[index]
        found = places_of_one_filter(block, asked)
        if found is None:
            changes += _joined(block, compose(block.text, index, asked))
        else:
            places += found
    return places, changes


def _asked(
    findings: Sequence[Finding],
) -> tuple[dict[int, list[tuple[int, Finding]]], list[Change]]:
    """Return by block the findings that edit it, with their numbers, and the blocks to cut out."""
    by_block: dict[int, list[tuple[int, Finding]]] = {}
    dropped: dict[int, int] = {}
    for number, finding in enumerate(findings):
        _, action, block, edits = finding[:4]
        if action is Action.NOTE or block is None:
            continue
        if action is Action.DROP:
            dropped.setdefault(block, number)
        elif action is Action.KEEP:
            dropped.pop(block, None)
        if edits:
            by_block.setdefault(block, []).append((number, finding))
    cuts = [
        Change(frozenset({number}), (), (), cut=block) for block, number in sorted(dropped.items())
    ]
    return by_block, cuts


def _lone_change(block: Block, index: int, number: int, finding: Finding) -> Change | None:
    """Return the change of a block's only finding, if it is one edit of one run of the source.

    That is the usual case, and takes a fifth of the time so.
    """
    if len(finding.edits) != 1 or len(block.origin) != 1 or isinstance(block.origin, str):
        return None
    start, end, new, attach = finding.edits[0]
    text_start, source_start, length = block.origin[0]
    parts = (_new_part((number, 0, finding.step, len(new) - (end - start))),)
    cluster = _new_cluster((start, end, 0, len(new), attach, parts))
    splice = _trimmed(block.text, new, index, cluster)
    _, start, end, new, _, _ = splice
    if start < text_start or end > text_start + length or (start == end and not new):
        return None
    shift = source_start - text_start
    return Change(frozenset((number,)), (splice,), ((start + shift, end + shift, new),))


def compose(text: str, block: int, findings: Iterable[tuple[int, Finding]]) -> list[Splice]:
    """Return the edits of a chain's findings as edits of the text as read, in order."""
    steps: defaultdict[int, list[_Numbered]] = defaultdict(list)
    for number, finding in findings:
        steps[finding.step] += [
            _Numbered(edit, number, ordinal) for ordinal, edit in enumerate(finding.edits)
        ]
    current = text
    clusters: list[_Cluster] = []
    for step in sorted(steps):
        current = edit_text(current, [numbered.edit for numbered in steps[step]])
        clusters = _merge(clusters, steps[step], step)
    return [_trimmed(text, current, block, cluster) for cluster in clusters]


class _Numbered(NamedTuple):
    """An edit with the number of its finding and its own number there."""

    edit: Edit
    finding: int
    ordinal: int


class _Cluster(NamedTuple):
    """A stretch of the text as read and what it has become so far."""

    start: int
    end: int
    now_start: int
    now_end: int
    attach: str
    parts: tuple[Part, ...]


_new_part, _new_cluster, _new_splice = maker(Part), maker(_Cluster), maker(Splice)


def _merge(clusters: list[_Cluster], edits: list[_Numbered], step: int) -> list[_Cluster]:
    """Return the clusters after one more step, whose edits are in the text as it stands now."""
    items: list[tuple[int, int, _Cluster | _Numbered]] = [
        (cluster.now_start, cluster.now_end, cluster) for cluster in clusters
    ]
    items += [(numbered.edit.start, numbered.edit.end, numbered) for numbered in edits]
    items.sort(key=_range)
    merged: list[_Cluster] = []
    grown, growing = 0, 0
    index = 0
    while index < len(items):
        start, end, _ = items[index]
        group = [items[index][2]]
        index += 1
        while index < len(items) and _overlap(start, end, *items[index][:2]):
            end = max(end, items[index][1])
            group.append(items[index][2])
            index += 1
        parts: list[Part] = []
        as_read, now, attach = start - grown, start + growing, "left"
        for item in group:
            if isinstance(item, _Cluster):
                parts += item.parts
                attach = item.attach
                grown += item.now_end - item.now_start - (item.end - item.start)
            else:
                edit, number, ordinal = item
                growth = len(edit.new) - (edit.end - edit.start)
                parts.append(Part(number, ordinal, step, growth))
                attach = edit.attach
                growing += growth
        merged.append(_Cluster(as_read, end - grown, now, end + growing, attach, tuple(parts)))
    return merged


def _range(item: tuple[int, int, Any]) -> tuple[int, int]:
    return item[:2]


def _overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether a stretch that starts no earlier shares a character or a point of insertion."""
    if other_start < end and start < other_end:
        return True
    return start == end == other_start == other_end


def _trimmed(text: str, new_text: str, block: int, cluster: _Cluster) -> Splice:
    """Return the splice of a cluster without what it leaves as it was."""
    start, end, new_start, new_end, _, _ = cluster
    while start < end and new_start < new_end and text[start] == new_text[new_start]:
        start += 1
        new_start += 1
    while start < end and new_start < new_end and text[end - 1] == new_text[new_end - 1]:
        end -= 1
        new_end -= 1
    new = new_text[new_start:new_end]
    return _new_splice((block, start, end, new, cluster.attach, cluster.parts))


def _joined(block: Block, splices: Sequence[Splice]) -> list[Change]:
    """Return the changes of a block: splices with a finding in common are one."""
    leader = list(range(len(splices)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    first_with: dict[int, int] = {}
    for number, splice in enumerate(splices):
        for part in splice.parts:
            leader[find(number)] = find(first_with.setdefault(part.finding, number))
    groups: defaultdict[int, list[Splice]] = defaultdict(list)
    for number, splice in enumerate(splices):
        groups[find(number)].append(splice)
    changes = []
    for members in groups.values():
        asked = frozenset(part.finding for splice in members for part in splice.parts)
        real = [splice for splice in members if splice.start < splice.end or splice.new]
        places = [
            place
            for _, start, end, new, attach, _ in real
            if (place := source_place(block.origin, start, end, new, attach))
        ]
        changes.append(
            Change(asked, tuple(members), tuple(places) if len(places) == len(real) else None)
        )
    return changes
