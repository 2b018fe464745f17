"""Whether a no-break space joins what belongs together, or is there by accident.

Editors and web pages put such spaces between any words; people put them beside numbers, initials,
abbreviations and names, and where their language asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textclean.language import small_words
from textclean.startup.lazy import lazy_compile

Bond = Literal["joins", "accident", "last", "doubtful"]
"""What a no-break space does; `last` is one before the last word of its paragraph, where some
typographers put it so that no line holds a single word."""

JOINED_CHARS = 3
"""Letters that both words beside a no-break space must have for it to join nothing: what is joined
on purpose is a number, an initial, an abbreviation, a preposition or an article."""
JOINED_CHARS_SLAVIC = 4
"""The same where typographers also bind prepositions of three letters."""
JOINED_CHARS_LOOSE = 2
"""The same where they bind none but words of one letter."""
LOOSE = frozenset(
    ("en", "de", "nl", "fr", "es", "it", "pt", "sv", "da", "no", "nb", "ca", "fi", "ro", "tr", "vi")
)
"""Languages whose prepositions and articles are not bound to the next word."""
SLAVIC = frozenset(("cs", "pl", "sk", "sl", "hr", "ru", "uk", "bg", "be"))
"""Languages in which some bind a preposition of up to three letters to its word."""
EAST_ASIAN = frozenset(("ja", "ko", "zh"))
"""Languages in which what is written in Latin letters is English as a rule."""
LONG_WORD_CHARS = 5
"""Letters from which on a capitalised word before a full stop is no abbreviation (Sept., Capt.)."""
MANY_LAST = 2
"""Paragraphs whose last two words are bound from which on somebody means it."""

_NEXT_WORD = lazy_compile(r"\S*\s+\S")
_SLAVIC = lazy_compile(
    "[\u0400-\u04ff\u010d\u010f\u011b\u0148\u0159\u0165\u016f\u0105\u0119\u0142]"
)
_WORD_BEFORE = lazy_compile("[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*$")
_WORD_AFTER = lazy_compile(r"([^\W\d_]+)(.?)")
_OPENING = frozenset("(\"'\u201c\u2018\u201e[")
_CLOSING = frozenset(")\"'\u201d\u2019]")
_ROMAN = lazy_compile("[IVXLCDM]+(?:e|er|\u00e8me|th|nd|st|rd)?")
_LONGEST_WORD = 40
_ABBREVIATION = lazy_compile(
    "abb|al|approx|art|av|bd|bzw|ca|cf|ch|chap|col|dept|dr|eds?|env|est|etc|evtl|ext?|figs?|ggf"
    "|hg|hrsg|inc|incl|jan|jr|max|min|mme|mr|mrs|mt|nos?|nr|num|op|pp|prof|ref|sect?|sr|st|str"
    "|tab|tel|usw|vgl|viz|vols?|vs|zb"
)
"""Words of small letters whose full stop does not end a sentence, in the loose languages."""
_TITLE = lazy_compile("Dr|Frau|Herr|M(?:gr|lle|me|onsieur|rs?|s)|Prof|Saint|Sra?|St")
"""What is bound to the name after it, `von` and `de` among them."""


def is_bound(paragraphs: Sequence[Sequence[Bond]]) -> list[list[bool]]:
    """Return for each paragraph's bonds which of them are meant.

    Accidents come in numbers: where one is certain, those in doubt beside it are accidents, too.
    """
    clean = [bonds for bonds in paragraphs if "accident" not in bonds]
    meant = sum("last" in bonds for bonds in clean) >= MANY_LAST
    kept: dict[Bond, bool] = {"joins": True, "accident": False, "last": meant, "doubtful": True}
    return [
        [bond == "joins" if "accident" in bonds else kept[bond] for bond in bonds]
        for bonds in paragraphs
    ]


def bond(text: str, start: int, end: int, language: str = "") -> Bond:
    """Return what the no-break space there does.

    >>> bond("closed at\\xa0noon and later", 9, 10), bond("closed at\\xa0noon and", 9, 10, "en")
    ('doubtful', 'accident')
    >>> bond("some 10\\xa0km of it", 7, 8, "en"), bond("with New\\xa0York in it", 8, 9, "en")
    ('joins', 'doubtful')
    """
    tag = language.partition("-")[0]
    sign = text[start - 1 : start]
    if tag in EAST_ASIAN and (sign + text[end : end + 1]).isascii():
        tag = "en"
    loose = tag in LOOSE
    opened = loose and text[end : end + 1] in _OPENING
    after = _WORD_AFTER.match(text, end + opened, end + _LONGEST_WORD)
    if after is None:
        return "joins"
    right, behind = after[1], after[2]
    if sign in (",", ";") and loose:
        return "joins" if len(right) < JOINED_CHARS_LOOSE else "accident"
    ends_sentence = sign in (".", "!", "?")
    closed = loose and sign in _CLOSING
    stop = start - 1 if ends_sentence or closed else start
    before = _WORD_BEFORE.search(text[max(0, stop - _LONGEST_WORD) : stop])
    if before is None:
        return "joins"
    left = before[0]
    if ends_sentence:
        return "joins" if _is_abbreviation(left, right, loose=loose) else "accident"
    first = stop - len(left)
    if text[first - 1 : first].isdecimal():  # 1er, 2nd
        return "joins"
    if opened or closed:
        return "accident" if left.islower() and right.islower() and len(left) > 1 else "joins"
    found = _of_words(left, right, behind, tag)
    return "last" if found == "accident" and not _NEXT_WORD.match(text, end) else found


def _is_abbreviation(left: str, right: str, *, loose: bool) -> bool:
    """Return whether the stop between two words may end an abbreviation or an initial."""
    if len(right) < 2 and not (loose and right in ("I", "A") and left.islower()):
        return True
    if not left.islower():
        return not loose or len(left) < LONG_WORD_CHARS
    if loose:
        return len(left) < 2 or _ABBREVIATION.fullmatch(left) is not None
    return len(left) <= JOINED_CHARS_SLAVIC


def _of_words(left: str, right: str, behind: str, tag: str) -> Bond:
    """Return what a no-break space between two words does."""
    capital = left[0].isupper()
    if _ROMAN.fullmatch(right) and (capital or len(right) > 1):
        return "joins"
    if _ROMAN.fullmatch(left) and len(left) > 1:
        return "joins"
    known = tag not in LOOSE or len(right) < 2 or _ABBREVIATION.fullmatch(right)
    if behind == "." and len(right) < JOINED_CHARS and known:
        return "joins"
    if _SLAVIC.search(left + right) or tag in SLAVIC:
        short = min(len(left), len(right)) < JOINED_CHARS_SLAVIC
        return "joins" if short else "accident" if right.islower() else "doubtful"
    if min(len(left), len(right)) < JOINED_CHARS:
        short = len(left) < JOINED_CHARS_LOOSE or len(right) < JOINED_CHARS_LOOSE
        if tag == "en" and short:
            return _of_english(left, right, behind)
        if tag not in LOOSE or short:
            return "doubtful" if left.islower() and right.islower() else "joins"
    if left.islower() and right.islower():
        return "accident"
    if tag not in LOOSE or _TITLE.fullmatch(left):
        return "doubtful"
    small = small_words(tag)
    if left.lower() in small or right in small or (right.islower() and len(right) >= JOINED_CHARS):
        return "accident"
    return "accident" if tag == "en" and not capital else "doubtful"


def _of_english(left: str, right: str, behind: str) -> Bond:
    """Return the same where a word has one letter: nothing binds `a`, some bind `I`."""
    if left in ("a", "A") and len(right) >= JOINED_CHARS_LOOSE:
        return "accident"
    if left == "I":
        return "doubtful"
    ends = len(left) >= JOINED_CHARS_LOOSE and left.islower() and behind == " "
    return "accident" if right in ("a", "I") and ends else "joins"
