"""Plain text to blocks: paragraphs (hard-wrapped lines joined) and list items.

What a block *is* beyond that (title, heading, caption) is not the reader's to say: the `structure`
filter does, with a rule and a reason.
"""

from __future__ import annotations

from typing import NamedTuple

from textclean.document import (
    Block,
    Container,
    Document,
    Kind,
    Metadata,
    Piece,
    Source,
    lines_of,
)
from textclean.lazy import lazy_compile

BULLET = lazy_compile(r"(?:[-*+•‣◦▪·●○■□➢➤✓✔]|\(?\d{1,3}[.)]|\(?[a-zA-Z][)])[ \t]+(?=\S)")
BLANKS = " \t"

MAX_WRAP_CHARS = 130
"""Longest line that a hard-wrapped text may have; wider lines are paragraphs."""

MIN_FILL = 0.6
"""Share of the widest line that the others of a wrapped paragraph must reach on average."""

MIN_LOWER_SHARE = 0.3
"""Share of the lines after the first that begin in lower case; in verse none or few do."""


class Line(NamedTuple):
    """A line without its indentation and its end."""

    start: int
    text: str
    indent: int


def read(text: str, source: Source) -> Document:
    """Return a document of the paragraphs and list items of a plain text.

    Two lines belong to one paragraph when the first word of the second would not have fitted
    on the first; else each line is a block, as extracted texts have them.
    """
    blocks: list[Block] = []
    for group in _groups(text):
        if _has_items(group):
            _add_items(group, blocks)
        elif is_wrapped([line.text for line in group]):
            blocks.append(_block(group))
        else:
            blocks += (_block([line]) for line in group)
    metadata = Metadata(language=source.language, url=source.url, encoding=source.encoding)
    return Document(source.id, text, "text", tuple(blocks), metadata)


def _groups(text: str) -> list[list[Line]]:
    """Return the runs of lines between blank ones."""
    groups: list[list[Line]] = [[]]
    for start, line in lines_of(text):
        bare = line.lstrip(BLANKS)
        if bare:
            indent = len(line) - len(bare)
            groups[-1].append(Line(start + indent, bare, indent))
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def is_wrapped(lines: list[str]) -> bool:
    """Tell whether the lines of a group are one paragraph, broken to a width.

    >>> is_wrapped(["We went down to the sea past", "the mill and all the old barns", "there."])
    True
    >>> is_wrapped(["By A. Reporter", "A caption that is longer than the line above it."])
    False
    """
    if len(lines) < 2:
        return False
    widths = [len(line.rstrip(BLANKS)) for line in lines]
    width = max(widths)
    body = widths[:-1]
    if width > MAX_WRAP_CHARS or sum(body) < width * MIN_FILL * len(body):
        return False
    for following, chars in zip(lines[1:], widths, strict=False):
        if chars + 1 + len(following.split(" ", 1)[0]) <= width:
            return False
    starts = [line[:1] for line in lines[1:]]
    capitals = sum(start.isupper() for start in starts)
    return not capitals or sum(map(str.islower, starts)) >= len(starts) * MIN_LOWER_SHARE


def _has_items(group: list[Line]) -> bool:
    """Tell whether a group is a list: two items or more, or one that makes the whole group."""
    items = sum(1 for line in group if BULLET.match(line.text))
    return items >= 2 or (items == 1 and len(group) == 1)


def _add_items(group: list[Line], blocks: list[Block]) -> None:
    """Add a group with list items; indented lines after an item belong to it."""
    last = blocks[-1].within if blocks and blocks[-1].kind is Kind.ITEM else ()
    list_ident = last[0].list_ident if last else len(blocks) + 1
    item: list[Line] = []
    for line in group:
        if item and not BULLET.match(line.text) and line.indent > item[0].indent:
            item.append(line)
            continue
        _add_item(item, list_ident, blocks)
        item = [line]
    _add_item(item, list_ident, blocks)


def _add_item(lines: list[Line], list_ident: int, blocks: list[Block]) -> None:
    if not lines:
        return
    match = BULLET.match(lines[0].text)
    if match is None:
        blocks += (_block([line]) for line in lines)
        return
    start, text, indent = lines[0]
    bare = Line(start + match.end(), text[match.end() :], indent)
    container = Container("item", len(blocks) + 1, match[0].rstrip(BLANKS), list_ident)
    block = _block([bare, *lines[1:]])
    blocks.append(
        block._replace(kind=Kind.ITEM, within=(container,), extent=(start, block.extent[1]))
    )


def _block(lines: list[Line]) -> Block:
    """Return a paragraph of lines joined by a space that is in no piece."""
    if len(lines) == 1:
        start, text, _ = lines[0]
        extent = (start, start + len(text))
        return Block(Kind.PARAGRAPH, text, (Piece(0, start, len(text)),), extent)
    parts, pieces, offset = [], [], 0
    for start, text, _ in lines:
        text = text if start == lines[-1].start else text.rstrip(BLANKS)
        parts.append(text)
        pieces.append(Piece(offset, start, len(text)))
        offset += len(text) + 1
    extent = (lines[0].start, lines[-1].start + len(lines[-1].text))
    return Block(Kind.PARAGRAPH, " ".join(parts), tuple(pieces), extent)
