"""Whether a block is what the page's metadata says: its title, description, byline or text."""

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

MATCH_FEATURES = ("is_title", "in_article_body", "is_description", "is_byline")


def match_columns(
    page: Page, blocks: Sequence[Block], words: Sequence[float], metadata: Metadata
) -> Iterator[Sequence[float]]:
    """Yield a column for each of `MATCH_FEATURES`."""
    title = plain(metadata.title)
    description = plain(metadata.description)[:40]
    byline = plain(metadata.byline)
    body = plain(page.article_body) if len(page.article_body) > BODY_CHARS else ""
    texts = [plain(block.text[:KEY_CHARS]) for block in blocks]
    short = [count < TITLE_WORDS for count in words]
    yield [
        _matches_title(text, title) if is_short and text else 0
        for text, is_short in zip(texts, short, strict=True)
    ]
    if body:
        yield [1 if text and text[:60].rpartition(" ")[0] in body else -1 for text in texts]
    else:
        yield [0] * len(texts)
    yield [1 if description and len(text) > 30 and description in text else 0 for text in texts]
    yield [
        1 if byline and is_short and len(text) < 4 * len(byline) and byline in text else 0
        for text, is_short in zip(texts, short, strict=True)
    ]


def _matches_title(text: str, title: str) -> int:
    if text == title:
        return 3
    if len(text) > LEAST_TITLE_CHARS and text in title:
        return 2
    return 1 if len(title) > LEAST_TITLE_CHARS and title in text else 0


def plain(text: str) -> str:
    """Return the words of a text in small letters, a space between them."""
    return NOT_WORDS.sub(" ", text.lower()).strip()
