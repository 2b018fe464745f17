"""Which blocks of a page are main content, found by aligning them with the given main text.

The labelled pages say what the main content reads, not where it stands.  So the words of all
blocks, in page order, are aligned with the words of the main content: first the longest common runs
of three-word shingles, in order; then, for blocks that stand elsewhere in the main content than on
the page, what is left of it.  A block's label is the share of its words that found a partner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

WORD = re.compile(r"\w+")
SHINGLE = 3
LEFT_OVER_SHINGLE = 4
LEFT_OVER_SHARE = 0.8
"""Share of a block's shingles that must be found in what is left of the main content."""
UNSURE = 0.5
"""A block that aligns worse is looked for in what is left."""


def label_blocks(texts: Sequence[str], main_content: str) -> list[float]:
    """Return for each block the share of its words that are main content, 0 to 1."""
    wanted = WORD.findall(main_content.lower())
    blocks = [WORD.findall(text.lower()) for text in texts]
    if not wanted:
        return [0.0] * len(blocks)
    found, used = _align(wanted, [word for words in blocks for word in words])
    left = _shingles_left(wanted, used)
    labels: list[float] = []
    start = 0
    for words in blocks:
        end = start + len(words)
        share = sum(found[start:end]) / len(words) if words else 0.0
        start = end
        if share < UNSURE and len(words) > 1:
            size = min(LEFT_OVER_SHINGLE, len(words))
            shingles = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
            if sum(left[shingle] > 0 for shingle in shingles) >= LEFT_OVER_SHARE * len(shingles):
                left.subtract(shingles)
                share = 1.0
        labels.append(share)
    return labels


def _align(wanted: list[str], page: list[str]) -> tuple[list[bool], list[bool]]:
    """Return which words of the page and which of the main content have a partner."""
    found, used = [False] * len(page), [False] * len(wanted)
    size = min(SHINGLE, len(wanted))
    targets = [tuple(wanted[at : at + size]) for at in range(len(wanted) - size + 1)]
    known = set(targets)
    places = [at for at in range(len(page) - size + 1) if tuple(page[at : at + size]) in known]
    candidates = [tuple(page[at : at + size]) for at in places]
    matcher = SequenceMatcher(None, targets, candidates, autojunk=False)
    for target, candidate, length in matcher.get_matching_blocks():
        for step in range(length):
            for word in range(size):
                used[target + step + word] = True
                found[places[candidate + step] + word] = True
    return found, used


def _shingles_left(wanted: list[str], used: list[bool]) -> Counter[tuple[str, ...]]:
    """Count the runs of one to four words of the main content that have no partner."""
    left: Counter[tuple[str, ...]] = Counter()
    run = 0
    for at, taken in enumerate(used):
        run = 0 if taken else run + 1
        for size in range(1, min(run, LEFT_OVER_SHINGLE) + 1):
            left[tuple(wanted[at - size + 1 : at + 1])] += 1
    return left
