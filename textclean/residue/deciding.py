"""Which of the scored lines go: thresholds by place, and what may stay whatever its score."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp
from typing import NamedTuple

from textclean.document import Block, Kind
from textclean.lazy import lazy_compile
from textclean.residue.lines import Line
from textclean.residue.rows import FEATURES, INSIDE, TAIL, Measured, Rows


class Thresholds(NamedTuple):
    """Probabilities from which a line goes, by where it stands, and other limits."""

    head: float
    inside: float
    tail: float
    inside_list: float
    sentence: float
    """The least for a line of eight words or more that ends as a sentence."""
    list_share: float
    """Share of the items of a list that must go for any of them to go."""
    little_prose: float
    """The least everywhere for a text that is less than half prose: tables, lists, code."""
    heading: float
    """The least for a line right above a paragraph, without a word or a rule that tells."""


LEVELS = {
    "standard": Thresholds(0.38, 0.5, 0.4, 0.72, 0.66, 0.85, 0.8, 0.65),
    "strict": Thresholds(0.16, 0.3, 0.16, 0.42, 0.4, 0.5, 0.0, 0.4),
}
"""Set on pages of WCXB (development), by cross-validation over sites: at `standard` about one
article word in 1,000 is lost, at `strict` one in 200."""

LITTLE_PROSE_SHARE = 0.5
LEAST_PROSE_LINES = 3
LEAST_PROSE_WORDS = 80
"""A text with less, items of lists not counted, is left alone: no line of it can be told from an
article's."""
WRAPPED_SHARE = 0.5
"""A text with so many of its paragraphs broken to a width is a letter or a book."""
SPOKEN_SHARE = 0.3
"""A text with so many lines that begin with the name of a speaker is a transcript."""
SPEAKER = lazy_compile(r"[A-Z\u00c0-\u024f\u0400-\u042f][^:.!?]{0,30}(?:\.[^:.!?]{1,30})?: ")
TIMED = lazy_compile(r"\(?\d{1,2}[:.h]\d\d\b.{0,20}$")
LEAST_TIMED = 3
"""Lines with a time that make a text a log, in which they stay."""
CELL_RUN = 10
CELL_SHARE = 0.3
"""A run of so many lines, so many of them without a letter, is a table with a cell a line."""
SENTENCE_WORDS = 8
LONG_WORDS = 25
LONG_MORE = 0.1
"""What a line of more words than that needs above the threshold: it costs more to lose."""
PROSE_MORE = 0.1
"""The same for a line of prose that does not stand in the tail: a lead is easily mistaken."""
FIRST_LINE = 0.8
"""What the first line needs: it may be a title of two words."""
TELLING = 1.5
"""Weight of a word (log-odds) that speaks against its line: `newsletter`, but not `yours`."""
TITLE_WORDS = 4
TITLE_ECHO = 0.6
HEAD_NEAR = 40
TITLE_LINE = 0.55
"""What a line needs that is no sentence and shares so many of its longer words with the prose, or
stands so few lines above the body: it may be the title or a section's heading."""
LONE_LINES = 3
LONE_LINE = 0.92
"""What a line needs in a tail of fewer lines without a word or a rule that speaks against them:
the foot of a letter, an afterthought."""

_ECHO = FEATURES.index("echo")
_KNOWN_WORD = FEATURES.index("lexicon_most")
_RULED = (FEATURES.index("rule_whole"), FEATURES.index("rule_part"))
_UNTIL_PROSE = FEATURES.index("until_prose")


class Choice(NamedTuple):
    """A line that goes."""

    number: int
    """Of its row."""
    score: float
    limit: float


def can_be_judged(measured: Measured) -> bool:
    """Tell whether a text is the kind that an extractor puts out, with prose enough to judge by."""
    prose = wrapped = spoken = words = 0
    for block, line in zip(measured.blocks, measured.lines, strict=True):
        if line.prose and block.kind is not Kind.ITEM:
            prose += 1
            words += line.words
            wrapped += len(block.origin) > 1 and not isinstance(block.origin, str)
        spoken += SPEAKER.match(block.text) is not None
    if prose < LEAST_PROSE_LINES or words < LEAST_PROSE_WORDS:
        return False
    return wrapped < WRAPPED_SHARE * prose and spoken < SPOKEN_SHARE * len(measured.blocks)


