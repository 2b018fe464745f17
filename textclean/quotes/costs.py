"""What a mark could be, by its shape and what stands around it, and what each reading costs.

Costs are like negative logarithms of odds: 0 is what one expects, 3 is rare, 6 is next to
impossible without a strong reason elsewhere in the paragraph.  They were set on seven books and
magazines of the nineteenth to twenty-first century in American and British style.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from textclean.quotes import marks
from textclean.startup.records import NamedTuple

OPEN, CLOSE, APOSTROPHE, LITERAL, EXTRA, OPEN_APOSTROPHE, APOSTROPHE_CLOSE = range(7)
"""What a mark is. LITERAL is an inch or a mark that is left alone, EXTRA one too many beside
another; the last two are two marks in one token: an apostrophe inside an edge of a quotation."""


class Option(NamedTuple):
    """One thing that a token could be."""

    role: int
    kind: str
    """`d` for a double mark, `g` for a guillemet that holds double ones, `s` for a single one,
    empty where it is neither."""
    cost: float


Choice: TypeAlias = tuple[tuple[Option, ...], tuple[Option, ...]]
"""What a token could be, and the cheapest of that: more than one where they cost the same."""


class Habits(NamedTuple):
    """What is known of a text's marks before they are read."""

    single_outside: bool = False
    """Quotations stand in single marks."""
    closing_left: bool = False
    """A left mark closes here, as in German and Czech."""
    opening_right: bool = False
    """A right mark opens too, as in Swedish and Finnish."""
    guillemets: bool = False
    """Guillemets stand outside and other double marks within, as in French."""
    pointing_in: bool = False
    """Guillemets point at the quotation, as in Danish."""


class Around(NamedTuple):
    """What stands around a run of marks.

    `left` and `right` are classes of the characters beside it: `W` letter, `D` digit, `S` space,
    `E` edge of the text, `B` opening bracket, `P` mark that ends a clause, `.` full stop or
    ellipsis, `-` dash, `h` hyphen, `/` slash, `o` other.
    """

    left: str
    right: str
    leading: int = 0
    """Whether the word after it begins with an apostrophe: 0 unknown, 1 it may, 2 it does."""
    contracted: bool = False
    """It stands where a contraction has its apostrophe: don't, l'eau."""
    trailing: int = 0
    """Whether the word before it ends with one: 1 a plural, 2 a dropped g, 3 it does."""
    paused: bool = False
    """Something other than a word stands before the space before it."""
    capital: bool = False
    decade: bool = False
    dialect: bool = False
    """The paragraph has words that only dialect cuts."""


_OPEN_LEFT: Final = {
    **{"E": 0.0, "S": 0.0, "B": 0.0, "-": 0.5, "/": 1.0, "o": 1.5, "h": 2.5},
    **{"P": 4.0, ".": 4.0, "W": 6.0, "D": 6.0},
}
_OPEN_RIGHT: Final = {
    **{"W": 0.0, "D": 0.2, "B": 0.3, "o": 0.4, ".": 0.6, "-": 1.0, "h": 1.5, "/": 1.5},
    **{"P": 5.0, "S": 6.0, "E": 9.0},
}
_CLOSE_LEFT: Final = {
    **{"P": 0.0, ".": 0.0, "W": 0.4, "D": 0.4, "o": 0.5, "-": 0.6, "h": 1.5, "/": 1.5},
    **{"S": 6.0, "B": 7.0, "E": 12.0},
}
_CLOSE_RIGHT: Final = {
    **{"S": 0.0, "E": 0.0, "P": 0.0, ".": 0.0, "-": 0.2, "/": 0.5, "h": 0.8, "B": 1.5, "o": 1.5},
    **{"W": 5.0, "D": 5.0},
}
_SPACED_DOUBLE: Final = 3.0
"""Taken off for a double mark with a space inside: that is common in scraped text."""
_SPACED_GUILLEMET: Final = 6.0
"""The same for a guillemet on the side that it points from, where French has a space."""
_UNPAIRED_GUILLEMET: Final = 9.0
"""A guillemet between spaces is no quotation mark: where they are usual, it hardly is none."""
_MIXED: Final = 2.0
"""A guillemet is closed by another mark, or closes another one: less than that both lack a partner,
more than any reading in which each finds its own."""
_SCARE_QUOTE: Final = 0.7
"""A single mark opens after a word, without a pause."""
_AFTER_LETTER: Final = 0.5
"""A single mark closes after a letter, where most closing ones stand after a stop."""
_WITHIN: Final = 0.8
"""A single mark opens in a text that quotes with double ones."""
_ELIDED: Final = 3.0
"""A mark opens before a word that is known to begin with an apostrophe."""
_CONTRACTED: Final = 2.5
"""A double mark is the apostrophe of a contraction: it costs less than to open or close within a
word, but more than to close there what would else stay open, as in: all "A"s."""
_INCHES: Final = frozenset(('"', "''", marks.DOUBLE_PRIME, marks.PRIME * 2))
_UNLIKELY: Final = 9.0
"""How much more than its cheapest option another one of a token may cost and be considered."""


