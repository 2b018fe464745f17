"""Which of the scored lines go: thresholds by place, and what may stay whatever its score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import exp, log

from textclean.document import Block, Kind
from textclean.residue.keeping import (
    cells,
    is_letter,
    is_open,
    labelled,
    letter_heads,
    named_again,
    numbered,
    signed,
    timed,
)
from textclean.residue.limits import Thresholds, bare_limit, is_beside_gone, is_told, limit_of
from textclean.residue.measured import BODY, Measured, find_beyond
from textclean.residue.places import INSIDE, TAIL
from textclean.residue.rows import Rows
from textclean.residue.sections import is_section_name
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

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
SPEAKER_CHARS = 70
"""A speaker's name is no longer."""
LOOSE_LINES = 30
SURE_SHARE = 0.05
SURE = 0.8
"""A text with so many short lines inside its body, of which less than that share is surely none of
it, has them of its own (tables, recipes, specifications, headings): only what is sure goes. On
labelled pages 56 in 100 less sure lines of such texts were article, of others 10 to 30."""
UNSURE = 0.6
UNSURE_SHARE = 0.02
"""Of lines with a lower score, those above the body left out, so large a share of the words may go,
the surest first: a text that would lose more has lines of its own that look like a page's."""
WHOLE_PAGE = 20
"""A text with so many lines above its densest stretch is a page with its menus: what stands outside
the stretch is no article's, then."""
FIRST_LINE = 0.8
"""What the first line needs: it may be a title of two words."""
HEAD_NEAR = 40
LONE_LINES = 3
"""A tail of fewer lines, none of them told against, may be the foot of a letter."""


class Gone(NamedTuple):
    """What is gone already."""

    inside: int = 0
    """Lines inside the body."""
    unsure_words: int = 0
    """Words of lines that were less than sure."""


class Choice(NamedTuple):
    """A line that goes."""

    number: int
    """Of its row."""
    score: float
    limit: float
    unsure_words: int = 0
    """Words of the line, if it counts among the less sure."""


def can_be_judged(measured: Measured) -> bool:
    """Tell whether a text is the kind that an extractor puts out, with prose enough to judge by."""
    prose = wrapped = spoken = words = 0
    for block, line in zip(measured.blocks, measured.lines, strict=True):
        text = block.text
        if line.prose and block.kind is not Kind.ITEM:
            prose += 1
            words += line.words
            wrapped += len(block.origin) > 1 and not isinstance(block.origin, str)
        if ": " in text[:SPEAKER_CHARS] and SPEAKER.match(text):
            spoken += 1
    if prose < LEAST_PROSE_LINES or words < LEAST_PROSE_WORDS or is_letter(measured):
        return False
    return wrapped < WRAPPED_SHARE * prose and spoken < SPOKEN_SHARE * len(measured.blocks)


