"""The net under edits in a source: parse again, compare, take back what breaks something.

An edit in prose can still open a link, end a code span or turn a line into a heading.  So the
edited text is read once more and must have the same blocks, marks, targets, code, markup and
protected stretches as before.  If not, the changes to blame are found by bisection and noted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Any

from textclean.document import Block, Document, Kind
from textclean.finding import Finding
from textclean.inplace.bare_links import links_changed
from textclean.inplace.flanking import flanking_changed
from textclean.inplace.places import Replacement
from textclean.inplace.skeleton import block_skeletons, heading_changed, outer_skeleton
from textclean.inplace.splice import Change, Splice, plan_changes
from textclean.inplace.withdrawal import without
from textclean.write.source import splice

QuickLook = Callable[[str, str, Sequence[Replacement]], bool]
"""What tells from a text as it was, as it is and what was replaced if it is surely kept."""

MAX_TRIALS = 100
"""How often a text is parsed to find what breaks it; what is in doubt after that is refused."""

CROSSES = "it would cross markup"
BREAKS = "it would change the structure of the text"
MOVES_HEADING = "it would change the link to this heading"


def secure(
    document: Document,
    findings: Sequence[Finding],
    read: Callable[[str], Document],
    *,
    is_surely_kept: QuickLook | None = None,
    headings: bool = False,
    hidden: Collection[int] = (),
) -> tuple[Finding, ...]:
    """Return the findings with what cannot be done safely in the source as notes.

    `document` is the document as read; `read` reads an edited source in the same way, and
    `is_surely_kept` tells at a quick look if what it would read is surely the same.  With
    `headings` edits may change the addresses that are made of headings.  The findings whose
    numbers are in `hidden` are left out, and what hangs together with them.
    """
    changes = plan_changes(document, findings)
    if not changes and not hidden:
        return tuple(findings)
    refused: dict[int, str] = {}
    for number, change in enumerate(changes):
        if not change.findings.isdisjoint(hidden):
            refused[number] = ""
        elif change.cut is None and change.places is None:
            refused[number] = CROSSES
        elif document.format == "markdown" and _is_noticed(document, change):
            refused[number] = BREAKS
        elif not headings and heading_changed(document, change):
            refused[number] = MOVES_HEADING
    candidates = [number for number in range(len(changes)) if number not in refused]
    net = _Net(document, changes, read, is_surely_kept, headings)
    good = net.largest_safe(candidates)
    refused.update((number, BREAKS) for number in candidates if number not in good)
    if not refused and not hidden:
        return tuple(findings)
    return without(findings, changes, refused, hidden)


def _is_noticed(document: Document, change: Change) -> bool:
    """Tell whether other parsers than ours could see more in a change than another text."""
    source, places = document.source_text, change.places or ()
    return (
        flanking_changed(source, places)
        or links_changed(source, places)
        or any(_frees_code(document.blocks[splice.block], splice) for splice in change.splices)
    )


def _frees_code(block: Block, splice: Splice) -> bool:
    """Tell whether a replacement takes accents away before code.

    GitHub's parser sees but the first code of a block behind accents that nothing closes.
    """
    if "`" not in block.text[splice.start : splice.end]:
        return False
    return sum(mark.kind == "code" and mark.start >= splice.end for mark in block.marks) > 1


class _Net:
    """Tries changes on a document and compares."""

    def __init__(
        self,
        document: Document,
        changes: Sequence[Change],
        read: Callable[[str], Document],
        is_surely_kept: QuickLook | None,
        headings: bool,
    ) -> None:
        self._document = document
        self._changes = changes
        self._read = read
        self._is_surely_kept = is_surely_kept
        self._headings = headings
        self._trials = 0

    @cached_property
    def _skeletons(self) -> tuple[list[tuple[Any, ...]], list[str]]:
        document = self._document
        return block_skeletons(document, slugs=not self._headings), outer_skeleton(document)

    def largest_safe(self, candidates: Sequence[int]) -> set[int]:
        """Return as many of the changes as leave the text's structure alone together."""
        good: set[int] = set()
        doubtful = [list(candidates)] if candidates else []
        while doubtful:
            some = doubtful.pop()
            if self._trials >= MAX_TRIALS:
                break
            if self._is_safe(good.union(some)):
                good.update(some)
            elif len(some) > 1:
                half = len(some) // 2
                doubtful += (some[half:], some[:half])
        return good

    def _is_safe(self, numbers: set[int]) -> bool:
        self._trials += 1
        changes = [self._changes[number] for number in sorted(numbers)]
        cut = {change.cut for change in changes if change.cut is not None}
        if self._document.format == "text" and not cut:
            return True
        source = splice(self._document, changes)
        if self._trials == 1 and not cut and self._is_quickly_seen(changes, source):
            return True
        after = self._read(source)
        blocks, outer = self._skeletons
        kept = [block for index, block in enumerate(blocks) if index not in cut]
        if block_skeletons(after, slugs=not self._headings) != kept:
            return False
        return bool(cut) or outer_skeleton(after) == outer

    def _is_quickly_seen(self, changes: Sequence[Change], source: str) -> bool:
        """Tell whether a quick look is enough to see that the edited source is safe.

        A heading with several changes takes more: each leaves its address as it was, but all?
        """
        blocks = self._document.blocks
        headings = [
            splice.block
            for change in changes
            for splice in change.splices
            if blocks[splice.block].kind is Kind.HEADING
        ]
        if self._is_surely_kept is None or len(headings) > len(set(headings)):
            return False
        places = sorted(place for change in changes for place in change.places or ())
        return self._is_surely_kept(self._document.source_text, source, places)
