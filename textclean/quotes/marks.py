"""The marks that stand for quotation marks and apostrophes, and which sides they can stand on.

A *double* mark opens or closes a quotation.  A *single* one does so too, or is an apostrophe.
"""

from __future__ import annotations

from typing import Final

from textclean.startup.lazy import lazy_compile

LEFT_DOUBLE: Final = "\N{LEFT DOUBLE QUOTATION MARK}"
RIGHT_DOUBLE: Final = "\N{RIGHT DOUBLE QUOTATION MARK}"
LOW_DOUBLE: Final = "\N{DOUBLE LOW-9 QUOTATION MARK}"
REVERSED_DOUBLE: Final = "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
LEFT_SINGLE: Final = "\N{LEFT SINGLE QUOTATION MARK}"
RIGHT_SINGLE: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
LOW_SINGLE: Final = "\N{SINGLE LOW-9 QUOTATION MARK}"
REVERSED_SINGLE: Final = "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
LEFT_GUILLEMET: Final = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
RIGHT_GUILLEMET: Final = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
LEFT_ANGLE: Final = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
RIGHT_ANGLE: Final = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
DOUBLE_PRIME: Final = "\N{DOUBLE PRIME}"
PRIME: Final = "\N{PRIME}"
ACUTE: Final = "\N{ACUTE ACCENT}"
GRAVE: Final = "`"
FULL_WIDTH_DOUBLE: Final = "\N{FULLWIDTH QUOTATION MARK}"
FULL_WIDTH_SINGLE: Final = "\N{FULLWIDTH APOSTROPHE}"

DOUBLES: Final = (
    '"'
    + LEFT_DOUBLE
    + RIGHT_DOUBLE
    + LOW_DOUBLE
    + REVERSED_DOUBLE
    + LEFT_GUILLEMET
    + RIGHT_GUILLEMET
    + DOUBLE_PRIME
    + FULL_WIDTH_DOUBLE
)
SINGLES: Final = (
    "'"
    + LEFT_SINGLE
    + RIGHT_SINGLE
    + LOW_SINGLE
    + REVERSED_SINGLE
    + LEFT_ANGLE
    + RIGHT_ANGLE
    + GRAVE
    + ACUTE
    + PRIME
    + FULL_WIDTH_SINGLE
)
CURLY_DOUBLE: Final = (LEFT_DOUBLE, RIGHT_DOUBLE)
CURLY_SINGLE: Final = (LEFT_SINGLE, RIGHT_SINGLE)
POINTED: Final = LEFT_GUILLEMET + RIGHT_GUILLEMET + LEFT_ANGLE + RIGHT_ANGLE
TWINS: Final = ("''", "``", ACUTE * 2, LEFT_SINGLE * 2, RIGHT_SINGLE * 2, PRIME * 2)
"""Two single marks that may be meant as one double mark."""

_SECOND: Final = "|".join(f"(?<={twin[0]}){twin[1]}" for twin in TWINS)
_ONE: Final = rf"[{DOUBLES}{SINGLES}](?:(?<=')(?=''(?!['\w]))|{_SECOND})?"
TOKEN: Final = lazy_compile(_ONE)
"""One mark, twins taken together: of three at the end of a word the last two are one.

Corner brackets are strict and need no care.
"""
STRAIGHT_TOKEN: Final = lazy_compile(r"[\"'](?:(?<=')(?=''(?!['\w]))|(?<=')')?")
"""The same in a text that has no other marks than straight ones."""
COMMAS: Final = ",,"
"""Two commas before a word: how a low mark is typed where no key has it."""
COMMAS_TOKEN: Final = lazy_compile(rf"{_ONE}|(?<![^\s(\[]){COMMAS}(?= ?[^\W_])")
"""One mark in a text that has such commas; a space may follow them, as it may any mark."""
_ALL: Final = frozenset(DOUBLES + SINGLES)
_BEFORE: Final = "([-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"
"""What may stand before the mark that a paragraph begins with, besides spaces."""
_ASCII: Final = ('"', "'", GRAVE)
_BENT: Final = tuple(mark for mark in DOUBLES + SINGLES if not mark.isascii())

