"""Footnotes of a page as Markdown knows them: `[^1]` in the text, `[^1]: ` before the note.

A page has links for both. A raised or bracketed number that leads to an element further down is a
reference if that element's id speaks of notes, or if the note leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from textclean.document import Block, Container, Kind, Mark
from textclean.elements import BlockFeatures
from textclean.startup.lazy import lazy_compile

REFERENCE = "footnote"
"""The kind of a mark that is written as a reference; its target is the note's label."""

LONGEST_REFERENCE_CHARS = 6
NOTE_ANCESTORS = 4
"""So far above a note's paragraph its id may stand."""

_NUMBER = lazy_compile(r"(\[?)(\d{1,3})\]?")
_NOTE_ID = lazy_compile(r"(?:^|[^a-z])(?:fn|foot|end|note|cite|ref|ftn)", re.IGNORECASE)


def with_footnotes(blocks: Sequence[Block], url: str) -> list[Block]:
    """Return the blocks of a page, its footnotes as such; `url` is where its own links lead."""
    wanted = _references(blocks, url.partition("#")[0])
    notes = _notes(blocks, wanted) if wanted else {}
    if not notes:
        return list(blocks)
    labels = {ident: wanted[ident][1] for ident in notes}
    of_block = {index: ident for ident, inside in notes.items() for index in inside}
    return [
        _as_note(block, notes[of_block[index]], blocks, labels[of_block[index]])
        if index in of_block
        else _with_references(block, labels)
        for index, block in enumerate(blocks)
    ]


def _references(blocks: Sequence[Block], url: str) -> dict[str, tuple[int, str]]:
    """Return by the id that they lead to what may be references: the first one's block, a label."""
    found: dict[str, tuple[int, str]] = {}
    labels: set[str] = set()
    for index, block in enumerate(blocks):
        if not block.marks:
            continue
        raised = [mark for mark in block.marks if mark.kind == "sup"]
        for mark in block.marks:
            if mark.kind != "link" or mark.end - mark.start > LONGEST_REFERENCE_CHARS:
                continue
            page, sign, ident = mark.target.partition("#")
            number = _NUMBER.fullmatch(block.text[mark.start : mark.end].strip()) if sign else None
            if number is None or page not in ("", url) or not ident or ident in found:
                continue
            if (number[1] or _meets(mark, raised)) and number[2] not in labels:
                labels.add(number[2])
                found[ident] = index, number[2]
    return found


def _notes(blocks: Sequence[Block], wanted: dict[str, tuple[int, str]]) -> dict[str, list[int]]:
    """Return by its id the blocks of each note that stands after what refers to it."""
    notes: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        ident = _note_id(block, wanted)
        if ident and index > wanted[ident][0]:
            notes.setdefault(ident, []).append(index)
    return {
        ident: inside
        for ident, inside in notes.items()
        if inside[-1] - inside[0] == len(inside) - 1
        and (_NOTE_ID.search(ident) or any(_way_back(blocks[index]) for index in inside))
    }


def _note_id(block: Block, wanted: dict[str, tuple[int, str]]) -> str:
    features = block.features
    if not isinstance(features, BlockFeatures) or block.kind is Kind.HEADING:
        return ""
    page, element = features.page, features.element
    for _ in range(NOTE_ANCESTORS):
        if element <= 0:
            break
        if page.ids[element] in wanted:
            return page.ids[element]
        element = page.parents[element]
    return ""


def _way_back(block: Block) -> Mark | None:
    """Return the link at an edge of a note that is an arrow or the like."""
    for mark in block.marks:
        if mark.kind == "link" and "#" in mark.target and mark.start < mark.end:
            text = block.text
            bare = not any(map(str.isalnum, text[mark.start : mark.end]))
            if bare and not (text[: mark.start].strip() and text[mark.end :].strip()):
                return mark
    return None


def _as_note(block: Block, note: Sequence[int], blocks: Sequence[Block], label: str) -> Block:
    """Return a block of a note without its way back, in a container of its own."""
    first = blocks[note[0]]
    outside = len(first.within)
    container = Container(REFERENCE, -2 - note[0], label)
    kind = Kind.PARAGRAPH if block is first and block.kind is Kind.ITEM else block.kind
    block = block._replace(kind=kind, within=(container, *block.within[outside:]))
    back = _way_back(block)
    if back is None:
        return block
    text = block.text
    if text[: back.start].strip():
        start, end = 0, len(text[: back.start].rstrip())
    else:
        end = len(text)
        start = end - len(text[back.end :].lstrip())
    marks = [
        mark._replace(start=max(mark.start - start, 0), end=min(mark.end, end) - start)
        for mark in block.marks
        if mark is not back and mark.start < end and mark.end > start
    ]
    return block._replace(text=text[start:end], marks=tuple(marks), protected=())


def _with_references(block: Block, labels: dict[str, str]) -> Block:
    """Return a block with its links to notes as references."""
    found = [
        Mark(mark.start, mark.end, REFERENCE, labels[mark.target.partition("#")[2]])
        for mark in block.marks
        if mark.kind == "link"
        and mark.target.partition("#")[2] in labels
        and _NUMBER.fullmatch(block.text[mark.start : mark.end].strip())
    ]
    if not found:
        return block
    others = [
        mark for mark in block.marks if mark.kind not in ("link", "sup") or not _meets(mark, found)
    ]
    return block._replace(marks=tuple(sorted([*others, *found])))


def _meets(mark: Mark, others: Sequence[Mark]) -> bool:
    """Tell whether a mark overlaps one of others, which are in order and apart."""
    before = bisect_left(others, mark.end, key=_start) - 1
    return before >= 0 and others[before].end > mark.start


def _start(mark: Mark) -> int:
    return mark.start
