"""Which lines of a text may be its title: whatever else speaks against them, they stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textclean.document import Kind
from textclean.residue.lines import OWN, WORD, Line
from textclean.residue.measured import BODY, Measured

FEW, MANY = 3, 12
MOST_TITLES = (1, 2, 3)
"""Lines taken for likely titles of fewer than `FEW` lines, of fewer than `MANY`, and of more.
On labelled news pages given whole, with some hundred lines above the article, the title was among
the three best in nine of ten, among the two best in 85 of 100."""
BEHIND = 3.0
"""How far behind the first the second of few may be."""
MOST_CREDITED = 2
"""Lines above a byline or a date that are taken besides, if there are many."""
MOST_WORDS = 30
REACH = 300
"""Lines above the body among which the title is looked for."""
PROSE_PASSED = 0.12
PARAGRAPHS_PASSED = 4
"""Share of the prose, or paragraphs of it, that may stand above the title: a notice, a lead, a
caption."""

NEAR = 25
NEAR_ECHO = 0.4
COPIED_WORDS = 5
"""On a page of many a line so near to the body stays, too, that shares so many of its longer words
with the prose, or has so many words and stands twice."""

ASKED_WORDS = 20
"""A question or a call of up to so many words may be a title, though it looks like prose."""
PATH_NEAR = 2
"""Lines above that may be the way to the page, which ends with the title."""

LEAD_WORDS = 12
LEAST_ABOVE_LEAD = 3
"""A likely title of more words than the former may be the lead, which says the most of a text in
the words of the prose: the title then is the line right above, if it has so many words."""

HITS, ECHO, LENGTH = 2.0, 2.0, 2.5
MOST_HITS = 6
MOST_LENGTH = 12
COPIED, CREDITED, NEARLY_CREDITED, DATED = 0.5, 1.3, 0.9, 0.9
RIGHT_ABOVE, FIRST = 0.6, 0.8
NEARLY = 2
"""Lines between a title and the byline below it: a lead, a section, the author's name alone."""
LISTED, KNOWN, ENDED, LATE = -2.6, -0.6, -2.4, -1.5
"""What counts for a title: how many of its longer words, and what share of them, the prose takes
up; its length; a copy; a byline or a date right below or near, or right above; its place, right
above the body or first of all.  And against it: an item of a list, words that stand around
articles, a full stop or a colon, prose above.  The weights are those of a logistic regression on
WCXB's development pages, rounded; the news pages bear them out."""
LONGER_WORDS = 0.6
"""Share of a title's words that are longer ones, about."""
LIKE_KNOWN = 0.7
"""Share of the words of a title that is known from elsewhere from which a line is a form of it."""

_ECHO = OWN.index("echo")
_LEXICON = OWN.index("lexicon")
_STOPS = (".", ":", ";", ",", "\N{IDEOGRAPHIC FULL STOP}", "\N{DEVANAGARI DANDA}")


def find_titles(
    measured: Measured, prose: Sequence[bool], copies: Mapping[str, int], body: int
) -> tuple[int, ...]:
    """Return the lines near the top that may be the title, the likeliest first.

    A page gives it in several forms (in a path of links, above a picture, without its first words),
    and below it a byline or a date, so that several lines are likely.
    """
    lines, gaps = measured.lines, measured.gaps
    credited = [False] * len(lines)
    near = len(lines)
    ranked: list[tuple[float, int]] = []
    others: list[int] = []
    known: list[int] = []
    top = next((i for i, rule in enumerate(measured.ruled) if not rule.whole), 0)
    wanted = frozenset(WORD.findall(measured.title.casefold()))
    for i in range(_end(measured, prose, body) - 1, max(0, body - REACH) - 1, -1):
        if gaps[i + 1].credits or (i + 1 < len(lines) and measured.ruled[i + 1].credits):
            near = i
        if not _is_line(measured, i) or (prose[i] and not _is_asked(measured, i)):
            continue
        if _ends_path(lines, i) or (wanted and _is_like(measured.blocks[i].text, wanted)):
            known.append(i)
        credited[i] = near - i <= NEARLY
        score = _score(measured, i) + (LATE if i >= body else 0.0)
        copied = lines[i].key != "" and copies[lines[i].key] > 1
        score += COPIED * copied + RIGHT_ABOVE * (i + 1 == body) + FIRST * (i == top)
        if credited[i]:
            score += CREDITED if near == i else NEARLY_CREDITED
        elif gaps[i].credits:
            credited[i] = True
            score += DATED
        ranked.append((-score, i))
        if body - NEAR <= i < body and lines[i].words > 2 and not _is_stopped(measured, i):
            echo = measured.own[i][_ECHO]
            if echo >= NEAR_ECHO or (copied and lines[i].words >= COPIED_WORDS):
                others.append(i)
    ranked.sort()
    best = [i for _, i in ranked[: MOST_TITLES[(len(ranked) >= FEW) + (len(ranked) >= MANY)]]]
    known += _above_leads(measured, best, {i for _, i in ranked})
    if len(ranked) < MANY:
        if len(best) > 1 and ranked[1][0] > ranked[0][0] + BEHIND:
            best.pop()
        return tuple(dict.fromkeys((*best, *known)))
    above = [i for _, i in ranked if credited[i] and measured.blocks[i].kind is not Kind.ITEM]
    return tuple(dict.fromkeys((*best, *above[:MOST_CREDITED], *others, *known)))


