"""Code within a plain text: set apart by its indentation, or pasted between lines of prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textclean.document import Block, Kind, Piece, lines_of
from textclean.read.text_forms import BLANKS, Line
from textclean.startup.lazy import lazy_compile

CODE_INDENT = 4
MIN_CODE_SHARE = 0.5
"""Share of the lines of an indented group that must look like code: indented prose has none."""
MIN_STATEMENT_SHARE = 0.5
"""Share of the lines of flush code that must be statements; the rest are data, or texts in it."""
MIN_STATEMENTS = 2

_CODE = lazy_compile(r"[{};|\\=$]|<\S|--\w|\w\(|::|^\s*(?:#|//|@\w)")
_PLAIN_WORD = lazy_compile(
    r"(?<!\S)[(\"'\u201c\u2018]?[^\W\d_]+(?:['\u2019-][^\W\d_]+)*[,.;:!?)\"'\u201d\u2019]*(?!\S)"
)
_MIN_PROSE_WORDS, _MIN_PLAIN_SHARE = 8, 0.7
"""Words of a line, and the share of them without signs, from which it is prose that has some."""

_STATEMENT = lazy_compile(
    r"^(?:(?:let|const|var|local|export|final|int|float|double|char|bool|auto|string)\s+)?"
    r"[$@]?[\w.\[\]\"']+\s*(?:[-+*/%|&^.]|<<|>>|:)?=(?![=>])\s*\S"
    r"|^(?:@\w|#|//|/\*|\"\"\"|</?\w[^<>]*>|return;|(?:break|continue|pass|else|try|do|done|fi|end);?$)"
    r"|^(?:(?:return|import|yield|raise|throw|del|use|using|package)\s+|from \S+ import )"
    r"[^\s,]+(?:\s+[-+*/%<>=&|]+\s+[^\s,]+)*;?$"
    r"|^[}\])\s]*(?:(?:async|public|private|protected|static|export)\s+)*"
    r"(?:def|class|if|elif|else|for|while|try|except|catch|finally|with|switch|match|case|function"
    r"|fn|func|interface|struct|enum|void|unless|begin)\b.*[:{]$"
    r"|^[\w.$:>&*!-]+\(.*\)\s*[;:{]?$"
    r"|(?:\)\)|[\])]\)|}\)?|\+\+|--);$|[{}(\[]$|^[)\]]+[;,]?$|;\s*(?:then|do)$"
)
"""What a line of prose does not look like, in the languages that are pasted most."""


def is_code(lines: Sequence[Line]) -> bool:
    """Tell whether a group is code: all of it indented, and half of it with signs of code."""
    if any(line.indent < CODE_INDENT or line.depth for line in lines):
        return False
    signs = sum(1 for line in lines if _CODE.search(line.text) and not _is_prose(line.text))
    return signs >= MIN_CODE_SHARE * len(lines)


def is_statement(text: str) -> bool:
    """Tell whether a line without its indentation looks like a statement of a program."""
    return _STATEMENT.search(text.rstrip(BLANKS)) is not None


def _is_prose(text: str) -> bool:
    words = text.count(" ") + 1
    return words >= _MIN_PROSE_WORDS and len(_PLAIN_WORD.findall(text)) >= _MIN_PLAIN_SHARE * words


def find_code(lines: Sequence[Line], at: int) -> tuple[int, bool]:
    """Return where a run of lines that may be code ends, and whether it is code.

    Its first line is a statement at the margin; others are statements or indented, and one is
    indented at least: a margin alone would make code of a list of settings.
    """
    margin, end, indented, statements = lines[at].indent, at, 0, 0
    while end < len(lines) and lines[end].indent >= margin and not lines[end].depth:
        line = lines[end]
        found = is_statement(line.text)
        if not found and (end == at or line.indent == margin):
            break
        indented += line.indent > margin
        statements += found
        end += 1
    least = max(MIN_STATEMENTS, MIN_STATEMENT_SHARE * (end - at))
    return end, indented > 0 and statements >= least


def code_block(lines: Sequence[Line]) -> Block:
    """Return a block of code; the indentation that its lines share is left out."""
    shared = min(line.indent for line in lines if line.text)
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for line in lines:
        text = line.text.rstrip(BLANKS)
        indent = " " * (line.indent - shared) if text else ""
        if text:
            pieces.append(Piece(offset + len(indent), line.start, len(text)))
        parts.append(indent + text)
        offset += len(indent) + len(text) + 1
    extent = (lines[0].start, lines[-1].start + len(lines[-1].text))
    return Block(Kind.CODE, "\n".join(parts), tuple(pieces), extent)


def goes_on(block: Block, lines: Sequence[Line]) -> bool:
    """Tell whether a group is more of the code above it, behind an empty line in it."""
    return (
        block.kind is Kind.CODE
        and all(line.indent and not line.depth for line in lines)
        and any(is_statement(line.text) for line in lines)
    )


def join_code(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text; those of code that only empty lines part are one."""
    joined: list[Block] = []
    for block in blocks:
        if joined and joined[-1].kind is Kind.CODE is block.kind:
            first = joined.pop().extent[0]
            start = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
            block = code_block([*_lines(text, start, block.extent[1])])
        joined.append(block)
    return joined


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    for offset, line in lines_of(text[start:end]):
        bare = line.lstrip(BLANKS)
        indent = len(line) - len(bare)
        yield Line(start + offset + indent, bare, indent)
