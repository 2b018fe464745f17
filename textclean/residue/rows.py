"""Rows for the scorer: each line's own measures, its neighbours, its place, and the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from textclean.document import Block, Kind
from textclean.residue.lines import OWN, Line, measure, measure_line, read_usage

UNSCORED = frozenset({Kind.CODE, Kind.RULE, Kind.MARKUP, Kind.TABLE, Kind.CAPTION})

AROUND = (-2, -1, 1, 2)
_NEIGHBOUR = ("words", "ended", "prose", "ruled", "capitals", "echo", "lexicon")
_PLACE = (
    "zone", "from_top", "from_end", "words_before", "words_after", "since_prose", "until_prose",
    "run", "place_in_run", "before_body", "after_body", "off_densest", "copies", "since_copy",
    "rule_whole", "rule_part", "ruled_near", "prose_near", "lexicon_near",
    "short_near", "like_title",
)  # fmt: skip
_TEXT = ("lines", "prose_lines", "prose_words", "prose_mean", "prose_share", "ruled_share")

FEATURES = (
    *OWN,
    *(f"{name}{step:+d}" for step in AROUND for name in _NEIGHBOUR),
    *_PLACE,
    *_TEXT,
)

FAR = 60
"""Distances in lines are cut here."""
BODY_WORDS = 30
BODY_SHARE = 0.6
"""Prose of so many words that begins in this part of the text is never scored, which saves most of
the work: later it may be a note on the author or an appeal."""
BODY = [0.0] * len(OWN)
"""The measures of such a line, for its neighbours."""
BODY[OWN.index("echo")] = 0.8
BODY[OWN.index("capitals")] = 0.15
HEAD, INSIDE, TAIL = 0, 1, 2
"""Zones: above the body, inside it, below it."""
NEAR = 3
"""Lines on each side that are near."""
STRONG_WORDS = 20
"""Words of prose that can only be body text: the first and last such line bound the body."""


class Ruled(NamedTuple):
    """What phrase rules say of a line: one knows the whole of it, or a part."""

    whole: bool = False
    part: bool = False


NOT_RULED = Ruled()


class Measured(NamedTuple):
    """The lines of a text and what can be said of each by itself."""

    blocks: list[Block]
    ruled: list[Ruled]
    lines: list[Line]
    own: list[list[float]]

    @classmethod
    def of(
        cls, blocks: Sequence[Block], ruled: Sequence[Ruled], lexicon: Mapping[str, float]
    ) -> Measured:
        """Measure each block."""
        lines = [measure_line(block) for block in blocks]
        usage = read_usage(
            block.text for block, line in zip(blocks, lines, strict=True) if line.prose
        )
        body_ends = BODY_SHARE * sum(line.words for line in lines)
        own = []
        before = 0
        for block, line in zip(blocks, lines, strict=True):
            if line.prose and line.words >= BODY_WORDS and before < body_ends:
                own.append(BODY)
            else:
                own.append(measure(block, line, usage, lexicon))
            before += line.words
        return cls(list(blocks), list(ruled), lines, own)

    def without(self, gone: Collection[int], lexicon: Mapping[str, float]) -> Measured:
        """Return the measures of the text that is left when some lines are gone."""
        kept = [i for i in range(len(self.blocks)) if i not in gone]
        blocks, ruled = [self.blocks[i] for i in kept], [self.ruled[i] for i in kept]
        if any(self.lines[i].prose for i in gone):
            return Measured.of(blocks, ruled, lexicon)
        return Measured(blocks, ruled, [self.lines[i] for i in kept], [self.own[i] for i in kept])


class Rows(NamedTuple):
    """The rows of the lines that can be scored."""

    at: list[int]
    """Their places in the sequence of lines."""
    rows: list[list[float]]
    zones: list[int]
    """Of every line: 0 in the head (before the body), 1 inside it, 2 in the tail."""
    titles: frozenset[int]
    """Places of the lines above the body that may be the title."""


def make_rows(measured: Measured, wanted: Collection[int] | None = None) -> Rows:
    """Return a row for each line that can be scored, or for those of them that are wanted.

    Long prose between other prose is never scored: it is what the text is about.
    """
    blocks, ruled, lines, own = measured
    size = len(blocks)
    prose = [line.prose and not rule.whole for line, rule in zip(lines, ruled, strict=True)]
    known = [rule.whole for rule in ruled]
    first, last = _bounds(lines, prose)
    zones = _zones(size, first, last)
    since, until = _distances(prose)
    runs = _runs(prose)
    start, end = _densest(lines, prose)
    copies = Counter(line.key for line in lines if line.key)
    seen: dict[str, int] = {}
    titles = _find_titles(measured, max(first, start))
    title = frozenset(lines[titles[0]].key.split()) if titles else frozenset()
    prose_count = sum(prose)
    words = sum(line.words for line in lines) or 1
    prose_words = sum(line.words for line, flag in zip(lines, prose, strict=True) if flag)
    whole_text = [
        min(size, 300),
        prose_count,
        prose_words,
        prose_words / (prose_count or 1),
        prose_words / words,
        sum(known) / (size or 1),
    ]
    around = [
        (line.words, line.ended, flag, rule, values[_CAPITALS], values[_ECHO], values[_LEXICON])
        for line, flag, rule, values in zip(lines, prose, known, own, strict=True)
    ]
    outside = (-1,) * len(_NEIGHBOUR)
    at: list[int] = []
    rows: list[list[float]] = []
    before = 0
    for i, (block, line, rule) in enumerate(zip(blocks, lines, ruled, strict=True)):
        key = line.key
        earlier = seen.get(key, -FAR) if key else -FAR
        seen[key] = i
        if block.kind not in UNSCORED and (wanted is None or i in wanted) and own[i] is not BODY:
            low, high = max(0, i - NEAR), min(size, i + NEAR + 1)
            near = high - low
            row = own[i].copy()
            for step in AROUND:
                row += around[i + step] if 0 <= i + step < size else outside
            row += (
                zones[i],
                min(i, FAR),
                min(size - i, FAR),
                before / words,
                min(words - before - line.words, 2000),
                min(since[i], FAR),
                min(until[i], FAR),
                min(runs[i][0], FAR),
                min(runs[i][1], FAR),
                max(-FAR, min(first - i, FAR)),
                max(-FAR, min(i - last, FAR)),
                max(-FAR, min(start - i if i < start else i - end if i > end else 0, FAR)),
                copies[key] if key else 1,
                min(i - earlier, FAR),
                rule.whole,
                rule.part,
                sum(known[low:high]) / near,
                sum(prose[low:high]) / near,
                sum(values[_LEXICON] for values in own[low:high]) / near,
                sum(1 for other in lines[low:high] if other.words <= SHORT_WORDS) / near,
                _likeness(key, title),
            )
            row += whole_text
            at.append(i)
            rows.append(row)
        before += line.words
    return Rows(at, rows, zones, frozenset(titles))


def find_zones(blocks: Sequence[Block]) -> list[int]:
    """Return for each block whether it stands above the body (0), inside it (1) or below it (2)."""
    lines = [measure_line(block) for block in blocks]
    return _zones(len(lines), *_bounds(lines, [line.prose for line in lines]))


def _bounds(lines: Sequence[Line], prose: Sequence[bool]) -> tuple[int, int]:
    """Return the first and the last line of the body, its length twice if there is none."""
    size = len(lines)
    body = [i for i in range(size) if prose[i] and lines[i].words >= STRONG_WORDS]
    body = body or [i for i in range(size) if prose[i]]
    return (body[0], body[-1]) if body else (size, size)


def _zones(size: int, first: int, last: int) -> list[int]:
    return [0 if i < first else 2 if i > last else 1 for i in range(size)]


SHORT_WORDS = 4
_CAPITALS = OWN.index("capitals")
_ECHO = OWN.index("echo")
_LEXICON = OWN.index("lexicon")


def _distances(prose: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Return for each line how many lines back and ahead the next prose stands."""
    size = len(prose)
    since, until = [FAR] * size, [FAR] * size
    at = -FAR
    for i in range(size):
        since[i] = i - at
        if prose[i]:
            at = i
    at = size + FAR
    for i in range(size - 1, -1, -1):
        until[i] = at - i
        if prose[i]:
            at = i
    return since, until


