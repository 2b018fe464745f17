"""Tables of a page: which hold data and which only lay it out, and the text of the former."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from textclean.document import Block, Kind, Mark
from textclean.startup.records import NamedTuple

WIDEST_SPAN = 50
"""Columns or rows that one cell can span; the attribute may say any number."""

LONGEST_CELL_CHARS = 1200
"""A cell with more text than this is a column of a page, not a value."""

MOST_BLOCKS_IN_CELL = 6
"""Likewise one with more paragraphs or items than this, on average over a table's fullest row."""

FEWEST_PARAGRAPHS = 3
FEWEST_PARAGRAPHS_CHARS = 300
"""In a table without header cells a cell of so many paragraphs and so much text is a column of a
page, too; on WCXB's development pages there is none."""

EMPTY_ROWS_SHARE = 0.25
FEWEST_EMPTY_ROWS = 2
"""A table without header cells that has so many rows with nothing in them uses them to set apart
what stands between: a list of records, not of values."""

_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)
_NOT_IN_CELLS = frozenset({Kind.TABLE, Kind.CODE, Kind.RULE})


class Merged(NamedTuple):
    """A table as the fields of one block."""

    text: str
    info: str
    marks: tuple[Mark, ...]
    protected: tuple[tuple[int, int], ...]
    counts: tuple[int, int, int, int]
    """Characters in links, links, images, characters in bold."""


class _Cell(NamedTuple):
    row: int
    column: int
    start: int
    end: int
    align: str


class Table:
    """Notes where the cells of a table stand while its blocks are made."""

    def __init__(self, first_block: int, attributes: Any) -> None:
        self._first_block = first_block
        self._layout = (attributes.get("role") or "").lower() in ("presentation", "none")
        self._cells: list[_Cell] = []
        self._row = -1
        self._column = 0
        self._spanned: dict[int, int] = {}
        """By column, the first row that a cell from above leaves free."""
        self._open: tuple[int, int, str] | None = None
        self._headers = 0

    def open_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def open_cell(self, tag: str, attributes: Any, first_block: int) -> None:
        """Begin a cell; its blocks are those made until `close_cell`."""
        if self._row < 0:
            self._row = 0
        while self._spanned.get(self._column, 0) > self._row:
            self._column += 1
        self._headers += tag == "th"
        align = (attributes.get("align") or "").lower()
        if not align:
            found = _ALIGN.search(attributes.get("style") or "")
            align = found[1].lower() if found else ""
        self._open = (self._column, first_block, align[:1] if align[:1] in "lcr" else "")
        columns, rows = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        if rows > 1:
            for column in range(self._column, self._column + columns):
                self._spanned[column] = self._row + rows
        self._column += columns

    def close_cell(self, last_block: int) -> None:
        """End the cell that was begun last."""
        if self._open is not None:
            column, start, align = self._open
            self._cells.append(_Cell(self._row, column, start, last_block, align))
            self._open = None

    def merge(self, blocks: list[Block]) -> Merged | None:
        """Take the blocks of a table of data off the list and return them as one.

        Captions stay on the list. None, and an untouched list, if the table only lays out.
        """
        own = blocks[self._first_block :]
        if not own or not self._holds_data(blocks):
            return None
        merged = _Text()
        in_cells: set[int] = set()
        row, column = self._cells[0].row, 0
        letters: dict[int, Counter[str]] = {}
        width = 1 + max(cell.column for cell in self._cells)
        for cell in self._cells:
            if cell.row > row:
                merged.separate("\t" * (width - 1 - column) + "\n")
                row, column = cell.row, 0
            if cell.column > column:
                merged.separate("\t" * (cell.column - column))
                column = cell.column
            if cell.align:
                letters.setdefault(column, Counter())[cell.align] += 1
            merged.add(blocks[cell.start : cell.end])
            in_cells.update(range(cell.start, cell.end))
        merged.separate("\t" * (width - 1 - column))
        outside = [b for i, b in enumerate(own, self._first_block) if i not in in_cells]
        blocks[self._first_block :] = outside
        info = "".join(_commonest(letters.get(column)) for column in range(width))
        return merged.done(info)

    def _holds_data(self, blocks: list[Block]) -> bool:
        cells = self._cells
        if self._layout or not cells:
            return False
        rows = {cell.row for cell in cells if cell.end > cell.start}
        columns = {cell.column for cell in cells if cell.end > cell.start}
        if len(columns) < 2 or (len(rows) < 2 and not self._headers):
            return False
        empty = self._row + 1 - len(rows)
        if not self._headers and empty >= max(FEWEST_EMPTY_ROWS, EMPTY_ROWS_SHARE * self._row):
            return False
        for cell in cells:
            inside = blocks[cell.start : cell.end]
            chars = sum(len(block.text) for block in inside)
            if chars > LONGEST_CELL_CHARS:
                return False
            if (
                not self._headers
                and len(inside) >= FEWEST_PARAGRAPHS
                and chars >= FEWEST_PARAGRAPHS_CHARS
            ):
                return False
            if len(inside) > MOST_BLOCKS_IN_CELL:
                return False
            for block in inside:
                if block.kind in _NOT_IN_CELLS or (block.kind is Kind.HEADING and block.level < 4):
                    return False
        return True


class _Text:
    """The text of a table's cells with what stands in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._protected: list[tuple[int, int]] = []
        self._counts = [0, 0, 0, 0]

    def separate(self, marks: str) -> None:
        """Go on to another cell."""
        if marks:
            self._protected.append((self._length, self._length + len(marks)))
            self._parts.append(marks)
            self._length += len(marks)

    def add(self, blocks: list[Block]) -> None:
        """Add the blocks of one cell."""
        for number, block in enumerate(blocks):
            if number:
                self._parts.append(" ")
                self._length += 1
            shift = self._length
            text = block.text.replace("\n", " ").replace("\t", " ")
            self._parts.append(text)
            self._length += len(text)
            self._marks += [
                mark._replace(start=mark.start + shift, end=mark.end + shift)
                for mark in block.marks
            ]
            self._protected += [(start + shift, end + shift) for start, end in block.protected]
            for at, count in enumerate(block.features[2:6]):
                self._counts[at] += count

    def done(self, info: str) -> Merged:
        """Return all of it."""
        links, number, images, bold = self._counts
        return Merged(
            "".join(self._parts),
            info,
            tuple(self._marks),
            tuple(self._protected),
            (links, number, images, bold),
        )


def _span(text: str | None) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), WIDEST_SPAN) if text.isdecimal() and len(text) < 6 else 1


def _commonest(letters: Counter[str] | None) -> str:
    return letters.most_common(1)[0][0] if letters else "-"
