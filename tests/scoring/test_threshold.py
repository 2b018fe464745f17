"""Where a page is cut: by its scores, by how they err, and by what it says it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat

import pytest

from textclean.scoring.page import ARTICLE, page_threshold, says_article
from textclean.scoring.threshold import HIGHEST, LOWEST, TOGETHER, choose_threshold
from textclean.scoring.whole import PAGE_FEATURES


def test_a_clear_page_is_cut_high_and_an_unclear_one_low():
    assert choose_threshold([0.99, 0.97, 0.55, 0.3], [200, 200, 20, 300]) == 0.55
    assert choose_threshold([0.5, 0.4, 0.3, 0.2], [100, 100, 100, 100]) == 0.3
    assert choose_threshold([0.05, 0.04], [100, 100]) == LOWEST
    assert choose_threshold([], []) == HIGHEST


def test_blocks_that_err_together_are_kept_or_dropped_together():
    scores, words = [0.9, *[0.3] * 10], [100, *[30] * 10]
    assert choose_threshold(scores, words) == HIGHEST
    assert choose_threshold(scores, words, odds=TOGETHER) == 0.3


def columns_of(words: Sequence[float], *said: str) -> dict[str, Iterable[float]]:
    columns: dict[str, Iterable[float]] = {name: repeat(0.0) for name in PAGE_FEATURES}
    columns.update((name, repeat(1.0)) for name in said)
    return {**columns, "words": words}


@pytest.mark.parametrize(("said", "threshold"), [((), 0.2), (("page_says_product",), 0.3)])
def test_only_the_scores_of_an_unclear_page_err_together(said, threshold):
    scores, words = [0.5, 0.4, 0.3, 0.2], [100, 100, 100, 100]
    assert page_threshold(scores, columns_of(words, *said), is_article=False) == threshold


@pytest.mark.parametrize(("said", "threshold"), [((), 0.55), (("page_says_article",), ARTICLE)])
def test_a_clear_page_is_cut_by_its_scores_but_for_an_article(said, threshold):
    scores, words = [0.99, 0.97, 0.55, 0.3], [200, 200, 20, 300]
    columns = columns_of(words, *said)
    assert page_threshold(scores, columns, is_article=says_article(columns)) == threshold
