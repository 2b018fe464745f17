"""Texts that a page gives twice: for screens of two sizes, in a summary, quoted in a reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textclean.document import Block, Kind

LEAST_CHARS = 40
"""Shorter texts stand twice on purpose: dates, prices, names, headings of sections."""
START_CHARS = 16
APART = frozenset((Kind.CODE, Kind.TABLE, Kind.ITEM, Kind.MARKUP))
"""Kinds that repeat on purpose: steps, examples."""


def copy_key(block: Block) -> str:
    """Return what the copies of a block share, nothing for one that may stand twice."""
    if len(block.text) < LEAST_CHARS or block.kind in APART:
        return ""
    return " ".join(block.text.lower().split())


def later_copies(blocks: Sequence[Block], kept: Iterable[int]) -> dict[int, int]:
    """Return which of the blocks kept say what an earlier one says, and which that is.

    Copies within one element stay: a refrain, an answer that is given twice.  Measured on WCXB's
    development pages, cross-validated: .003 of F1, from all kinds of pages but documentation.
    """
    copies: dict[int, int] = {}
    firsts: dict[str, int] = {}
    lone: dict[str, int] = {}
    for index in kept:
        block = blocks[index]
        if len(block.text) < LEAST_CHARS or block.kind in APART:
            continue
        # Most begin as no other does, and need not be read to their end.
        start = block.text[:START_CHARS].lower()
        other = lone.setdefault(start, index)
        if other == index:
            continue
        if other >= 0:
            firsts.setdefault(copy_key(blocks[other]), other)
            lone[start] = -1
        first = firsts.setdefault(copy_key(block), index)
        if first != index and _parent(blocks[first]) != _parent(block):
            copies[index] = first
    return copies


def _parent(block: Block) -> int:
    """Return the element around that of a block."""
    parent: int = block.features.page.parents[block.features.element]
    return parent
