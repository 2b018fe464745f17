"""What a reader knows about the elements of an HTML page, for the filters that judge its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textclean.startup.records import NamedTuple

FLAG_NAMES = (
    "nav",
    "header",
    "inner-header",
    "footer",
    "aside",
    "main",
    "article",
    "form",
    "figure",
    "list",
    "table",
    "button",
    "hidden",
    "dialog",
    "noscript",
    "body-text",
    "in-link",
)
"""The flags of an element, lowest bit first; an element has those of its ancestors as well.

`inner-header` is a header inside main or article; `body-text` an element that its `itemprop` names
the text of something; `in-link` an element inside a link.
"""

(
    NAV,
    HEADER,
    INNER_HEADER,
    FOOTER,
    ASIDE,
    MAIN,
    ARTICLE,
    FORM,
    FIGURE,
    LIST,
    TABLE,
    BUTTON,
    HIDDEN,
    DIALOG,
    NOSCRIPT,
    BODY_TEXT,
    IN_LINK,
) = (1 << bit for bit in range(len(FLAG_NAMES)))


JSON_LD_ORIGIN = "JSON-LD articleBody"
"""The origin of blocks that a page shows only by a script, while its JSON-LD holds the text."""

ROW_WIDTH = 7
"""A row is an element's parent, tag, class attribute, id, flags, depth and path."""


class Page:
    """The elements of a page that hold blocks, or that hold such elements, in document order.

    Seven lists of one length: a parent comes before its children, the first is `body`.
    """

    __slots__ = (
        "article_body",
        "classes",
        "depths",
        "flags",
        "ids",
        "nodes",
        "parents",
        "paths",
        "tags",
        "types",
    )

    def __init__(self) -> None:
        self.parents: list[int] = []
        """Index of the parent, -1 for the first."""
        self.tags: list[str] = []
        self.classes: list[str] = []
        """The class attribute as it stands, often empty."""
        self.ids: list[str] = []
        self.flags: list[int] = []
        self.depths: list[int] = []
        self.paths: list[str] = []
        """Places such as `/html/body/div[2]/p[1]`; elements within a line are not named."""
        self.nodes: dict[str, int] = {}
        """By the number that a filter on the tree knows an element by, its index."""
        self.types: tuple[str, ...] = ()
        """What the page says it is: its JSON-LD types and, as `og:…`, its Open Graph type."""
        self.article_body = ""
        """The text that JSON-LD gives, if it does."""

    def fill(self, rows: Sequence[Any]) -> None:
        """Take the elements; what refers to this page may exist already.

        Their rows follow each other in one sequence: a tuple for each would send the garbage
        collector through the page while it is being made.
        """
        self.parents, self.tags, self.classes, self.ids, self.flags, self.depths, self.paths = (
            list(rows[column::ROW_WIDTH]) for column in range(ROW_WIDTH)
        )


class BlockFeatures(NamedTuple):
    """What the HTML reader measured of a block (`Block.features`)."""

    page: Page
    element: int
    """Index of the innermost element that holds the whole block."""
    link_chars: int = 0
    links: int = 0
    images: int = 0
    bold_chars: int = 0

    @property
    def flags(self) -> int:
        """The flags of the block's element."""
        return self.page.flags[self.element]
