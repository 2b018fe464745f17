"""The blocks of a page while they are being made, and the table of the elements they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from textclean import elements
from textclean.document import Block, Container, Kind
from textclean.dom import NODE
from textclean.elements import ROW_WIDTH, BlockFeatures, Page
from textclean.read.html_inline import Line
from textclean.read.html_names import DIGITS, ROLE_FLAGS, TAG_FLAGS, TEXT_PROPERTIES
from textclean.startup.records import maker

DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

LONGEST_HEADING_CHARS = 500
"""More text than this in one heading is a heading that was never closed."""

DEEPEST_CONTAINER = 40
"""Lists and quotes nested deeper are flattened: each block names all that it stands in."""

PATH_STEPS = 64
"""A path names at most so many steps from the top; those between are left out."""

LEFT_OUT = "/\N{HORIZONTAL ELLIPSIS}"

PARAGRAPH, HEADING, ITEM = Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM
CODE, CAPTION = Kind.CODE, Kind.CAPTION
"""For they are asked for at each block, and an attribute of a class takes ten times as long."""

_new_block, _new_features, _new_container = maker(Block), maker(BlockFeatures), maker(Container)

Close = Callable[[], None]
"""What is to be done after an element's children."""

Handler = Callable[[Any, str], Close | None]
"""Takes an element that is about to be entered, and its tag; None: leave the children out."""

Mode = tuple[Kind, int, str, tuple[Container, ...]]
"""Of what kind, level and info the blocks of an element are, and in what containers."""

FLOWING: Mode = PARAGRAPH, 0, "", ()

Place = tuple[Any, int, int, int, str, dict[str, int], Mode]
"""An element that is open: the place around it, its index, flags, depth and path, how many
children of each name it has so far, and the mode to go back to at its end."""


class OpenList:
    """A list that is being read."""

    __slots__ = ("ident", "number", "within")

    def __init__(self, ident: int, number: int | None) -> None:
        self.ident = ident
        self.number = number
        """Of the next item; None in a list without numbers."""
        self.within: tuple[Container, ...] = ()
        """What the last item's blocks stand in."""