OPENING: Final = {
    '"': 0.0,
    LEFT_DOUBLE: 0.0,
    RIGHT_DOUBLE: 4.0,
    LOW_DOUBLE: 0.0,
    REVERSED_DOUBLE: 0.0,
    LEFT_GUILLEMET: 0.0,
    RIGHT_GUILLEMET: 2.0,
    DOUBLE_PRIME: 0.3,
    FULL_WIDTH_DOUBLE: 0.0,
    "'": 0.0,
    LEFT_SINGLE: 0.0,
    RIGHT_SINGLE: 5.0,
    LOW_SINGLE: 0.0,
    REVERSED_SINGLE: 0.0,
    LEFT_ANGLE: 0.0,
    RIGHT_ANGLE: 2.0,
    GRAVE: 0.0,
    ACUTE: 3.0,
    PRIME: 1.5,
    FULL_WIDTH_SINGLE: 0.0,
    "''": 0.5,
    "``": 0.0,
    COMMAS: 0.0,
    ACUTE * 2: 3.0,
    LEFT_SINGLE * 2: 0.0,
    RIGHT_SINGLE * 2: 4.0,
    PRIME * 2: 1.0,
}
"""What it costs to take a mark for an opening one, by its shape alone."""

CLOSING: Final = {
    '"': 0.0,
    LEFT_DOUBLE: 4.0,
    RIGHT_DOUBLE: 0.0,
    LOW_DOUBLE: 6.0,
    REVERSED_DOUBLE: 2.0,
    LEFT_GUILLEMET: 2.0,
    RIGHT_GUILLEMET: 0.0,
    DOUBLE_PRIME: 0.3,
    FULL_WIDTH_DOUBLE: 0.0,
    "'": 0.0,
    LEFT_SINGLE: 5.0,
    RIGHT_SINGLE: 0.0,
    LOW_SINGLE: 6.0,
    REVERSED_SINGLE: 4.0,
    LEFT_ANGLE: 2.0,
    RIGHT_ANGLE: 0.0,
    GRAVE: 2.5,
    ACUTE: 0.5,
    PRIME: 1.0,
    FULL_WIDTH_SINGLE: 0.0,
    "''": 0.0,
    "``": 3.0,
    COMMAS: 9.0,
    ACUTE * 2: 0.0,
    LEFT_SINGLE * 2: 4.0,
    RIGHT_SINGLE * 2: 0.0,
    PRIME * 2: 0.5,
}

APOSTROPHE: Final = {
    "'": 0.0,
    RIGHT_SINGLE: 0.0,
    LEFT_SINGLE: 2.0,
    REVERSED_SINGLE: 1.0,
    GRAVE: 1.0,
    ACUTE: 0.3,
    PRIME: 0.5,
    FULL_WIDTH_SINGLE: 0.0,
}
"""What it costs to take a mark for an apostrophe; one that is not here cannot be one."""


def has_marks(text: str) -> bool:
    """Tell whether there is a mark in a text.

    >>> has_marks("It's"), has_marks("It is")
    (True, False)
    """
    if '"' in text or "'" in text or "`" in text:
        return True
    return not text.isascii() and any(mark in text for mark in _BENT)


def present(text: str) -> list[str]:
    """Return the different marks of a text.

    Looking for each is many times quicker than one search for any of them.
    """
    return [mark for mark in (_ASCII if text.isascii() else (*_ASCII, *_BENT)) if mark in text]


def opens(text: str) -> bool:
    """Tell whether a paragraph begins with a mark.

    >>> opens("('Yes!')"), opens("Yes!")
    (True, False)
    """
    for char in text:
        if char in _ALL:
            return True
        if char not in _BEFORE and not char.isspace():
            break
    return False
