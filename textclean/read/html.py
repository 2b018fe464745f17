"""Read an HTML page: everything a person would see of it becomes a block."""

from __future__ import annotations

import re
from collections.abc import Container
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from textclean import elements
from textclean.document import Block, Document, Kind, Source
from textclean.elements import JSON_LD_ORIGIN, BlockFeatures, Page
from textclean.errors import InputError
from textclean.read.html_depth import without_deep_tags
from textclean.read.html_head import Head
from textclean.read.html_links import Links
from textclean.read.html_metadata import find_metadata
from textclean.read.html_names import OFFICE
from textclean.read.html_walk import Walker

NOSCRIPT_CHARS = 300
NOSCRIPT_SHARE = 0.5
"""`noscript` usually repeats what a script shows; some forums keep their posts in it. It is kept
when it holds so many characters and such a share of the page's other text."""

FEW_CHARS = 300
"""With less text than this outside its navigation a page has none of its own."""

_PARAGRAPHS = re.compile(r"\s*\n\s*")
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|strong|em|a)\b[^<>]*>", re.IGNORECASE)


def read(text: str, source: Source) -> Document:
    """Return the page as a document of format `html`. Nothing visible is left out.

    Raises:
        InputError: the parser cannot read it.
    """
    return make_document(parse(text, source.id, source.utf8), text, source)


def parse(text: str, where: str = "", utf8: bytes = b"") -> LexborHTMLParser:
    """Return the tree of a page, whose text may be known as UTF-8 as well: it is read as that.

    Raises:
        InputError: the parser cannot read it.
    """
    try:
        shallow = without_deep_tags(text)
        tree = LexborHTMLParser(utf8 if utf8 and shallow is text else shallow)
        if _ends_in_open_frame(tree):
            tree = LexborHTMLParser(without_deep_tags(_with_frames_closed(text)))
        return tree
    except Exception as error:
        raise InputError(f"the HTML cannot be parsed: {error}", where=where) from error


def _ends_in_open_frame(tree: LexborHTMLParser) -> bool:
    """Tell whether the end of a page is the text of a frame in `noscript` that was left open.

    Some frameworks write their trackers so, and nobody sees it: where scripts run `noscript` is not
    parsed, but here the frame takes all that follows, often the whole page.
    """
    node = tree.body
    while node is not None and node.tag != "iframe":
        node = node.last_child
    return node is not None and "</noscript" in (node.text() or "")


def _with_frames_closed(text: str) -> str:
    """Return a page whose frames end before the end of the `noscript` they stand in."""
    parts = text.split("</noscript")
    for index, part in enumerate(parts[:-1]):
        if part.startswith("<iframe", part.rfind("<")):
            parts[index] = part + "</iframe>"
    return "</noscript".join(parts)


def make_document(
    tree: LexborHTMLParser, text: str, source: Source, numbers: Container[str] = frozenset()
) -> Document:
    """Return a parsed page as a document. `numbers`: see `Walker.walk`."""
    head = Head(tree.head)
    body = tree.body
    if body is None:
        body = _without_frames(tree)
    is_office = body is not None and body.css_first(OFFICE) is not None
    walker = Walker(Links(head.base(source.url)), parse, office=is_office)
    if body is not None:
        head.add_strays(body)
        walker.walk(body, numbers)
    blocks = walker.blocks
    if "noscript" in walker.page.tags:
        blocks = _without_fallbacks(blocks)
    head.add_json_ld(walker.json_ld)
    page = walker.page
    page.types = head.types()
    page.article_body = head.article_body()
    if len(page.article_body) >= FEW_CHARS > _own_chars(blocks):
        blocks += _article_blocks(page)
    metadata = find_metadata(head, tree.root, blocks, source)
    return Document(source.id, text, "html", tuple(blocks), metadata)


def _without_frames(tree: LexborHTMLParser) -> LexborNode | None:
    """Return what a set of frames shows where there are none: the parser takes it as text."""
    node = tree.css_first("noframes")
    return parse(node.text()).body if node is not None else None


def _own_chars(blocks: list[Block]) -> int:
    """Return the characters of a page's text that are neither links nor navigation."""
    around = elements.NAV | elements.HEADER | elements.FOOTER | elements.DIALOG
    return sum(
        len(block.text) - block.features.link_chars
        for block in blocks
        if not block.features.flags & around
    )


def _article_blocks(page: Page) -> list[Block]:
    """Return the text that the page's JSON-LD gives as blocks."""
    features = BlockFeatures(page, 0)
    body = page.article_body
    if _MARKUP.search(body):
        walker = Walker(Links(""), parse)
        tree = parse(f"<body>{body}</body>")
        if tree.body is not None:
            walker.walk(tree.body)
        return [block._replace(origin=JSON_LD_ORIGIN, features=features) for block in walker.blocks]
    return [
        Block(Kind.PARAGRAPH, text, JSON_LD_ORIGIN, features=features)
        for text in _PARAGRAPHS.split(unescape(body).strip())
        if text
    ]


def _without_fallbacks(blocks: list[Block]) -> list[Block]:
    """Return the blocks without those in `noscript`, unless they carry the page."""
    fallbacks = [bool(block.features.flags & elements.NOSCRIPT) for block in blocks]
    inside = sum(len(b.text) for b, fallback in zip(blocks, fallbacks, strict=True) if fallback)
    outside = sum(len(block.text) for block in blocks) - inside
    if inside >= NOSCRIPT_CHARS and inside >= NOSCRIPT_SHARE * outside:
        return blocks
    return [b for b, fallback in zip(blocks, fallbacks, strict=True) if not fallback]