class Builder:
    """Makes blocks of the text that is gathered between the edges of block elements."""

    __slots__ = ("_rows", "blocks", "fresh_item", "idents", "line", "mode", "page", "place")

    def __init__(self) -> None:
        self.page = Page()
        self.blocks: list[Block] = []
        self.line = Line()
        self.place: Place = None, 0, 0, 0, "/html/body", {}, FLOWING
        """The present element."""
        self.mode: Mode = FLOWING
        self.fresh_item = 0
        """The list item that has no paragraph yet, 0 if there is none."""
        self.idents = 0
        """Number of idents given to lists and containers so far."""
        self._rows: list[Any] = []
        """The rows of the table, one after another."""

    def begin(self, attributes: Any) -> None:
        """Enter the body."""
        names, ident = attributes.get("class") or "", attributes.get("id") or ""
        flags, path = self._told_by(attributes), "/html/body"
        self.place, self.mode = (None, 0, flags, 0, path, {}, FLOWING), FLOWING
        self._rows += (-1, "body", names, ident, flags, 0, path)

    def finish(self) -> None:
        """End the last block and complete the table of elements."""
        self.flush()
        self.page.fill(self._rows)

    def enter(self, tag: str, attributes: Any) -> str:
        """End the block before an element and enter the element; return its classes."""
        line = self.line
        if line.pending:
            self.flush()
        outer, mode = self.place, self.mode
        _, parent, flags, depth, path, children, _ = outer
        if tag in TAG_FLAGS:
            inner = tag == "header" and flags & (elements.MAIN | elements.ARTICLE)
            flags |= elements.INNER_HEADER if inner else TAG_FLAGS[tag]
        names: str = ""
        ident: str = ""
        if attributes:
            names = attributes.get("class") or ""
            if len(attributes) > 1 or not names:  # Most have a class and nothing else.
                ident = attributes.get("id") or ""
                if not TELLING.isdisjoint(attributes):
                    flags |= self._told_by(attributes)
        if line.open_marks and line.in_mark("link"):
            flags |= elements.IN_LINK
        children[tag] = ordinal = children.get(tag, 0) + 1
        if depth >= PATH_STEPS:
            path = path.partition(LEFT_OUT)[0] + LEFT_OUT
        depth += 1
        path = f"{path}/{tag}[{ordinal}]"
        rows = self._rows
        self.place = outer, len(rows) // ROW_WIDTH, flags, depth, path, {}, mode
        rows += (parent, tag, names, ident, flags, depth, path)
        return names

    def _told_by(self, attributes: Any) -> int:
        """Do what the attributes of the next element ask for; return the flags they state."""
        flags = 0
        for name in TELLING.intersection(attributes):
            value = attributes[name] or ""
            if name == NODE:
                self.page.nodes[value] = len(self._rows) // ROW_WIDTH
            else:
                flags |= FLAGGING[name](value)
                if value == "heading" and name == "role":
                    self.open_heading(attributes.get("aria-level") or "2")
        return flags

    def leave(self) -> None:
        """End the block at the end of the present element and go back to what it stands in."""
        if self.line.pending:
            self.flush()
        place = self.place
        self.place, self.mode = place[0], place[6]

    def become(self, kind: Kind, level: int = 0, info: str = "") -> None:
        """Let the blocks of the present element be of a kind."""
        self.mode = kind, level, info, self.mode[3]

    def open_heading(self, level: str) -> None:
        """Let the blocks of the present element be headings."""
        self.become(HEADING, int(level) if level in DIGITS else 2)

    def stand_in(self, within: tuple[Container, ...]) -> None:
        """Let the blocks of the present element stand in what encloses others, not their parents.

        For lists in lists that are no part of an item, as the page's elements would have it.
        """
        self.mode = PARAGRAPH, 0, "", within

    def open_list(self, number: int | None = None) -> OpenList:
        """Return a new list, whose first item has a number or none."""
        self.idents += 1
        return OpenList(self.idents, number)

    def open_item(self, of: OpenList, marker: str) -> None:
        """Say that the open element is an item of a list."""
        self.fresh_item = self.contain("item", marker, of.ident)
        of.within = self.mode[3]

    def contain(self, kind: str, marker: str = "", list_ident: int = 0) -> int:
        """Let the present element hold the paragraphs of a quote or an item; return its ident."""
        self.idents = ident = self.idents + 1
        within = self.mode[3]
        if len(within) < DEEPEST_CONTAINER:
            within = (*within, _new_container((kind, ident, marker, list_ident)))
        self.mode = PARAGRAPH, 0, "", within
        return ident

    def flush(self) -> None:
        """Make a block of what has been gathered."""
        taken = self.line.take()
        if taken is None:
            return
        text, marks = taken
        _, element, _, _, path, _, _ = self.place
        kind, level, info, within = self.mode
        link_chars = links = images = bold = 0
        protected: list[tuple[int, int]] = []
        if marks:
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
        if kind is PARAGRAPH:
            if within and within[-1][1] == self.fresh_item:
                kind, self.fresh_item = ITEM, 0
        elif kind is CODE:
            marks, protected, level = [], [(0, len(text))], 0
        elif kind is HEADING and len(text) > LONGEST_HEADING_CHARS:
            kind, level = PARAGRAPH, 0
        self.blocks.append(
            _new_block(
                (
                    kind,
                    text,
                    path,
                    (0, 0),
                    level,
                    info,
                    tuple(marks),
                    tuple(protected),
                    within,
                    _new_features((self.page, element, link_chars, links, images, bold)),
                    None,
                )
            )
        )

    def add_block(self, kind: Kind, **fields: Any) -> None:
        """Add a block of the present element that is not made of the text gathered."""
        _, element, _, _, path, _, _ = self.place
        fields.setdefault("features", BlockFeatures(self.page, element))
        text = fields.pop("text", "")
        self.blocks.append(Block(kind, text, path, within=self.mode[3], **fields))


def nothing() -> None:
    """Do nothing after an element's children."""


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
