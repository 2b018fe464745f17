"""One walk over a parsed page: its elements become blocks. An explicit stack, no recursion."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from textclean import elements
from textclean.document import Block, Container, Kind
from textclean.elements import BlockFeatures, Page
from textclean.read.html_inline import Line
from textclean.read.html_links import Links
from textclean.read.html_names import (
    BLOCK_KINDS,
    CAPTION_CLASSES,
    DIGITS,
    HEADINGS,
    MARKS,
    MUTED_CLASSES,
    PLAIN,
    ROLE_FLAGS,
    SKIPPED,
    TAG_FLAGS,
    TEXT_PROPERTIES,
    WRAPPERS,
    code_language,
)
from textclean.read.html_tables import Table

DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

LONGEST_HEADING_CHARS = 500
"""More text than this in one heading is a heading that was never closed."""

DEEPEST_CONTAINER = 40
"""Lists and quotes nested deeper are flattened: each block names all that it stands in."""

Close = Callable[[Any], None] | None
Descent = tuple[Close, Any] | None
"""What is to be done after an element's children, and with what; None: leave the children out."""


class _State(NamedTuple):
    """What an element changes for the blocks in it."""

    element: int
    kind: Kind
    level: int
    info: str
    within: tuple[Container, ...]


class Walker:
    """Makes the blocks of a page. `walk` is called once."""

    def __init__(self, links: Links) -> None:
        self.page = Page()
        self.blocks: list[Block] = []
        self.json_ld: list[str] = []
        """Texts of the JSON-LD scripts met on the way."""
        self._links = links
        self._line = Line()
        self._state = _State(0, Kind.PARAGRAPH, 0, "", ())
        self._open_links = 0
        self._fresh_item = 0
        """The list item that has no paragraph yet, 0 if there is none."""
        self._containers = 0
        self._lists: list[list[int]] = []
        """Of each open list: its ident, the next item's number, whether it is numbered."""
        self._tables: list[Table] = []
        self._siblings: dict[tuple[int, str], int] = {}
        self._handlers: dict[str, Callable[[Any, str], Descent]] = {
            "a": self._link,
            "img": self._image,
            "amp-img": self._image,
            "br": self._break,
            "hr": self._rule,
            "pre": self._pre,
            "q": self._quotation,
            "rt": self._ruby_text,
            "math": self._math,
            "script": self._script,
            "noscript": self._noscript,
            "span": self._span,
            "font": self._span,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "dir": self._list,
            "li": self._item,
            "blockquote": self._quote,
            "table": self._table,
            "tr": self._row,
            "td": self._cell,
            "th": self._cell,
            **dict.fromkeys(MARKS, self._marked),
            **dict.fromkeys(HEADINGS, self._heading),
        }

    def walk(self, body: Any) -> None:
        """Gather the blocks of `body` and all in it."""
        self._register("body", body.attributes, ordinal=0)
        line, handlers = self._line, self._handlers
        stack: list[tuple[Any, Close, Any]] = []
        node = body.first_child
        while True:
            if node is None:
                if not stack:
                    break
                node, close, saved = stack.pop()
                if close is not None:
                    close(saved)
                node = node.next
                continue
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text:
                    line.add(text)
                node = node.next
            elif tag in PLAIN:
                stack.append((node, None, None))
                node = node.first_child
            elif tag in SKIPPED:
                node = node.next
            else:
                descent = handlers.get(tag, self._block)(node, tag)
                if descent is None:
                    node = node.next
                else:
                    stack.append((node, *descent))
                    node = node.first_child
        self._flush()

    # Blocks

    def _flush(self) -> None:
        """Make a block of what has been gathered."""
        taken = self._line.take()
        if taken is None:
            return
        text, marks = taken
        element, kind, level, info, within = self._state
        protected: tuple[tuple[int, int], ...] = ()
        link_chars = links = images = bold = 0
        for start, end, mark, _, _ in marks:
            if mark == "link":
                link_chars += end - start
                links += 1
            elif mark == "image":
                images += 1
            elif mark == "strong":
                bold += end - start
            elif mark in ("code", "math"):
                if mark == "code" and kind is Kind.PARAGRAPH and "\n" in text:
                    if (start, end) == (0, len(text)):
                        kind = Kind.CODE
                else:
                    protected += ((start, end),)
        if kind is Kind.CODE:
            marks, protected = [], ((0, len(text)),)
        elif kind is Kind.HEADING and len(text) > LONGEST_HEADING_CHARS:
            kind, level = Kind.PARAGRAPH, 0
        elif kind is Kind.PARAGRAPH and within and within[-1].ident == self._fresh_item:
            kind, self._fresh_item = Kind.ITEM, 0
        page = self.page
        self.blocks.append(
            Block(
                kind,
                text,
                page.path(element),
                (0, 0),
                level,
                info,
                tuple(marks),
                protected,
                within,
                BlockFeatures(page, element, link_chars, links, images, bold),
            )
        )

    def _register(self, tag: str, attributes: Any, ordinal: int = -1) -> int:
        """Enter an element into the page's table and return its index."""
        page, parent = self.page, self._state.element
        index = len(page.parents)
        flags = page.flags[parent] if index else 0
        names = ident = ""
        if attributes:
            get = attributes.get
            names = get("class") or ""
            ident = get("id") or ""
            role = get("role")
            if role:
                flags |= ROLE_FLAGS.get(role, 0)
            if "hidden" in attributes or get("aria-hidden") == "true":
                flags |= elements.HIDDEN
            style = get("style")
            if style and DISPLAY_NONE.search(style):
                flags |= elements.HIDDEN
            is_text_of = get("itemprop")
            if is_text_of and is_text_of.lower() in TEXT_PROPERTIES:
                flags |= elements.BODY_TEXT
        if tag == "header":
            inner = flags & (elements.MAIN | elements.ARTICLE)
            flags |= elements.INNER_HEADER if inner else elements.HEADER
        else:
            flags |= TAG_FLAGS.get(tag, 0)
        if self._open_links:
            flags |= elements.IN_LINK
        if ordinal < 0:
            key = (parent, tag)
            ordinal = self._siblings[key] = self._siblings.get(key, 0) + 1
        page.parents.append(parent if index else -1)
        page.tags.append(tag)
        page.classes.append(names)
        page.ids.append(ident)
        page.flags.append(flags)
        page.depths.append(page.depths[parent] + 1 if index else 0)
        page.ordinals.append(ordinal)
        return index

    def _enter(self, tag: str, attributes: Any) -> _State:
        """End the block before an element, enter the element; return the state to go back to."""
        self._flush()
        state = self._state
        self._state = state._replace(element=self._register(tag, attributes))
        return state

    def _leave(self, state: _State) -> None:
        self._flush()
        self._state = state

    def _block(self, node: Any, tag: str) -> Descent:
        line, state = self._line, self._state
        if line.verbatim:
            line.add_line_edge()
            return self._end_line, None
        if "-" in tag and _holds_text_only(node):
            return None, None
        if state.kind is Kind.HEADING and tag in WRAPPERS:
            line.add(" ")
            return self._add_space, None
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        kind = BLOCK_KINDS.get(tag)
        if kind is None:
            if state.kind is Kind.HEADING:
                kind = Kind.PARAGRAPH
            elif attributes:
                if attributes.get("role") == "heading":
                    return self._open_heading(attributes.get("aria-level") or "2", saved)
                names = attributes.get("class")
                if names and "caption" in names and not CAPTION_CLASSES.isdisjoint(names.split()):
                    kind = Kind.CAPTION
        if kind is not None:
            self._state = self._state._replace(kind=kind, level=0)
        return self._leave, saved

    def _end_line(self, _: None) -> None:
        self._line.add_line_edge()

    def _add_space(self, _: None) -> None:
        self._line.add(" ")

    def _heading(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        saved = self._enter(tag, node.attributes)
        return self._open_heading(tag[1], saved)

    def _open_heading(self, level: str, saved: _State) -> Descent:
        number = int(level) if level in DIGITS else 2
        self._state = self._state._replace(kind=Kind.HEADING, level=number)
        return self._leave, saved

    def _rule(self, node: Any, tag: str) -> Descent:
        if not self._line.verbatim and not self._line.muted:
            saved = self._enter(tag, node.attributes)
            path = self.page.path(self._state.element)
            features = BlockFeatures(self.page, self._state.element)
            block = Block(Kind.RULE, "", path, within=self._state.within, features=features)
            self.blocks.append(block)
            self._state = saved
        return None

    def _pre(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        info = code_language(node, attributes)
        self._state = self._state._replace(kind=Kind.CODE, level=0, info=info)
        self._line.verbatim += 1
        return self._leave_pre, saved

    def _leave_pre(self, saved: _State) -> None:
        self._flush()
        self._line.verbatim -= 1
        self._state = saved

    # Lists and quotes

    def _contain(self, kind: str, marker: str = "", list_ident: int = 0) -> None:
        within = self._state.within
        if len(within) < DEEPEST_CONTAINER:
            self._containers += 1
            inner = Container(kind, self._containers, marker, list_ident)
            self._state = self._state._replace(within=(*within, inner))

    def _quote(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        saved = self._enter(tag, node.attributes)
        self._state = self._state._replace(kind=Kind.PARAGRAPH, level=0)
        self._contain("quote")
        return self._leave, saved

    def _list(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        self._state = self._state._replace(kind=Kind.PARAGRAPH, level=0)
        self._containers += 1
        number = 0
        if tag == "ol":
            number = _whole_number(attributes.get("start"), 1)
        self._lists.append([self._containers, number, int(tag == "ol")])
        return self._leave_list, saved

    def _leave_list(self, saved: _State) -> None:
        self._leave(saved)
        self._lists.pop()

    def _item(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        if not self._lists:
            self._containers += 1
            self._lists.append([self._containers, 0, 0])
        current = self._lists[-1]
        marker = "-"
        if current[2]:
            current[1] = _whole_number(attributes.get("value"), current[1])
            marker = f"{current[1]}."
            current[1] += 1
        self._state = self._state._replace(kind=Kind.PARAGRAPH, level=0)
        self._contain("item", marker, current[0])
        self._fresh_item = self._containers
        return self._leave, saved

    # Tables

    def _table(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        self._state = self._state._replace(kind=Kind.PARAGRAPH, level=0)
        self._tables.append(Table(len(self.blocks), attributes))
        return self._leave_table, (saved, self._state)

    def _leave_table(self, states: tuple[_State, _State]) -> None:
        saved, own = states
        self._leave(saved)
        table = self._tables.pop()
        merged = table.merge(self.blocks)
        if merged is not None:
            text, info, marks, protected, counts = merged
            features = BlockFeatures(self.page, own.element, *counts)
            path = self.page.path(own.element)
            block = Block(
                Kind.TABLE,
                text,
                path,
                info=info,
                marks=marks,
                protected=protected,
                within=own.within,
                features=features,
            )
            self.blocks.append(block)

    def _row(self, node: Any, tag: str) -> Descent:
        descent = self._block(node, tag)
        if self._tables and not self._line.verbatim:
            self._tables[-1].open_row()
        return descent

    def _cell(self, node: Any, tag: str) -> Descent:
        descent = self._block(node, tag)
        if self._tables and not self._line.verbatim:
            self._tables[-1].open_cell(tag, node.attributes, len(self.blocks))
            return self._leave_cell, (descent, self._tables[-1])
        return descent

    def _leave_cell(self, opened: tuple[tuple[Callable[[Any], None], Any], Table]) -> None:
        (leave, saved), table = opened
        leave(saved)
        table.close_cell(len(self.blocks))

    # Within a line

    def _marked(self, node: Any, tag: str) -> Descent:
        line = self._line
        if line.verbatim or not line.open_mark(MARKS[tag]):
            return None, None
        return self._close_mark, None

    def _close_mark(self, _: None) -> None:
        self._line.close_mark()

    def _link(self, node: Any, tag: str) -> Descent:
        attributes = node.attributes
        href = attributes.get("href")
        if not href or self._line.verbatim:
            return self._span(node, tag)
        target = self._links.absolute(href)
        if not target or not self._line.open_mark("link", target):
            return None, None
        self._open_links += 1
        return self._close_link, None

    def _close_link(self, _: None) -> None:
        self._open_links -= 1
        self._line.close_mark()

    def _image(self, node: Any, tag: str) -> Descent:
        image = self._links.image(node.attributes)
        if image is not None:
            self._line.add_image(*image)
        return None

    def _break(self, node: Any, tag: str) -> Descent:
        line = self._line
        if line.verbatim:
            line.add("\n")
        elif self._state.kind is Kind.HEADING:
            line.add(" ")
        elif line.add_break():
            self._flush()
        return None

    def _span(self, node: Any, tag: str) -> Descent:
        attributes = node.attributes
        if attributes:
            style = attributes.get("style")
            names = attributes.get("class")
            if (style and DISPLAY_NONE.search(style)) or (
                names and not MUTED_CLASSES.isdisjoint(names.split())
            ):
                self._line.muted += 1
                return self._unmute, None
        return None, None

    def _unmute(self, _: None) -> None:
        self._line.muted -= 1

    def _quotation(self, node: Any, tag: str) -> Descent:
        self._line.add("\N{LEFT DOUBLE QUOTATION MARK}")
        return self._end_quotation, None

    def _end_quotation(self, _: None) -> None:
        self._line.add("\N{RIGHT DOUBLE QUOTATION MARK}")

    def _ruby_text(self, node: Any, tag: str) -> Descent:
        before = node.prev
        if before is not None and before.tag == "rp":
            return None, None
        self._line.add("(")
        return self._end_ruby_text, None

    def _end_ruby_text(self, _: None) -> None:
        self._line.add(")")

    def _math(self, node: Any, tag: str) -> Descent:
        formula = node.attributes.get("alttext") or node.text(deep=True)
        self._add_formula(formula)
        return None

    def _script(self, node: Any, tag: str) -> Descent:
        kind = node.attributes.get("type")
        if kind and kind.startswith("math/tex"):
            self._add_formula(node.text() or "")
        elif kind == "application/ld+json":
            self.json_ld.append(node.text() or "")
        return None

    def _add_formula(self, formula: str) -> None:
        formula = " ".join(formula.split())
        line = self._line
        if formula and not line.verbatim:
            muted, line.muted = line.muted, 0
            marked = line.open_mark("math")
            line.add(formula)
            if marked:
                line.close_mark()
            line.muted = muted

    def _noscript(self, node: Any, tag: str) -> Descent:
        inside = self.page.flags[self._state.element] & elements.NOSCRIPT
        if not inside and not (node.text(deep=True) or "").strip():
            return None
        return self._block(node, tag)


def _holds_text_only(node: Any) -> bool:
    child = node.first_child
    return child is None or (child.next is None and child.tag == "-text")


def _whole_number(text: str | None, otherwise: int) -> int:
    """Return a list number as it is given in an attribute.

    Nine digits at most: a Markdown list cannot begin with more.
    """
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
