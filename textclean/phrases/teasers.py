"""What stands in one part of a page with its heading of related pages: teasers with their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from textclean.document import Block, Document, Kind
from textclean.elements import Page
from textclean.phrases.choosing import POINTER, ChosenLine
from textclean.phrases.listed import HEADING_WORDS
from textclean.phrases.matcher import matcher_for
from textclean.phrases.matching import Survey, languages_of
from textclean.signs.sharing import is_all_links

TEASER_WORDS = 40
"""A longer block is no teaser, and what it stands in no list of them."""
LEAST_LINKED = 2
"""Blocks with links that a list of teasers has at least."""
LARGEST_SHARE = 0.3
"""Of the page's characters: what holds more is what the page is about."""
ARTICLES = ("article", "posting")
OTHERS = ("product", "forum", "qapage", "question", "collection", "itemlist")
"""What is part of the types that a page gives itself."""
SOON = 3
"""Blocks in which a teaser that was kept follows a heading: picture, title and text."""
HEADING = Kind.HEADING
"""An attribute of a class takes ten times as long, and is asked for at each block."""


def teaser_blocks(
    document: Document, survey: Survey, chosen: list[ChosenLine], rules: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the standing blocks that follow a heading of related pages in its element.

    The heading is among those chosen or was dropped before, and stands behind prose on a page that
    says that it is an article and nothing else.  Such parts are rare on WCXB's development pages:
    they were no content on 3 of the 4 articles that had one left, content on 6 of the 7 others.

    Yields:
        The index of the block in its document, and the heading.
    """
    blocks = document.blocks
    if any(block.features is None for block in blocks) or not _is_article(blocks):
        return
    heads = {
        line.number
        for line in chosen
        if line.match.category == POINTER and line.block.text.count(" ") < HEADING_WORDS
    }
    heads.update(_dropped_heads(document, rules))
    if not heads or survey.head.stop >= len(survey.numbers):
        return
    prose = survey.numbers[survey.head.stop]
    most_chars = LARGEST_SHARE * sum(len(block.text) for block in survey.blocks)
    for head in sorted(heads):
        part = _part(blocks, head)
        standing = [index for index in part if blocks[index].dropped_by is None]
        texts = [blocks[index].text for index in standing]
        if (
            head > prose
            and all(text.count(" ") < TEASER_WORDS for text in texts)
            and sum(blocks[index].features.links > 0 for index in part) >= LEAST_LINKED
            and sum(map(len, texts)) <= most_chars
        ):
            for index in standing:
                yield index, blocks[head].text


def _is_article(blocks: Sequence[Block]) -> bool:
    types = " ".join(blocks[0].features.page.types).lower() if blocks else ""
    return any(map(types.__contains__, ARTICLES)) and not any(map(types.__contains__, OTHERS))


def _dropped_heads(document: Document, rules: tuple[str, ...]) -> Iterator[int]:
    """Yield the headings of related pages that were dropped, while a block soon after stands."""
    blocks = document.blocks
    dropped = [
        index
        for index, block in enumerate(blocks)
        if block.kind is HEADING
        and block.dropped_by is not None
        and block.text.count(" ") < HEADING_WORDS
        and any(after.dropped_by is None for after in blocks[index + 1 : index + 1 + SOON])
    ]
    if not dropped:
        return
    matcher = matcher_for(languages_of(document), rules)
    matches = matcher.match([blocks[index].text for index in dropped])
    for index, found in zip(dropped, matches, strict=True):
        if any(match.category == POINTER and match.whole for match in found):
            yield index


def _part(blocks: Sequence[Block], place: int) -> range:
    """Return what follows a block in the innermost element around it that holds more.

    If the element has blocks before it as well, only those that directly follow and are all links.
    """
    page: Page = blocks[place].features.page
    element: int = blocks[place].features.element
    end = place + 1
    while element > 0 and end == place + 1:
        element = page.parents[element]
        while end < len(blocks) and _holds(page, element, blocks[end]):
            end += 1
    if place and _holds(page, element, blocks[place - 1]):
        listed = takewhile(is_all_links, blocks[place + 1 : end])
        return range(place + 1, place + 1 + sum(1 for _ in listed))
    return range(place + 1, end)


def _holds(page: Page, outer: int, block: Block) -> bool:
    """Tell whether an element holds a block; a parent's number is lower than its children's."""
    inner: int = block.features.element
    while inner > outer:
        inner = page.parents[inner]
    return inner == outer
