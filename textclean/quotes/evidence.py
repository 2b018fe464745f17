"""What a whole document shows of how it quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from textclean.quotes import marks
from textclean.quotes.conventions import (
    CONVENTIONS,
    ENGLISH,
    SWEDISH,
    Convention,
    conventions,
)
from textclean.quotes.elisions import elisions
from textclean.quotes.tokens import Lean

_OPENER: Final = re.compile(
    r"(?<![^\s(\[\u2014]){marks}(?=[^\W_]|[\u00a0\u202f ]\w)".replace(
        "{marks}", f"[{marks.DOUBLES}]"
    )
)
_CLOSER: Final = re.compile(rf"(?<=[^\s(\[])[{marks.DOUBLES}](?![^\W_])")
_ELIDED: Final = re.compile(rf"(?<![\w{marks.RIGHT_SINGLE}])[{marks.RIGHT_SINGLE}]([^\W\d_]+)")


class Target(NamedTuple):
    """What the marks of a document should be."""

    way: Convention
    straight_doubles: bool
    straight_singles: bool
    asked: bool
    """The style was asked for, not found."""
    language: str
    mends: bool = True
    """Marks of another style are mended; not so where none prevails."""


def read_target(text: str, style: str, language: str) -> Target:
    """Return what the marks of a document should be, from all its prose and the style asked for."""
    openers = Counter(match[0] for match in _OPENER.finditer(text))
    ways = conventions(language)
    way = _way(openers, text, language) or ways[0]
    if style != "keep":
        return Target(way, style == "straight", style == "straight", True, language)
    straight = openers['"']
    curly = (
        openers.total() - straight - openers[marks.DOUBLE_PRIME] - openers[marks.FULL_WIDTH_DOUBLE]
    )
    plain, bent = text.count("'") - 2 * text.count("''"), text.count(marks.RIGHT_SINGLE)
    straight_singles = plain > bent if plain != bent else straight >= curly
    straight_doubles = straight > curly if straight != curly else straight_singles
    if not straight and not curly:
        straight_doubles = straight_singles
    return Target(way, straight_doubles, straight_singles, False, language)


def _way(openers: Counter[str], text: str, language: str) -> Convention | None:
    """Return the convention that most openers of a text follow, None if it has none of its own."""
    ways = conventions(language)
    shaped = [
        (count, mark)
        for mark, count in openers.items()
        if mark in {way.double[0] for way in CONVENTIONS}
    ]
    if not shaped:
        return None
    mark = max(shaped)[1]
    closers = Counter(match[0] for match in _CLOSER.finditer(text))
    fitting = [
        way
        for way in (*ways, *CONVENTIONS)
        if way.double[0] == mark and (way is not SWEDISH or SWEDISH in ways)
    ]
    return max(fitting, key=lambda way: closers[way.double[1]], default=ENGLISH)


def read_lean(text: str, target: Target) -> Lean:
    """Return what a document shows of its marks before any paragraph is read."""
    leading = frozenset(match[1].lower() for match in _ELIDED.finditer(text))
    doubles = len(_OPENER.findall(text))
    singles = len(_SINGLE_OPENER.findall(text))
    return Lean(
        elisions(),
        leading if target.way is not SWEDISH else frozenset(),
        frozenset(),
        single_outside=singles > doubles,
        closing_left=target.way.double[1] == marks.LEFT_DOUBLE,
        opening_right=target.way is SWEDISH,
    )


_SINGLE_OPENER: Final = re.compile(
    rf"(?<![^\s(\[\u2014])['`{marks.LEFT_SINGLE}](?=[^\W_a-z])[^'{marks.RIGHT_SINGLE}\n]+[.,!?]['{marks.RIGHT_SINGLE}]"
)


def paragraphs_text(texts: Sequence[str]) -> str:
    """Return the prose of a document as one text, a paragraph a line."""
    return "\n".join(texts)
