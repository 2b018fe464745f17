"""What a whole document shows of how it quotes."""

from __future__ import annotations

from itertools import islice
from typing import Final

from textclean.quotes import marks
from textclean.quotes.conventions import (
    CONVENTIONS,
    DANISH,
    ENGLISH,
    FRENCH,
    GERMAN,
    ITALIAN,
    POLISH,
    RUSSIAN,
    SWEDISH,
    SWISS,
    Convention,
    conventions,
)
from textclean.quotes.costs import Habits
from textclean.quotes.elisions import elisions
from textclean.quotes.tokens import Words
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

_POINTED_OUT: Final = lazy_compile(
    f"{marks.LEFT_GUILLEMET}(?=[{marks.LOW_DOUBLE}{marks.LEFT_DOUBLE}]?[^\\W_]|[\u00a0\u202f ]\\w)"
)
_TIGHT: Final = lazy_compile(f"{marks.LEFT_GUILLEMET}(?=\\w)")
_POINTED_IN: Final = lazy_compile(f"{marks.RIGHT_GUILLEMET}(?=[^\\W_])")
_ELIDED: Final = lazy_compile(rf"{marks.RIGHT_SINGLE}(?<![\w{marks.RIGHT_SINGLE}].)([^\W\d_]+)")
_STRAIGHT_INSIDE: Final = lazy_compile(r"'(?<=[^\W\d_].)(?=[^\W\d_])")
_CURLY_INSIDE: Final = lazy_compile(rf"{marks.RIGHT_SINGLE}(?<=[^\W\d_].)(?=[^\W\d_])")
_OPENING_SINGLES: Final = ("'", "`", marks.LEFT_SINGLE)
_OUTSIDE: Final = r"(?:(?<=[\s(\[].)|(?<=\u2014.)|(?<=\A.))(?=[^\W_a-z])"
_QUOTATION: Final = rf"{_OUTSIDE}[^'{marks.RIGHT_SINGLE}\n]+[.,!?]['{marks.RIGHT_SINGLE}]"
_SINGLE_OUTSIDE: Final = {
    mark: lazy_compile(mark + _QUOTATION)
    for mark in (*_OPENING_SINGLES, f"[{''.join(_OPENING_SINGLES)}]")
}
"""A quotation that begins with each of the marks, or with any: one sign is found sooner."""
_DOUBLE_OUTSIDE: Final = lazy_compile(rf'["{marks.LEFT_DOUBLE}]{_OUTSIDE}')


FEW_DOUBLES: Final = 8
LEAD_DOUBLES: Final = 2
MANY_SINGLES: Final = 3
"""Up to how many double marks, of which one style leads by one quotation at most, prove nothing;
and by how many apostrophes their style must lead to decide instead."""


class Target(NamedTuple):
    """What the marks of a document should be."""

    way: Convention
    straight_doubles: bool
    straight_singles: bool
    asked: bool
    """The style was asked for, not found."""
    language: str
    straight_apostrophes: bool
    even_doubles: bool = False
    """Double marks are as often straight as not, so that a sound pair of either style stays."""
    even_apostrophes: bool = False


class Evidence(NamedTuple):
    """What a document shows before any paragraph is read."""

    target: Target
    words: Words
    habits: Habits


def read_evidence(text: str, style: str, language: str) -> Evidence:
    """Return what the marks of a document should be, and what helps to read them."""
    way, found = _way(text, language)
    if style == "keep":
        alike = way is ENGLISH and language.partition("-")[0] in ("en", "")
        target = _found(text, found, way, language, alike=alike)
    else:
        straight = style == "straight"
        target = Target(way, straight, straight, True, language, straight)
    inner = _inner_space(text) if way.space else None
    if inner is not None:
        own = Convention(way.name, way.double, way.single, way.inner, inner)
        target = target._replace(way=own)
    swedish = way is SWEDISH
    leading = frozenset() if swedish else frozenset(_ELIDED.findall(text))
    return Evidence(
        target,
        Words(elisions(), leading),
        Habits(
            single_outside=_single_outside(text),
            closing_left=way.double[1] == marks.LEFT_DOUBLE,
            opening_right=swedish,
            guillemets=way.double[0] in marks.POINTED,
            pointing_in=way is DANISH,
        ),
    )


