"""How a line is taken apart into words, and folded so that spellings of a word meet.

A word is a run of letters or a number (`1,234` and `10:30` are one each).  In scripts that write
no spaces every character is a word.  Some punctuation is kept as tokens of its own: a pattern may
ask for it, and a match may otherwise step over it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from textclean.characters import beyond_ascii
from textclean.startup.lazy import lazy_compile

PUNCTUATION = ":?!\N{COPYRIGHT SIGN}#@|()[]=-$\N{EURO SIGN}\N{POUND SIGN}"
"""What a folded token of punctuation can be."""
SIGNS = (
    ":?!\N{COPYRIGHT SIGN}#@|()\\[\\]=$\N{EURO SIGN}\N{POUND SIGN}&"
    "\N{FULLWIDTH COLON}\N{FULLWIDTH QUESTION MARK}\N{FULLWIDTH EXCLAMATION MARK}"
    "\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}\N{FULLWIDTH VERTICAL LINE}"
    "\N{FULLWIDTH EQUALS SIGN}\N{LEFT BLACK LENTICULAR BRACKET}\N{RIGHT BLACK LENTICULAR BRACKET}"
)
"""The same as written, for a character class."""
DASHES = "-\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}"
"""What counts as punctuation between blanks, for the beginning of a character class."""

# Thai, Lao, Khmer, Burmese, kana, ideographs: one character, one word.
UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
)
# Vowel signs and accents that Python does not count as letters.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0962-\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3e-\u0d4d\u200c\u200d"
)
_TOKEN = lazy_compile(
    rf"[^\W\d_{UNSPACED}](?:[^\W\d_{UNSPACED}]|[{_MARKS}])*|\d+(?:[.,:]\d+)*|[{UNSPACED}]"
    rf"|[{SIGNS}]|(?:(?<=\s)|(?<=^))[{DASHES}](?=\s)"
)
_PLAIN_TOKEN = lazy_compile(
    r"[^\W\d_]+|\d+(?:[.,:]\d+)*"
    rf"|[{SIGNS}]|(?:(?<=\s)|(?<=^))[{DASHES}](?=\s)"
)
"""The same for a text without unspaced scripts and marks: three times as fast."""
_SPECIAL = lazy_compile(f"[{UNSPACED}{_MARKS}]")
_ASCII_TOKEN = lazy_compile(
    r"[A-Za-z]+|\d+(?:[.,:]\d+)*|[:?!#@|()\[\]=$&]|-(?:(?<=\s-)|(?<=^-))(?=\s)"
)
_ASCII_OPENING = lazy_compile(
    r"[\s\"'*_.,]*+([A-Za-z]++|\d++(?:[.,:]\d++)*+)[^A-Za-z\d&]*+([A-Za-z]++|\d++(?:[.,:]\d++)*+)"
)
_LETTERS = rf"[^\W\d_{UNSPACED}]++(?![{_MARKS}])"
_OPENING = lazy_compile(
    r"[\s\"'*_.,\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    r"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}]*+"
    rf"({_LETTERS}|\d++(?:[.,:]\d++)*+)(?:[^\w&]|_)*+({_LETTERS}|\d++(?:[.,:]\d++)*+)"
)
"""The first two words of a line that begins with plain ones."""
OPENING_CHARS = 24
"""Where the first two words of a line are looked for otherwise."""

# Accents of Latin, Greek, Cyrillic; points of Hebrew and Arabic; joiners: writers leave them out.
_DROPPED = {
    chr(code): ""
    for first, last in ((0x300, 0x36F), (0x591, 0x5C7), (0x64B, 0x65F), (0x200C, 0x200D))
    for code in range(first, last + 1)
}
_SPELLINGS = {
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN SMALL LIGATURE OE}": "oe",
    "\N{ARABIC TATWEEL}": "",
    "\N{LEFT BLACK LENTICULAR BRACKET}": "[",
    "\N{RIGHT BLACK LENTICULAR BRACKET}": "]",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{BULLET}": "-",
    "\N{MIDDLE DOT}": "-",
}
"""Letters that have no decomposition, and signs that stand for others."""


def fold(text: str) -> str:
    """Return a text without case and accents.

    >>> fold("Straße"), fold("ÉTÉ"), fold("Łódź")
    ('strasse', 'ete', 'lodz')
    """
    text = text.casefold()
    if text.isascii():
        return "and" if text == "&" else text
    bare = _spelt(unicodedata.normalize("NFKD", text), _DROPPED)
    return _spelt(unicodedata.normalize("NFC", bare), _SPELLINGS).replace("&", "and")


def _spelt(text: str, spellings: Mapping[str, str]) -> str:
    """Return a text with some characters replaced: `translate` asks for each, and most are none."""
    for char in set(beyond_ascii(text)):
        if char in spellings:
            text = text.replace(char, spellings[char])
    return text


def first_words(text: str) -> tuple[str, str]:
    """Return the first two words of a line, empty ones where it begins with punctuation.

    The second is empty in a line of one word.

    >>> first_words("Photo: Ana"), first_words("Ana"), first_words("(Ana)")
    (('Photo', 'Ana'), ('Ana', ''), ('', ''))
    """
    found = (_ASCII_OPENING if text.isascii() else _OPENING).match(text)
    if found is not None:
        first, second = found.groups()
        return first, second
    # What stands next to the cut may be a part of a word.
    tokens = tokens_in(text).findall(text[:OPENING_CHARS])
    if len(text) > OPENING_CHARS:
        del tokens[-1:]
    words = [token for token in tokens if is_word(fold(token))]
    if not words or words[0] != tokens[0]:
        return "", ""
    if len(words) > 1:
        return words[0], words[1]
    return (words[0], "") if len(text) <= OPENING_CHARS else ("", "")


def tokens_in(text: str) -> re.Pattern[str]:
    """Return the pattern of a token that does for a text.

    >>> tokens_in("l'été !").findall("l'été !")
    ['l', 'été', '!']
    """
    if text.isascii():
        return _ASCII_TOKEN
    return _TOKEN if _SPECIAL.search(beyond_ascii(text)) else _PLAIN_TOKEN


def is_word(folded: str) -> bool:
    """Tell whether a folded token is a word, not punctuation."""
    return folded not in PUNCTUATION
