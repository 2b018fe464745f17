"""The name in a byline: without what introduces it, follows it, or is no name at all."""

from __future__ import annotations

import re

from textclean.dates import MONTHS, find_date
from textclean.startup.lazy import lazy_compile

LONGEST_BYLINE_CHARS = 120

BY = lazy_compile(
    r"(?:(?:(?:(?:article|words|story|text|recipe|medically|originally)\s+)?"
    r"(?:(?:written|posted|published|reported|authored|edited|created|reviewed|started|asked)\s+)?"
    r"(?:and\s+\w+\s+)?"
    r"(?:(?:by|von|par|por|di|da|door|av|af)\s*:?\s+|by(?-i:(?=[A-Z]))))|"
    r"(?:authors?|autor(?:in|ka|en|es|zy)?|auteure?s?|autore|autrice|redak\w+)\s*:\s*)+",
    re.IGNORECASE,
)
"""What introduces a name."""
ENDS_IN_NAME = lazy_compile(
    r"\b(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+((?:[^\W\d_][\w.'\u2019-]*\s?){1,5})$"
)
_CAPITAL = "[A-Z\u00c0-\u00de\u0106\u010c\u0141\u015a\u0160\u0179\u017b\u017d]"
_PARTICLES = "van|von|de|da|del|la|der|den|di"
NAME = lazy_compile(
    rf"{_CAPITAL}[\w.'\u2019-]*(?:\s(?:{_CAPITAL}[\w.'\u2019-]*|{_PARTICLES}|and|und|et|y|&)){{1,6}}"
)
"""Two capitalised words or more: what only its place makes a name."""
PERSON = lazy_compile(
    rf"{_CAPITAL}[\w'\u2019-]*\.?(?:\s{_CAPITAL}\.)?(?:\s(?:{_PARTICLES}))?\s{_CAPITAL}[\w'\u2019-]+"
)
"""A first name and a surname."""

_WORD_OF_DATE = "|".join(sorted((re.escape(month) for month in MONTHS), key=len, reverse=True))
_AFTER_NAME = lazy_compile(
    r"\s*(?:[|\u2022\u00b7\u22c5\n]|\b(?:published|updated|posted|reviewed|on behalf of|last)\b|"
    rf"\s[-\u2013\u2014]\s|[\s,(]+(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
    rf"(?:day)?\b|(?:{_WORD_OF_DATE})\.?\s+\d|\d+\S*\s+(?:{_WORD_OF_DATE})\b|\d+\S*\s+min|"
    r"\d{1,4}[./-]\w)).*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = lazy_compile(
    rf"(?:{_WORD_OF_DATE}|(?:mon|tue|wed|thu|fri|sat|sun)\w*|(?:view|read|see|meet|follow)\s.*|"
    r"post|via|more|(?:[\w.]+\.)+[a-z]\w*|(?:(?:written|authored|posted|published|reviewed|edited|by|von|par|the|an?|in)\s*)+:?|"
    r"https?://.*|www\..*|@.*|(?:\w+\s)?admin(?:istrator)?|(?:about\s+(?:the\s+)?)?authors?|"
    r"share.*|staff|editors?|guest|anonymous|unknown|none|null|undefined|user|\W*|\d+)",
    re.IGNORECASE,
)
_ADDRESS = lazy_compile(r"<?[^\s@]+@[^\s@]+>?")
_SURNAME_FIRST = lazy_compile(r"([^\s,]+(?:\s[^\s,]+)?),\s*([^,]+)")


def name_in(text: str, *, surname_first: bool = False) -> str:
    """Return the name in a byline, empty if there is none.

    >>> name_in(" By  Ann Lee | 4 May "), name_in("Written by"), name_in("Bo Ek, Dec. 17, 2025")
    ('Ann Lee', '', 'Bo Ek')
    >>> name_in("Lee, Ann", surname_first=True)
    'Ann Lee'
    """
    text = text[: 4 * LONGEST_BYLINE_CHARS].strip()
    introduced = BY.match(text)
    text = " ".join(text[introduced.end() :].split() if introduced else text.split())
    text = _ADDRESS.sub("", text)
    text = _AFTER_NAME.sub("", text).strip(" ,;:")
    if len(text) > LONGEST_BYLINE_CHARS or _NO_NAME.fullmatch(text) or find_date(text):
        return ""
    turned = _SURNAME_FIRST.fullmatch(text) if surname_first else None
    return f"{turned[2]} {turned[1]}" if turned else text
