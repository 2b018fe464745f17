"""What a pair of marks should be, what is wrong with one, and which pair stays as it is."""

from __future__ import annotations

from typing import Final

from textclean.language import guess_language, likelier_languages
from textclean.quotes import marks
from textclean.quotes.conventions import ENGLISH, GERMAN, PAIRS, conventions
from textclean.quotes.evidence import Target
from textclean.quotes.reading import Reading
from textclean.repair.prose import is_cjk
from textclean.startup.lazy import lazy_compile

SPACES: Final = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
STYLE: Final = "mixed"
"""The rule for marks that are sound but of another style than they should be."""
SPACED: Final = frozenset(
    (
        (marks.LEFT_GUILLEMET, marks.RIGHT_GUILLEMET),
        (marks.LEFT_ANGLE, marks.RIGHT_ANGLE),
    )
)
"""Pairs that may have a space inside, as in French."""


_CODE: Final = lazy_compile(
    r"[^\s\w]*[.:-]\S*|\S*(?:[\\/_(){}\[\]<>=;$#@|*~^]|[a-z]\d|(?<=\w)\.(?=\w)|::)\S*"
)
"""What is one word of code: a name with a dot or a digit in it, a path, an escape."""
_EAST_ASIAN: Final = ("zh", "ja", "ko")


def wanted(reading: Reading, index: int, target: Target, *, mixed: bool = False) -> tuple[str, str]:
    """Return the pair of marks that a mark and its partner should be.

    `mixed` says that one of them is a guillemet and the other is not.
    """
    kind = "d" if mixed and reading.kinds[index] == "g" else reading.kinds[index]
    if kind == "s":
        return ("'", "'") if target.straight_singles else target.way.single
    if kind == "g":
        return target.way.double
    if target.straight_doubles:
        return ('"', '"')
    return target.way.inner if index in reading.within else target.way.double


def stays(pair: tuple[str, str], target: Target, inner: str, paragraph: str = "") -> bool:
    """Tell whether a pair is right in some language and left in this document.

    Quotations in another language keep their marks.  Where guillemets are usual outside, other
    marks are too, for words used in a sense of their own.  Guillemets are not made straight.
    """
    if not target.asked and _is_deliberate(pair, target, inner):
        return True
    if pair not in PAIRS:
        return False
    pointed = pair[0] in marks.POINTED
    own = pair in (target.way.double, target.way.single)
    if target.straight_singles if pair[0] in marks.SINGLES else target.straight_doubles:
        if own or pair in (marks.CURLY_DOUBLE, marks.CURLY_SINGLE):
            return pointed or (target.language[:2] not in _EAST_ASIAN and is_cjk(inner, times=6))
    elif own or target.way.double[0] in marks.POINTED:
        return True
    guess = guess_language(inner)
    if guess and target.language:
        return guess != target.language.partition("-")[0]
    # Unsure: a guillemet is too rare in English to be there by mistake, and so is a letter.
    if pointed or (
        target.language[:2] in ("en", "")
        and any(char.isalpha() and char > "\x7f" for char in inner)
    ):
        return True
    own_language = target.language.partition("-")[0]
    if own_language and any(
        pair in (way.double, way.single)
        for name in likelier_languages(inner, own_language)
        for way in conventions(name)
    ):
        return True
    around = guess_language(paragraph) if target.language else ""
    return bool(around) and around != target.language.partition("-")[0]


def _is_deliberate(pair: tuple[str, str], target: Target, inner: str) -> bool:
    """Tell whether a pair of another style than the document's is hardly there by mistake.

    Straight marks stand around code, single ones nowhere else where guillemets are usual; and
    nobody types German marks around one word but for a German one, nor low single ones by mistake.
    """
    if pair in (('"', '"'), ("'", "'")) and _CODE.fullmatch(inner):
        return True
    if pair == ("'", "'"):
        return target.way.double[0] in marks.POINTED
    if not inner.isalpha():
        return False
    if pair in _LOW_SINGLES:
        return target.way.single[0] != marks.LOW_SINGLE
    return target.way is ENGLISH and pair == GERMAN.double


_LOW_SINGLES: Final = (GERMAN.single, (marks.LOW_SINGLE, marks.RIGHT_SINGLE))


def reason(left: str, right: str) -> str:
    """Return the rule that a wrong pair falls under."""
    both = left + right
    if both in ('""', "''"):
        return STYLE
    if "``" in both or marks.ACUTE * 2 in both:
        return "tex"
    if len(left) == 2 or len(right) == 2:
        return "two-singles"
    if marks.GRAVE in both or marks.ACUTE in both:
        return "backtick"
    if marks.FULL_WIDTH_DOUBLE in both or marks.FULL_WIDTH_SINGLE in both:
        return "full-width"
    if marks.DOUBLE_PRIME in both or marks.PRIME in both:
        return "prime"
    if (right, left) in (marks.CURLY_DOUBLE, marks.CURLY_SINGLE):
        return "swapped"
    if left == right and left not in "\"'":
        return "same-direction"
    if any(mark not in _CURLY and mark not in "\"'" for mark in (left, right)):
        return "foreign-mark"
    return STYLE


_CURLY: Final = frozenset(marks.CURLY_DOUBLE + marks.CURLY_SINGLE)
