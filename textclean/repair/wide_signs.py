"""Full-width stops and commas between Latin words: which are slips, and what is plain there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from textclean.characters import LATIN, char_class
from textclean.repair.prose import CJK_LETTERS, is_cjk, is_latin_prose

_WIDE_MARKS = "\u3000-\u303f\uff00-\uff20\uff3b-\uff65"
_CLOSERS = ")]%\"'\u2018\u2019\u201c\u201d\u2032\u2033\xab\xbb\u2039\u203a`\xb4"
_OPENERS = tuple("([\"'\u2018\u201c\xab*_`")
_LONGEST_CLOSE = 6
"""Characters before a sign among which its word ends: more closing marks do not follow one."""
_PHRASE_CHARS = 20
"""How far from a full-width sign the Chinese of its phrase may begin or go on."""


def narrow(
    sign: re.Match[str], before: str, after: str, is_cjk_text: Callable[[], bool]
) -> str | None:
    """Return the plain form of a full-width sign found in a paragraph, None if it is meant.

    `before` is the visible character in front of it, `after` up to two behind it; `is_cjk_text`
    tells whether the whole text is in Chinese or Japanese.
    """
    if before and before in _CLOSERS and not _ends_latin(sign):
        return None
    chinese, latin = _script(sign.string)
    if chinese or _stands_in_cjk(sign):
        return None  # A Chinese paragraph or phrase among others, with English names in it.
    return _plain(sign[0], before, after, cjk=is_cjk_text() and not latin)


@lru_cache(maxsize=1)  # Each sign of a paragraph asks: it is looked at once.
def _script(paragraph: str) -> tuple[bool, bool]:
    """Return whether a paragraph is in Chinese or Japanese, and whether it is Latin prose."""
    return is_cjk(paragraph, times=2), is_latin_prose(paragraph)


def _stands_in_cjk(sign: re.Match[str]) -> bool:
    """Return whether a sign is part of a phrase in Chinese or Japanese."""
    start, end = sign.span()
    around = sign.string[max(0, start - _PHRASE_CHARS) : end + _PHRASE_CHARS]
    return char_class(CJK_LETTERS).search(around) is not None


def _ends_latin(sign: re.Match[str]) -> bool:
    """Return whether the word before a sign and closing marks ends in a Latin letter or digit."""
    start = sign.start()
    last = sign.string[max(0, start - _LONGEST_CLOSE) : start].rstrip(_CLOSERS)[-1:]
    return last.isdecimal() or char_class(LATIN).match(last) is not None


def _plain(sign: str, before: str, after: str, *, cjk: bool) -> str | None:
    """Return the plain form of a full-width stop or comma between Latin words.

    A space is added where the wide sign stood for one: after it words stand apart, digits do not.
    """
    latin = char_class(LATIN)
    if not before or not (latin.match(before) or before in "0123456789" + _CLOSERS):
        return None
    first = after.lstrip()[:1]
    foreign = first.isalpha() and not latin.match(first)
    if foreign or char_class(_WIDE_MARKS).search(first) or cjk:
        return None
    plain = "," if sign == "\uff0c" else "."
    if not (after[:1].isalnum() or after[:1] in _OPENERS):
        return plain
    if before.isdecimal() and after[0].isdecimal():
        return plain
    return plain if plain == "." and after[0].islower() else plain + " "
