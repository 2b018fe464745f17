"""The cut between main content and the rest: one for each page, from its own scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import add

LOWEST, HIGHEST = 0.15, 0.6
"""A page's cut stays in between; set by cross-validation on WCXB's development pages."""

TOGETHER = (1 / 4.5, 4.5)
"""Where a page is not clear its scores err together: it has few makes of blocks, and all teasers of
a listing are wanted or none is.  So the odds of all its blocks are taken to be either so many times
less than their scores say or so many times more.  From 3.5 to 6 it is .0015 of F1 better than
`ALONE`, cross-validated: .013 on collections, .003 on services, nothing on forums and articles."""
ALONE = (1.0,)
"""Each block's score errs for itself."""
NOTHING = 1e-9
"""Added to a divisor that may be naught."""


def choose_threshold(
    scores: Sequence[float],
    words: Iterable[float],
    *,
    odds: Sequence[float] = ALONE,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
) -> float:
    """Return the score from which on a page's blocks are best kept.

    If each score is the probability that a block's words are wanted, keeping the k best blocks has
    the expected F1 of twice the wanted words among them over all words kept and all words wanted.
    The cut is at the k with the highest mean of it over the `odds` that the page's may be times
    those by its scores: near one half on a page whose main content is clear, lower where nothing is
    sure.  Measured half a point better than the best fixed cut.

    Source: D. D. Lewis, Evaluating and optimizing autonomous text classification systems (1995).

    >>> choose_threshold([0.9, 0.5, 0.1], [100, 10, 50])
    0.5
    """
    ranked = sorted(zip(scores, words, strict=True), reverse=True)
    if not ranked:
        return highest
    kept = list(accumulate([weight for _, weight in ranked]))
    expected = [0.0] * len(ranked)
    for times in odds:  # Gains and sizes are both divided by it, which their share does not feel.
        more = times - 1
        gains = [score * weight / (1 + score * more) for score, weight in ranked]
        wanted = sum(gains) + NOTHING
        shares = [
            gained / (size / times + wanted)
            for gained, size in zip(accumulate(gains), kept, strict=True)
        ]
        expected = list(map(add, expected, shares))
    threshold = ranked[expected.index(max(expected))][0]
    return min(max(threshold, lowest), highest)
