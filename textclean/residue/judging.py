"""Scores of a document's lines: how likely each is what the page had around the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textclean.document import Block, Document
from textclean.phrases.index import PhraseMatch
from textclean.phrases.matcher import matcher_for
from textclean.phrases.matching import languages_of
from textclean.residue.measured import NO_GAP, NOT_RULED, UNSCORED, Gap, Measured, Ruled
from textclean.residue.rows import FEATURES
from textclean.trees.boosted import Boosted

MODEL = "residue"
COUNTED = frozenset({"banners", "comments", "credits", "site"})
"""Filters whose drops say something of the lines around: a copy or a region banner does not."""
CAPTION = "credits/caption"
"""Captions go from inside the article, and only when they are not wanted."""
TOLD = frozenset(
    {f"banners/{sort}" for sort in ("related", "newsletter", "subscription", "share", "follow")}
    | {f"banners/{sort}" for sort in ("app", "tags", "navigation", "donation", "legal", "login")}
    | {f"comments/{sort}" for sort in ("widget", "section")}
)
"""Rules for what stands below articles rather than in them."""
CREDITS = frozenset({"credits/byline", "credits/date", "credits/reading-time"})
"""Rules for what stands below a title."""
DATING = frozenset({"byline", "date", "reading"})
"""The categories of phrase rules for the same."""
TREES_THAT_EXPLAIN = 16
"""The first trees of the model name the same weightiest features as all of them, nearly always."""
LONGEST_RULED = 300
"""In characters: longer lines that a rule knows are left to the filters that trust it."""


_NUMBERS = {name: number for number, name in enumerate(FEATURES)}


def measure_document(
    document: Document, lexicon: Mapping[str, float]
) -> tuple[list[int], Measured]:
    """Return the indexes of the blocks that stand, and their measures.

    What other filters have dropped is only counted, line by line.
    """
    places, blocks, gaps = [], [], []
    lines, told, credits = 0, False, False
    for index, block in enumerate(document.blocks):
        dropped = block.dropped_by
        if not block.text:
            continue
        if dropped is None:
            places.append(index)
            blocks.append(block)
            gaps.append(Gap(lines, told, credits) if lines else NO_GAP)
            lines, told, credits = 0, False, False
        elif dropped.filter in COUNTED and dropped.rule != CAPTION:
            lines += 1
            told = told or dropped.rule in TOLD
            credits = credits or dropped.rule in CREDITS
    gaps.append(Gap(lines, told, credits) if lines else NO_GAP)
    ruled = _ruled(blocks, languages_of(document))
    return places, Measured.of(blocks, ruled, gaps, lexicon, document.metadata.title)


def weightiest(row: Sequence[float], count: int = 3) -> list[tuple[str, float]]:
    """Return the features that weighed most in a row's score, with their values."""
    shares = Boosted.load(MODEL).explain(row, TREES_THAT_EXPLAIN)[:count]
    return [(name, row[_NUMBERS[name]]) for name, _ in shares]


def _ruled(blocks: Sequence[Block], tags: tuple[str, ...]) -> list[Ruled]:
    """Return for each block what the phrase rules say of it."""
    matched = matcher_for(tags).match(
        [
            "" if block.kind in UNSCORED or len(block.text) > LONGEST_RULED else block.text
            for block in blocks
        ]
    )
    return [_as_ruled(matches) if matches else NOT_RULED for matches in matched]


def _as_ruled(matches: Sequence[PhraseMatch]) -> Ruled:
    whole = any(match.whole for match in matches)
    return Ruled(whole, not whole, any(match.category in DATING for match in matches))