@lru_cache(maxsize=4096)
def choose(glyph: str, around: Around, habits: Habits, doubled: bool = False) -> Choice:
    """Return what a mark could be. `doubled`: a double mark touches it."""
    found = (
        _double(glyph, around, habits, doubled)
        if is_double(glyph)
        else _single(glyph, around, habits)
    )
    least = min([option.cost for option in found])
    return (
        tuple([option for option in found if option.cost <= least + _UNLIKELY]),
        tuple([option for option in found if option.cost == least]),
    )


@lru_cache(maxsize=2048)
def choose_double(glyph: str, left: str, right: str, habits: Habits) -> Choice:
    """Return what a double mark of one sign could be: that depends on its sides only."""
    return choose(glyph, Around(left, right), habits)


def is_double(glyph: str) -> bool:
    """Tell whether a mark is a double one, or two single ones that may stand for it."""
    return glyph in marks.DOUBLES or len(glyph) == 2


def _sides(glyph: str, around: Around, habits: Habits) -> tuple[float, float]:
    """Return what it costs that a mark opens, and that it closes."""
    opening, closing = marks.OPENING[glyph], marks.CLOSING[glyph]
    if habits.closing_left and glyph in (marks.LEFT_DOUBLE, marks.LEFT_SINGLE):
        closing = 0.0
    if habits.opening_right and glyph in (marks.RIGHT_DOUBLE, marks.RIGHT_SINGLE):
        opening = 0.3
    if habits.pointing_in and glyph in marks.POINTED:
        opening, closing = closing, opening
    return (
        opening + _OPEN_LEFT[around.left] + _OPEN_RIGHT[around.right],
        closing + _CLOSE_LEFT[around.left] + _CLOSE_RIGHT[around.right],
    )


def _double(glyph: str, around: Around, habits: Habits, doubled: bool) -> list[Option]:
    left, right = around.left, around.right
    opening, closing = _sides(glyph, around, habits)
    kind = "g" if habits.guillemets and glyph in marks.POINTED else "d"
    opens = (glyph == marks.LEFT_GUILLEMET) != habits.pointing_in
    if right == "S":
        opening -= _SPACED_GUILLEMET if kind == "g" and opens else _SPACED_DOUBLE
    if left == "S":
        closing -= _SPACED_GUILLEMET if kind == "g" and not opens else _SPACED_DOUBLE
    literal = 14.0
    if left == "D" and glyph in _INCHES:
        literal = 1.2
    elif left in "SE" and right in "SE":
        literal = 4.5 if kind == "d" else _UNPAIRED_GUILLEMET
    found = [
        Option(OPEN, kind, opening),
        Option(CLOSE, kind, closing),
        Option(LITERAL, "", literal),
    ]
    if habits.guillemets:
        found.append(Option(CLOSE, "d" if kind == "g" else "g", closing + _MIXED))
    if doubled:
        found.append(Option(EXTRA, "", 1.5))
    if around.contracted:
        found.append(Option(APOSTROPHE, "", _CONTRACTED))
    if glyph in ("''", marks.RIGHT_SINGLE * 2):
        lead = _OPEN_LEFT[left] + _leading(around, habits) + 0.5
        trail = _CLOSE_RIGHT[right] + _trailing(around) + 0.5
        found.append(Option(OPEN_APOSTROPHE, "s", lead))
        found.append(Option(APOSTROPHE_CLOSE, "s", trail))
    return found


def _single(glyph: str, around: Around, habits: Habits) -> list[Option]:
    left, right = around.left, around.right
    opening, closing = _sides(glyph, around, habits)
    if not habits.single_outside:
        opening += _WITHIN
    if not around.paused and not around.capital:
        opening += _SCARE_QUOTE
    if around.leading == 2:
        opening += _ELIDED
    if left in "WD":
        closing += _AFTER_LETTER
    found = [Option(OPEN, "s", opening), Option(CLOSE, "s", closing)]
    shape = marks.APOSTROPHE.get(glyph)
    if shape is not None:
        if right in "WD" and left not in "WD":
            found.append(Option(APOSTROPHE, "", shape + _leading(around, habits)))
        elif left in "WD":
            found.append(Option(APOSTROPHE, "", shape + _trailing(around)))
        else:
            found.append(Option(APOSTROPHE, "", shape + 8.0))
    literal = 9.0
    if left == "D":
        literal = 0.8 if glyph in ("'", marks.PRIME) else 3.0
    elif left == "W" and right == "B" and glyph in ("'", marks.PRIME):
        literal = 0.5
    found.append(Option(LITERAL, "", literal))
    return found


def _leading(around: Around, habits: Habits) -> float:
    """Return what it costs that an apostrophe begins the word after it."""
    cost = 4.0 if around.left in "P." else 3.0
    if around.right == "D":
        return 0.2 if around.decade else cost
    if around.right != "W":
        return 8.0
    if around.leading == 2:
        return cost - 3.0
    if around.paused and around.capital:
        return cost + (4.0 if habits.single_outside else 2.0)
    if around.leading == 1:
        return cost - (2.6 if around.dialect else 1.5)
    if around.paused and habits.single_outside:
        cost += 1.5
    return cost


def _trailing(around: Around) -> float:
    """Return what it costs that an apostrophe ends the word before it."""
    if around.left not in "WD":
        return 8.0
    if around.trailing == 3:
        return 0.0
    if around.trailing == 2:
        return 0.4
    if around.trailing == 1:
        return 0.8 if around.right in "SE" else 1.2
    return 2.5
