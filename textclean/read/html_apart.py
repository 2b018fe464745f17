"""What a page holds apart from where a browser shows it: shadow roots and streamed parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from textclean.document import Block
from textclean.elements import Page

SHADOW_ROOT = frozenset(("shadowrootmode", "shadowroot"))
"""Attributes of a template whose content its element shows; the second is the older name."""

DEEPEST_ROOTS = 16
"""A shadow root stands in so many others at most: what it holds is parsed anew for each."""

PLACEHOLDERS = ("B:", "P:")
PARTS = "S:"
"""React sends what a server is slow to make at the end of the page, in a hidden element with the id
`S:` and a number, and a script puts it where a template is whose id has the same number.

Source: React's server renderer (`ReactFizzConfigDOM.js`), which writes these ids.
"""

_START = "<template"


class Apart:
    """Reads what stands apart where it is shown.

    `parse` returns the tree of a page, `walk` takes the first of some siblings.
    """

    def __init__(self, parse: Callable[[str], Any], walk: Callable[[Any], None]) -> None:
        self._parse = parse
        self._walk = walk
        self._open_roots = 0
        self._trees: list[Any] = []
        """What the nodes being read belong to, which goes when nothing refers to it."""
        self._parts: dict[str, Any] | None = None
        self._shown: set[str] = set()
        """The ids of the parts that were read where they are shown."""

    def template(self, node: Any, tag: str) -> None:
        """Read what a template stands for; one for scripts stands for nothing."""
        attributes = node.attributes
        ident = attributes.get("id") or ""
        if not SHADOW_ROOT.isdisjoint(attributes):
            self._read_root(node)
        elif ident.startswith(PLACEHOLDERS):
            self._read_part(node, PARTS + ident[2:])

    def _read_root(self, node: Any) -> None:
        if self._open_roots == DEEPEST_ROOTS:
            return
        # The content of a template is in no tree: it is read again as that of another element.
        tree = self._parse("<shadow-root" + node.html[len(_START) :])
        if tree.body is not None:
            self._trees.append(tree)
            self._open_roots += 1
            self._walk(tree.body.first_child)
            self._open_roots -= 1

    def _read_part(self, node: Any, ident: str) -> None:
        if self._parts is None:
            self._parts = dict(_parts(node))
        part = self._parts.get(ident)
        if part is not None and ident not in self._shown:
            self._shown.add(ident)
            self._walk(part.first_child)

    def without_copies(self, page: Page, blocks: list[Block]) -> list[Block]:
        """Return the blocks without those of parts that were read where they are shown."""
        if not self._shown:
            return blocks
        apart = tuple(
            path + "/"
            for path, ident, parent in zip(page.paths, page.ids, page.parents, strict=True)
            if parent == 0 and ident in self._shown
        )
        return [block for block in blocks if not f"{block.origin}/".startswith(apart)]


def _parts(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield the streamed parts of a node's page with their ids; one around the node is none."""
    while node.parent is not None and node.tag != "body":
        inner, node = node, node.parent
    around = inner.mem_id
    child = node.first_child
    while child is not None:
        ident = child.attributes.get("id") or "" if child.tag == "div" else ""
        if ident.startswith(PARTS) and child.mem_id != around and "hidden" in child.attributes:
            yield ident, child
        child = child.next
