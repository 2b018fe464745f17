"""Rows for the scorer: each line's own measures, its place, what is near, and the whole text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from textclean.records import NamedTuple
from textclean.residue.lines import OWN, WORD
from textclean.residue.measured import BODY, NO_GAP, Gap, Measured, find_prose
from textclean.residue.places import FAR, bounds, distances, zones_of

_PLACE = (
    "zone", "words_before", "words_after", "since_prose", "until_prose", "run", "place_in_run",
    "before_body", "after_body", "off_densest", "copies", "since_copy", "rule_whole", "ruled_near",
    "prose_near", "lexicon_near", "short_near", "like_title",
)  # fmt: skip
GONE = ("gone_after", "since_gone", "since_told", "told_above")
"""What other filters have dropped around a line.  The scorer is learned so that more of it never
makes a line look better: a text that is cleaned a second time, without it, loses nothing more."""
_TEXT = ("lines", "prose_lines", "prose_words", "prose_mean", "prose_share", "ruled_share")

FEATURES = (
    *OWN,
    *_PLACE,
    *GONE,
    *_TEXT,
)

NEAR = 3
"""Lines on each side that are near."""
MOST_GONE = 5
"""Lines dropped in a row are counted up to here."""


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

    Prose between other prose is never scored: it is what the text is about.
    """
    _, ruled, gaps, lines, own, (start, end) = measured
    size = len(lines)
    known = [rule.whole for rule in ruled]
    prose = find_prose(lines, ruled)
    first, last = bounds(lines, prose)
    zones = zones_of(size, first, last)
    keys = [line.key for line in lines]
    copies = Counter(keys)
    titles = _find_titles(measured, copies, max(first, start))
    at = [i for i, values in enumerate(own) if values is not BODY]
    if wanted is not None:
        at = [i for i in at if i in wanted]
    if not at:
        return Rows([], [], zones, frozenset(titles))
    title = frozenset(keys[titles[0]].split()) if titles else frozenset()
    before = [0, *accumulate([line.words for line in lines])]
    words = before[-1] or 1
    short = [line.words <= SHORT_WORDS for line in lines]
    told = [values[_LEXICON] for values in own]
    prose_count = sum(prose)
    prose_words = sum([line.words for line, flag in zip(lines, prose, strict=True) if flag])
    whole_text = (
        min(size, 300),
        prose_count,
        prose_words,
        prose_words / (prose_count or 1),
        prose_words / words,
        sum(known) / (size or 1),
    )
    rows: list[list[float]] = []
    for i, gone in zip(at, _gone(gaps, at, max(first, start)), strict=True):
        low, high = max(0, i - NEAR), min(size, i + NEAR + 1)
        near = high - low
        key = keys[i]
        since, until, run = distances(prose, i)
        rows.append(
            [
                *own[i],
                zones[i],
                before[i] / words,
                min(words - before[i + 1], 2000),
                since,
                until,
                *run,
                max(-FAR, min(first - i, FAR)),
                max(-FAR, min(i - last, FAR)),
                max(-FAR, min(start - i if i < start else i - end if i > end else 0, FAR)),
                copies[key] if key else 1,
                _since_copy(keys, i) if copies[key] > 1 and key else FAR,
                known[i],
                sum(known[low:high]) / near,
                sum(prose[low:high]) / near,
                sum(told[low:high]) / near,
                sum(short[low:high]) / near,
                _likeness(key, title),
                *gone,
                *whole_text,
            ]
        )
    return Rows(at, rows, zones, frozenset(titles))


SHORT_WORDS = 4
_ECHO = OWN.index("echo")
_LEXICON = OWN.index("lexicon")


def _since_copy(keys: Sequence[str], i: int) -> int:
    """Return how many lines back the same key stands, `FAR` if not so near."""
    for back in range(1, min(i + 1, FAR)):
        if keys[i - back] == keys[i]:
            return back
    return FAR


def _gone(gaps: Sequence[Gap], at: Sequence[int], body: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the values named in `GONE` of each line asked for."""
    gone = [i for i, gap in enumerate(gaps) if gap is not NO_GAP]
    told = [i for i in gone if gaps[i].told]
    told_below = bisect_right(told, body)
    for i in at:
        gone_above, told_above = bisect_right(gone, i), bisect_right(told, i)
        yield (
            min(gaps[i + 1].lines, MOST_GONE),
            min(i - gone[gone_above - 1], FAR) if gone_above else FAR,
            min(i - told[told_above - 1], FAR) if told_above else FAR,
            max(0, min(told_above - told_below, MOST_GONE)),
        )


TITLE_WORDS = (3, 30)
TITLE_REACH = 300
"""Lines above the body among which the title is looked for; of equals the nearest is taken."""
LEAST_ECHO = 0.1
TITLE_NEAR = 25
TITLE_ECHO = 0.4
"""A line so near to the body that shares so many of its longer words with the prose may be the
title as well: pages repeat it, in a path of links or above a picture."""
COPIED_WORDS = 5
"""So may one of so many words that stands twice."""
TITLE_WORDS_COUNTED = 10


def _find_titles(measured: Measured, copies: Mapping[str, int], body: int) -> list[int]:
    """Return the lines above the body that may be the title.

    First the one whose words the body takes up most, the longer the better, and the more so if the
    page gives it several times; then the longest that is no sentence, and those close to the body
    that share half of their words with it.
    """
    lines = measured.lines
    candidates = [
        i
        for i in range(max(0, body - TITLE_REACH), body)
        if measured.own[i] is not BODY
        and not measured.ruled[i].whole
        and TITLE_WORDS[0] <= lines[i].words <= TITLE_WORDS[1]
    ]
    if not candidates:
        return []
    words: frozenset[str] = frozenset()
    many = len(candidates) > FEW_CANDIDATES
    if many:
        words = _words_of(block.text for block in measured.blocks[body : body + BODY_LINES])
    best = longest = 0.0
    echoing = widest = None
    others = []
    for i in candidates:
        line = lines[i]
        echo = measured.own[i][_ECHO]
        if many:
            told = _words_of([measured.blocks[i].text])
            echo = len(told & words) / (len(told) or 1)
        score = max(echo, LEAST_ECHO) * min(line.words, TITLE_WORDS_COUNTED)
        score *= GIVEN_AGAIN if copies[line.key] > 1 else 1.0
        if score >= best:
            best, echoing = score, i
        if not line.ended:
            if line.words >= longest:
                longest, widest = line.words, i
            if i >= body - TITLE_NEAR and (
                echo >= TITLE_ECHO or (line.words >= COPIED_WORDS and copies[line.key] > 1)
            ):
                others.append(i)
    return [i for i in dict.fromkeys((echoing, widest, *others)) if i is not None]


FEW_CANDIDATES = 6
"""Among more lines than that, as a whole page has, the words are compared closely."""
BODY_LINES = 12
"""Lines of the body in which a title's words are looked for."""
GIVEN_AGAIN = 1.5
"""What a line weighs more as a title that stands in other places of the page, too."""


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts that are no small ones."""
    return frozenset(word for word in WORD.findall(" ".join(texts).casefold()) if len(word) > 3)


def _likeness(key: str, title: frozenset[str]) -> float:
    """Return the share of the title's words that stand in a line."""
    return len(title.intersection(key.split())) / len(title) if title and key else 0.0
