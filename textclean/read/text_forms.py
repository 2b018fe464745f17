"""Forms within a plain text that are no paragraphs: tables, code, quoted letters."""

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
CODE_INDENT = 4
MIN_CODE_SHARE = 0.5
"""Share of the lines of an indented group that must look like code: indented prose has none."""
_CODE = lazy_compile(r"[{};|\\=$]|<\S|--\w|\w\(|::|^\s*(?:#|//|@\w)")


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


def is_code(lines: list[Line]) -> bool:
    """Tell whether a group is code: all of it indented, and half of it with signs of code."""
    if any(line.indent < CODE_INDENT or line.depth for line in lines):
        return False
    signs = sum(1 for line in lines if _CODE.search(line.text))
    return signs >= MIN_CODE_SHARE * len(lines)


def code_block(lines: list[Line]) -> Block:
    """Return a block of code; the indentation that its lines share is left out."""
    shared = min(line.indent for line in lines)
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for line in lines:
        indent = " " * (line.indent - shared)
        text = line.text.rstrip(BLANKS)
        pieces.append(Piece(offset + len(indent), line.start, len(text)))
        parts.append(indent + text)
        offset += len(indent) + len(text) + 1
    extent = (lines[0].start, lines[-1].start + len(lines[-1].text))
    return Block(Kind.CODE, "\n".join(parts), tuple(pieces), extent)
