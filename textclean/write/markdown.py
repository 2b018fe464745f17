"""A document as Markdown that a person would be glad to have written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from textclean.document import Block, Container, Document, Kind, Mark
from textclean.finding import Finding
from textclean.startup.lazy import lazy_compile
from textclean.write.markdown_escape import specials_in
from textclean.write.markdown_footnotes import REFERENCE, with_footnotes
from textclean.write.markdown_inline import is_plain, write_inline

_FENCE = lazy_compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_NUMBER = lazy_compile(r"\(?(\d{1,9})[.)]")
_NO_LINES = re.compile(r"^(?:\\\n)+|(?:\\\n\s*)+$")
"""Breaks with nothing before or after them."""

TITLE_RULE = "content/title"
"""The rule by which a heading goes that says what the metadata say."""

_CLOSING = lazy_compile(r"(?:^|(?<=[ \t]))#+$")
_PROSE = (Kind.PARAGRAPH, Kind.ITEM)
_ALIGNMENT = {"l": ":--", "c": ":-:", "r": "--:"}


def write(document: Document, findings: Sequence[Finding]) -> str:
    """Return the standing blocks as Markdown, empty for none.

    A title that stands in the metadata instead of the text goes above it; comments that are told
    apart from the text go below it, under a line.
    """
    blocks = [block for _, block in document.standing()]
    comments = [block for block in blocks if block.info and block.is_comment]
    if comments and len(comments) < len(blocks):
        text = [block for block in blocks if not block.is_comment]
        blocks = [*text, Block(Kind.RULE, ""), *comments]
    if document.metadata.title and any(
        block.dropped_by is not None and block.dropped_by.rule == TITLE_RULE
        for block in document.blocks
    ):
        blocks.insert(0, Block(Kind.HEADING, document.metadata.title, level=1))
    if document.format == "html":
        blocks = with_footnotes(blocks, document.metadata.url)
    return write_blocks(blocks)


def write_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown that ends with one newline.

    >>> write_blocks([Block(Kind.HEADING, "Title", level=1), Block(Kind.PARAGRAPH, "1. Text")])
    '# Title\\n\\n1\\\\. Text\\n'
    """
    shown = [
        block if block.kind is not Kind.QUOTE else _quoted(block)
        for block in blocks
        if block.text or block.marks or block.kind is Kind.RULE
    ]
    layout = _Layout(shown)
    specials = specials_in("".join([block.text for block in shown]))
    out: list[str] = []
    before: Block | None = None
    for block in shown:
        first = rest = ""
        gap = "" if before is None else "\n"
        if block.within:
            shared = _shared(before, block)
            first, rest = layout.prefixes(before, block, shared)
            if before is not None:
                gap = layout.gap(before, block, shared)
        written = _lines(block, specials, first=before is None)
        if rest and "\n" in written:
            written = _indented(written, rest)
        out += (gap, first, written, "\n")
        before = block
    return "".join(out)


def _indented(lines: str, prefix: str) -> str:
    """Return lines with a prefix before each but the first, of which blank ones need no spaces."""
    bare = prefix.rstrip(" ")
    first, *others = lines.split("\n")
    return "\n".join([first, *(prefix + line if line else bare for line in others)])


def _quoted(block: Block) -> Block:
    """Return a block of the kind `quote` as a paragraph in a quote."""
    quote = Container("quote", -1)
    return block._replace(kind=Kind.PARAGRAPH, within=(*block.within, quote))


