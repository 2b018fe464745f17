"""Forms within a plain text that are no paragraphs: tables, quoted letters."""

from __future__ import annotations

from textclean.document import Block, Kind, Piece
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple


class Line(NamedTuple):
    """A line without its indentation, its marks of quotation and its end."""

    start: int
    text: str
    indent: int
    depth: int = 0
    """How often it is quoted."""


BLANKS = " \t"
_CELLS = lazy_compile(r" *\t[\t ]*")
QUOTED = lazy_compile(r"(?:>[ \t]?)+")


def unquote(lines: list[Line]) -> list[Line]:
    """Return the lines of a group without `>` where two or more in a row begin with it."""
    quoted = [QUOTED.match(line.text) for line in lines]
    found = []
    for number, (line, match) in enumerate(zip(lines, quoted, strict=True)):
        around = quoted[max(0, number - 1) : number] + quoted[number + 1 : number + 2]
        if match is None or not any(around):
            found.append(line)
            continue
        text = line.text[match.end() :]
        bare = text.lstrip(BLANKS)
        start = line.start + match.end() + len(text) - len(bare)
        found.append(Line(start, bare, len(text) - len(bare), match[0].count(">")))
    return found


def find_table(lines: list[Line], at: int) -> int:
    """Return where a table that begins at a line ends; the same place if none does.

    Two rows or more have the same number of cells, parted by tabs.
    """
    columns = len(_CELLS.split(lines[at].text.rstrip(BLANKS)))
    end = at
    while (
        columns > 1
        and end < len(lines)
        and lines[end].depth == lines[at].depth
        and len(_CELLS.split(lines[end].text.rstrip(BLANKS))) == columns
    ):
        end += 1
    return end if end - at > 1 else at


def table_block(lines: list[Line]) -> Block:
    """Return a table of lines: its cells parted by one tab each, its rows by newlines."""
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = columns = 0
    for number, line in enumerate(lines):
        text = line.text.rstrip(BLANKS)
        start = 0
        for match in [*_CELLS.finditer(text), None]:
            cell = text[start : match.start() if match else len(text)]
            pieces.append(Piece(offset, line.start + start, len(cell)))
            separator = "\t" if match else "\n" if number + 1 < len(lines) else ""
            parts += (cell, separator)
            offset += len(cell) + len(separator)
            start = match.end() if match else 0
        columns = text.count("\t") and len(_CELLS.split(text))
    extent = (lines[0].start, lines[-1].start + len(lines[-1].text))
    return Block(Kind.TABLE, "".join(parts), tuple(pieces), extent, info="-" * columns)