def choose_lines(
    measured: Measured, found: Rows, margins: Sequence[float], limits: Thresholds
) -> list[Choice]:
    """Return the rows that score high enough to go."""
    words = sum(line.words for line in measured.lines)
    prose = sum(line.words for line in measured.lines if line.prose)
    floor = limits.little_prose if prose < LITTLE_PROSE_SHARE * words else 0.0
    first = next((at for at in found.at if not measured.ruled[at].whole), None)
    body = next((at for at, zone in enumerate(found.zones) if zone == INSIDE), 0)
    kept = found.titles | _timed(measured, found.at)
    if limits.little_prose:
        kept |= _cells(measured.lines)
    tail = [row for at, row in zip(found.at, found.rows, strict=True) if found.zones[at] == TAIL]
    lone = len(tail) < LONE_LINES and not any(map(_is_told, tail))
    choices: list[Choice] = []
    items: dict[int, list[bool]] = {}
    for number, margin in enumerate(margins):
        at, row = found.at[number], found.rows[number]
        block, line, zone = measured.blocks[at], measured.lines[at], found.zones[at]
        limit = _limit(limits, block, line, zone, row, near=body - HEAD_NEAR <= at < body)
        if lone and zone == TAIL:
            limit = max(limit, LONE_LINE)
        if at == first:
            limit = max(limit, FIRST_LINE)
        limit = max(limit, floor)
        score = 1 / (1 + exp(-margin))
        goes = score >= limit and at not in kept and _is_open(block)
        for container in block.within:
            items.setdefault(container.list_ident, []).append(goes)
        if goes:
            choices.append(Choice(number, score, limit))
    return [
        choice
        for choice in choices
        if all(
            sum(items[container.list_ident]) >= limits.list_share * len(items[container.list_ident])
            for container in measured.blocks[found.at[choice.number]].within
        )
    ]


def _limit(
    limits: Thresholds, block: Block, line: Line, zone: int, row: Sequence[float], *, near: bool
) -> float:
    """Return the score from which a line goes, by its form and place; `near`: above the body."""
    limit = limits[zone]
    if zone == INSIDE and block.kind is Kind.ITEM:
        limit = max(limit, limits.inside_list)
    if line.words > LONG_WORDS:
        limit += LONG_MORE
    if line.ended and line.words >= SENTENCE_WORDS:
        limit = max(limit, limits.sentence)
    if line.prose and zone != TAIL:
        limit += PROSE_MORE
    if not line.ended and line.words >= TITLE_WORDS and (row[_ECHO] >= TITLE_ECHO or near):
        limit = max(limit, TITLE_LINE)
    if zone == INSIDE and row[_UNTIL_PROSE] == 1 and not _is_told(row):
        limit = max(limit, limits.heading)
    return limit


def _is_told(row: Sequence[float]) -> bool:
    """Tell whether a word or a rule speaks against a line."""
    return row[_KNOWN_WORD] >= TELLING or any(row[at] for at in _RULED)


def _timed(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the lines that are no more than a time, if there are several."""
    timed = frozenset(i for i in at if TIMED.match(measured.blocks[i].text))
    return timed if len(timed) >= LEAST_TIMED else frozenset()


def _cells(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines of long runs in which many have no letter."""
    cells: set[int] = set()
    begin = bare = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i].prose:
            if i - begin >= CELL_RUN and bare >= CELL_SHARE * (i - begin):
                cells.update(range(begin, i))
            begin, bare = i + 1, 0
        else:
            bare += not any(map(str.isalpha, lines[i].key))
    return frozenset(cells)


def _is_open(block: Block) -> bool:
    """Tell whether a block may go: it is no quotation and no main heading."""
    if block.kind is Kind.QUOTE or (block.kind is Kind.HEADING and block.level == 1):
        return False
    return all(container.kind != "quote" for container in block.within)
