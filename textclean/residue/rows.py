"""Rows for the scorer: each line's own measures, its place, what is near, and the whole text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from textclean.residue.lines import OWN
from textclean.residue.measured import BODY, NO_GAP, Gap, Measured, find_prose
from textclean.residue.places import FAR, bounds, distances, zones_of
from textclean.residue.titles import find_titles
from textclean.startup.records import NamedTuple

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

GOES_ON = 4
"""Paragraphs in a row by which an article goes on: teasers have a line of their own above each."""


class Rows(NamedTuple):
    """The rows of the lines that can be scored."""

    at: list[int]
    """Their places in the sequence of lines."""
    rows: list[list[float]]
    zones: list[int]
    """Of every line: 0 in the head (before the body), 1 inside it, 2 in the tail."""
    titles: tuple[int, ...]
    """Places of the lines that may be the title, the likeliest first."""


def make_rows(measured: Measured, wanted: Collection[int] | None = None) -> Rows:
    """Return a row for each line that can be scored, or for those of them that are wanted.

    Prose between other prose is never scored: it is what the text is about.
    """
    _, ruled, gaps, lines, own, (start, end), _ = measured
    size = len(lines)
    known = [rule.whole for rule in ruled]
    prose = find_prose(lines, ruled)
    first, last = bounds(lines, prose)
    zones = zones_of(size, first, last)
    keys = [line.key for line in lines]
    copies = Counter(keys)
    titles = find_titles(measured, prose, copies, max(first, start))
    at = [i for i, values in enumerate(own) if values is not BODY]
    if wanted is not None:
        at = [i for i in at if i in wanted]
    if not at:
        return Rows([], [], zones, titles)
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
    for i, gone in zip(at, _gone(gaps, at, max(first, start), prose), strict=True):
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
    return Rows(at, rows, zones, titles)


SHORT_WORDS = 4
_LEXICON = OWN.index("lexicon")


def _since_copy(keys: Sequence[str], i: int) -> int:
    """Return how many lines back the same key stands, `FAR` if not so near."""
    for back in range(1, min(i + 1, FAR)):
        if keys[i - back] == keys[i]:
            return back
    return FAR


def _gone(
    gaps: Sequence[Gap], at: Sequence[int], body: int, prose: Sequence[bool]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the values named in `GONE` of each line asked for."""
    gone = [i for i, gap in enumerate(gaps) if gap is not NO_GAP]
    told = [i for i in gone if gaps[i].told]
    above = _told_above(told, bisect_right(told, body), prose)
    for i in at:
        gone_above, told_above = bisect_right(gone, i), bisect_right(told, i)
        yield (
            min(gaps[i + 1].lines, MOST_GONE),
            min(i - gone[gone_above - 1], FAR) if gone_above else FAR,
            min(i - told[told_above - 1], FAR) if told_above else FAR,
            min(above[told_above], MOST_GONE),
        )


def _told_above(told: Sequence[int], below: int, prose: Sequence[bool]) -> list[int]:
    """Return how many told lines are gone above a line that has so many above it, by their number.

    Those above the body are left out, and those that the article goes on below: a box amid it.
    """
    above = [0] * (len(told) + 1)
    for number in range(below, len(told)):
        stop = told[number + 1] if number + 1 < len(told) else len(prose)
        run = 0
        for i in range(told[number], stop):
            run = run + 1 if prose[i] else 0
            if run == GOES_ON:
                break
        above[number + 1] = 0 if run == GOES_ON else above[number] + 1
    return above


def _likeness(key: str, title: frozenset[str]) -> float:
    """Return the share of the title's words that stand in a line."""
    return len(title.intersection(key.split())) / len(title) if title and key else 0.0
