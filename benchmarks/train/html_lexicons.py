"""The two lexicons of the HTML scorer: words of short blocks, and names of elements."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.train.lexicon import LexiconMaker, Sample, counted
from benchmarks.train.pages import LabelledPage
from textclean.elements import Page
from textclean.scoring.tree import element_names
from textclean.scoring.words import LEXICON_CHARS, WORD

SHORT_BLOCK_WORDS = 60
"""Longer blocks are prose, which needs no lexicon, and would drown the short ones."""
MOST_PAGE_SHARE = 0.3
"""A block that is more of its page counts as if it were so much."""


def lexicon_makers(pages: Sequence[LabelledPage]) -> tuple[LexiconMaker, LexiconMaker]:
    """Return what fits the lexicons of words and of names."""
    return (
        LexiconMaker(word_samples(pages), least_sites=15, penalty=3e-5),
        LexiconMaker(name_samples(pages), least_sites=8, penalty=1e-3),
    )


def name_samples(pages: Sequence[LabelledPage]) -> list[Sample]:
    """Return the names of each element with text and of all around it, once for each label."""
    samples = []
    for page in pages:
        path = _names_above(page.page)
        words = [len(block.text.split()) for block in page.blocks]
        total = sum(words) + 1
        shares: dict[tuple[int, bool], float] = {}
        for block, label, count in zip(page.blocks, page.labels, words, strict=True):
            key = (block.features.element, label >= 0.5)
            shares[key] = shares.get(key, 0.0) + count / total
        for (element, wanted), share in shares.items():
            weight = min(share, MOST_PAGE_SHARE) ** 0.5
            samples.append(Sample(page.fold, page.site, wanted, weight, counted(path[element])))
    return samples


def _names_above(page: Page) -> list[tuple[str, ...]]:
    path: list[tuple[str, ...]] = [()]
    for element in range(1, len(page.parents)):
        path.append(path[page.parents[element]] + element_names(page, element))
    return path


def word_samples(pages: Sequence[LabelledPage]) -> list[Sample]:
    """Return the words of each short block."""
    samples = []
    for page in pages:
        weight = min(1 / max(len(page.blocks), 1), MOST_PAGE_SHARE)
        for block, label in zip(page.blocks, page.labels, strict=True):
            if len(block.text.split()) >= SHORT_BLOCK_WORDS:
                continue
            words = sorted(set(WORD.findall(block.text[:LEXICON_CHARS].lower())))
            scale = 1 / max(len(words), 1) ** 0.5
            samples.append(
                Sample(page.fold, page.site, label >= 0.5, weight, counted(words, scale=scale))
            )
    return samples
