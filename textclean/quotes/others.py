"""Signs that are mended without pairing them with other marks: angle signs and corner brackets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from textclean.document import UNREAD, Document, Kind
from textclean.quotes.chevrons import SIGN, find_chevrons
from textclean.quotes.corners import OPENINGS, STRAY, find_wrong_corners, has_corners
from textclean.quotes.evidence import read_evidence
from textclean.quotes.masks import hide
from textclean.quotes.repair import Wrong

_ESCAPED: Final = "&lt;"


def may_have_others(document: Document) -> bool:
    """Tell at a cheap look whether there may be such signs in a document."""
    source = document.source_text
    return _may_have_chevrons(document) or (not source.isascii() and has_corners(source))


def _may_have_chevrons(document: Document) -> bool:
    """Tell whether there may be angle signs; in Markdown they are references and templates."""
    if document.format == "html":
        return _ESCAPED in document.source_text
    return document.format != "markdown" and SIGN in document.source_text


def find_others(
    document: Document, style: str, language: str, kinds: Collection[Kind]
) -> Iterator[tuple[int, Wrong]]:
    """Yield what is wrong with such signs in the blocks of some kinds, with the block's number."""
    chevrons = _may_have_chevrons(document)
    target = None
    blocks = [
        (index, block)
        for index, block in document.standing()
        if block.kind in kinds and block.info != UNREAD
    ]
    for number, (index, block) in enumerate(blocks):
        text = block.text
        if chevrons and SIGN in text:
            if target is None:
                prose = "\n".join(block.text for _, block in blocks)
                target = read_evidence(prose, style, language).target
            for wrong in find_chevrons(hide(text, block.protected), target):
                yield index, wrong
        if has_corners(text):
            text = hide(text, block.protected) if block.protected else text
            follows = number + 1 < len(blocks) and blocks[number + 1][1].text[:1] in OPENINGS
            for wrong in find_wrong_corners(text, reopens=follows):
                yield index, wrong


def without_stray(text: str, found: Collection[Wrong]) -> str:
    """Return a text of the same length without the stray marks that were found in it."""
    for wrong in found:
        if wrong.rule == STRAY:
            start, end, _, _ = wrong.edits[0]
            text = text[:start] + "x" * (end - start) + text[end:]
    return text