class _Layout:
    """What stands before the lines of each block: quote marks, list markers, indents."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._loose = _loose_lists(blocks)
        self._markers: dict[int, str] = {}
        """By list, the character that tells it from the list before it: `-` or `*`, `.` or `)`."""
        self._last_list: dict[int, tuple[int, str]] = {}
        self._inside: list[str] = []
        """What the lines of the block begin with for each of its containers, but the first line."""

    def prefixes(self, before: Block | None, block: Block, shared: int) -> tuple[str, str]:
        """Return what the first line and what the others begin with.

        `shared` says how many containers the block before stands in, too.
        """
        inside = self._inside = self._inside[:shared]
        first = "".join(inside)
        for depth, container in enumerate(block.within[shared:], shared):
            if container.kind == "item":
                marker = self._marker(before, block, depth) + " "
                inside.append(" " * len(marker))
            elif container.kind == REFERENCE:
                marker = f"[^{container.marker}]: "
                inside.append("    ")
            else:
                marker = "> "
                inside.append(marker)
            first += marker
        return first, "".join(inside)

    def _marker(self, before: Block | None, block: Block, depth: int) -> str:
        container = block.within[depth]
        number = _NUMBER.fullmatch(container.marker)
        ends = ".)" if number else "-*"
        end = self._markers.get(container.list_ident)
        if end is None:
            end = ends[0]
            previous = _item_at(before, block, depth)
            if previous is not None and previous.list_ident != container.list_ident:
                end = ends[1] if self._markers.get(previous.list_ident) == ends[0] else ends[0]
            self._markers[container.list_ident] = end
        return f"{number[1]}{end}" if number else end

    def gap(self, before: Block, block: Block, shared: int) -> str:
        """Return the blank line between two blocks, or nothing between tight items."""
        if len(block.within) > shared and block.within[shared].kind == "item":
            item = block.within[shared]
            other = before.within[shared] if len(before.within) > shared else None
            if other is not None and other.list_ident == item.list_ident:
                if item.list_ident not in self._loose:
                    return ""
            elif other is None and shared and before.within[-1].kind == "item":
                tight = before.within[-1].list_ident not in self._loose
                starts_low = not _NUMBER.fullmatch(item.marker) or item.marker[:-1] == "1"
                if tight and starts_low and block.text:
                    return ""
        return "".join(self._inside[:shared]).rstrip(" ") + "\n"


def _shared(before: Block | None, block: Block) -> int:
    """Return how many containers two blocks stand in together."""
    if before is None:
        return 0
    shared = 0
    for one, other in zip(before.within, block.within, strict=False):
        if one.ident != other.ident:
            break
        shared += 1
    return shared


def _item_at(before: Block | None, block: Block, depth: int) -> Container | None:
    """Return the item of a list that ends just where a block's own list begins."""
    if before is None or len(before.within) <= depth or _shared(before, block) < depth:
        return None
    item = before.within[depth]
    return item if item.kind == "item" else None


def _loose_lists(blocks: Sequence[Block]) -> set[int]:
    """Return the lists of which an item holds two blocks of its own, or one that is not text."""
    loose: set[int] = set()
    seen: set[int] = set()
    for block in blocks:
        if not block.within:
            continue
        if block.within[-1].kind == "item":
            *_, item = block.within
            if item.ident in seen:
                loose.add(item.list_ident)
            seen.add(item.ident)
        for outer, inner in zip(block.within, block.within[1:], strict=False):
            if inner.kind != "item" and outer.kind == "item":
                loose.add(outer.list_ident)
            seen.add(outer.ident)
    return loose


def _lines(block: Block, specials: Sequence[str], *, first: bool) -> str:
    """Return a block's Markdown without what its containers put before it."""
    kind = block.kind
    if kind in _PROSE and not block.marks and is_plain(block.text, specials):
        return block.text.rstrip(" \t")
    if kind is Kind.HEADING:
        title = write_inline(block.text, block.marks, one_line=True).strip()
        if title.endswith("#"):
            title = _CLOSING.sub(lambda match: "\\" + match[0], title)
        return "#" * min(max(block.level, 1), 6) + " " + title
    if kind is Kind.CODE:
        return _code_block(block)
    if kind is Kind.TABLE:
        return _table(block)
    if kind is Kind.RULE:
        return "___" if first or block.within else "---"
    if kind is Kind.MARKUP:
        return block.text.strip("\n")
    marks: Sequence[Mark] = block.marks
    if kind is Kind.CAPTION and not marks and is_plain(block.text, specials):
        return f"*{block.text.rstrip()}*"
    if kind is Kind.CAPTION:
        marks = [mark for mark in marks if mark.kind != "em"]
        marks.append(Mark(0, len(block.text), "em"))
    written = write_inline(block.text, marks, in_item=kind is Kind.ITEM).strip(" \t")
    return _NO_LINES.sub("", written) if "\n" in written else written


def _code_block(block: Block) -> str:
    fences = [match[1] for match in _FENCE.finditer(block.text)]
    ticks = max((len(fence) for fence in fences if fence[0] == "`"), default=2)
    fence = "`" * max(ticks + 1, 3)
    info = " ".join(block.info.split())
    if "`" in info:
        info = ""
    return f"{fence}{info}\n{block.text}\n{fence}"


def _table(block: Block) -> str:
    """Return a table; its first row is the head, as Markdown knows no other."""
    rows: list[list[str]] = []
    start = 0
    marks = sorted(block.marks)
    at = 0
    for row in block.text.split("\n"):
        rows.append([])
        for cell in row.split("\t"):
            end = start + len(cell)
            inside = []
            while at < len(marks) and marks[at].start <= end:
                mark = marks[at]
                at += 1
                if mark.start >= start:
                    inside.append(
                        mark._replace(start=mark.start - start, end=min(mark.end, end) - start)
                    )
            rows[-1].append(write_inline(cell, inside, one_line=True, in_table=True).strip())
            start = end + 1
    width = max(map(len, rows))
    info = block.info.ljust(width, "-")
    lines = [_row(row + [""] * (width - len(row))) for row in rows]
    delimiters = [_ALIGNMENT.get(letter, "---") for letter in info[:width]]
    return "\n".join([lines[0], _row(delimiters), *lines[1:]])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
