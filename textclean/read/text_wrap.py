"""Hard-wrapped lines of a plain text: which of them are one paragraph, broken to a width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from textclean.document import Block, Kind, Piece
from textclean.read.text_code import is_statement
from textclean.read.text_forms import BLANKS
from textclean.startup.lazy import lazy_compile

_ENDS = tuple(".!?:\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS})")

MIN_WRAP_CHARS = 32
"""Width that a hard-wrapped text has at least; lines of verse are narrower."""

MAX_WRAP_CHARS = 130
"""Longest line that a hard-wrapped text may have; wider lines are paragraphs."""

MIN_FILL = 0.6
"""Share of the widest line that the others of a wrapped paragraph must reach on average."""

MIN_LOWER_SHARE = 0.3
"""Share of the lines after the first that begin in lower case; in verse none or few do."""

STAMP = lazy_compile(r"[\[(<]?\d{1,4}[-./:]\d{1,2}(?:[-./:]\d{1,4})?(?![\d%])")
"""How a line of a log or a chat begins: with a date or a time."""
MIN_STAMPED = 2
"""Lines that begin so, and at least half of all, which make each a line of its own."""

MIN_COLUMN_BREAKS, MIN_COLUMN_FILL, MIN_COLUMN_LOWER_SHARE = 2, 0.75, 0.5
"""The same for a column of a printed page, as pasted from a PDF: one breaks where the letters are
wide, so what shows it is that the lines are about as long and run on in lower case."""

MIN_BREAKS = 3
"""Broken lines that show the width of a text: with fewer it may be chance."""

_NEWLINES = ("\n", "\r\n")


def is_wrapped(lines: list[str]) -> bool:
    """Tell whether the lines of a group are one paragraph, broken to a width.

    >>> is_wrapped(["We went down to the sea, past the mill", "and the old barns on the hill."])
    True
    >>> is_wrapped(["By A. Reporter", "A caption that is longer than the line above it."])
    False
    """
    if len(lines) < 2:
        return False
    if _is_stamped(lines):
        return False
    widths = [len(line.rstrip(BLANKS)) for line in lines]
    width = max(widths)
    body = widths[:-1]
    if not MIN_WRAP_CHARS <= width <= MAX_WRAP_CHARS or sum(body) < width * MIN_FILL * len(body):
        return False
    starts = [line[:1] for line in lines[1:]]
    lower = sum(map(str.islower, starts))
    for following, chars in zip(lines[1:], widths, strict=False):
        if chars + 1 + len(following.split(" ", 1)[0]) <= width:
            return lower >= len(starts) * MIN_COLUMN_LOWER_SHARE and _is_column(lines, widths)
    if lower < len(starts) * MIN_LOWER_SHARE and any(map(str.isupper, starts)):
        return False
    return not _is_program(lines)


def _is_stamped(lines: list[str]) -> bool:
    """Tell whether lines are entries of a log or a chat, each with its time."""
    if not lines[1].lstrip("[(<")[:1].isdigit() and not lines[0].lstrip("[(<")[:1].isdigit():
        return False
    stamped = sum(STAMP.match(line) is not None for line in lines)
    return stamped >= max(MIN_STAMPED, len(lines) / 2)


def _is_column(lines: list[str], widths: list[int]) -> bool:
    """Tell whether lines are a paragraph whose letters have widths of their own.

    The ends of its lines do not tell, as a line with wide letters holds fewer of them.
    """
    even = len(lines) > MIN_COLUMN_BREAKS and min(widths[:-1]) >= max(widths) * MIN_COLUMN_FILL
    ended = lines[-1].rstrip(BLANKS).endswith(_ENDS)
    return even and ended and not _is_program(lines)


def _is_program(lines: list[str]) -> bool:
    return 2 * sum(map(is_statement, lines)) >= len(lines)


def join_lines(lines: Sequence[tuple[int, str]]) -> Block:
    """Return a paragraph of lines, given with their offsets, joined by a space in no piece."""
    parts, pieces, offset = [], [], 0
    last = lines[-1][0]
    for start, text in lines:
        text = text if start == last else text.rstrip(BLANKS)
        parts.append(text)
        pieces.append(Piece(offset, start, len(text)))
        offset += len(text) + 1
    extent = (lines[0][0], last + len(lines[-1][1]))
    return Block(Kind.PARAGRAPH, " ".join(parts), tuple(pieces), extent)


def join_wrapped(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks of a text with the lines joined that its own width shows to be one.

    A group of lines alone does not always tell: it is short, its lines begin with capitals (as
    many do in German), or lines of a menu or a caption stand right above it.
    """
    width = 0
    for block in blocks:
        if _is_bare(block):
            for line in _lines(block):
                width = max(width, len(line) if " " in line else 0)
            if width > MAX_WRAP_CHARS:
                return blocks
    if width < MIN_WRAP_CHARS:
        return blocks
    runs = list(_runs(text, blocks))
    if not _shows_width(runs, width):
        return blocks
    joined: list[Block] = []
    for run in runs:
        if len(run) == 1:
            joined += run
            continue
        lines = [(block.extent[0], block.text) for block in run]
        for first, last in _paragraphs([line for _, line in lines], width):
            joined.append(join_lines(lines[first:last]) if last - first > 1 else run[first])
    return joined


