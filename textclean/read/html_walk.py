"""One walk over a parsed page: its elements become blocks. An explicit stack, no recursion."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial
from typing import Any

from textclean.document import Block
from textclean.dom import NODE, NODE_MARK
from textclean.read.html_apart import Apart
from textclean.read.html_build import Builder, Close, Handler
from textclean.read.html_flow import Flow
from textclean.read.html_links import Links
from textclean.read.html_names import SKIPPED
from textclean.read.html_phrasing import Phrasing


class Walker:
    """Makes the blocks of a page, of a word processor's with `office`. `walk` is called once.

    `parse` returns the tree of a page in the page, as a shadow root is.
    """

    def __init__(self, links: Links, parse: Callable[[str], Any], *, office: bool = False) -> None:
        builder = self._builder = Builder()
        self.page = builder.page
        self.blocks: list[Block] = []
        """What `walk` has made."""
        self._parse = parse
        phrasing, flow = Phrasing(builder, links), Flow(builder)
        self.json_ld = phrasing.json_ld
        self._handlers = phrasing.handlers() | flow.handlers()
        self._other_handler = flow.handler
        if office:
            from textclean.read.html_office import Office

            others = self._handlers
            self._handlers = others | Office(builder, others, flow.handler("p")).handlers()
        self._known: dict[int, tuple[Handler, str]] = {}
        self._numbers: Container[str] = frozenset()

    def walk(self, body: Any, numbers: Container[str] = frozenset()) -> None:
        """Gather the blocks of `body` and all in it.

        The text of elements with one of these numbers gets a mark that names the number.
        """
        self._numbers = numbers
        apart = Apart(self._parse, self._walk_from)
        self._handlers["template"] = apart.template
        self._builder.begin(body.attributes)
        self._walk_from(body.first_child)
        self._builder.finish()
        self.blocks = apart.without_copies(self.page, self._builder.blocks)
        # Their handlers lead back here: the page would stay until the garbage collector comes.
        self._handlers.clear()
        self._known.clear()

    def _walk_from(self, node: Any) -> None:
        """Gather the blocks of a node, all in it, and all that follows it in the same element."""
        line, add_text, known = self._builder.line, self._builder.line.add, self._known
        numbers = self._numbers
        stack: list[tuple[Any, Close]] = []
        push, pop = stack.append, stack.pop
        while True:
            while node is None:
                if not stack:
                    return
                node, close = pop()
                close()
                node = node.next
            text = node.text_content
            if text is None:
                try:
                    handler, tag = known[node.tag_id]
                except KeyError:
                    handler, tag = self._meet(node)
                if numbers and node.attributes.get(NODE) in numbers:
                    handler = self._labelled
                at_end = handler(node, tag)
                if at_end is not None:
                    push((node, at_end))
                    node = node.first_child
                    continue
            elif text and not (line.spaced and text.isspace() and text.isascii()):
                add_text(text)
            node = node.next

    def _meet(self, node: Any) -> tuple[Handler, str]:
        """Return the handler of a tag that is met for the first time, and the tag.

        The parser's number of a tag is asked for in a third of the time that its name takes.
        """
        tag = node.tag
        known = self._known[node.tag_id] = self._handler(tag), tag
        return known

    def _handler(self, tag: str) -> Handler:
        return self._handlers.get(tag) or self._other_handler(tag)

    def _labelled(self, node: Any, tag: str) -> Close | None:
        """Enter an element that a filter on the tree has labelled."""
        if tag in SKIPPED:
            return None
        if tag == "img":
            self._make_image_block(node, tag)
            return None
        line = self._builder.line
        line.open_mark(NODE_MARK + node.attributes[NODE])
        close = self._handler(tag)(node, tag)
        if close is None:
            line.close_mark()
            return None
        return partial(_close_both, close, line.close_mark)

    def _make_image_block(self, node: Any, tag: str) -> None:
        """Make a block of a labelled image, as its label is about nothing else."""
        self._builder.enter(tag, node.attributes)
        self._handlers[tag](node, tag)
        self._builder.leave()


def _close_both(inner: Close, outer: Close) -> None:
    inner()
    outer()