def _runs(prose: Sequence[bool]) -> list[tuple[int, int]]:
    """Return for each line how long the run without prose is that it stands in, and where."""
    runs = [(0, 0)] * len(prose)
    begin = 0
    for i in range(len(prose) + 1):
        if i == len(prose) or prose[i]:
            for k in range(begin, i):
                runs[k] = (i - begin, k - begin)
            begin = i + 1
    return runs


LINE_COST = 7.0
"""Words that a line must bring to belong to the densest stretch."""
MAX_LINE_GAIN = 60
SHORT_LINE_SHARE = 0.3
"""What the words of a line that is not prose count there."""


def _densest(lines: Sequence[Line], prose: Sequence[bool]) -> tuple[int, int]:
    """Return the first and last line of the stretch that holds most prose for its lines.

    Source: the maximum-sum stretch of Pasternack and Roth, "Extracting article text from the web
    with maximum subsequence segmentation" (2009); the weights are ours.
    """
    best = total = 0.0
    span = (0, max(0, len(lines) - 1))
    begin = 0
    for i, (line, flag) in enumerate(zip(lines, prose, strict=True)):
        gain = min(line.words, MAX_LINE_GAIN)
        total += (gain if flag else gain * SHORT_LINE_SHARE) - LINE_COST
        if total <= 0:
            total, begin = 0.0, i + 1
        elif total > best:
            best, span = total, (begin, i)
    return span


TITLE_WORDS = (3, 30)
TITLE_REACH = 300
"""Lines above the body among which the title is looked for; of equals the nearest is taken."""
LEAST_ECHO = 0.1
TITLE_NEAR = 25
TITLE_ECHO = 0.5
"""A line so near to the body that shares so many of its longer words with the prose may be the
title as well: pages repeat it, in a path of links or above a picture."""
TITLE_WORDS_COUNTED = 10


def _find_titles(measured: Measured, body: int) -> list[int]:
    """Return the lines above the body that may be the title.

    First the one whose words the prose takes up most, the longer the better; then the longest
    that is no sentence, and those close to the body that share half of their words with it.
    """
    best = longest = 0.0
    echoing = widest = None
    others = []
    for i in range(max(0, body - TITLE_REACH), body):
        line, echo = measured.lines[i], measured.own[i][_ECHO]
        if measured.ruled[i].whole or not TITLE_WORDS[0] <= line.words <= TITLE_WORDS[1]:
            continue
        score = max(echo, LEAST_ECHO) * min(line.words, TITLE_WORDS_COUNTED)
        if score >= best:
            best, echoing = score, i
        if not line.ended:
            if line.words >= longest:
                longest, widest = line.words, i
            if i >= body - TITLE_NEAR and echo >= TITLE_ECHO:
                others.append(i)
    return [i for i in dict.fromkeys((echoing, widest, *others)) if i is not None]


def _likeness(key: str, title: frozenset[str]) -> float:
    """Return the share of the title's words that stand in a line."""
    return len(title.intersection(key.split())) / len(title) if title and key else 0.0
