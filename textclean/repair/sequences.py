"""Signs that spell one character of UTF-8 in Windows-1252, and that no language puts side by side.

What is told here from a pair or three of signs and the letters beside them takes no judgement of
a whole text: a second byte that is a letter's sign, a small letter before a capital, another
script around.
"""

from __future__ import annotations

import re
from functools import cache

from textclean.repair.prose import CJK_LETTERS
from textclean.startup.lazy import lazy_compile

_CP1252 = {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)
}
_CP1252.update((chr(byte), byte) for byte in range(0x80, 0xA0))
TAIL = "[" + re.escape("".join(c for c, byte in _CP1252.items() if byte < 0xC0)) + "]"
"""What the bytes after the first one of a character are read as."""
_MARKS = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2039\u203a\xab\xbb\xa0"
_ONSET = lazy_compile("(?<![^\\W_])[b-df-hj-np-tv-xB-DF-HJ-NP-TV-X\u0110\u0111]{0,3}[uoiUOI]?\\Z")
"""What a Vietnamese word may have before its vowel.  Other words in `\xe1` before a mark have more:
`est\xe1\xbb`."""
_LONGEST_ONSET = 5


def mend_sequences(text: str) -> str:
    """Return a text with such signs as what they spell.

    >>> mend_sequences("caf\\xc3\\xa9 \\xd0\\xbd\\xd0\\xb5")
    'café не'
    """
    return _sequences().sub(_decode_sequence, text)


def decode(text: str) -> str:
    """Return what the bytes of a text spell in UTF-8, empty if nothing."""
    try:
        return bytes(_CP1252[character] for character in text).decode()
    except (KeyError, UnicodeDecodeError):
        return ""


@cache
def _sequences() -> re.Pattern[str]:
    """Return what matches signs that spell UTF-8 and that no language puts side by side."""
    quotes = _MARKS
    # What another filter will take out, or spell out, of a word.
    hidden = "\ufb00-\ufb06\xad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f"
    return re.compile(
        # A capital with a sign behind it that is neither a quotation mark nor a dash...
        f"[\xc2\xc3\xc4\xc5](?![{quotes}]){TAIL}"
        # ...or with one, but in the middle of a word.
        f"|(?:(?<=[a-z{hidden}])|\\b)[\xc3\xc4\xc5][{quotes}]"
        f"(?=[a-z\xdf-\xf6\xf8-\xff\u1ea0-\u1ef9{hidden}])"
        f"|(?<=[a-z\xdf-\xff\u0101-\u017f{hidden}])[\xc3\xc4\xc5][{quotes}]"
        # A no-break space behind what may be mended to another mark.
        "|(?<=[\xb4`'])\xc2\xa0"
        # Romanian letters with a comma below; Vietnamese vowels with two signs.
        "|\xc8[\u02dc\u2122\u0161\u203a](?=[a-z])|(?<=[a-z\u0103])\xc8[\u02dc\u2122\u0161\u203a]"
        f"|\xe1[\xba\xbb]{TAIL}"
        # A capital whose second byte is a no-break space, before another such letter.
        f"|\xc5\xa0(?=[\xc3-\xc5]{TAIL})"
        f"|\xc5\xa0(?=[\u0100-\u017f])|(?<=[\u0100-\u017f])\xc4[\xab\xbb]"
        # Arabic and Hebrew letters beside others.
        f"|(?<=[\u0600-\u06ff])[\xd8-\xdb]{TAIL}|[\xd8-\xdb]{TAIL}(?=[\u0600-\u06ff])"
        f"|(?<=[\u05d0-\u05ea])[\xd6\xd7]{TAIL}|[\xd6\xd7]{TAIL}(?=[\u05d0-\u05ea])"
        # Cyrillic and Greek letters, two at least, or one that is a word beside others.
        f"|(?<=[\u0400-\u04ff])[\xd0\xd1]{TAIL}|[\xd0\xd1]{TAIL}(?=[\u0400-\u04ff])"
        f"|(?<=[\u0386-\u03ff])[\xce\xcf]{TAIL}|[\xce\xcf]{TAIL}(?=[\u0386-\u03ff])"
        f"|(?<!\\w)[\xce\xcf]{TAIL}(?=\\s[\u0386-\u03ff])"
        f"|(?<=[\u0386-\u03ff]\\s)[\xce\xcf]{TAIL}(?!\\w)"
        # Chinese, Japanese and Korean letters, two at least, or one beside others.
        f"|(?:[\xe3-\xed]{TAIL}{TAIL}){{2,}}|(?<=[{CJK_LETTERS}])[\xe3-\xed]{TAIL}{TAIL}"
        f"|[\xe3-\xed]{TAIL}{TAIL}(?=[{CJK_LETTERS}])"
        f"|(?:[\xd0\xd1]{TAIL}){{2,}}|(?:[\xce\xcf]{TAIL}){{2,}}"
        f"|(?<!\\w)[\xd0\xd1]{TAIL}(?=\\s[\u0400-\u04ff])|(?<=[\u0400-\u04ff]\\s)[\xd0\xd1]{TAIL}(?!\\w)"
        # General punctuation, arrows, signs; kana; full-width forms, byte order mark; emoji.
        f"|\xe2[\u201a\u20ac\u201e\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90"
        f"\u2018\u2019\u201c\u0178\x9d\u017e\x80-\x9f]{TAIL}"
        f"|\xe3[\u20ac\x81\x80\u201a\x82\u0192\x83]{TAIL}"
        f"|\xef[\xb8\xbb\xbc\xbd]{TAIL}"
        f"|\xf0[\u0178\x9f]{TAIL}{TAIL}"
    )


def _decode_sequence(match: re.Match[str]) -> str:
    decoded = decode(match[0]) or match[0]
    if "\u1e00" <= decoded < "\u1f00" and match[0][-1] in _MARKS:
        onset = _ONSET.search(match.string, max(0, match.start() - _LONGEST_ONSET), match.start())
        return decoded if onset else match[0]
    return decoded if decoded.isprintable() or decoded in "\xa0\xad\ufeff\ufe0f" else match[0]
