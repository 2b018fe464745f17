"""What the elements do that are no part of a line: blocks, headings, lists, quotes, tables."""

from __future__ import annotations

from functools import partial
from typing import Any

from textclean import elements
from textclean.document import Kind
from textclean.elements import BlockFeatures
from textclean.read.html_build import (
    CAPTION,
    HEADING,
    PARAGRAPH,
    Builder,
    Close,
    Handler,
    OpenList,
    nothing,
)
from textclean.read.html_names import (
    CAPTION_CLASSES,
    HEADINGS,
    WRAPPERS,
    code_language,
)
from textclean.read.html_tables import Table

LISTS = frozenset(("ul", "ol", "menu", "dir"))


class Flow:
    """The handlers of elements that end the line before them. They enter them in the builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._line = builder.line
        self._lists: list[OpenList] = []
        self._tables: list[Table] = []

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers by tag."""
        return {
            "figcaption": self._caption,
            "caption": self._caption,
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

    def handler(self, tag: str) -> Handler:
        """Return what handles the elements of a name that `handlers` does not give."""
        return self._custom if "-" in tag else self._block

    def _block(self, node: Any, tag: str) -> Close | None:
        """Enter an element that is nothing but a block, or holds some."""
        builder, line = self._builder, self._line
        if line.verbatim:
            line.add_line_edge()
            return line.add_line_edge
        if builder.mode[0] is HEADING:
            return self._block_in_heading(node, tag)
        names = builder.enter(tag, node.attributes)
        if "caption" in names and builder.mode[0] is not HEADING and _names_caption(names):
            builder.become(CAPTION)
        return builder.leave

    def _block_in_heading(self, node: Any, tag: str) -> Close:
        builder = self._builder
        if tag in WRAPPERS:
            self._line.add(" ")
            return self._add_space
        heading = builder.mode
        builder.enter(tag, node.attributes)
        if builder.mode is heading:
            builder.become(PARAGRAPH)
        return builder.leave

    def _custom(self, node: Any, tag: str) -> Close | None:
        """Enter an element that the page's scripts define: within a line or not, none knows."""
        if not self._line.verbatim and _holds_text_only(node):
            return nothing
        return self._block(node, tag)

    def _caption(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        self._builder.enter(tag, node.attributes)
        self._builder.become(CAPTION)
        return self._builder.leave

    def _add_space(self) -> None:
        self._line.add(" ")

    def _heading(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        self._builder.enter(tag, node.attributes)
        self._builder.open_heading(tag[1])
        return self._builder.leave

    def _rule(self, node: Any, tag: str) -> Close | None:
        if not self._line.verbatim and not self._line.muted:
            builder = self._builder
            builder.enter(tag, node.attributes)
            builder.add_block(Kind.RULE)
            builder.leave()
        return None

    def _pre(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        self._builder.enter(tag, attributes)
        self._builder.become(Kind.CODE, info=code_language(node, attributes))
        self._line.keep_spaces(True)
        return self._leave_pre

    def _leave_pre(self) -> None:
        self._builder.flush()
        self._line.keep_spaces(False)
        self._builder.leave()

    def _noscript(self, node: Any, tag: str) -> Close | None:
        inside = self._builder.place[2] & elements.NOSCRIPT
        if not inside and not (node.text(deep=True) or "").strip():
            return None
        return self._block(node, tag)

    # Lists and quotes. Whatever they stand in, their blocks are paragraphs.

    def _quote(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        builder = self._builder
        builder.enter(tag, node.attributes)
        builder.contain("quote")
        return builder.leave

    def _list(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        builder = self._builder
        builder.enter(tag, attributes)
        builder.become(PARAGRAPH)
        number = _whole_number(attributes.get("start"), 1) if tag == "ol" else None
        if self._lists and node.parent.tag in LISTS:
            # No item holds it, as it should be; a browser shows it below the one before.
            builder.stand_in(self._lists[-1].within)
        self._lists.append(builder.open_list(number))
        return self._leave_list

    def _leave_list(self) -> None:
        self._builder.leave()
        self._lists.pop()

    def _item(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        builder = self._builder
        builder.enter(tag, attributes)
        if not self._lists:
            self._lists.append(builder.open_list())
        current = self._lists[-1]
        marker = "-"
        if current.number is not None:
            number = _whole_number(attributes.get("value"), current.number)
            marker = f"{number}."
            current.number = number + 1
        builder.open_item(current, marker)
        return builder.leave

    def _term(self, node: Any, tag: str) -> Close | None:
        """Make the term of a description stand out, as Markdown has no such lists."""
        leave = self._block(node, tag)
        if leave is None or self._line.verbatim or not self._line.open_mark("strong"):
            return leave
        return partial(self._leave_term, leave)

    def _leave_term(self, leave: Close) -> None:
        leave()
        self._line.close_mark()

    # Tables

    def _table(self, node: Any, tag: str) -> Close | None:
        if self._line.verbatim:
            return self._block(node, tag)
        attributes = node.attributes
        self._builder.enter(tag, attributes)
        self._builder.become(PARAGRAPH)
        self._tables.append(Table(len(self._builder.blocks), attributes))
        return self._leave_table

    def _leave_table(self) -> None:
        builder = self._builder
        builder.flush()
        merged = self._tables.pop().merge(builder.blocks)
        if merged is not None:
            builder.add_block(
                Kind.TABLE,
                text=merged.text,
                info=merged.info,
                marks=merged.marks,
                protected=merged.protected,
                features=BlockFeatures(builder.page, builder.place[1], *merged.counts),
            )
        builder.leave()

    def _row(self, node: Any, tag: str) -> Close | None:
        leave = self._block(node, tag)
        if self._tables and not self._line.verbatim:
            self._tables[-1].open_row()
        return leave

    def _cell(self, node: Any, tag: str) -> Close | None:
        leave = self._block(node, tag)
        if leave is None or not self._tables or self._line.verbatim:
            return leave
        self._tables[-1].open_cell(tag, node.attributes, len(self._builder.blocks))
        return partial(self._leave_cell, leave)

    def _leave_cell(self, leave: Close) -> None:
        leave()
        self._tables[-1].close_cell(len(self._builder.blocks))


def _names_caption(names: str) -> bool:
    return not CAPTION_CLASSES.isdisjoint(names.split())


def _holds_text_only(node: Any) -> bool:
    child = node.first_child
    return child is None or (child.next is None and child.tag == "-text")


def _whole_number(text: str | None, otherwise: int) -> int:
    """Return a list number as it is given in an attribute.

    Nine digits at most: a Markdown list cannot begin with more.
    """
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
