"""Angle signs in twos for guillemets: how they are typed where no key has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.conventions import conventions
from textclean.quotes.evidence import Target
from textclean.quotes.repair import Wrong
from textclean.startup.lazy import lazy_compile

SIGN: Final = "<<"
_PAIR: Final = lazy_compile(
    "(?<![<\\w])<<[ \u00a0\u202f]?(?=[^\\W_]|[\xbf\xa1])"
    "([^<>\n]*[^<>\\s])[ \u00a0\u202f]?>>(?![>\\w=])"
)
_SENTENCE: Final = tuple(".,!?\N{HORIZONTAL ELLIPSIS}")


def find_chevrons(text: str, target: Target) -> Iterator[Wrong]:
    """Yield each quotation of a text in such signs.

    In a language without guillemets, as in a single word, they are more often a placeholder: there
    only what ends as a sentence does is a quotation.
    """
    usual = any(way.double[0] in marks.POINTED for way in conventions(target.language))
    for match in _PAIR.finditer(text):
        first, last = match.span(1)
        words = match[1]
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
