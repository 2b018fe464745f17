"""Scores of a document's lines: how likely each is what the page had around the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textclean.boosted import Boosted
from textclean.document import Block, Document
from textclean.phrases.matcher import match_text
from textclean.phrases.matching import languages_of
from textclean.residue.rows import FEATURES, NOT_RULED, UNSCORED, Measured, Ruled

MODEL = "residue"
LONGEST_RULED = 300
"""In characters: longer lines that a rule knows are left to the filters that trust it."""


def measure_document(
    document: Document, lexicon: Mapping[str, float]
) -> tuple[list[int], Measured]:
    """Return the indexes of the blocks that stand, and their measures.

    What other filters have dropped is left out, so that a text is judged alike whether it comes
    fresh from them or is cleaned a second time.
    """
    tags = languages_of(document)
    standing = [(index, block) for index, block in document.standing() if block.text]
    blocks = [block for _, block in standing]
    ruled = [_ruled(block, tags) for block in blocks]
    return [index for index, _ in standing], Measured.of(blocks, ruled, lexicon)


def weightiest(row: Sequence[float], count: int = 3) -> list[tuple[str, float]]:
    """Return the features that weighed most in a row's score, with their values."""
    shares = Boosted.load(MODEL).explain(row)[:count]
    return [(name, row[FEATURES.index(name)]) for name, _ in shares]


def _ruled(block: Block, tags: tuple[str, ...]) -> Ruled:
    if block.kind in UNSCORED or len(block.text) > LONGEST_RULED:
        return NOT_RULED
    # With the same arguments as the filters before, so that the cache serves.
    matches = match_text(block.text, tags, ())
    if not matches:
        return NOT_RULED
    whole = any(match.whole for match in matches)
    return Ruled(whole, not whole)
