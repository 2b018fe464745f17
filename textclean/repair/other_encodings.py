"""UTF-8 read in an encoding that ftfy does not know, or mends only in a whole text.

Latin-9 puts other signs where Windows-1252 has its own, so that half of a repair would make wrong
letters.  In Windows-1250, 1251 and 1253 a single misread word is letters through and through, and
gives itself away only by what they spell: capitals before what no language puts behind them.
"""

from __future__ import annotations

import re

from textclean.startup.lazy import lazy_compile

_LATIN_9_SIGNS = frozenset("\u20ac\u0160\u0161\u017d\u017e\u0152\u0153\u0178")
"""Where Latin-9 differs from Latin-1; Windows-1252 has them in other places."""
_NOT_IN_CP1252 = lazy_compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Codes that no text read as Windows-1252 has: there they are signs."""
_CAPITALS = "[\xc3-\xc5][\u20ac\u0160\u0161\u017d\u017e\u0152\u0153]"
_IN_WORD = lazy_compile(
    f"(?<=[a-z\xdf-\xff]){_CAPITALS}|(?<=[A-Z\xc0-\xde]){_CAPITALS}(?=[a-z\xdf-\xff])"
)
"""Read as Windows-1252 these spell capitals, which do not stand behind small letters, nor between
a capital and a small one."""
_RUNS = lazy_compile(
    "[\x80-\xa3\xa5\xa7\xa9-\xb3\xb5-\xb7\xb9-\xbb\xbf-\xff\u20ac\u0160\u0161\u017d\u017e\u0152\u0153\u0178]{2,}"
)
"""What Latin-9 has, and the codes that it has no sign for."""
_SURE_CODE = lazy_compile("(?<=[\xc4\xc5\xce-\xd1\xe1-\xef])[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""The same behind what begins a letter: with it, a text was not read as Windows-1252."""

_CYRILLIC = lazy_compile("(?:[\u0420\u0421][^\x00-\x7f]){2,}")
"""Bytes D0 and D1 in Windows-1251, each before another one."""
_GREEK = lazy_compile("(?:[\u039e\u039f][^\x00-\x7f]){2,}")
"""Bytes CE and CF in Windows-1253."""
_IN_CYRILLIC = lazy_compile("(?<=[A-Za-z])[\u0413-\u0415][^\x00-\x7f]")
"""Bytes C3 to C5 behind a Latin letter, in Windows-1251."""
_CENTRAL_PAIR = "[\u0102\xc4\u0139][^\x00-\x7f]"
_IN_CENTRAL = lazy_compile(
    f"(?<![^\\W_])(?=[^\\W_]*?[a-z]{_CENTRAL_PAIR})(?:[A-Za-z]|{_CENTRAL_PAIR}){{2,40}}(?![^\\W_])"
)
"""Words with the same bytes in Windows-1250, one pair of them behind a small letter."""
_PUNCTUATION = lazy_compile("\u0393\xc7[^\x00-\x7f]")
"""Bytes E2 and 80 in the code page 437 of DOS."""
_SMALL = lazy_compile("[\xdf-\xf6\xf8-\u017f]")
_WORD = lazy_compile("[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u017f][a-z\xdf-\xf6\xf8-\u017f]+")
_OTHERS = (
    ("\u0420\u0421", _CYRILLIC, "cp1251", lazy_compile("[\u0401-\u045f]+")),
    ("\u039e\u039f", _GREEK, "cp1253", lazy_compile("[\u0386-\u03ce]+")),
    ("\u0413\u0414\u0415", _IN_CYRILLIC, "cp1251", _SMALL),
    ("\u0102\xc4\u0139", _IN_CENTRAL, "cp1250", _WORD),
    ("\u0393", _PUNCTUATION, "cp437", lazy_compile("[\u2013\u2014\u2018-\u201e\u2026]")),
)
"""One of these signs is needed for what the pattern finds, and what it must spell then."""
ENCODINGS = ("iso-8859-15", "cp1251", "cp1253", "cp1250", "cp437")
"""In the order in which an explanation of a repair should try them."""


def mend_latin_9(text: str) -> str:
    """Return a text with what was read as Latin-9 and not as Windows-1252 mended.

    >>> mend_latin_9("Z\\xc3\\u0152rich")
    'Zürich'
    """
    if _LATIN_9_SIGNS.isdisjoint(text):
        return text
    mended = _IN_WORD.sub(_decode_latin_9_letter, text)
    sure = mended != text or _SURE_CODE.search(text) is not None
    return _RUNS.sub(_decode_any if sure else _decode_latin_9, mended)


def mend_single_words(text: str) -> str:
    """Return a text with single words mended that were read in other encodings.

    >>> mend_single_words("\\u0420\\u045c\\u0420\\xb5 caf\\u0413\\xa9")
    'Не café'
    """
    for signs, pattern, encoding, wanted in _OTHERS:
        if any(sign in text for sign in signs):
            for found in reversed(list(pattern.finditer(text))):
                decoded = _decoded(found[0], encoding)
                if wanted.fullmatch(decoded):
                    text = text[: found.start()] + decoded + text[found.end() :]
    return text


def _decode_latin_9(match: re.Match[str]) -> str:
    run = match[0]
    if _LATIN_9_SIGNS.isdisjoint(run) or _NOT_IN_CP1252.search(run) is None:
        return run
    return _decoded(run, "iso-8859-15") or run


def _decode_any(match: re.Match[str]) -> str:
    """Return a run of a text that was surely read as Latin-9."""
    run = match[0]
    return run if _LATIN_9_SIGNS.isdisjoint(run) else _decoded(run, "iso-8859-15") or run


def _decode_latin_9_letter(match: re.Match[str]) -> str:
    letter = _decoded(match[0], "iso-8859-15")
    return letter if letter.islower() and _decoded(match[0], "cp1252").isupper() else match[0]


def _decoded(text: str, encoding: str) -> str:
    """Return what the bytes of a text spell in UTF-8, empty if nothing that can be seen.

    A code of C1 is the byte that the encoding has no sign for.
    """
    try:
        decoded = b"".join(
            [char.encode("latin-1" if "\x80" <= char < "\xa0" else encoding) for char in text]
        ).decode()
    except UnicodeError:
        return ""
    return decoded if decoded.isprintable() else ""
