"""Lexicons: a weight for each word, learned by logistic regression with an L2 penalty.

A lexicon that has seen a page says more about it than it may: features made from it would leak the
page's labels.  So each fold's pages get weights that were learned without that fold.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sample:
    """Words that stood together, whether they were main content, and how much that counts."""

    fold: int
    site: str
    wanted: bool
    weight: float
    words: Mapping[str, float]


class LexiconMaker:
    """Fits lexicons on samples, leaving out a fold when asked."""

    def __init__(self, samples: Sequence[Sample], *, least_sites: int, penalty: float) -> None:
        """Take the samples; words that fewer sites use are left out."""
        import numpy
        from scipy.sparse import csr_matrix

        sites: defaultdict[str, set[str]] = defaultdict(set)
        for sample in samples:
            for word in sample.words:
                sites[word].add(sample.site)
        self._penalty = penalty
        self._vocabulary = sorted(word for word, used in sites.items() if len(used) >= least_sites)
        numbers = {word: number for number, word in enumerate(self._vocabulary)}
        columns, values, rows = array("i"), array("f"), array("i", [0])
        for sample in samples:
            for word, value in sample.words.items():
                number = numbers.get(word)
                if number is not None:
                    columns.append(number)
                    values.append(value)
            rows.append(len(columns))
        shape = (len(samples), len(self._vocabulary))
        self._matrix = csr_matrix(
            (numpy.array(values), numpy.array(columns), numpy.array(rows)), shape=shape
        )
        self._wanted = numpy.array([sample.wanted for sample in samples], dtype=int)
        weights = numpy.array([sample.weight for sample in samples])
        self._weights = weights / weights.mean()
        self._folds = numpy.array([sample.fold for sample in samples])

    def fit(self, *, without: int | None = None, least_weight: float = 0.02) -> dict[str, float]:
        """Return the words' weights (log-odds), learned without the samples of one fold."""
        from sklearn.linear_model import SGDClassifier

        rows = self._folds != (-1 if without is None else without)
        model: Any = SGDClassifier(
            loss="log_loss",
            alpha=self._penalty,
            average=True,
            max_iter=6,
            tol=None,
            random_state=0,
        )
        model.fit(self._matrix[rows], self._wanted[rows], sample_weight=self._weights[rows])
        weights = zip(self._vocabulary, model.coef_[0], strict=True)
        return {
            word: round(float(weight), 2) for word, weight in weights if abs(weight) > least_weight
        }


def counted(words: Iterable[str], *, scale: float = 1.0) -> dict[str, float]:
    """Return how often each word occurs, times `scale`."""
    return {word: number * scale for word, number in Counter(words).items()}
