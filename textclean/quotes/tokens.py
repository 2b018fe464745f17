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
    line_start: bool = False


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
    "E": 0.0,
    ".": 4.0,
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
_LEADING: Final = re.compile(rf"(?<!\w)['`{marks.RIGHT_SINGLE}]([^\W\d_]+)")
_CLIPPED: Final = frozenset(("a", "n", "an"))
_CLIPPED_ENDS: Final = frozenset(("' ", marks.RIGHT_SINGLE + " "))
_INCHES: Final = frozenset(('"', "''", marks.DOUBLE_PRIME, marks.PRIME * 2))
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
    dialect = any(match[1].lower() in lean.elisions.leading for match in _LEADING.finditer(text))
    first = 0
    while first < len(found):
        last = first
        while last + 1 < len(found) and found[last + 1].start() == found[last].end():
            last += 1
        place = _place(text, found[first].start(), found[last].end(), dialect)
        doubles = [_is_double(found[index][0]) for index in range(first, last + 1)]
        for index in range(first, last + 1):
            match = found[index]
            number = index - first
            beside = True in (
                *doubles[max(number - 1, 0) : number],
                *doubles[number + 1 : number + 2],
            )
            options = _options(match[0], place, lean, alone=last == first, doubled=beside)
            tokens.append(
                Token(
                    match.start(), match.end(), match[0], options, place.line_start and number == 0
                )
            )
        first = last + 1
    return tokens


class _Place(NamedTuple):
    """What stands around a run of marks."""

    left: str
    right: str
    """Classes of the characters beside the run; `E` is an edge of the text."""
    before: str
    after: str
    """The words that touch it, in lower case."""
    paused: bool
    """Something other than a word stands before the space before it."""
    capital: bool
    decade: bool
    line_start: bool
    dialect: bool
    clipped_after: bool
    clipped_before: bool
    """Before a word cut on both sides, such as 'a' for have and 'n' for and."""


def _place(text: str, start: int, end: int, dialect: bool) -> _Place:
    left = _left_class(text, start)
    right = _class(text[end]) if end < len(text) else "E"
    before = after = ""
    capital = decade = False
    if right in "WD":
        word = _WORD_AFTER.match(text, end)
        after = word[0].lower() if word else ""
        capital = text[end].isupper()
        decade = right == "D" and _DECADE.match(text, end) is not None
    if left in "WD":
        cut = _WORD_BEFORE.search(text, max(0, start - _FAR), start)
        before = cut[0].lower() if cut else ""
    paused = left != "S" or start < 2 or not text[start - 2].isalnum()
    line_start = left == "E" or text[start - 1] == "\n" or text[max(0, start - 3) : start] == " / "
    clipped_after = (
        after in _CLIPPED
        and not capital
        and text[end + len(after) : end + len(after) + 2] in _CLIPPED_ENDS
    )
    clipped_before = before in _CLIPPED and _cut_before(text, start - len(before) - 1)
    return _Place(
        left,
        right,
        before,
        after,
        paused,
        capital,
        decade,
        line_start,
        dialect,
        clipped_after,
        clipped_before,
    )


def _cut_before(text: str, at: int) -> bool:
    """Tell whether a mark stands at a place, and the letter after it is a small one."""
    return at >= 0 and text[at] in marks.APOSTROPHE and text[at + 1].islower()


def _is_double(glyph: str) -> bool:
    return glyph in marks.DOUBLES or len(glyph) == 2


def _left_class(text: str, start: int) -> str:
    if start == 0:
        return "E"
    if text[start - 1] == "-" and start > 1 and text[start - 2] == "-":
        return "-"
    return _class(text[start - 1])


def _options(
    glyph: str, place: _Place, lean: Lean, *, alone: bool, doubled: bool
) -> tuple[Option, ...]:
    if _is_double(glyph):
        return _double_options(glyph, place, lean, doubled)
    left, right = place.left, place.right
    opening, closing = _side_costs(glyph, place, lean)
    if alone and left in "WD" and right == "W":
        apostrophe = marks.APOSTROPHE.get(glyph, 3.0)
        return (
            Option(APOSTROPHE, "", apostrophe),
            Option(CLOSE, "s", closing),
            Option(OPEN, "s", opening),
        )
    if not lean.single_outside:
        opening += 0.8
    if not place.paused and not place.capital:
        opening += 0.7
    if place.after in lean.elisions.leading or place.after in lean.leading or place.clipped_after:
        opening += 3.0
    if left in "WD":
        closing += 0.5
    options = [Option(OPEN, "s", opening), Option(CLOSE, "s", closing)]
    shape = marks.APOSTROPHE.get(glyph)
    if shape is not None:
        if right in "WD" and left not in "WD":
            apostrophe = _leading_cost(place, lean)
        elif left in "WD":
            apostrophe = _trailing_cost(place, lean)
        else:
            apostrophe = 8.0
        options.append(Option(APOSTROPHE, "", apostrophe + shape))
    literal = 9.0
    if left == "D":
        literal = 0.8 if glyph in ("'", marks.PRIME) else 3.0
    elif left == "W" and right == "B" and glyph in ("'", marks.PRIME):
        literal = 0.5
    options.append(Option(LITERAL, "", literal))
    return tuple(options)


