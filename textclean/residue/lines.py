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

LOOK_CHARS = 200
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
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|(?:^|\s)@\w|\w\.(?:com|org|net)\b")
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
PROSE_CHARS_READ = 6000
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
    text = block.text[:LOOK_CHARS]
    whole = len(block.text) <= LOOK_CHARS
    bare = text.strip()
    written = text.split()
    tokens = _WORD.findall(text.casefold())
    echo = small = other = 0
    weight = most = 0.0
    counts, smalls = usage
    for token in tokens:
        if token in smalls:
            small += 1
        elif len(token) > 2:
            other += 1
            # A line of prose is part of the usage itself.
            if counts.get(token, 0) > line.prose:
                echo += 1
        value = lexicon.get(token)
        if value is not None:
            weight += value
            most = max(most, value)
    capitals = sum(1 for word in written if word[0].isupper())
    size = len(bare) or 1
    alphanumeric = sum(map(len, tokens))
    count = len(tokens) or 1
    first = bare[:1]
    return [
        line.words,
        len(text) / (len(written) or 1),
        capitals / (len(written) or 1),
        whole and text.isupper(),
        len("".join(_DIGITS.findall(text))) / size,
        line.ended,
        block.text.rstrip().endswith((":", "\N{FULLWIDTH COLON}")),
        "?" in text,
        first.islower(),
        block.kind is Kind.ITEM,
        (size - alphanumeric - len(written) + 1) / size,
        _PARTS.search(text) is not None,
        min(len(_DATE.findall(text)), 3),
        _ADDRESS.search(text) is not None,
        "\N{COPYRIGHT SIGN}" in text,
        any(sign in text for sign in CURRENCIES),
        first in OPENERS and bool(first),
        first in "([" and bool(first),
        block.text.endswith(("...", "\N{HORIZONTAL ELLIPSIS}")),
        block.kind is Kind.HEADING,
        block.kind is Kind.CAPTION,
        echo / other if other else -1.0,
        small / count,
        weight / count**0.5,
        most,
    ]
