"""Plain text to blocks: paragraphs (hard-wrapped lines joined), list items, dividing lines.

What a block *is* beyond that (title, heading, caption) is not the reader's to say: the `structure`
filter does, with a rule and a reason.
"""

from __future__ import annotations

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
from textclean.read.text_code import (
    code_block,
    find_code,
    goes_on,
    is_code,
    join_code,
)
from textclean.read.text_forms import BLANKS, Line, find_table, table_block, unquote
from textclean.read.text_wrap import is_wrapped, join_lines, join_wrapped
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import maker

_new_block, _new_piece = maker(Block), maker(Piece)
_PARAGRAPH = Kind.PARAGRAPH
_UNMARKED = tuple(Block(_PARAGRAPH, ""))[4:]
"""The fields of a paragraph behind its extent."""

MAX_DEPTH = 8
"""Levels of quotation that are told apart."""

BULLET = lazy_compile(r"(?:[-*+•‣◦▪·●○■□➢➤✓✔]|\(?\d{1,3}[.)]|\(?[a-zA-Z][)])[ \t]+(?=\S)")
_LETTER = r"[^\W\d_](?!\))"
_PLAIN_ASCII = lazy_compile(rf"[\"'(]{{0,2}}{_LETTER}")
_PLAIN = lazy_compile(
    "[\"'(\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}]{0,2}"
    rf"(?:[\N{{EM DASH}}\N{{HORIZONTAL ELLIPSIS}}]\s?)?{_LETTER}"
)

RULE = lazy_compile(r"([-_*=~])(?:[ \t]*\1){2,}[ \t]*")
"""A line that parts what is above from what is below."""


def read(text: str, source: Source) -> Document:
    """Return a document of the paragraphs and list items of a plain text.

    Two lines belong to one paragraph when the first word of the second would not have fitted
    on the first; else each line is a block, as extracted texts have them.
    """
    blocks: list[Block] = []
    start = 0
    # An empty line ends a group; most are one line, which needs no search for others.
    for part in text.split("\n\n"):
        if _is_plain(part) and "\n" not in part and "\r" not in part:
            blocks.append(_paragraph(start, part))
        else:
            _add_part(start, part, blocks)
        start += len(part) + 2
    metadata = Metadata(language=source.language, url=source.url, encoding=source.encoding)
    blocks = join_wrapped(text, blocks)
    if any(block.kind is Kind.CODE for block in blocks):
        blocks = join_code(text, blocks)
    return Document(source.id, text, "text", tuple(blocks), metadata)


def _is_plain(line: str) -> bool:
    """Tell whether a line begins as prose does: it is no item, quotation or table row."""
    # Most begin with a letter, and need no pattern.
    if line[:1].isalpha() and line[1:2] != ")":
        return True
    # The signs that are looked for stand among the first three characters.
    return (_PLAIN_ASCII if line[:3].isascii() else _PLAIN).match(line) is not None


def _add_part(offset: int, part: str, blocks: list[Block]) -> None:
    """Add the groups of lines in a part of the text, between which stand blank lines."""
    group: list[tuple[int, str]] = []
    for start, line in lines_of(part):
        if line and (line[0] not in BLANKS or line.strip(BLANKS)):
            group.append((offset + start, line))
        elif group:
            _add_group(group, blocks)
            group = []
    if group:
        _add_group(group, blocks)


def _add_group(lines: list[tuple[int, str]], blocks: list[Block]) -> None:
    """Add what stands between two blank lines, given as offsets and lines."""
    if all(_is_plain(text) and "\t" not in text for _, text in lines):
        if len(lines) > 1 and is_wrapped([text for _, text in lines]):
            blocks.append(_block([Line(start, text, 0) for start, text in lines]))
        else:
            blocks += [_paragraph(start, text) for start, text in lines]
        return
    group = []
    for start, text in lines:
        bare = text.lstrip(BLANKS)
        indent = len(text) - len(bare)
        group.append(Line(start + indent, bare, indent))
    if len(group) == 1 and RULE.fullmatch(group[0].text):
        blocks.append(_block(group)._replace(kind=Kind.RULE))
        return
    if is_code(group) or (blocks and goes_on(blocks[-1], group)):
        blocks.append(code_block(group))
        return
    if any(line.text[0] == ">" for line in group):
        group = unquote(group)
    is_indented = any(line.indent for line in group)
    begin = at = searched = 0
    while at < len(group):
        form = None
        if "\t" in group[at].text and (end := find_table(group, at)) > at:
            form = table_block
        elif is_indented and at >= searched:
            searched, found = find_code(group, at)
            if found:
                form, end = code_block, searched
        if form or (at > begin and group[at].depth != group[at - 1].depth) or not group[at].text:
            _add_lines(group[begin:at], blocks)
            begin = at
        if form:
            blocks.append(form(group[at:end]))
            begin = at = end
        else:
            # A line with nothing but the mark of a quotation parts two paragraphs.
            begin += not group[at].text
            at += 1
    _add_lines(group[begin:], blocks)


def _add_lines(lines: list[Line], blocks: list[Block]) -> None:
    if not lines:
        return
    first = len(blocks)
    if _has_items(lines):
        _add_items(lines, blocks)
    else:
        for part in _indented_parts(lines):
            if is_wrapped([line.text for line in part]):
                blocks.append(_block(part))
            else:
                blocks += (_block([line]) for line in part)
    if lines[0].depth:
        quotes = tuple(
            Container("quote", first * MAX_DEPTH + depth + 1)
            for depth in range(min(lines[0].depth, MAX_DEPTH))
        )
        blocks[first:] = [
            block._replace(within=(*quotes, *block.within)) for block in blocks[first:]
        ]


def _indented_parts(lines: list[Line]) -> list[list[Line]]:
    """Return the paragraphs of a group in which each begins with an indented line."""
    least = min(line.indent for line in lines)
    parts: list[list[Line]] = []
    for line in lines:
        if not parts or line.indent > least:
            parts.append([])
        parts[-1].append(line)
    wrapped = [is_wrapped([line.text for line in part]) for part in parts if len(part) > 1]
    return parts if wrapped and all(wrapped) else [lines]


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
    start, text, indent, _ = lines[0]
    bare = Line(start + match.end(), text[match.end() :], indent)
    container = Container("item", len(blocks) + 1, match[0].rstrip(BLANKS), list_ident)
    block = _block([bare, *lines[1:]])
    blocks.append(
        block._replace(kind=Kind.ITEM, within=(container,), extent=(start, block.extent[1]))
    )


def _paragraph(start: int, text: str) -> Block:
    """Return a paragraph of one line."""
    chars = len(text)
    origin = (_new_piece((0, start, chars)),)
    return _new_block((_PARAGRAPH, text, origin, (start, start + chars), *_UNMARKED))


def _block(lines: list[Line]) -> Block:
    """Return a paragraph of lines joined by a space that is in no piece."""
    if len(lines) == 1:
        return _paragraph(*lines[0][:2])
    return join_lines([(line.start, line.text) for line in lines])
