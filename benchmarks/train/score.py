"""The benchmark's own measure: words of a page found and missed, without regard to their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """Shares from 0 to 1."""

    precision: float
    recall: float
    f1: float


def score_page(texts: Iterable[str], main_content: str) -> Score:
    """Return how the words of texts match those of the main content."""
    found = Counter(word for text in texts for word in WORD.findall(text.lower()))
    wanted = Counter(WORD.findall(main_content.lower()))
    if not found or not wanted:
        return Score(1.0, 1.0, 1.0) if not found and not wanted else Score(0.0, 0.0, 0.0)
    common = (found & wanted).total()
    precision, recall = common / found.total(), common / wanted.total()
    f1 = 2 * precision * recall / (precision + recall) if common else 0.0
    return Score(precision, recall, f1)
