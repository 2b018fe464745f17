"""What a block's text says by itself, whatever its language, and by a lexicon where it knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial

from textclean.datafiles import read_data
from textclean.startup.lazy import lazy_compile

LEXICON_CHARS = 300
"""How much of a block is looked up: what gives boilerplate away stands at its start."""
CHARS_A_DENSE_WORD = 2
"""Characters that count as a word where words are not parted by spaces (Chinese, Thai...)."""

WORD = re.compile(r"[^\W\d_]{2,}|©")
LETTER = re.compile(r"[\w©]")
ASCII = bytes(range(128))
SMALL_LETTERS = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalpha() else 32 for code in range(256)
)
"""Makes letters small and all else a space: words are found so in a third of the time."""
FAR = re.compile("[^\x00-\u05ff\u2000-\u21ff]")
"""A text without such a character holds no dense script; those take long to compile."""
DENSE = lazy_compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
DENSE_SMALL = lazy_compile("[\u3040-\u309f的了是在不和有这我他也就都与與這為为]")
"""What small words are in Chinese and Japanese: kana endings and the commonest Han signs."""
DENSE_SMALL_SHARE = 1.5
"""Brings the share of such signs to where that of small words is in languages with spaces."""
END_MARKS = frozenset(
    ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}"
    "\N{FULLWIDTH QUESTION MARK}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{DEVANAGARI DANDA}"
    "\N{ARMENIAN FULL STOP}\N{ETHIOPIC FULL STOP}\N{KHMER SIGN KHAN}"
)
CLOSERS = "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\xbb)] \n"
DIGIT = re.compile(r"\d")
DIGITS = b"0123456789"
DATE = re.compile(r"\d(?<!\w\d)(?:(?<=1)9\d\d|(?<=2)0\d\d|\d?(?::\d\d|[./]\d{1,2}[./]\d{2,4}))\b")
"""A year of two centuries, a time or a date. It begins with the digit, as that is found fast."""
DATE_DIGITS = 3
"""No date has fewer."""

CAPITALS_OF = 20
"""Words whose first letters are looked at."""

REMEMBERED_CHARS = 100
MOST_REMEMBERED = 4096
"""Of so many texts up to so long what was measured is remembered: two megabytes."""

WORD_FEATURES = (
    "lexicon",
    "known",
    "words",
    "chars",
    "word_chars",
    "small_words",
    "capitals",
    "digits",
    "ends_sentence",
    "date",
)


Measure = Callable[[str], tuple[float, ...]]
Weigh = Callable[[str], float | None]


@cache
def small_words() -> frozenset[str]:
    """Return the commonest small words of many languages (two letters or more)."""
    lines = read_data("stopwords.txt").splitlines()
    words = {word for line in lines if line[:1] != "#" for word in line.split()[1:]}
    return frozenset(word for word in words if len(word) > 1)


def measurer(lexicon: Mapping[str, float]) -> Measure:
    """Return what gives the values of `WORD_FEATURES` for a text that is not empty.

    It remembers those of short ones, as the menus and teasers of a site stand on all of its pages.
    """
    measure = partial(_measure, lexicon.get, small_words())
    remembered = lru_cache(MOST_REMEMBERED)(measure)
    return lambda text: remembered(text) if len(text) <= REMEMBERED_CHARS else measure(text)


def _measure(weigh: Weigh, small: frozenset[str], text: str) -> tuple[float, ...]:
    chars = len(text)
    head = text if chars <= LEXICON_CHARS else text[:LEXICON_CHARS]
    found, digit_count = _words_and_digits(head)
    split = text.split()
    words = len(split) or 1
    count = len(found) or 1
    weights = list(filter(None, map(weigh, found)))
    smalls = len(small.intersection(found)) / count
    if not text.isascii() and FAR.search(text):
        dense = len(DENSE.findall(text))
        if dense:
            words += dense // CHARS_A_DENSE_WORD
            signs = len(DENSE_SMALL.findall(head))
            smalls = max(smalls, DENSE_SMALL_SHARE * signs / len(head))
    last = text[-1]
    if last in CLOSERS:
        last = text[-9:].rstrip(CLOSERS)[-1:]
    firsts = split[:CAPITALS_OF]
    return (
        sum(weights) / count**0.5,
        1 - (count - len(weights)) / count if found else 0.0,
        float(words),
        float(chars),
        chars / words,
        smalls,
        len([word for word in firsts if word[0].isupper()]) / (len(firsts) or 1),
        digit_count / len(head),
        1.0 if last in END_MARKS else 0.0,
        1.0 if digit_count >= DATE_DIGITS and DATE.search(head) else 0.0,
    )


def _words_and_digits(text: str) -> tuple[list[str], int]:
    """Return the words of a text in small letters, and how many digits it has."""
    encoded = text.encode("utf-8", "replace")
    others = len(encoded) > len(text) and encoded.translate(None, ASCII).decode()
    if others and LETTER.search(others):
        low = text.lower()
        return WORD.findall(low), len(DIGIT.findall(low))
    split = encoded.translate(SMALL_LETTERS).decode().split()
    digit_count = len(encoded) - len(encoded.translate(None, DIGITS))
    return [word for word in split if len(word) > 1], digit_count
