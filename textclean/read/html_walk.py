"""One walk over a parsed page: its elements become blocks. An explicit stack, no recursion."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from textclean import elements
from textclean.document import Kind
from textclean.dom import NODE, NODE_MARK
from textclean.elements import BlockFeatures
from textclean.read.html_build import HEADING, PARAGRAPH, Builder, State
from textclean.read.html_links import Links
from textclean.read.html_names import (
    BLOCK_KINDS,
    CAPTION_CLASSES,
    DIGITS,
    HEADINGS,
    SKIPPED,
    WRAPPERS,
    code_language,
)
from textclean.read.html_phrasing import CHILDREN, Close, Descent, Handler, Phrasing
from textclean.read.html_tables import Table


class Walker:
    """Makes the blocks of a page. `walk` is called once."""

    def __init__(self, links: Links) -> None:
        builder = self._builder = Builder()
        self.page = builder.page
        self.blocks = builder.blocks
        self._line = builder.line
        self._lists: list[list[int]] = []
        """Of each open list: its ident, the next item's number, whether it is numbered."""
        self._tables: list[Table] = []
        self._known: dict[int, tuple[Handler, str]] = {}
        phrasing = Phrasing(builder, links)
        self.json_ld = phrasing.json_ld
        self._handlers: dict[str, Handler] = {
            **phrasing.handlers(),
            "hr": self._rule,
            "pre": self._pre,
            "noscript": self._noscript,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "dir": self._list,
            "li": self._item,
            "dt": self._term,
            "blockquote": self._quote,
            "table": self._table,
            "tr": self._row,
            "td": self._cell,
            "th": self._cell,
            **dict.fromkeys(HEADINGS, self._heading),
        }

    def walk(self, body: Any, numbers: Container[str] = frozenset()) -> None:
        """Gather the blocks of `body` and all in it.

        The text of elements with one of these numbers gets a mark that names the number.
        """
        self._builder.begin(body.attributes)
        line = self._line
        add_text, known = line.add, self._known
        stack: list[tuple[Any, tuple[Close, Any]]] = []
        push, pop = stack.append, stack.pop
        node = body.first_child
        while True:
            if node is None:
                if not stack:
                    break
                node, (close, saved) = pop()
                if close is not None:
                    close(saved)
                node = node.next
                continue
            text = node.text_content
            if text is not None:
                if text and not (line.spaced and text.isspace() and text.isascii()):
                    add_text(text)
                node = node.next
                continue
            handler, tag = known.get(node.tag_id) or self._meet(node)
            if numbers and node.attributes.get(NODE) in numbers:
                handler = self._labelled
            descent = handler(node, tag)
            if descent is None:
                node = node.next
            else:
                push((node, descent))
                node = node.first_child
        self._builder.finish()

    def _meet(self, node: Any) -> tuple[Handler, str]:
        """Return the handler of a tag that is met for the first time, and the tag.

        The parser's number of a tag is asked for in a third of the time that its name takes.
        """
        tag = node.tag
        known = self._known[node.tag_id] = self._handlers.get(tag, self._block), tag
        return known

    def _labelled(self, node: Any, tag: str) -> Descent:
        """Enter an element that a filter on the tree has labelled."""
        if tag in SKIPPED:
            return None
        line = self._line
        if tag == "img":
            return self._labelled_image(node, tag)
        line.open_mark(NODE_MARK + node.attributes[NODE])
        inner = self._handlers.get(tag, self._block)(node, tag)
        if inner is None:
            line.close_mark()
            return None
        return self._leave_marked, inner

    def _labelled_image(self, node: Any, tag: str) -> Descent:
        """Make a block of an image, as its label is about nothing else."""
        saved = self._builder.enter(tag, node.attributes)
        self._handlers[tag](node, tag)
        self._builder.leave(saved)
        return None

    def _leave_marked(self, inner: tuple[Close, Any]) -> None:
        close, saved = inner
        if close is not None:
            close(saved)
        self._line.close_mark()

    def _block(self, node: Any, tag: str) -> Descent:
        builder, line = self._builder, self._line
        if line.verbatim:
            line.add_line_edge()
            return self._end_line, None
        if "-" in tag and _holds_text_only(node):
            return CHILDREN
        in_heading = builder.kind is HEADING
        if in_heading and tag in WRAPPERS:
            line.add(" ")
            return self._add_space, None
        attributes = node.attributes
        saved = builder.enter(tag, attributes)
        if tag in BLOCK_KINDS:
            builder.kind = BLOCK_KINDS[tag]
            builder.level = 0
        elif attributes and attributes.get("role") == "heading":
            self._open_heading(attributes.get("aria-level") or "2")
        elif in_heading:
            builder.kind = PARAGRAPH
            builder.level = 0
        elif attributes:
            names = attributes.get("class")
            if names and "caption" in names and not CAPTION_CLASSES.isdisjoint(names.split()):
                builder.kind = Kind.CAPTION
        return builder.leave, saved

    def _end_line(self, _: None) -> None:
        self._line.add_line_edge()

    def _add_space(self, _: None) -> None:
        self._line.add(" ")

    def _enter(self, tag: str, attributes: Any) -> State:
        """Enter an element whose blocks are paragraphs whatever stands around it."""
        builder = self._builder
        saved = builder.enter(tag, attributes)
        builder.kind, builder.level = PARAGRAPH, 0
        return saved

    def _heading(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        saved = self._builder.enter(tag, node.attributes)
        self._open_heading(tag[1])
        return self._builder.leave, saved

    def _open_heading(self, level: str) -> None:
        self._builder.kind = HEADING
        self._builder.level = int(level) if level in DIGITS else 2

    def _rule(self, node: Any, tag: str) -> Descent:
        if not self._line.verbatim and not self._line.muted:
            builder = self._builder
            saved = builder.enter(tag, node.attributes)
            builder.add_block(Kind.RULE)
            builder.leave(saved)
        return None

    def _pre(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        builder = self._builder
        saved = self._enter(tag, attributes)
        builder.kind = Kind.CODE
        builder.info = code_language(node, attributes)
        self._line.keep_spaces(True)
        return self._leave_pre, saved

    def _leave_pre(self, saved: State) -> None:
        self._builder.flush()
        self._line.keep_spaces(False)
        self._builder.leave(saved)

    def _noscript(self, node: Any, tag: str) -> Descent:
        builder = self._builder
        inside = builder.flags & elements.NOSCRIPT
        if not inside and not (node.text(deep=True) or "").strip():
            return None
        return self._block(node, tag)

    # Lists and quotes

    def _quote(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        saved = self._enter(tag, node.attributes)
        self._builder.contain("quote")
        return self._builder.leave, saved

    def _list(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        self._builder.idents += 1
        numbered = tag == "ol"
        number = _whole_number(attributes.get("start"), 1) if numbered else 0
        self._lists.append([self._builder.idents, number, numbered])
        return self._leave_list, saved

    def _leave_list(self, saved: State) -> None:
        self._builder.leave(saved)
        self._lists.pop()

    def _item(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        builder = self._builder
        saved = self._enter(tag, attributes)
        if not self._lists:
            builder.idents += 1
            self._lists.append([builder.idents, 0, False])
        current = self._lists[-1]
        marker = "-"
        if current[2]:
            number = _whole_number(attributes.get("value"), current[1])
            marker = f"{number}."
            current[1] = number + 1
        builder.fresh_item = builder.contain("item", marker, current[0])
        return builder.leave, saved

    def _term(self, node: Any, tag: str) -> Descent:
        """Make the term of a description stand out, as Markdown has no such lists."""
        descent = self._block(node, tag)
        if descent is None or self._line.verbatim or not self._line.open_mark("strong"):
            return descent
        return self._leave_marked, descent

    # Tables

    def _table(self, node: Any, tag: str) -> Descent:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        saved = self._enter(tag, attributes)
        self._tables.append(Table(len(self.blocks), attributes))
        return self._leave_table, saved

    def _leave_table(self, saved: State) -> None:
        builder = self._builder
        builder.flush()
        merged = self._tables.pop().merge(self.blocks)
        if merged is not None:
            builder.add_block(
                Kind.TABLE,
                text=merged.text,
                info=merged.info,
                marks=merged.marks,
                protected=merged.protected,
                features=BlockFeatures(self.page, builder.element, *merged.counts),
            )
        builder.leave(saved)

    def _row(self, node: Any, tag: str) -> Descent:
        descent = self._block(node, tag)
        if self._tables and not self._line.verbatim:
            self._tables[-1].open_row()
        return descent

    def _cell(self, node: Any, tag: str) -> Descent:
        descent = self._block(node, tag)
        if descent is None or not self._tables or self._line.verbatim:
            return descent
        self._tables[-1].open_cell(tag, node.attributes, len(self.blocks))
        return self._leave_cell, (*descent, self._tables[-1])

    def _leave_cell(self, opened: tuple[Callable[[Any], None], Any, Table]) -> None:
        leave, saved, table = opened
        leave(saved)
        table.close_cell(len(self.blocks))


def _holds_text_only(node: Any) -> bool:
    child = node.first_child
    return child is None or (child.next is None and child.tag == "-text")


def _whole_number(text: str | None, otherwise: int) -> int:
    """Return a list number as it is given in an attribute.

    Nine digits at most: a Markdown list cannot begin with more.
    """
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
