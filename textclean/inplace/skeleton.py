"""All of a document but its prose, for comparison before and after edits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from typing import Any

from textclean.apply import edit_text
from textclean.document import LABEL, Block, Document, Kind
from textclean.finding import Edit
from textclean.inplace.splice import Change
from textclean.startup.lazy import lazy_compile

_NO_SLUG = lazy_compile(r"[^\w\- ]")
_NOT_ASCII_SLUG = lazy_compile(r"[^a-z0-9\- ]")
_EXPLICIT = lazy_compile(r"\{[#:]|\{/\* *#")


def block_skeletons(document: Document, *, slugs: bool = True) -> list[tuple[Any, ...]]:
    """Return of each block what no edit may change, with `slugs` the addresses of headings, too."""
    if document.format == "text":
        return [(block.kind, len(block.within)) for block in document.blocks]
    labels = [block.extent for block in document.blocks if block.info == LABEL]
    return [_skeleton(document.source_text, block, slugs, labels) for block in document.blocks]


def outer_skeleton(document: Document) -> list[str]:
    """Return what stands between the blocks of a source: definitions, blank lines."""
    if document.format == "text":
        return []
    stretches = []
    done = 0
    for block in document.blocks:
        start, end = block.extent
        if start > done:
            stretches.append(document.source_text[done:start])
        done = max(done, end)
    stretches.append(document.source_text[done:])
    return stretches


def heading_changed(document: Document, change: Change) -> bool:
    """Tell whether a change alters the address that a site makes of a heading's text."""
    if document.format != "markdown":
        return False
    for splice in change.splices:
        block = document.blocks[splice.block]
        if block.kind is Kind.HEADING and not has_explicit_address(document.source_text, block):
            edits = [Edit(s.start, s.end, s.new) for s in change.splices if s.block == splice.block]
            return slugs(block.text) != slugs(edit_text(block.text, edits))
    return False


def has_explicit_address(source: str, block: Block) -> bool:
    """Tell whether a heading names its address itself: `# Title {#here}`."""
    return _EXPLICIT.search(source, *block.extent) is not None


def slugs(title: str) -> tuple[str, str]:
    """Return the addresses that GitHub and kramdown make of a heading.

    >>> slugs("What’s new?")
    ('whats-new', 'whats-new')
    """
    lower = title.lower()
    return (
        _NO_SLUG.sub("", lower).replace(" ", "-"),
        _NOT_ASCII_SLUG.sub("", lower).replace(" ", "-"),
    )


def _skeleton(
    source: str, block: Block, with_slug: bool, labels: Sequence[tuple[int, int]]
) -> tuple[Any, ...]:
    start, end = block.extent
    within = tuple((c.kind, c.marker[-1:]) for c in block.within)
    if block.kind in (Kind.CODE, Kind.MARKUP, Kind.RULE):
        return (block.kind, block.info, within, block.text)
    gaps = []
    for piece in block.origin:
        if isinstance(piece, str):
            continue
        if piece.source_start > start:
            gaps.append(_without(labels, source, start, piece.source_start))
        start = piece.source_start + piece.length
    gaps.append(_without(labels, source, start, end).rstrip("\r\n"))
    slug = None
    if with_slug and block.kind is Kind.HEADING and not has_explicit_address(source, block):
        slug = slugs(block.text)
    return (
        block.kind,
        block.level,
        block.info,
        within,
        gaps,
        [mark[2:4] if labels and mark.kind == "image" else mark[2:] for mark in block.marks],
        [block.text[begin:stop] for begin, stop in block.protected],
        slug,
    )


def _without(labels: Sequence[tuple[int, int]], source: str, start: int, end: int) -> str:
    """Return a stretch of the source without the texts of images, which are judged apart."""
    parts = []
    for label_start, label_end in islice(labels, bisect_left(labels, (start, 0)), None):
        if label_end > end:
            break
        parts.append(source[start:label_start])
        start = label_end
    return "".join([*parts, source[start:end]])
