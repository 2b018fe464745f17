"""Whether a text may hold mojibake: a cheap test that spares a clean text the import of ftfy.

It must say yes wherever `ftfy.badness` does (a test holds the two against each other on random
texts of the characters that matter), and may say yes to a few clean texts besides.

Source: the kinds of characters and the pairs that do not stand together follow the facts that
ftfy's heuristic is built on, https://github.com/rspeer/python-ftfy; here they are coarser, anchored
on characters that are rare in clean text so that a clean text is passed over by one search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textclean.characters import beyond_ascii
from textclean.startup.records import NamedTuple

_UPPER = "".join(c for c in map(chr, range(0xC0, 0x180)) if c.isupper()) + "\u0490"
_LOWER = "".join(c for c in map(chr, range(0xDF, 0x180)) if c.islower()) + "\u0491\ufb01\ufb02"
_LETTERS = _UPPER + _LOWER
_BAD = (
    "\xa4\xa6\xa8\xaa\xac\xaf\xb8\xba\u0192\u02c6\u02c7\u02d8\u02db\u02dc\u2020\u2021\u2030\u2310"
    "\u25ca\ufffd"
)
_SIGNS = (
    "\xa2\xa3\xa5\xa7\xb0\xb1\xb2\xb3\xb5\xb6\xb9\xbc-\xbe\xd7\xf7\u20a7\u20ac\u2044\u2116\u2202\u2206"
    "\u220f\u2211\u221a\u221e\u2229\u222b\u2248\u2260\u2261\u2264\u2265\u2500-\u259f"
)
_OPENING = "\xa1\xab\xbf\xa9\u0384\u0385\u2018\u201a\u201c\u201e\u2022\u2039\uf8ff"
_CLOSING = "\xae\xbb\u02dd\u201d\u203a\u2122"
_CYRILLIC_LEADS = "\u0412\u0413\u0420\u0421"
_GREEK_LEADS = "\u0392\u0393\u039e\u039f"
_GREEK_CYRILLIC = "\u0386-\u03ce\u0401-\u045f"
_OTHER = "[^\\x00-\\x7f]"
_LEADS = {chr(byte): 2 + (byte > 0xDF) + (byte > 0xEF) for byte in range(0xC2, 0xF5)}
"""What a character of UTF-8 that was read byte by byte begins with, and how long it is."""


class _Tests(NamedTuple):
    first: re.Pattern[str]
    """What every other test needs at least one of: most clean texts end here."""
    always: re.Pattern[str]
    """Pairs that hold no rare character; their first one is seldom seen, so this is fast."""
    rare: re.Pattern[str]
    pairs: re.Pattern[str]


@cache
def _tests() -> _Tests:
    marks = _OPENING + _CLOSING
    leads = _CYRILLIC_LEADS + _GREEK_LEADS
    always = (
        f"[{_LOWER}{_CLOSING}{leads}\u0152\u201a](?:"
        f"(?<=[{_LOWER}])(?:[{marks}][\\w{marks}]|[{_CLOSING}][{_OPENING}])"
        f"|(?<=[{_CLOSING}])[{_LOWER}]"
        "|(?<=\xe1)[\xba\xbb][\xad\xa0\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2039\u203a]"
        "|(?<=\xe2)[\u201a\u201e\u2039\u2018][\u2013\u2014\u2026\xa0]"
        f"|(?<=[{leads}])[^\\x00-\\x7f\u0370-\u0523][{leads}]"
        "|(?<=[\u0420\u0421])[\u0402-\u040f\u0452-\u045f][\u0420\u0421]"
        "|(?<=[A-Za-z]\u0413)"
        f"|(?<=\u0413)\u045e\u0412|(?<=[\u0153\u0152])[^A-Za-z]|(?<=\u201a){_OTHER})"
    )
    rare = f"[\x80-\x9f\u0402{_UPPER}{_BAD}{_SIGNS}]"
    pairs = (
        "[\x80-\x9f]"
        f"|[{_BAD}]{_OTHER}|{_OTHER}[{_BAD}]"
        f"|[{_LOWER}{_GREEK_CYRILLIC}{_SIGNS}{_CLOSING}][{_UPPER}]"
        f"|[{_SIGNS}{_CLOSING}][{_LOWER}]"
        f"|[{_LETTERS}{_SIGNS}{marks}][{_SIGNS}]"
        f"|[{_LETTERS}{_SIGNS}][{marks}][\\w{marks}{_SIGNS}]"
        f"|[{_SIGNS}][{_OPENING}]|[\u2500-\u259f][{_CLOSING}]"
        f"|[a-z][{_UPPER}]{_OTHER}"
        f"|[\xc2\xc3\xce\xd0\xd1][^\\x00-\\x7f]"
        "|[\xc4\xc5][\u0152\u0153\u0160\u0161\u0178\u017d\u017e]|\xc8[\u02dc\u0161]"
        "|[\xc2\xc3][ ]|\xc5\xa0[a-z\xc3-\xc5\u0100-\u017f]|[\u0100-\u017f]\xc4[\xab\xbb]"
        f"|[\xd6-\xdb]{_OTHER}[\xd6-\xdb\u05d0-\u06ff]|[\u05d0-\u06ff][\xd6-\xdb]"
        f"|\u221a{_OTHER}|\u2248{_OTHER}|\u0432\u0402|\u03b2\u20ac"
    )
    first = f"[\x80-\x9f\u0402{_UPPER}{_BAD}{_SIGNS}{_LOWER}{_CLOSING}{leads}\u201a]"
    return _Tests(re.compile(first), re.compile(always), re.compile(rare), re.compile(pairs))


def may_be_broken(text: str) -> bool:
    """Return whether a text holds characters that mojibake is made of, side by side.

    >>> may_be_broken("caf\\xc3\\xa9"), may_be_broken("caf\\xe9"), may_be_broken("cafe")
    (True, False, False)
    """
    return any(True for _ in broken_places(text))


def broken_places(text: str) -> Iterator[int]:
    """Yield where such characters stand."""
    if text.isascii():
        return
    first, always, rare, pairs = _tests()
    others = beyond_ascii(text)
    if first.search(others) is None:
        return
    for match in always.finditer(text):
        yield match.start()
    if rare.search(others) is None:
        return
    for match in rare.finditer(text):
        if pairs.search(text, max(0, match.start() - 2), match.start() + 4):
            yield match.start()


def is_misread_byte(text: str, at: int) -> bool:
    r"""Return whether a control code is a byte of a character of UTF-8 that was read byte by byte.

    >>> [is_misread_byte(text, 2) for text in ("\xe2\x80\x99", "\xe2\u20ac\x9d", "\xe9s\x9d")]
    [True, True, False]
    """
    if not "\x7f" < text[at] < "\xa0":
        return False
    return any(
        (first := text[start]) in _LEADS
        and at < start + _LEADS[first] <= len(text)
        and all(char > "\x7f" for char in text[start : start + _LEADS[first]])
        for start in range(max(0, at - 3), at)
    )
