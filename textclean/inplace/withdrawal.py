"""The findings of a chain without those whose changes are not to be made in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from textclean.finding import Action, Finding
from textclean.inplace.splice import Change, Splice

REFUSED = "not applied: "
"""What is said in the evidence of a finding before the reason why it is only a note."""


def without(
    findings: Sequence[Finding],
    changes: Sequence[Change],
    refused: Mapping[int, str],
    hidden: Iterable[int] = (),
) -> tuple[Finding, ...]:
    """Return the findings without some changes: `refused` maps their numbers to the reason.

    The findings whose numbers are in `hidden` are left out whatever they ask for.  Those of a
    refused change become notes with its reason, or with an empty one are left out, too; the
    offsets of later edits in the same blocks are moved as if the refused ones had never been.
    """
    gone = dict.fromkeys(hidden, "")
    for number, reason in refused.items():
        gone.update(dict.fromkeys(changes[number].findings - gone.keys(), reason))
    moves = _Moves(changes, [changes[number] for number in refused])
    kept: list[Finding] = []
    for number, finding in enumerate(findings):
        why = gone.get(number)
        if why is None:
            kept.append(moves.moved(number, finding))
        elif why:
            evidence = f"{finding.evidence}; " if finding.evidence else ""
            evidence += REFUSED + why
            kept.append(finding._replace(action=Action.NOTE, evidence=evidence))
    return tuple(kept)


class _Moves:
    """Where edits go when others are taken back."""

    def __init__(self, changes: Iterable[Change], refused: Iterable[Change]) -> None:
        self._refused: defaultdict[int, list[Splice]] = defaultdict(list)
        for change in refused:
            for splice in change.splices:
                self._refused[splice.block].append(splice)
        for splices in self._refused.values():
            splices.sort(key=_splice_start)
        self._anchors = {
            (part.finding, part.edit): splice.start
            for change in changes
            for splice in change.splices
            if splice.block in self._refused
            for part in splice.parts
        }
        self._sums: dict[tuple[int, int], list[int]] = {}

    def moved(self, number: int, finding: Finding) -> Finding:
        """Return a finding with its edits where they belong now."""
        if finding.block is None or finding.block not in self._refused:
            return finding
        if (number, 0) not in self._anchors:
            return finding
        splices = self._refused[finding.block]
        sums = self._growth(finding.block, finding.step)
        edits = []
        for ordinal, edit in enumerate(finding.edits):
            anchor = self._anchors[number, ordinal]
            shift = sums[bisect_left(splices, anchor, key=_splice_start)]
            edits.append(edit._replace(start=edit.start - shift, end=edit.end - shift))
        return finding._replace(edits=tuple(edits))

    def _growth(self, block: int, step: int) -> list[int]:
        """Return by how much the first 0, 1, 2... refused splices had grown before a step."""
        if (block, step) not in self._sums:
            self._sums[block, step] = [
                0,
                *accumulate(
                    sum(part.growth for part in splice.parts if part.step < step)
                    for splice in self._refused[block]
                ),
            ]
        return self._sums[block, step]


def _splice_start(splice: Splice) -> int:
    return splice.start
