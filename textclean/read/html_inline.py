"""The text of one block of a page while it is being gathered: white space, line breaks, marks."""

from __future__ import annotations

import re
from typing import Any

from textclean.document import Mark
from textclean.records import maker

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
        "_blank",
        "_length",
        "_marks",
        "_open",
        "_parts",
        "muted",
        "pending",
        "spaced",
        "verbatim",
    )

    def __init__(self) -> None:
        self.muted = 0
        """Above 0 text is not visible and is left out."""
        self.verbatim = False
        """Whether white space is kept (`pre`)."""
        self._open: list[list[Any]] = []
        self._clear()

    def _clear(self) -> None:
        self.pending = False
        """Whether there is anything to take."""
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0
        self.spaced = not self.verbatim
        """Whether white space is nothing: it would be the second, or the first of its line."""
        self._blank = True
        """Whether nothing visible has come since the last line break."""

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
        if self._blank and not text.isspace():
            self._blank = False
        self.pending = True
        self._parts.append(text)
        self._length += len(text)

    def add_break(self) -> bool:
        """Add a line break; say whether one stood there already, which makes a new paragraph."""
        if self.muted:
            return False
        if not self._parts:
            return False
        if self._blank and not self.verbatim:
            return True
        if self._parts[-1][-1] == " " and not self.verbatim:
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self._parts.append("\n")
        self._length += 1
        self._blank = True
        self.spaced = not self.verbatim
        return False

    def add_line_edge(self) -> None:
        """In verbatim text: end the line if anything stands on it."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.add("\n")

    def add_image(self, target: str, label: str) -> None:
        """Add an image, which takes no room."""
        if not self.muted and not self.verbatim:
            self.pending = True
            self._marks.append(_new_mark((self._length, self._length, "image", target, label)))

    def open_mark(self, kind: str, target: str = "") -> bool:
        """Begin a stretch that is more than text; False if it would stand in one of its kind."""
        for frame in self._open:
            if frame[0] == kind:
                return False
        self._open.append([kind, target, self._length])
        return True

    def close_mark(self) -> None:
        """End the stretch that was begun last."""
        kind, target, start = self._open.pop()
        if start < self._length:
            self._marks.append(_new_mark((start, self._length, kind, target, "")))

    def take(self) -> tuple[str, list[Mark]] | None:
        """Return the text and marks gathered and begin a new block; None if there is nothing.

        Marks that are open go on in the next block.
        """
        if not self.pending:
            return None
        gathered, marks = self._length, self._marks
        if self._open:
            for frame in self._open:
                kind, target, start = frame
                if start < gathered:
                    marks.append(_new_mark((start, gathered, kind, target, "")))
                frame[2] = 0
        parts = self._parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        self._clear()
        if self.verbatim:
            text = text.rstrip(" \t\n").lstrip("\n")
            return (text, []) if text else None
        if text[-1:] in (" ", "\n"):
            text = text.rstrip(" \n")
        if "\n" in text:
            text = _LAST_LINES.sub("", text)
        if not text[:1].isalnum() and (not text.strip() or not text.strip(INVISIBLE)):
            images = [mark._replace(start=0, end=0) for mark in marks if mark.kind == "image"]
            return ("", images) if images else None
        if marks:
            if len(text) < gathered:
                marks = _cut_marks(marks, len(text))
            if len(marks) > 1:
                marks.sort(key=_outermost_first)
        return text, marks


def _cut_marks(marks: list[Mark], length: int) -> list[Mark]:
    """Return the marks of a text as they are when it is cut to a length."""
    return [
        mark if mark.end <= length else mark._replace(start=min(mark.start, length), end=length)
        for mark in marks
        if mark.start < length or mark.kind == "image"
    ]


def _outermost_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
