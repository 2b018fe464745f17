"""Characters that cannot be seen, and what is seen beside them."""

from __future__ import annotations

from bisect import bisect_right

from textclean.startup.lazy import lazy_compile

CONTROLS = "\x00-\x08\x0e-\x1f\x7f\x80\x81\x8d\x8f\x90\x9d\u206a-\u206f\ufff9-\ufffc\ufffe\uffff"
ZERO_WIDTH = "\u180e\u200b\u2060-\u2064"
JOINERS = "\u200c\u200d"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TAGS = "\U000e0001\U000e0020-\U000e007f"
_ALL_HIDDEN = CONTROLS + ZERO_WIDTH + JOINERS + BIDI + TAGS + "\xad\ufeff"

HIDDEN = lazy_compile(f"(?:\x1b\\[[0-9;?]*[A-Za-z]|[{_ALL_HIDDEN}])+")


class Visible:
    """The next characters that are seen on either side of an offset.

    What is hidden may go, so what is decided beside it must not depend on it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs = [match.span() for match in HIDDEN.finditer(text)]
        self._starts = [start for start, _ in self._runs]

    def before(self, offset: int) -> str:
        """Return the character before an offset, empty at the start."""
        start, end = self._run(offset - 1)
        offset = start if start < offset <= end else offset
        return self._text[offset - 1 : offset] if offset else ""

    def after(self, offset: int, count: int = 1) -> str:
        """Return the characters after an offset, fewer at the end."""
        found = ""
        while len(found) < count and offset < len(self._text):
            start, end = self._run(offset)
            offset = end if start <= offset < end else offset
            found += self._text[offset : offset + 1]
            offset += 1
        return found

    def _run(self, offset: int) -> tuple[int, int]:
        """Return the last run of hidden characters that starts at an offset or before it."""
        index = bisect_right(self._starts, offset) - 1
        return self._runs[index] if index >= 0 else (0, 0)
