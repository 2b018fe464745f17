"""The words of a line, and what a pattern may call each: itself, or a class it belongs to."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache

from textclean.datafiles import DATA, read_data
from textclean.phrases.words import PUNCTUATION, fold, tokens_in
from textclean.startup.records import NamedTuple

NUMBER, CAPITAL, PARTICLE, ANY = "{n", "{A", "{a", "{w"
DATE_NAME, DATE_PARTICLE, FULL_DATE, DATE_NUMBER = "{m", "{d", "{t", "{#"
"""Symbols for classes of words; a brace cannot begin a word."""
CLASSES = frozenset(
    {NUMBER, CAPITAL, PARTICLE, ANY, DATE_NAME, DATE_PARTICLE, FULL_DATE, DATE_NUMBER}
)
OPEN, CLOSE = "{<", "{>"
"""Symbols that stand on the empty edges around a marked part."""
MULTIPLIERS = ("k", "m")
"""What may stand behind a number."""
MOST_DAY_DIGITS = 2
YEAR_DIGITS = 4
Symbols = tuple[str, ...]
"""A token as folded and, of a word, the symbols of its classes."""

FOLDER = os.path.join(DATA, "phrases")  # noqa: PTH118
INDEX = os.path.join(FOLDER, "index")  # noqa: PTH118
"""The folder of the compiled files, beside the TOML."""

# Words inside a name or between two: of people, agencies, papers.
_PARTICLE_LINES = """
    and with for in at of the from by via s d l o
    und mit von vom zu zum zur der den des dei aus für oder
    et avec de du des la le les à pour
    y con del las los el e em com da do dos das di della
    van het ten ter en met op og och med i z ja u a un ir
    bin ibn al abu bint
    с и со з та і ј са s w
    și cu ve ile és ja sekä och και με του
"""
# Agencies that write their own names small.
SMALL_NAMES = frozenset(
    {"dpa", "apa", "sda", "epd", "kna", "dapd", "dts", "ots", "sid", "afp", "pap"}
)
PARTICLES = frozenset(fold(word) for word in _PARTICLE_LINES.split())


class DateWords(NamedTuple):
    """Folded names of months and days, and words that accompany them."""

    names: frozenset[str]
    particles: frozenset[str]


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """Return the words of dates of all languages."""
    names, particles = read_data(INDEX, "date_words.txt").splitlines()
    return DateWords(frozenset(names.split("\t")), frozenset(particles.split("\t")))


def folded_date_words() -> str:
    """Return the words of dates as their compiled file holds them: names, and particles, a line."""
    lines = [line for line in read_data(FOLDER, "date_words.txt").splitlines() if line[:1] != "#"]
    parts = [line.partition("|") for line in lines]
    return "".join(
        "\t".join(sorted(set(Words(" ".join(part[side] for part in parts)).folded))) + "\n"
        for side in (0, 2)
    )


@lru_cache(maxsize=32768)
def symbols_of(token: str) -> Symbols:
    """Return a token of a line as folded, and for a word the symbols of its classes."""
    folded = fold(token)
    if folded in PUNCTUATION:
        return (folded,)
    if token[0].isdigit():
        found = [folded, ANY, NUMBER]
        if folded.count(".") == 2:
            found.append(FULL_DATE)
        if _is_of_date(folded):
            found.append(DATE_NUMBER)
        return tuple(found)
    found = [folded, ANY]
    if not token[0].islower() or folded in SMALL_NAMES:
        found.append(CAPITAL)
    if folded in PARTICLES:
        found.append(PARTICLE)
    dates = date_words()
    if folded in dates.names:
        found.append(DATE_NAME)
    if folded in dates.particles:
        found.append(DATE_PARTICLE)
    return tuple(found)


def _is_of_date(number: str) -> bool:
    """Tell whether a number may be a day, a month, a year or a time: no part of a telephone's."""
    if not number.isdecimal():
        return True
    return len(number) <= MOST_DAY_DIGITS or (len(number) == YEAR_DIGITS and number[0] in "12")


class Words:
    """The tokens of a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(map(symbols_of, tokens_in(text).findall(text)))
        words = [index for index, symbols in enumerate(self.tokens) if len(symbols) > 1]
        self.total = len(words)
        """Words without the punctuation tokens."""
        self.last = words[-1] if words else -1
        """Index of the last token that is a word, -1 without any."""

    @property
    def folded(self) -> list[str]:
        """The tokens without case and accents.

        >>> Words("Accéder à l'article !").folded
        ['acceder', 'a', 'l', 'article', '!']
        """
        return [symbols[0] for symbols in self.tokens]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where in the line the tokens stand."""
        return [match.span() for match in tokens_in(self.text).finditer(self.text)]
