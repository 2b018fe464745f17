"""The text of one block of a page while it is being gathered: white space, line breaks, marks."""

from __future__ import annotations

import re
from typing import Any

from textclean.document import Mark
from textclean.startup.records import maker

SPACES = re.compile("[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
"""White space as HTML has it, other than a lone space. A no-break space is text."""

INVISIBLE = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{ZERO WIDTH JOINER}\
\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}\N{NO-BREAK SPACE}"

_LAST_LINES = re.compile(r"\n\s*$")
_EDGES = frozenset(" \t\n\r\f")

_new_mark = maker(Mark)


def collapse(text: str) -> str:
    """Return a text with each stretch of white space, in the sense of HTML, as one space.

    >>> collapse("\\n a \\t b\\N{NO-BREAK SPACE} c")
    ' a b\\xa0 c'
    """
    if "\v" in text:
        return SPACES.sub(" ", text)
    # Bytes know no other white space, and are split in less than half of the time.
    words = b" ".join(text.encode().split()).decode()
    before = " " if text[0] in _EDGES else ""
    return f"{before}{words} " if words and text[-1] in _EDGES else before + words


class Line:
    """Gathers the text and the marks of a block. One is reused for all blocks of a page."""

    __slots__ = (
        "_length",
        "_marks",
        "_parts",
        "muted",
        "open_marks",
        "pending",
        "spaced",
        "verbatim",
    )

    def __init__(self) -> None:
        self.muted = 0
        """Above 0 text is not visible and is left out."""
        self.verbatim = False
        """Whether white space is kept (`pre`)."""
        self.spaced = True
        """Whether white space is nothing: it would be the second, or the first of its line."""
        self.pending = False
        """Whether there is anything to take."""
        self.open_marks: list[list[Any]] = []
        """Of each stretch that has not ended: its kind, its target, its start."""
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0

    def keep_spaces(self, keep: bool) -> None:
        """Begin or end text whose white space is kept; nothing may be pending."""
        self.verbatim = keep
        self.spaced = not keep

    def add(self, text: str) -> None:
        """Add text as it stands in the source."""
        if self.muted:
            return
        if not self.verbatim:
            if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
                text = collapse(text)
            if self.spaced and text[0] == " ":
                text = text[1:]
                if not text:
                    return
            self.spaced = text[-1] == " "
        self.pending = True
        self._parts.append(text)
        self._length += len(text)

    def add_break(self) -> bool:
        """Add a line break; say whether one stood there already, which makes a new paragraph."""
        parts = self._parts
        if self.muted or not parts:
            return False
        if not self.verbatim:
            if self._is_blank():
                return True
            if parts[-1][-1] == " ":
                parts[-1] = parts[-1][:-1]
                self._length -= 1
            self.spaced = True
        parts.append("\n")
        self._length += 1
        return False

    def _is_blank(self) -> bool:
        """Tell whether nothing visible has come since the last line break."""
        for part in reversed(self._parts):
            if part == "\n":
                break
            if not part.isspace():
                return False
        return True

    def add_line_edge(self) -> None:
        """In verbatim text: end the line if anything stands on it."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.add("\n")

    def add_image(self, target: str, label: str) -> None:
        """Add an image, which takes no room."""
        if not self.muted and not self.verbatim:
            self.pending = True
            self._marks.append(_new_mark((self._length, self._length, "image", target, label)))

    def in_mark(self, kind: str) -> bool:
        """Tell whether a stretch of a kind is open."""
        return any(mark[0] == kind for mark in self.open_marks)

    def open_mark(self, kind: str, target: str = "") -> bool:
        """Begin a stretch that is more than text; False if it would stand in one of its kind."""
        open_marks = self.open_marks
        if open_marks and self.in_mark(kind):
            return False
        open_marks.append([kind, target, self._length])
        return True

    def close_mark(self) -> None:
        """End the stretch that was begun last."""
        kind, target, start = self.open_marks.pop()
        end = self._length
        if start < end:
            self._marks.append(_new_mark((start, end, kind, target, "")))

    def take(self) -> tuple[str, list[Mark]] | None:
        """Return the text and marks gathered and begin a new block; None if there is nothing.

        Marks that are open go on in the next block.
        """
        if not self.pending:
            return None
        parts, marks = self._parts, self._marks
        if self.open_marks:
            self._cut_open_marks()
        self.pending = False
        self._parts = []
        if marks:
            self._marks = []
        self._length = 0
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if self.verbatim:
            text = text.rstrip(" \t\n").lstrip("\n")
            return (text, []) if text else None
        if self.spaced:
            text = text.rstrip(" \n")
        self.spaced = True
        if "\n" in text:
            text = _LAST_LINES.sub("", text)
        if not text[:1].isalnum() and (not text.strip() or not text.strip(INVISIBLE)):
            images = [_new_mark((0, 0, *mark[2:])) for mark in marks if mark[2] == "image"]
            return ("", images) if images else None
        if marks:
            if marks[-1][1] > len(text):  # That ends last of all.
                marks = _cut_marks(marks, len(text))
            if len(marks) > 1:
                marks.sort(key=_outermost_first)
        return text, marks

    def _cut_open_marks(self) -> None:
        """End the stretches that are open, and begin them anew."""
        end = self._length
        for mark in self.open_marks:
            kind, target, start = mark
            if start < end:
                self._marks.append(_new_mark((start, end, kind, target, "")))
            mark[2] = 0


def _cut_marks(marks: list[Mark], length: int) -> list[Mark]:
    """Return the marks of a text as they are when it is cut to a length."""
    return [
        mark if mark.end <= length else mark._replace(start=min(mark.start, length), end=length)
        for mark in marks
        if mark.start < length or mark.kind == "image"
    ]


def _outermost_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
