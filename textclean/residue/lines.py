"""Measures of one line by itself, and the words that a text itself holds to be usual.

All of them are cheap: only the first `LOOK_CHARS` characters are looked at closely, as what tells
a standing line from prose stands at its beginning; only the end of a line is looked at besides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textclean.document import Block, Kind

LOOK_CHARS = 140
PROSE_WORDS = 12
"""Least words of a line that counts as prose, if it ends as a sentence does."""
PROSE_WORDS_UNENDED = 35
"""The same for one that does not."""

SENTENCE_ENDS = (
    ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}"
    "\N{FULLWIDTH QUESTION MARK}\N{DEVANAGARI DANDA}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}"
)
CLOSERS = (
    " \t\"')]}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT CORNER BRACKET}\N{NO-BREAK SPACE}"
)
OPENERS = (
    "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT CORNER BRACKET}"
    "\N{EN DASH}\N{EM DASH}"
)
CURRENCIES = "$\N{EURO SIGN}\N{POUND SIGN}\N{YEN SIGN}"

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(
    r"\d{1,2}\s?[:.h]\s?\d\d\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|[\u5e74\u6708]"
)
_ADDRESSES = ("://", "@", "www.", ".com", ".org", ".net")
_PARTS = re.compile(
    r"\||\s[/>]\s"
    r"|[\N{BULLET}\N{MIDDLE DOT}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{RIGHTWARDS ARROW}]"
)
_UNSPACED_WORD_CHARS = 16
"""Characters a word above which a text that is not ASCII is taken for one without spaces."""
_CHARS_OF_UNSPACED_WORD = 2


class Line(NamedTuple):
    """What is needed of every line before any can be scored."""

    words: int
    ended: bool
    """Ends as a sentence does."""
    prose: bool
    key: str
    """The text with case and digits folded, to find repeats by."""


def measure_line(block: Block) -> Line:
    """Return the length of a block's text and whether it is prose."""
    text = block.text
    words = text.count(" ") + 1
    if words * _UNSPACED_WORD_CHARS < len(text) and not text.isascii():
        words = max(words, len(text) // _CHARS_OF_UNSPACED_WORD)
    ended = text.rstrip(CLOSERS).endswith(tuple(SENTENCE_ENDS))
    prose = (
        words >= PROSE_WORDS
        and (ended or words >= PROSE_WORDS_UNENDED)
        and block.kind is not Kind.HEADING
        and block.kind is not Kind.TABLE
    )
    key = "" if prose else _DIGITS.sub("0", text.casefold()) if _has_letters(text) else text
    return Line(words, ended, prose, key)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text[:LOOK_CHARS]))


class Usage(NamedTuple):
    """The words of a text's prose."""

    counts: Mapping[str, int]
    small: frozenset[str]
    """Its own small words: short, and among the most frequent. So no list of any language is
    needed, and a text in a language that nobody thought of is served as well."""


MAX_SMALL_CHARS = 5
SMALL_WORDS = 30
PROSE_CHARS_READ = 4000
"""How much of a text's prose is read for its words."""


def read_usage(texts: Iterable[str]) -> Usage:
    """Return the words that stand in lines of prose."""
    sample, chars = [], 0
    for text in texts:
        sample.append(text)
        chars += len(text)
        if chars > PROSE_CHARS_READ:
            break
    counts = Counter(" ".join(sample).casefold().split())
    short = [
        (-times, word)
        for word, times in counts.items()
        if times > 1 and len(word) <= MAX_SMALL_CHARS
    ]
    short.sort()
    return Usage(counts, frozenset(word for _, word in short[:SMALL_WORDS]))


OWN = (
    "words", "chars_a_word", "capitals", "all_caps", "digits", "ended", "colon", "question",
    "lower_start", "item", "signs", "parts", "dates", "address", "copyright", "money", "quoted",
    "bracketed", "trails_off", "heading", "caption", "echo", "small", "lexicon", "lexicon_most",
)  # fmt: skip


def measure(block: Block, line: Line, usage: Usage, lexicon: Mapping[str, float]) -> list[float]:
    """Return the measures named in `OWN`."""
    full = block.text
    text = full[:LOOK_CHARS]
    bare = text.strip()
    size = len(bare) or 1
    written = text.split()
    pieces = len(written) or 1
    tokens = _WORD.findall(text.casefold())
    count = len(tokens) or 1
    smalls, counts, own = usage.small, usage.counts, line.prose
    echo = small = other = 0
    weight = most = 0.0
    for token in tokens:
        if token in smalls:
            small += 1
        elif len(token) > 2:
            other += 1
            # A line of prose is part of the usage itself.
            if token in counts and counts[token] > own:
                echo += 1
        if token in lexicon:
            value = lexicon[token]
            weight += value
            if value > most:
                most = value
    digits = len("".join(_DIGITS.findall(text)))
    first = bare[:1] or " "
    return [
        line.words,
        len(text) / pieces,
        sum(map(str.isupper, [word[0] for word in written])) / pieces,
        len(full) <= LOOK_CHARS and text.isupper(),
        digits / size,
        line.ended,
        full.endswith((":", "\N{FULLWIDTH COLON}")),
        "?" in text,
        first.islower(),
        block.kind is Kind.ITEM,
        (size - sum(map(len, tokens)) - pieces + 1) / size,
        _PARTS.search(text) is not None,
        min(len(_DATE.findall(text)), 3) if digits else 0,
        _has(text, _ADDRESSES),
        "\N{COPYRIGHT SIGN}" in text,
        _has(text, CURRENCIES),
        first in OPENERS,
        first in "([",
        full.endswith(("...", "\N{HORIZONTAL ELLIPSIS}")),
        block.kind is Kind.HEADING,
        block.kind is Kind.CAPTION,
        echo / other if other else -1.0,
        small / count,
        weight / count**0.5,
        most,
    ]


def _has(text: str, signs: Iterable[str]) -> bool:
    for sign in signs:  # noqa: SIM110
        # Three times as fast as `any`.
        if sign in text:
            return True
    return False
