"""Writes the input itself, with the edits spliced into it and the dropped blocks cut out.

Nothing is rendered: what no finding touches comes out as the bytes that went in, line ends, byte
order mark and a missing final newline included.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from textclean.document import Document
from textclean.finding import Finding
from textclean.inplace.places import Replacement
from textclean.inplace.splice import Change, plan_places
from textclean.startup.lazy import lazy_compile

_LINE = lazy_compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_BLANKS = {"markdown": " \t>\r\n"}
"""What a blank line may hold: in Markdown it may stand in a quote."""


def write(document: Document, findings: Sequence[Finding]) -> str:
    """Return the source with what the settled findings ask for.

    `document` is the document as it was read, before any filter.  An edit that would cross
    markup is left out; `safety.secure` turns such findings into notes beforehand.
    """
    places, changes = plan_places(document, findings)
    return splice(document, changes, places)


def splice(
    document: Document, changes: Iterable[Change], replaced: Iterable[Replacement] = ()
) -> str:
    """Return the source of a document with these changes and replacements made in it."""
    source = document.source_text
    places = list(replaced)
    cuts: list[int] = []
    for change in changes:
        if change.cut is not None:
            cuts.append(change.cut)
        elif change.places is not None:
            places += change.places
    removed = _cut_ranges(document, sorted(cuts)) if cuts else []
    if removed:
        places = [place for place in places if not _is_inside(place, removed)]
    parts: list[str] = []
    done = 0
    for start, end, new in sorted([*places, *((start, end, "") for start, end in removed)]):
        parts += (source[done:start], new)
        done = end
    parts.append(source[done:])
    return "".join(parts)


def _is_inside(place: Replacement, ranges: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(ranges, place[0], key=_start) - 1
    return index >= 0 and place[1] <= ranges[index][1]


def _start(stretch: tuple[int, int]) -> int:
    return stretch[0]


def _cut_ranges(document: Document, blocks: Iterable[int]) -> list[tuple[int, int]]:
    """Return the whole lines of blocks, with the blank lines that would else be too many.

    What stood apart before and after a cut block stands apart still.
    """
    source = document.source_text
    blank = _BLANKS.get(document.format, " \t\r\n")
    ranges: list[tuple[int, int]] = []
    for block in blocks:
        start, end = document.blocks[block].extent
        start = _line_start(source, start)
        if end == start or source[end - 1] not in "\r\n":
            end = _line_end(source, end)
        last = ranges[-1] if ranges else (0, 0)
        if start <= last[1] and ranges:
            # The blank lines before this block went with the block before it.
            apart = not source[_line_start(source, last[0] - 1) : last[0]].strip(blank)
        else:
            apart = not source[_line_start(source, start - 1) : start].strip(blank)
        if apart:
            end = _skip_blank_lines(source, end, blank)
        if ranges and start <= last[1]:
            ranges[-1] = (last[0], max(end, last[1]))
        else:
            ranges.append((start, end))
    if ranges and ranges[-1][1] == len(source):
        ranges[-1] = (_last_kept(source, ranges[-1][0], blank), len(source))
    return ranges


def _line_start(source: str, offset: int) -> int:
    """Return where the line of an offset starts; of a line's end the line itself."""
    offset = max(offset, 0)
    if source.startswith("\n", offset) and source.endswith("\r", 0, offset):
        offset -= 1
    feed = source.rfind("\n", 0, offset) + 1
    return max(feed, source.rfind("\r", feed, offset) + 1)


def _line_end(source: str, offset: int) -> int:
    line = _LINE.match(source, offset)
    return line.end() if line else offset


def _skip_blank_lines(source: str, offset: int, blank: str) -> int:
    while offset < len(source):
        end = _line_end(source, offset)
        if source[offset:end].strip(blank):
            break
        offset = end
    return offset


def _last_kept(source: str, offset: int, blank: str) -> int:
    """Return where a cut starts that reaches to the end of the source.

    Blank lines before it go, too; and the last line end if the source ends without one.
    """
    while offset:
        start = _line_start(source, offset - 1)
        if source[start:offset].strip(blank):
            break
        offset = start
    if not source.endswith(("\n", "\r")):
        offset -= 2 if source.endswith("\r\n", 0, offset) else min(offset, 1)
    return offset