def _side_costs(glyph: str, place: _Place, lean: Lean) -> tuple[float, float]:
    """Return what it costs that a mark opens, and that it closes."""
    opening = _OPEN_LEFT[place.left] + _OPEN_RIGHT[place.right]
    closing = _CLOSE_LEFT[place.left] + _CLOSE_RIGHT[place.right]
    opening_shape, closing_shape = marks.OPENING[glyph], marks.CLOSING[glyph]
    if lean.closing_left and glyph in (marks.LEFT_DOUBLE, marks.LEFT_SINGLE):
        closing_shape = 0.0
    if lean.opening_right and glyph in (marks.RIGHT_DOUBLE, marks.RIGHT_SINGLE):
        opening_shape = 0.3
    return opening + opening_shape, closing + closing_shape


def _double_options(glyph: str, place: _Place, lean: Lean, doubled: bool) -> tuple[Option, ...]:
    left, right = place.left, place.right
    opening, closing = _side_costs(glyph, place, lean)
    if right == "S":
        opening -= _SPACED_DOUBLE
    if left == "S":
        closing -= _SPACED_DOUBLE
    literal = 14.0
    if left == "D" and glyph in _INCHES:
        literal = 1.2
    elif left in "SE" and right in "SE":
        literal = 4.5
    options = [
        Option(OPEN, "d", opening),
        Option(CLOSE, "d", closing),
        Option(LITERAL, "", literal),
    ]
    if doubled:
        options.append(Option(EXTRA, "", 1.5))
    if glyph in ("''", marks.RIGHT_SINGLE * 2):
        lead = _OPEN_LEFT[left] + _leading_cost(place, lean) + 0.5
        trail = _CLOSE_RIGHT[right] + _trailing_cost(place, lean) + 0.5
        options.append(Option(OPEN_APOSTROPHE, "s", lead))
        options.append(Option(APOSTROPHE_CLOSE, "s", trail))
    return tuple(options)


def _leading_cost(place: _Place, lean: Lean) -> float:
    cost = 4.0 if place.left in "P." else 3.0
    word = place.after
    if place.right == "D":
        return 0.2 if place.decade else cost
    if not word:
        return 8.0
    if word in lean.elisions.leading or word in lean.leading or place.clipped_after:
        return cost - 3.0
    if place.paused and place.capital:
        return cost + (4.0 if lean.single_outside else 2.0)
    if word in lean.elisions.doubtful:
        return cost - (2.6 if place.dialect else 1.5)
    if place.paused and lean.single_outside:
        cost += 1.5
    return cost


def _trailing_cost(place: _Place, lean: Lean) -> float:
    word = place.before
    if not word:
        return 8.0
    if word in lean.elisions.trailing or word in lean.trailing or place.clipped_before:
        return 0.0
    if word.endswith("in") and len(word) > 3:
        return 0.4
    if word.endswith(("s", "x", "z")):
        return 0.8 if place.right in "SE" else 1.2
    return 2.5


def paired(
    tokens: Sequence[Token], roles: Sequence[int], kinds: Sequence[str]
) -> tuple[list[tuple[int, int]], list[int], list[int], list[int]]:
    """Return the pairs, the opening marks left open, the closing marks that close nothing, and
    the opening marks that the next line repeats, as poems and letters do."""
    pairs: list[tuple[int, int]] = []
    orphans: list[int] = []
    repeated: list[int] = []
    open_ones: list[int] = []
    unclosed: list[int] = []
    for index, role in enumerate(roles):
        if role in (OPEN, OPEN_APOSTROPHE):
            if open_ones and tokens[index].line_start and kinds[open_ones[-1]] == kinds[index]:
                repeated.append(open_ones.pop())
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
    return pairs, sorted(unclosed + open_ones), orphans, repeated