def _found(text: str, curly: int, way: Convention, language: str, *, alike: bool) -> Target:
    """Return what the marks of a document should be by what most of them are.

    Where neither style prevails it is not the straight one: straight marks among others are what
    a keyboard put there; but a sound pair of either style stays then.  In a language whose double
    and single marks look `alike`, a few double ones do as most single ones do; in others single
    marks are seldom quotation marks but of code, so that apostrophes go by themselves.
    """
    straight = text.count('"')
    plain = text.count("'") - 2 * text.count("''")
    bent = text.count(marks.RIGHT_SINGLE)
    doubles = not curly or straight > curly
    if not straight and not curly:
        doubles = plain >= bent
    singles = plain > bent if plain != bent else doubles
    few = straight + curly <= FEW_DOUBLES and abs(straight - curly) <= LEAD_DOUBLES
    native = way.double[0] in marks.POINTED and way is conventions(language)[0]
    even = straight == curly > 0 and not native  # No repair puts guillemets where none were.
    if alike and few and abs(plain - bent) >= (1 if even else MANY_SINGLES):
        doubles, even = singles, False
    apostrophes = singles
    if plain and bent and not alike:
        plain, bent = len(_STRAIGHT_INSIDE.findall(text)), len(_CURLY_INSIDE.findall(text))
        apostrophes = plain > bent if plain != bent else singles
    return Target(way, doubles, singles, False, language, apostrophes, even, plain == bent > 0)


def _way(text: str, language: str) -> tuple[Convention, int]:
    """Return the convention that most pairs of a text follow, and how many marks are its.

    Without a pair it is the usual one of the language.
    """
    ways = conventions(language)
    left, right = text.count(marks.LEFT_DOUBLE), text.count(marks.RIGHT_DOUBLE)
    low = text.count(marks.LOW_DOUBLE)
    pairs: list[tuple[int, Convention]] = [(min(left, right), ENGLISH)]
    if language.partition("-")[0] == "en":
        return ENGLISH, left + right + low
    if low:
        pairs += ((min(low, left), GERMAN), (min(low, right - left), POLISH))
    if right > left and SWEDISH in ways:
        pairs.append(((right - left - low) // 2, SWEDISH))
    outer = text.count(marks.LEFT_GUILLEMET), text.count(marks.RIGHT_GUILLEMET)
    pointed = min(outer)
    if pointed:
        outward, inward = len(_POINTED_OUT.findall(text)), len(_POINTED_IN.findall(text))
        pairs += ((min(pointed, outward), _pointed_out(ways)), (min(pointed, inward), DANISH))
    most = max(count for count, _ in pairs)
    if most <= 0:
        if low and not language:
            return GERMAN, left + right + low + sum(outer)  # Whose it is, it is no English one.
        return ways[0], left + right + low + sum(outer)
    fitting = [way for count, way in pairs if count == most]
    return next((way for way in (*ways, *CONVENTIONS) if way in fitting), ENGLISH), 2 * most


def _inner_space(text: str) -> str | None:
    """Return what a text mostly puts inside guillemets, None if it shows nothing."""
    counts = {
        space: text.count(marks.LEFT_GUILLEMET + space) + text.count(space + marks.RIGHT_GUILLEMET)
        for space in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", " ")
    }
    counts[""] = len(_TIGHT.findall(text))
    most = max(counts, key=lambda space: counts[space])
    return most if counts[most] and most != " " else None


def _pointed_out(ways: tuple[Convention, ...]) -> Convention:
    """Return the convention with guillemets outside that a language has, the Swiss one if none."""
    return next((way for way in ways if way in (FRENCH, SWISS, ITALIAN, RUSSIAN)), SWISS)


def _single_outside(text: str) -> bool:
    """Tell whether a text quotes with single marks first, as British books do."""
    signs = [mark for mark in _OPENING_SINGLES if mark in text]
    if not signs:
        return False
    pattern = _SINGLE_OUTSIDE[signs[0] if len(signs) == 1 else f"[{''.join(_OPENING_SINGLES)}]"]
    single = len(pattern.findall(text))
    return sum(1 for _ in islice(_DOUBLE_OUTSIDE.finditer(text), single)) < single
