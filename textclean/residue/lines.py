"""Measures of one line by itself, and the words that a text itself holds to be usual.

All of them are cheap: only the first `LOOK_CHARS` characters are looked at closely, as what tells
a standing line from prose stands at its beginning; only the end of a line is looked at besides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter

from textclean.characters import beyond_ascii
from textclean.document import Block, Kind
from textclean.phrases.matching import SENTENCE_ENDS
from textclean.phrases.words import UNSPACED
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple, maker

LOOK_CHARS = 140
PROSE_WORDS = 12
"""Least words of a line that counts as prose, if it ends as a sentence does."""
PROSE_WORDS_UNENDED = 35
"""The same for one that does not."""

CLOSERS = (
    " \t\"')]}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT CORNER BRACKET}\N{NO-BREAK SPACE}"
)

WORD = lazy_compile(r"\w+")
_FIRST = itemgetter(0)
_DIGIT = lazy_compile(r"\d")
_DIGITS = lazy_compile(r"\d+")
_DATE = lazy_compile(
    # What a date begins with comes first: most places need no look at each of the forms.
    r"(?=[\d\u5e74\u6708])"
    r"(?:\d{1,2}\s?[:.h]\s?\d\d\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b"
    r"|[\u5e74\u6708])"
)
_UNSPACED = lazy_compile(f"[{UNSPACED}]")
_UNSPACED_WORD_CHARS = 6
"""Characters a word above which a text that is not ASCII may be one without spaces."""
_CHARS_OF_UNSPACED_WORD = 2


class Line(NamedTuple):
    """What is needed of every line before any can be scored."""

    words: int
    ended: bool
    """Ends as a sentence does."""
    prose: bool
    key: str
    """The text with case and digits folded, to find repeats by."""


_new_line = maker(Line)
_UNLIKE_PROSE = (Kind.HEADING, Kind.TABLE)


def measure_line(block: Block) -> Line:
    """Return the length of a block's text and whether it is prose."""
    kind, text = block[:2]
    words = text.count(" ") + 1
    if words * _UNSPACED_WORD_CHARS < len(text) and not text.isascii():
        words += len(_UNSPACED.findall(beyond_ascii(text))) // _CHARS_OF_UNSPACED_WORD
    ended = text[-1:] in SENTENCE_ENDS or text.rstrip(CLOSERS).endswith(SENTENCE_ENDS)
    is_long = words >= PROSE_WORDS and (ended or words >= PROSE_WORDS_UNENDED)
    if is_long and kind not in _UNLIKE_PROSE:
        return _new_line((words, ended, True, ""))
    return _new_line((words, ended, False, _folded(text) if _has_letters(text) else text))


def _folded(text: str) -> str:
    folded = text.casefold()
    return _DIGITS.sub("0", folded) if _DIGIT.search(folded) else folded


def _has_letters(text: str) -> bool:
    return text[:1].isalpha() or any(map(str.isalpha, text[:LOOK_CHARS]))


class Usage(NamedTuple):
    """The words of a text's prose."""

    words: Collection[str]
    again: Collection[str]
    """Those that stand there more than once."""
    small: frozenset[str]
    """Its own small words: short, and among the most frequent. So no list of any language is
    needed, and a text in a language that nobody thought of is served as well."""


MAX_SMALL_CHARS = 5
SMALL_WORDS = 30
PROSE_CHARS_READ = 2500
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
    again = {word for word, times in counts.items() if times > 1}
    short = [word for word in again if len(word) <= MAX_SMALL_CHARS]
    if len(short) > SMALL_WORDS:
        short.sort()
        short.sort(key=counts.__getitem__, reverse=True)
        del short[SMALL_WORDS:]
    return Usage(counts.keys(), again, frozenset(short))


OWN = (
    "words", "chars_a_word", "capitals", "digits", "ended", "colon", "question", "item", "signs",
    "dates", "copyright", "trails_off", "echo", "small", "lexicon", "lexicon_most",
)  # fmt: skip
"""What neither of the trees of any fold asked for (addresses, money, brackets...) is left out."""


def measure(block: Block, line: Line, usage: Usage, lexicon: Mapping[str, float]) -> list[float]:
    """Return the measures named in `OWN`."""
    full = block.text
    text = full[:LOOK_CHARS]
    size = len(text.strip()) or 1
    written = text.split()
    pieces = len(written) or 1
    tokens = WORD.findall(text.casefold())
    count = len(tokens) or 1
    smalls = usage.small
    # A line of prose is part of the usage itself.
    used = usage.again if line.prose else usage.words
    letters = echo = small = other = 0
    weight = most = 0.0
    for token in tokens:  # One loop: most lines are short, and four comprehensions cost more.
        letters += len(token)
        if token in smalls:
            small += 1
        elif len(token) > 2:
            other += 1
            if token in used:
                echo += 1
        if token in lexicon:
            value = lexicon[token]
            weight += value
            if value > most:
                most = value
    digits = _DIGITS.findall(text) if _DIGIT.search(text) else ()
    end = full[-1:]
    return [
        line.words,
        len(text) / pieces,
        sum(map(str.isupper, map(_FIRST, written))) / pieces,
        len("".join(digits)) / size,
        line.ended,
        end in (":", "\N{FULLWIDTH COLON}"),
        "?" in text,
        block.kind is Kind.ITEM,
        (size - letters - pieces + 1) / size,
        min(len(_DATE.findall(text)), 3) if digits else 0,
        "\N{COPYRIGHT SIGN}" in text,
        end == "\N{HORIZONTAL ELLIPSIS}" or full.endswith("..."),
        echo / other if other else -1.0,
        small / count,
        weight / count**0.5,
        most,
    ]
