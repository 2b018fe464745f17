"""Whether edits leave the structure of a Markdown text alone, told at a quick look.

The parser renders both texts, which takes a tenth of the time to read them into blocks.  Pages that
differ by nothing but the characters of the edits have the same blocks, marks, targets, code and
HTML.  What a page does not show is asked of each edit: it has to stand beside prose, with no
beginning of a template or a formula before it, and its line must be guarded as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textclean.inplace.places import Replacement
from textclean.read.markdown_guards import guarded_in_line
from textclean.read.markdown_parse import body_start, render

_SYNTAX = re.compile(r"[A-Za-z0-9<>&/={}$\\%*_\r\n]")
"""What tags, emphasis, templates and formulas are made of: an edit of these could hide a change."""
_OPENER = re.compile(r"[{<$\\%]")
"""Each beginning of a guard that may take several lines has one of these in it."""
_OPENER_CHARS = 16
"""More than the longest of them has, a template's tag with its name."""
_CLOSER = re.compile(r"[{}<>$\\%]")
_CLOSER_CHARS = 2
"""How much of the end of a guard, as `-->`, may stand behind an edit that joins it to its rest."""
_LETTER = re.compile(r"[^\W\d_]")
_PROSE_MARKS = frozenset(".,:!?\"'\u2018\u2019\u201c\u201d\u2026")
_MARKUP = frozenset("()[]`*_")
"""What stands at the edges of links, code and emphasis, or in text."""


def is_surely_kept(before: str, after: str, places: Sequence[Replacement]) -> bool:
    """Return whether a text is to a parser as before but for its prose; False if in doubt.

    `places` are what was replaced in the text before, in order, and by what.
    """
    body = body_start(before)
    if body_start(after) != body or (places and places[0][0] < body[1]):
        return False
    changed = "".join([before[start:end] + new for start, end, new in places])
    if _SYNTAX.search(changed) or not all(_is_inside(before, *place) for place in places):
        return False
    for old, now in _edited_lines(before, places):
        if guarded_in_line(old) != guarded_in_line(now):
            return False
    # To leave bytes out and compare takes a hundredth of the time that it takes to parse.
    edited = bytes(set(changed.encode("utf-8", "surrogatepass")))
    pages = [render(text, body[1]).encode().translate(None, edited) for text in (before, after)]
    return pages[0] == pages[1]


def _is_inside(source: str, start: int, end: int, new: str) -> bool:
    """Return whether an edit stands in prose as far as a page does not show it."""
    left = source[max(0, start - _OPENER_CHARS) : start].rpartition("\n")[2]
    right = source[end : end + _OPENER_CHARS].partition("\n")[0]
    if _OPENER.search(left) or _CLOSER.search(right[:_CLOSER_CHARS]):
        return False
    if new and not any(map(str.isspace, source[start:end] + new)):
        return True
    # A parser takes the blanks at the edge of a line, a cell or an item for markup.
    before, behind = left.rstrip(" "), right.lstrip(" ")
    if not new and not (_is_text(before[-1:]) or _is_text(behind[:1])):
        return False  # Nothing of a run of text might be left.
    if not right:
        return not new and _is_text(left[-1:])
    if before != left and not _LETTER.search(left):
        return False  # It may be the marker of an item.
    if source[start:end].isspace() or new:
        left, right = before, behind
    if right.startswith("!["):
        return False
    left, right = left[-1:], right[:1]
    return (_is_text(left) or left in _MARKUP) and (_is_text(right) or right in _MARKUP)


def _is_text(char: str) -> bool:
    return char.isalnum() or char in _PROSE_MARKS


def _edited_lines(source: str, places: Sequence[Replacement]) -> Iterator[tuple[str, str]]:
    """Yield the lines in which something is replaced, as they were and as they are now."""
    parts: list[str] = []
    line_start = done = 0
    line_end = -1
    for start, end, new in places:
        if start > line_end:
            if parts:
                yield source[line_start:line_end], "".join([*parts, source[done:line_end]])
            line_start = done = source.rfind("\n", 0, start) + 1
            line_end = source.find("\n", end)
            line_end = len(source) if line_end < 0 else line_end
            parts = []
        parts += (source[done:start], new)
        done = end
    if parts:
        yield source[line_start:line_end], "".join([*parts, source[done:line_end]])