def _is_bare(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and not block.within


def _lines(block: Block) -> list[str]:
    """Return the lines of the source that a paragraph consists of."""
    pieces = () if isinstance(block.origin, str) else block.origin
    return [block.text[start : start + chars].rstrip(BLANKS) for start, _, chars in pieces]


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the blocks in runs: paragraphs of one line each with no blank line between them."""
    run: list[Block] = []
    for block in blocks:
        is_line = _is_bare(block) and len(block.origin) == 1
        if run and not (is_line and text[run[-1].extent[1] : block.extent[0]] in _NEWLINES):
            yield run
            run = []
        run.append(block)
        if not is_line:
            yield run
            run = []
    if run:
        yield run


def _shows_width(runs: Sequence[Sequence[Block]], width: int) -> bool:
    """Tell whether a text is broken to the width of its longest line.

    All its paragraphs that are known to be wrapped are, and so are groups that end as a sentence.
    """
    breaks = 0
    for run in runs:
        lines = [line for block in run if _is_bare(block) for line in _lines(block)]
        is_full = all(_is_full(*pair, width) for pair in pairwise(lines))
        if len(run) == 1 and not is_full:
            return False
        if is_full and _are_parts(lines) and (len(run) == 1 or lines[-1].endswith(_ENDS)):
            breaks += len(lines) - 1
    return breaks >= MIN_BREAKS


def _are_parts(lines: list[str]) -> bool:
    """Tell whether lines may be parts of one paragraph: none of them stands twice."""
    return 0 < len(lines) == len(set(lines))


def _paragraphs(lines: list[str], width: int) -> Iterator[tuple[int, int]]:
    """Yield from which to which line the paragraphs of a run go, in a text of a known width."""
    first, count = 0, len(lines)
    is_prose = _are_parts(lines) and not (_is_stamped(lines) or _is_program(lines))
    full = [is_prose and _is_full(*pair, width) for pair in pairwise(lines)]
    # Where not all is one paragraph, a line goes on only where its sentence does.
    is_one = all(full) and lines[-1].rstrip(BLANKS).endswith(_ENDS)
    for at, pair in enumerate(pairwise(lines), 1):
        if not (full[at - 1] and (is_one or _goes_on(*pair))):
            yield first, at
            first = at
    yield first, count


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a sentence goes on from one line to the next."""
    line = line.rstrip(BLANKS)
    return line.endswith(",") or not (line.endswith(_ENDS) or following[:1].isupper())


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether a line is broken because the next one's first word would not have fitted.

    >>> _is_full("past the old", "mill", 17), _is_full("past the old", "mill", 16)
    (False, True)
    """
    chars = len(line.rstrip(BLANKS))
    return chars <= width < chars + 1 + len(following.split(" ", 1)[0])
