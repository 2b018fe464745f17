"""The blocks of a page while they are being made, and the table of the elements they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from textclean import elements
from textclean.document import Block, Container, Kind
from textclean.dom import NODE
from textclean.elements import BlockFeatures, Page, Row
from textclean.read.html_inline import Line
from textclean.read.html_names import ROLE_FLAGS, TAG_FLAGS, TEXT_PROPERTIES
from textclean.records import maker

DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

LONGEST_HEADING_CHARS = 500
"""More text than this in one heading is a heading that was never closed."""

DEEPEST_CONTAINER = 40
"""Lists and quotes nested deeper are flattened: each block names all that it stands in."""

PATH_STEPS = 64
"""A path names at most so many steps from the top; those between are left out."""

LEFT_OUT = "/\N{HORIZONTAL ELLIPSIS}"

PARAGRAPH, HEADING, ITEM, CODE = Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.CODE
"""For they are asked for at each block, and an attribute of a class takes ten times as long."""

_new_block, _new_features, _new_container = maker(Block), maker(BlockFeatures), maker(Container)

State = tuple[int, Kind, int, str, tuple[Container, ...]]
"""What an element changes for the blocks in it: its index, then the blocks' own kind, level, info
and containers."""


class Builder:
    """Makes blocks of the text that is gathered between the edges of block elements."""

    def __init__(self) -> None:
        self.page = Page()
        self.blocks: list[Block] = []
        self.line = Line()
        self.element = 0
        self.kind = Kind.PARAGRAPH
        self.level = 0
        self.info = ""
        self.within: tuple[Container, ...] = ()
        self.open_links = 0
        self.fresh_item = 0
        """The list item that has no paragraph yet, 0 if there is none."""
        self.idents = 0
        """Number of idents given to lists and containers so far."""
        self._rows: list[Row] = []
        self._siblings: dict[tuple[int, str], int] = {}

    def begin(self, attributes: Any) -> None:
        """Enter the body."""
        names, ident = attributes.get("class") or "", attributes.get("id") or ""
        flags = self._told_by(attributes)
        self._rows.append((-1, "body", names, ident, flags, 0, "/html/body"))

    def finish(self) -> None:
        """End the last block and complete the table of elements."""
        self.flush()
        self.page.fill(self._rows)

    @property
    def flags(self) -> int:
        """The flags of the present element."""
        return self._rows[self.element][4]

    @property
    def path(self) -> str:
        """The path of the present element."""
        return self._rows[self.element][6]

    def enter(self, tag: str, attributes: Any) -> State:
        """End the block before an element and enter the element; return the state to go back to."""
        if self.line.pending:
            self.flush()
        rows, parent = self._rows, self.element
        _, _, _, _, flags, depth, path = rows[parent]
        if tag in TAG_FLAGS:
            inner = tag == "header" and flags & (elements.MAIN | elements.ARTICLE)
            flags |= elements.INNER_HEADER if inner else TAG_FLAGS[tag]
        names = ident = ""
        if attributes:
            names, ident = attributes.get("class") or "", attributes.get("id") or ""
            if not TELLING.isdisjoint(attributes):
                flags |= self._told_by(attributes)
        if self.open_links:
            flags |= elements.IN_LINK
        key = parent, tag
        ordinal = self._siblings[key] = self._siblings.get(key, 0) + 1
        if depth >= PATH_STEPS:
            path = path.partition(LEFT_OUT)[0] + LEFT_OUT
        self.element = len(rows)
        rows.append((parent, tag, names, ident, flags, depth + 1, f"{path}/{tag}[{ordinal}]"))
        return parent, self.kind, self.level, self.info, self.within

    def _told_by(self, attributes: Any) -> int:
        """Return the flags that the attributes of the next element state; note its number."""
        flags = 0
        for name, value in attributes.items():
            if name in FLAGGING:
                flags |= FLAGGING[name](value or "")
            elif name == NODE:
                self.page.nodes[value or ""] = len(self._rows)
        return flags

    def leave(self, state: State) -> None:
        """End the block at the end of an element and go back to the state before it."""
        if self.line.pending:
            self.flush()
        self.element, self.kind, self.level, self.info, self.within = state

    def contain(self, kind: str, marker: str = "", list_ident: int = 0) -> int:
        """Put the blocks that follow in a quote or a list item; return its ident."""
        self.idents += 1
        if len(self.within) < DEEPEST_CONTAINER:
            container = _new_container((kind, self.idents, marker, list_ident))
            self.within = (*self.within, container)
        return self.idents

    def flush(self) -> None:
        """Make a block of what has been gathered."""
        taken = self.line.take()
        if taken is None:
            return
        text, marks = taken
        kind, level, within = self.kind, self.level, self.within
        protected: list[tuple[int, int]] = []
        link_chars = links = images = bold = 0
        for start, end, mark, _, _ in marks:
            if mark == "link":
                link_chars += end - start
                links += 1
            elif mark == "image":
                images += 1
            elif mark == "strong":
                bold += end - start
            elif mark == "code" or mark == "math":
                if mark == "code" and "\n" in text and (start, end) == (0, len(text)):
                    kind = CODE
                protected.append((start, end))
        if kind is CODE:
            marks, protected, level = [], [(0, len(text))], 0
        elif kind is HEADING and len(text) > LONGEST_HEADING_CHARS:
            kind, level = PARAGRAPH, 0
        elif within and kind is PARAGRAPH and within[-1].ident == self.fresh_item:
            kind, self.fresh_item = ITEM, 0
        self.blocks.append(
            _new_block(
                (
                    kind,
                    text,
                    self._rows[self.element][6],
                    (0, 0),
                    level,
                    self.info,
                    tuple(marks),
                    tuple(protected),
                    within,
                    _new_features((self.page, self.element, link_chars, links, images, bold)),
                    None,
                )
            )
        )

    def add_block(self, kind: Kind, **fields: Any) -> None:
        """Add a block of the present element that is not made of the text gathered."""
        fields.setdefault("features", BlockFeatures(self.page, self.element))
        text = fields.pop("text", "")
        self.blocks.append(Block(kind, text, self.path, within=self.within, **fields))


def _role(value: str) -> int:
    return ROLE_FLAGS.get(value, 0)


def _hidden(value: str) -> int:
    return elements.HIDDEN


def _hidden_to_screen_readers(value: str) -> int:
    return elements.HIDDEN if value == "true" else 0


def _hidden_by_style(value: str) -> int:
    return elements.HIDDEN if DISPLAY_NONE.search(value) else 0


def _property(value: str) -> int:
    return elements.BODY_TEXT if value.lower() in TEXT_PROPERTIES else 0


FLAGGING: dict[str, Callable[[str], int]] = {
    "role": _role,
    "hidden": _hidden,
    "aria-hidden": _hidden_to_screen_readers,
    "style": _hidden_by_style,
    "itemprop": _property,
}
"""Attributes that say what an element is for, with what turns their value into flags."""

TELLING = frozenset((NODE, *FLAGGING))