def _above_leads(measured: Measured, best: Sequence[int], open_lines: set[int]) -> list[int]:
    """Return the lines right above likely titles so long that they may be the lead instead."""
    lines = measured.lines
    return [
        i - 1
        for i in best
        if lines[i].words > LEAD_WORDS
        and i > FEW
        and i - 1 in open_lines
        and lines[i - 1].words >= LEAST_ABOVE_LEAD
        and not _is_stopped(measured, i - 1)
        and not _is_listed(measured, i - 1)
    ]


def _end(measured: Measured, prose: Sequence[bool], body: int) -> int:
    """Return where so much of the prose is past that no title can follow."""
    lines = measured.lines
    most = PROSE_PASSED * sum([lines[i].words for i in range(body, len(lines)) if prose[i]])
    words = paragraphs = 0
    for i in range(body, len(lines)):
        if prose[i]:
            words += lines[i].words
            paragraphs += 1
            if words > most or paragraphs > PARAGRAPHS_PASSED:
                return i
    return len(lines)


def _is_line(measured: Measured, i: int) -> bool:
    if measured.own[i] is BODY or measured.ruled[i].whole or measured.lines[i].words > MOST_WORDS:
        return False
    return any(map(str.isalpha, measured.blocks[i].text))


def _score(measured: Measured, i: int) -> float:
    """Return how much like a title a line is, its place left out."""
    own, words = measured.own[i], measured.lines[i].words
    echo = max(own[_ECHO], 0.0)
    score = HITS * min(echo * words * LONGER_WORDS, MOST_HITS) / MOST_HITS + ECHO * echo
    score += LENGTH * min(words, MOST_LENGTH) / MOST_LENGTH + KNOWN * own[_LEXICON]
    if _is_listed(measured, i):
        score += LISTED
    return score + (ENDED if _is_stopped(measured, i) else 0.0)


def _is_asked(measured: Measured, i: int) -> bool:
    """Tell whether a line long enough for prose may be a title all the same: a question, a call."""
    return measured.lines[i].words <= ASKED_WORDS and not _is_stopped(measured, i)


def _is_stopped(measured: Measured, i: int) -> bool:
    return measured.blocks[i].text.rstrip().endswith(_STOPS)


def _is_listed(measured: Measured, i: int) -> bool:
    """Tell whether a line is one of several items: in the north a lone dash opens a quotation."""
    block = measured.blocks[i]
    if block.kind is not Kind.ITEM:
        return False
    return any(
        0 <= near < len(measured.blocks) and measured.blocks[near].within for near in (i - 1, i + 1)
    )


def _ends_path(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line right above ends with all of this one: the way to the page does."""
    key = " " + lines[i].key
    return lines[i].words > 1 and any(
        lines[above].key.endswith(key) for above in range(max(0, i - PATH_NEAR), i)
    )


def _is_like(text: str, wanted: frozenset[str]) -> bool:
    """Tell whether most words of a line and of a known title are the same."""
    words = frozenset(WORD.findall(text.casefold()))
    shared = len(words & wanted)
    return shared >= LIKE_KNOWN * len(words) and shared >= LIKE_KNOWN * len(wanted)
