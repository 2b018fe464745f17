"""Angle signs in twos for guillemets: how they are typed where no key has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.conventions import DANISH, conventions
from textclean.quotes.evidence import Target
from textclean.quotes.repair import Wrong
from textclean.startup.lazy import lazy_compile

SIGN: Final = "<<"
_PAIR_OUT: Final = (
    "(?<![<\\w])<<[ \u00a0\u202f]?(?=[^\\W_]|[\xbf\xa1])"
    "([^<>\n]*[^<>\\s])[ \u00a0\u202f]?>>(?![>\\w=])"
)
_PAIR: Final = lazy_compile(_PAIR_OUT)
_POINTED_IN: Final = lazy_compile(
    f"{_PAIR_OUT}|(?<![>\\w])>>(?=[^\\W_])([^<>\n]*[^<>\\s])<<(?![<\\w=])"
)
"""The same where guillemets point at the quotation as well, as in German and Danish."""
_SENTENCE: Final = tuple(".,!?\N{HORIZONTAL ELLIPSIS}")


def find_chevrons(text: str, target: Target) -> Iterator[Wrong]:
    """Yield each quotation of a text in such signs.

    In a language without guillemets, as in a single word, they are more often a placeholder: there
    only what ends as a sentence does is a quotation.
    """
    ways = conventions(target.language)
    usual = any(way.double[0] in marks.POINTED for way in ways)
    for match in (_POINTED_IN if DANISH in ways else _PAIR).finditer(text):
        first, last = match.span(match.lastindex or 0)
        words = text[first:last]
        if not words.endswith(_SENTENCE) and not (usual and target.language and " " in words):
            continue
        opening, closing = _marks(target)
        edits = (Edit(match.start(), first, opening, "right"), Edit(last, match.end(), closing))
        yield Wrong("angle-signs", edits, f"{SIGN} and >>")


def _marks(target: Target) -> tuple[str, str]:
    if target.straight_doubles:
        return '"', '"'
    opening, closing = target.way.double
    return opening + target.way.space, target.way.space + closing
