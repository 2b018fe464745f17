"""How languages quote: which marks stand outside, which inside, and what stands for an apostrophe.

Source: the CLDR delimiters, https://cldr.unicode.org, and the style guides of each language;
where two ways are alive both are named, the commoner in the web's texts first.
"""

from __future__ import annotations

from typing import Final

from textclean.quotes import marks
from textclean.startup.records import NamedTuple

NARROW: Final = "\N{NARROW NO-BREAK SPACE}"


class Convention(NamedTuple):
    """The marks of one way to quote."""

    name: str
    double: tuple[str, str]
    single: tuple[str, str]
    inner: tuple[str, str]
    """What stands inside the double marks, of those that are double too; else the same as they."""
    space: str = ""
    """What stands between the double marks and the words."""


_HIGH_DOUBLE: Final = (marks.LEFT_DOUBLE, marks.RIGHT_DOUBLE)
_LOW_HIGH: Final = (marks.LOW_DOUBLE, marks.LEFT_DOUBLE)
_LOW_RIGHT: Final = (marks.LOW_DOUBLE, marks.RIGHT_DOUBLE)
_RIGHT_RIGHT: Final = (marks.RIGHT_DOUBLE, marks.RIGHT_DOUBLE)
_HIGH_SINGLE: Final = (marks.LEFT_SINGLE, marks.RIGHT_SINGLE)
_ANGLES: Final = (marks.LEFT_ANGLE, marks.RIGHT_ANGLE)
_GUILLEMETS: Final = (marks.LEFT_GUILLEMET, marks.RIGHT_GUILLEMET)

_POINTED_IN: Final = (marks.RIGHT_GUILLEMET, marks.LEFT_GUILLEMET)

ENGLISH: Final = Convention("english", _HIGH_DOUBLE, _HIGH_SINGLE, _HIGH_DOUBLE)
GERMAN: Final = Convention("german", _LOW_HIGH, (marks.LOW_SINGLE, marks.LEFT_SINGLE), _LOW_HIGH)
POLISH: Final = Convention("polish", _LOW_RIGHT, _HIGH_SINGLE, _LOW_RIGHT)
SWEDISH: Final = Convention("swedish", _RIGHT_RIGHT, (marks.RIGHT_SINGLE,) * 2, _RIGHT_RIGHT)
FRENCH: Final = Convention("french", _GUILLEMETS, _HIGH_SINGLE, _HIGH_DOUBLE, NARROW)
SWISS: Final = Convention("swiss", _GUILLEMETS, _ANGLES, _HIGH_DOUBLE)
ITALIAN: Final = Convention("italian", _GUILLEMETS, _HIGH_SINGLE, _HIGH_DOUBLE)
RUSSIAN: Final = Convention("russian", _GUILLEMETS, _HIGH_SINGLE, _LOW_HIGH)
DANISH: Final = Convention(
    "danish", _POINTED_IN, (marks.RIGHT_ANGLE, marks.LEFT_ANGLE), _POINTED_IN
)
NORDIC: Final = Convention(
    "nordic", (marks.RIGHT_GUILLEMET,) * 2, (marks.RIGHT_SINGLE,) * 2, _RIGHT_RIGHT
)

CONVENTIONS: Final = (
    *(ENGLISH, GERMAN, POLISH, SWEDISH, FRENCH, SWISS, ITALIAN, RUSSIAN, DANISH, NORDIC),
)

BY_LANGUAGE: Final = {
    "de": (GERMAN, DANISH),
    "de-at": (GERMAN, DANISH),
    "de-ch": (SWISS, GERMAN),
    "fr": (FRENCH, SWISS),
    "fr-ch": (SWISS, FRENCH),
    "it": (ITALIAN, ENGLISH),
    "it-ch": (SWISS, ENGLISH),
    "es": (ITALIAN, ENGLISH),
    "pt": (ENGLISH, ITALIAN),
    "pt-pt": (ITALIAN, ENGLISH),
    "pl": (POLISH, SWISS),
    "hu": (POLISH, DANISH),
    "ro": (POLISH, SWISS),
    "cs": (GERMAN, DANISH),
    "sk": (GERMAN, DANISH),
    "sl": (GERMAN, DANISH),
    "hr": (POLISH, DANISH),
    "nl": (ENGLISH, POLISH),
    "da": (DANISH, SWEDISH, GERMAN, ENGLISH),
    "no": (ITALIAN, ENGLISH),
    "nb": (ITALIAN, ENGLISH),
    "sv": (SWEDISH, DANISH),
    "fi": (SWEDISH, DANISH),
    "ru": (RUSSIAN, GERMAN),
    "uk": (RUSSIAN, POLISH, GERMAN),
    "bg": (GERMAN, RUSSIAN),
    "el": (ITALIAN, ENGLISH),
    "tr": (ENGLISH, ITALIAN),
    "ca": (ITALIAN, ENGLISH),
    "eu": (ITALIAN, ENGLISH),
    "be": (RUSSIAN, GERMAN),
    "lt": (GERMAN,),
    "et": (GERMAN, POLISH),
    "is": (GERMAN,),
    "mk": (GERMAN,),
    "sr": (POLISH, GERMAN, DANISH),
    "bs": (POLISH, DANISH),
}
"""The ways of a language, the usual one first. Others quote as English does."""

PAIRS: Final = frozenset(
    pair for way in CONVENTIONS for pair in (way.double, way.single, way.inner)
)
"""Every pair that is right somewhere."""


def conventions(language: str) -> tuple[Convention, ...]:
    """Return the ways to quote of a language tag, the usual one first.

    >>> conventions("de-CH")[0].name, conventions("de-LI")[0].name, conventions("")[0].name
    ('swiss', 'german', 'english')
    """
    tag = language.lower().replace("_", "-")
    return BY_LANGUAGE.get(tag) or BY_LANGUAGE.get(tag.partition("-")[0]) or (ENGLISH,)
