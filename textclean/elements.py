"""What a reader knows about the elements of an HTML page, for the filters that judge its blocks."""

from __future__ import annotations

from typing import NamedTuple

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

PATH_DEPTH = 64
"""A path names at most so many steps; those between are left out (no limit would be quadratic)."""


class Page:
    """The elements of a page that hold blocks, or that hold such elements, in document order.

    Six lists of one length: a parent comes before its children, the first is `body`.
    """

    __slots__ = (
        "_paths",
        "article_body",
        "classes",
        "depths",
        "flags",
        "ids",
        "ordinals",
        "parents",
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
        self.ordinals: list[int] = []
        """Number among the siblings of the same tag, from 1."""
        self.types: tuple[str, ...] = ()
        """What the page says it is: its JSON-LD types and, as `og:…`, its Open Graph type."""
        self.article_body = ""
        """The text that JSON-LD gives, if it does."""
        self._paths: dict[int, str] = {}

    def path(self, element: int) -> str:
        """Return an element's place such as `/html/body/div[2]/p[1]`."""
        paths = self._paths
        path = paths.get(element)
        if path is not None:
            return path
        steps: list[int] = []
        up = element
        while up >= 0 and up not in paths:
            steps.append(up)
            up = self.parents[up]
        path = paths[up] if up >= 0 else "/html"
        for up in reversed(steps):
            if self.depths[up] > PATH_DEPTH:
                path = path.partition("/\N{HORIZONTAL ELLIPSIS}")[0] + "/\N{HORIZONTAL ELLIPSIS}"
            ordinal = self.ordinals[up]
            path += f"/{self.tags[up]}[{ordinal}]" if ordinal else f"/{self.tags[up]}"
            paths[up] = path
        return path


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
