"""A project's own words: names, brands, deliberate spellings, which no filter may touch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textclean.document import Block, Document, merged_stretches


def protect_words(document: Document, words: Iterable[str]) -> Document:
    """Return the document with every occurrence of the words protected.

    A word counts where it stands by itself: `it` is not in `bit`.
    """
    present = [word for word in words if word and word in document.source_text]
    if not present:
        return document
    pattern = re.compile("|".join(map(_expression, sorted(present, key=len, reverse=True))))
    return document._replace(blocks=tuple(_protected(block, pattern) for block in document.blocks))


def _expression(word: str) -> str:
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return before + re.escape(word) + after


def _protected(block: Block, pattern: re.Pattern[str]) -> Block:
    found = [match.span() for match in pattern.finditer(block.text)]
    if not found:
        return block
    return block._replace(protected=merged_stretches([*block.protected, *found]))