def choose_lines(
    measured: Measured,
    found: Rows,
    margins: Sequence[float],
    limits: Thresholds,
    gone: Gone,
    spared: Collection[int] = (),
) -> list[Choice]:
    """Return the rows that score high enough to go, when others are gone already."""
    lowest = _log_odds(max(limits.floor, floor := _floor(measured, limits)))
    start, end = measured.span
    whole_page = start >= WHOLE_PAGE
    beyond = find_beyond(measured.gaps, end)
    hopeful = [n for n, margin in enumerate(margins) if margin >= lowest or found.at[n] >= beyond]
    if not hopeful:
        return []
    ruled, zones, at = measured.ruled, found.zones, found.at
    open_lines = [i for i, own in enumerate(measured.own) if own is not BODY]
    first = next((i for i in open_lines if not ruled[i].whole), None)
    body = next((i for i, zone in enumerate(zones) if zone == INSIDE), 0)
    tail = [i for i in open_lines if zones[i] == TAIL]
    lone = len(tail) < LONE_LINES and not any(is_told(measured.own[i], ruled[i]) for i in tail)
    words = sum([line.words for line in measured.lines])
    text = measured.lines[start : end + 1] if whole_page else measured.lines
    risk = limits.risk * sum([line.words for line in text])
    loose = _is_loose(measured, found, margins, gone.inside)
    choices: list[Choice] = []
    for number in hopeful:
        place, row = at[number], found.rows[number]
        block, zone = measured.blocks[place], zones[place]
        if place in spared or not is_open(block):
            continue
        score = 1 / (1 + exp(-margins[number]))
        if place >= beyond:
            if score >= limits.beyond:
                choices.append(Choice(number, score, limits.beyond))
            continue
        near = body - HEAD_NEAR <= place < body
        limit = limit_of(limits, block, measured.lines[place], zone, row, ruled[place], near=near)
        if loose and zone == INSIDE:
            limit = max(limit, SURE)
        if not (whole_page or is_told(row, ruled[place]) or is_beside_gone(row)):
            limit = max(limit, bare_limit(limits, block, zone))
        if lone and zone == TAIL:
            limit = max(limit, limits.lone)
        if place == first:
            limit = max(limit, FIRST_LINE)
        limit = max(limit, floor, 1 - risk / measured.lines[place].words)
        if score >= limit:
            unsure = score < UNSURE and (start <= place <= end or not whole_page)
            choices.append(
                Choice(number, score, limit, measured.lines[place].words if unsure else 0)
            )
    if not choices:
        return choices
    kept = set(timed(measured, open_lines) | letter_heads(measured, open_lines))
    kept |= signed(measured, open_lines)
    untold = [i for i in open_lines if not is_told(measured.own[i], ruled[i])]
    if whole_page:  # Its menus repeat themselves and lead to questions and answers.
        untold = [i for i in untold if zones[i] == INSIDE]
    kept |= labelled(measured, untold) | named_again(measured, untold)
    kept |= cells(measured.lines) | numbered(measured)
    kept.update(i for i in untold if is_section_name(measured.blocks[i].text))
    choices = [choice for choice in choices if at[choice.number] not in kept]
    choices = _without_lone_items(choices, measured.blocks, at, limits.list_share)
    return within_budget(choices, UNSURE_SHARE * words - gone.unsure_words)


def within_budget(choices: list[Choice], most_words: float) -> list[Choice]:
    """Return the choices less those of the least sure that have too many words together."""
    if sum([choice.unsure_words for choice in choices]) <= most_words:
        return choices
    kept: set[int] = set()
    for choice in sorted(choices, key=lambda choice: -choice.score):
        most_words -= choice.unsure_words
        if choice.unsure_words and most_words < 0:
            kept.add(choice.number)
    return [choice for choice in choices if choice.number not in kept]


def _floor(measured: Measured, limits: Thresholds) -> float:
    """Return the least score for any line of a text to go."""
    words = prose = 0
    for line in measured.lines:
        words += line.words
        prose += line.words if line.prose else 0
    return limits.little_prose if prose < LITTLE_PROSE_SHARE * words else 0.0


def _is_loose(measured: Measured, found: Rows, margins: Sequence[float], gone: int) -> bool:
    """Tell whether a text has many short lines inside its body that are its own."""
    zones = found.zones
    lines = zip(zones, measured.lines, strict=True)
    loose = sum([zone == INSIDE and not line.prose for zone, line in lines])
    if loose < LOOSE_LINES or gone >= SURE_SHARE * loose:
        return False
    least = _log_odds(SURE)
    scored = zip(found.at, margins, strict=True)
    sure = sum([margin >= least and zones[at] == INSIDE for at, margin in scored])
    return gone + sure < SURE_SHARE * loose


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _without_lone_items(
    choices: list[Choice], blocks: Sequence[Block], at: Sequence[int], share: float
) -> list[Choice]:
    """Return the choices less the items of lists of which too few go."""
    going = Counter(
        container.list_ident for choice in choices for container in blocks[at[choice.number]].within
    )
    if not going:
        return choices
    items = Counter(container.list_ident for block in blocks for container in block.within)
    return [
        choice
        for choice in choices
        if all(
            going[container.list_ident] >= share * items[container.list_ident]
            for container in blocks[at[choice.number]].within
        )
    ]
