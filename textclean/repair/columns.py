"""Where blanks align the columns of neighbouring lines, so that none of them is one too many."""

from __future__ import annotations

from textclean.document import Block
from textclean.startup.lazy import lazy_compile

COLUMN_GAP = 3
"""Blanks in a row from which on a gap may be there to align columns."""
LAYOUT_GAP = 5
"""Blanks in a row that nobody types by mistake: a layout, even in a line that stands alone."""

_NO_BREAK = "\xa0\u202f"
_ODD = "\u1680\u2000-\u200a\u205f\u3000"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_BLANK = f" {_NO_BREAK}{_ODD}"


class Columns:
    """Where gaps stand that align the columns of neighbouring lines."""

    def __init__(self, blocks: list[tuple[int, Block]]) -> None:
        self._texts = [block.text for _, block in blocks]

    def gaps(self, number: int) -> frozenset[int]:
        """Return the starts of the gaps of a block's lines that are laid out in columns."""
        text = self._texts[number]
        if "  " not in text:
            return frozenset()
        lines = text.split("\n")
        above = self._texts[number - 1].rpartition("\n")[2] if number else ""
        below = self._texts[number + 1].partition("\n")[0] if number + 1 < len(self._texts) else ""
        found = [_gaps(line) for line in (above, *lines, below)]
        aligned: set[int] = set()
        offset = 0
        for line, over, here, under in zip(lines, found, found[1:], found[2:], strict=False):
            beside = {**over, **under}
            wide_gaps = sum(width >= COLUMN_GAP for width in here.values())
            if (
                wide_gaps > 1
                or any(width >= LAYOUT_GAP for width in here.values())
                or any(max(here[end], beside[end]) >= COLUMN_GAP for end in here.keys() & beside)
            ):
                aligned.update(offset + end - width for end, width in here.items())
            offset += len(line) + 1
        return frozenset(aligned)


_GAP = lazy_compile(r"  +(?=\S)")
_SHIFTS = lazy_compile(f"[{_BREAKS}]|[{_BLANK}][{_NO_BREAK}{_ODD}]|[{_NO_BREAK}{_ODD}][{_BLANK}]")
"""What is mended to another width, so that nothing behind it is in its column."""


def _gaps(line: str) -> dict[int, int]:
    """Return the width of each gap between words by where it ends."""
    if "  " not in line:
        return {}
    plain = line.isascii() and "\x0b" not in line and "\x0c" not in line
    if not plain and _SHIFTS.search(line):
        return {}
    spans = [match.span() for match in _GAP.finditer(line)]
    return {end: end - start for start, end in spans if start and not line[start - 1].isspace()}
