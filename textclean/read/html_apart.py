"""What a page holds apart from where a browser shows it: shadow roots and streamed parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textclean.document import Block
from textclean.elements import HIDDEN, Page

SHADOW_ROOT = frozenset(("shadowrootmode", "shadowroot"))
"""Attributes of a template whose content its element shows; the second is the older name."""

DEEPEST = 16
"""So many shadow roots and parts stand in each other at most: what a root holds is parsed anew for
each around it, and a call is open for each."""

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
        self._depth = 0
        self._place: Any = None
        """The child of the body that all is read in at present."""
        self._parts: dict[str, Any] | None = None
        self._shown: set[str] = set()
        """The ids of the parts that were read where they are shown."""

    def template(self, node: Any, tag: str) -> None:
        """Read what a template stands for; one for scripts stands for nothing."""
        if self._depth == DEEPEST:
            return
        attributes = node.attributes
        ident = attributes.get("id") or ""
        is_root = not SHADOW_ROOT.isdisjoint(attributes)
        if not is_root and not ident.startswith(PLACEHOLDERS):
            return
        if self._depth == 0:
            self._place = _outermost(node)
        self._depth += 1
        if is_root:
            self._read_root(node)
        else:
            self._read_part(PARTS + ident[2:])
        self._depth -= 1

    def _read_root(self, node: Any) -> None:
        # The content of a template is in no tree: it is read again as that of another element.
        tree = self._parse("<shadow-root" + node.html[len(_START) :])
        if tree.body is not None:
            self._walk(tree.body.first_child)

    def _read_part(self, ident: str) -> None:
        place = self._place
        if self._parts is None:
            self._parts = _parts(place.parent)
        around = place.attributes.get("id")
        if around in self._shown:
            return  # What is read at present is the copy of a part, which goes with all in it.
        self._parts.pop(around, None)  # It has others in it now, so it is no copy any more.
        part = self._parts.get(ident)
        if part is None or ident in self._shown:
            return
        self._shown.add(ident)
        self._walk(part.first_child)

    def without_copies(self, page: Page, blocks: list[Block]) -> list[Block]:
        """Return the blocks without those of parts that were read where they are shown."""
        if not self._shown:
            return blocks
        copies: dict[str, str] = {}
        rows = zip(page.parents, page.tags, page.ids, page.flags, page.paths, strict=True)
        for parent, tag, ident, flags, path in rows:
            if parent == 0 and ident in self._shown and tag == "div" and flags & HIDDEN:
                copies.setdefault(ident, path)
        apart = frozenset(copies.values())
        return [block for block in blocks if _below_body(str(block.origin)) not in apart]


def _outermost(node: Any) -> Any:
    """Return the child of the body that holds a node, or the node itself."""
    while node.parent is not None and node.parent.tag != "body":
        node = node.parent
    return node


def _parts(body: Any) -> dict[str, Any]:
    """Return the streamed parts of a page by their ids, the first of each."""
    parts: dict[str, Any] = {}
    child = body.first_child if body is not None else None
    while child is not None:
        attributes = child.attributes if child.tag == "div" else {}
        ident = attributes.get("id") or ""
        if ident.startswith(PARTS) and "hidden" in attributes:
            parts.setdefault(ident, child)
        child = child.next
    return parts


def _below_body(path: str) -> str:
    """Return the first three steps of a path.

    >>> _below_body("/html/body/div[2]/p[1]")
    '/html/body/div[2]'
    """
    return "/".join(path.split("/", 4)[:4])
