"""Whether a block is what the page's metadata says: its title, or a part of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textclean.document import Block, Metadata
from textclean.elements import Page

KEY_CHARS = 80
TITLE_WORDS = 40
BODY_CHARS = 200
"""A shorter `articleBody` in JSON-LD is a teaser."""
NOT_WORDS = re.compile(r"\W+")
LEAST_TITLE_CHARS = 12
"""Of two texts one of which holds the other; shorter ones hold each other by chance."""

MATCH_FEATURES = ("is_title", "in_article_body")


def match_columns(
    page: Page, blocks: Sequence[Block], words: Sequence[float], metadata: Metadata
) -> Iterator[Sequence[float]]:
    """Yield a column for each of `MATCH_FEATURES`."""
    title = plain(metadata.title)
    yield [
        _matches_title(plain(block.text[:KEY_CHARS]), title) if count < TITLE_WORDS else 0
        for block, count in zip(blocks, words, strict=True)
    ]
    if len(page.article_body) > BODY_CHARS:
        body = plain(page.article_body)
        texts = [plain(block.text[:KEY_CHARS]) for block in blocks]
        yield [1 if text and text[:60].rpartition(" ")[0] in body else -1 for text in texts]
    else:
        yield [0] * len(blocks)


def _matches_title(text: str, title: str) -> int:
    if not text:
        return 0
    if text == title:
        return 3
    if len(text) > LEAST_TITLE_CHARS and text in title:
        return 2
    return 1 if len(title) > LEAST_TITLE_CHARS and title in text else 0


def plain(text: str) -> str:
    """Return the words of a text in small letters, a space between them."""
    return NOT_WORDS.sub(" ", text.lower()).strip()
