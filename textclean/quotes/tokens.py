"""A paragraph's marks, and what each of them could be with what it costs.

Costs are like negative logarithms of odds: 0 is what one expects, 3 is rare, 6 is next to
impossible without a strong reason elsewhere in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from textclean.quotes import marks
from textclean.quotes.elisions import Elisions

OPEN, CLOSE, APOSTROPHE, LITERAL, EXTRA, OPEN_APOSTROPHE, APOSTROPHE_CLOSE = range(7)
"""What a mark is. LITERAL is an inch or a mark that is left alone, EXTRA one too many beside
another; the last two are two marks in one token: an apostrophe inside an edge of a quotation."""

ORPHAN = 5.0
"""A closing mark without an opening one."""


class Option(NamedTuple):
    """One thing that a token could be."""

    role: int
    kind: str
    """`d` for a double mark, `s` for a single one, empty where it is neither."""
    cost: float


class Token(NamedTuple):
    """A mark (or two that belong together) in a text."""

    start: int
    end: int
    glyph: str
    options: tuple[Option, ...]


class Lean(NamedTuple):
    """What is known of a text before its marks are read."""

    elisions: Elisions
    leading: frozenset[str]
    """Words that the text itself shows to begin with an apostrophe."""
    trailing: frozenset[str]
    single_outside: bool
    """Quotations stand in single marks."""
    closing_left: bool = False
    """A left mark closes here, as in German and Czech."""
    opening_right: bool = False
    """A right mark opens too, as in Swedish and Finnish."""


_OPEN_LEFT: Final = {
    "S": 0.0,
    "B": 0.0,
    "-": 0.5,
    "h": 2.5,
    "/": 1.0,
    "P": 4.0,
    "W": 6.0,
    "D": 6.0,
    "o": 1.5,
}
_OPEN_RIGHT: Final = {
    "W": 0.0,
    "D": 0.2,
    "B": 0.3,
    "o": 0.4,
    ".": 0.6,
    "-": 1.0,
    "h": 1.5,
    "/": 1.5,
    "P": 5.0,
    "S": 6.0,
    "E": 9.0,
}
_CLOSE_LEFT: Final = {
    "P": 0.0,
    ".": 0.0,
    "W": 0.4,
    "D": 0.4,
    "o": 0.5,
    "-": 0.6,
    "h": 1.5,
    "/": 1.5,
    "S": 6.0,
    "B": 7.0,
    "E": 12.0,
}
_CLOSE_RIGHT: Final = {
    "S": 0.0,
    "E": 0.0,
    "P": 0.0,
    ".": 0.0,
    "-": 0.2,
    "h": 0.8,
    "/": 0.5,
    "B": 1.5,
    "o": 1.5,
    "W": 5.0,
    "D": 5.0,
}
_SPACED_DOUBLE: Final = 3.0
"""A double mark with a space inside: common in scraped text."""

_CLASSES: Final = {
    **dict.fromkeys("([{<", "B"),
    **dict.fromkeys(")]},;:!?%\N{INVERTED EXCLAMATION MARK}", "P"),
    **dict.fromkeys(".\N{HORIZONTAL ELLIPSIS}", "."),
    **dict.fromkeys("\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}", "-"),
    "-": "h",
    "/": "/",
}
_WORD_AFTER: Final = re.compile(r"[^\W_]+")
_WORD_BEFORE: Final = re.compile(r"[^\W_]+\Z")
_DECADE: Final = re.compile(r"\d0s\b|\d\d\b(?!\d)")
_FAR: Final = 24
"""How far back a word is looked for, in characters."""


def _class(char: str) -> str:
    if char.isalpha():
        return "W"
    known = _CLASSES.get(char)
    if known:
        return known
    if char.isspace() or char == "":
        return "S"
    if char.isdigit():
        return "D"
    return "W" if char.isalnum() else "o"


def read_tokens(text: str, lean: Lean) -> list[Token]:
    """Return the marks of a text in order, each with what it could be."""
    tokens: list[Token] = []
    found = list(marks.TOKEN.finditer(text))
    first = 0
    while first < len(found):
        last = first
        while last + 1 < len(found) and found[last + 1].start() == found[last].end():
            last += 1
        start, end = found[first].start(), found[last].end()
        left = _left_class(text, start)
        right = _class(text[end]) if end < len(text) else "E"
        for index in range(first, last + 1):
            match = found[index]
            options = _options(
                text,
                match[0],
                start,
                end,
                left,
                right,
                lean,
                beside=last > first,
                inner=index > first,
            )
            tokens.append(Token(match.start(), match.end(), match[0], options))
        first = last + 1
    return tokens


def _left_class(text: str, start: int) -> str:
    if start == 0:
        return "E"
    if text[start - 1] == "-" and start > 1 and text[start - 2] == "-":
        return "-"
    return _class(text[start - 1])


def _options(
    text: str,
    glyph: str,
    start: int,
    end: int,
    left: str,
    right: str,
    lean: Lean,
    *,
    beside: bool,
    inner: bool,
) -> tuple[Option, ...]:
    kind = "d" if glyph in marks.DOUBLES or len(glyph) == 2 else "s"
    if kind == "s" and left in "WD" and right in "W" and not beside:
        return (
            Option(APOSTROPHE, "", marks.APOSTROPHE.get(glyph, 3.0)),
            Option(CLOSE, "s", 5.0 + marks.CLOSING[glyph]),
            Option(OPEN, "s", 6.0 + marks.OPENING[glyph]),
        )
    opening = _OPEN_LEFT["S" if left == "E" else "P" if left == "." else left] + _OPEN_RIGHT[right]
    closing = _CLOSE_LEFT[left] + _CLOSE_RIGHT[right]
    if kind == "d":
        if right == "S":
            opening -= _SPACED_DOUBLE
        if left == "S":
            closing -= _SPACED_DOUBLE
    elif lean.single_outside is False:
        opening += 0.8
    opening_shape, closing_shape = marks.OPENING[glyph], marks.CLOSING[glyph]
    if lean.closing_left and glyph in (marks.LEFT_DOUBLE, marks.LEFT_SINGLE):
        closing_shape = 0.0
    if lean.opening_right and glyph in (marks.RIGHT_DOUBLE, marks.RIGHT_SINGLE):
        opening_shape = 0.3
    options = [
        Option(OPEN, kind, opening + opening_shape),
        Option(CLOSE, kind, closing + closing_shape),
    ]
    if kind == "d":
        literal = 7.0
        if left == "D" and glyph in (
            '"',
            "''",
            marks.DOUBLE_PRIME,
            marks.PRIME * 2,
            marks.RIGHT_DOUBLE,
        ):
            literal = 1.2 if glyph != marks.RIGHT_DOUBLE else 3.0
        elif left in "SE" and right in "SE":
            literal = 4.5
        options.append(Option(LITERAL, "", literal))
        if beside:
            options.append(Option(EXTRA, "", 1.5))
        if len(glyph) == 2 and glyph in ("''", marks.RIGHT_SINGLE * 2):
            lead = _leading_cost(text, end, left, right, lean)
            trail = _trailing_cost(text, start, left, right, lean)
            options.append(Option(OPEN_APOSTROPHE, "s", _OPEN_LEFT.get(left, 0.0) + lead + 0.5))
            options.append(Option(APOSTROPHE_CLOSE, "s", trail + 0.5 + _CLOSE_RIGHT[right]))
        return tuple(options)
    shape = marks.APOSTROPHE.get(glyph)
    if shape is not None:
        if right in "WD" and left not in "WD":
            apostrophe = _leading_cost(text, end, left, right, lean)
        elif left in "WD":
            apostrophe = _trailing_cost(text, start, left, right, lean)
        else:
            apostrophe = 8.0
        options.append(Option(APOSTROPHE, "", apostrophe + shape))
    literal = 5.0
    if left == "D":
        literal = 0.8 if glyph in ("'", marks.PRIME) else 3.0
    elif left == "W" and right == "B" and glyph in ("'", marks.PRIME):
        literal = 0.5
    options.append(Option(LITERAL, "", literal))
    return tuple(options)


def _leading_cost(text: str, end: int, left: str, right: str, lean: Lean) -> float:
    cost = 4.0 if left in "P." else 3.0
    if right == "D":
        return 0.2 if _DECADE.match(text, end) else cost
    word = _WORD_AFTER.match(text, end)
    if word is None:
        return 8.0
    lower = word[0].lower()
    if lower in lean.elisions.leading or lower in lean.leading:
        return cost - 3.0
    if lower in lean.elisions.doubtful:
        return cost - 1.5
    return cost


def _trailing_cost(text: str, start: int, left: str, right: str, lean: Lean) -> float:
    if left not in "WD":
        return 8.0
    word = _WORD_BEFORE.search(text, max(0, start - _FAR), start)
    lower = word[0].lower() if word else ""
    if lower in lean.elisions.trailing or lower in lean.trailing:
        return 0.0
    if lower.endswith("in") and len(lower) > 3:
        return 0.4
    if lower.endswith(("s", "x", "z")):
        return 0.8 if right in "SE" else 1.2
    return 2.5


def paired(
    tokens: Sequence[Token], roles: Sequence[int], kinds: Sequence[str]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return the pairs, the opening marks left open and the closing marks that close nothing."""
    pairs: list[tuple[int, int]] = []
    orphans: list[int] = []
    open_ones: list[int] = []
    unclosed: list[int] = []
    for index, role in enumerate(roles):
        if role in (OPEN, OPEN_APOSTROPHE):
            open_ones.append(index)
        elif role in (CLOSE, APOSTROPHE_CLOSE):
            depth = len(open_ones) - 1
            while depth >= 0 and kinds[open_ones[depth]] != kinds[index]:
                depth -= 1
            if depth < 0:
                orphans.append(index)
                continue
            unclosed += open_ones[depth + 1 :]
            pairs.append((open_ones[depth], index))
            del open_ones[depth:]
    return pairs, sorted(unclosed + open_ones), orphans
