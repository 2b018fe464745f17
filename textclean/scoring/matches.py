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
WORDS = re.compile(r"\w+")
LEAST_TITLE_CHARS = 12
"""Of two texts one of which holds the other; shorter ones hold each other by chance."""

MATCH_FEATURES = ("is_title", "in_article_body")


def match_columns(
    page: Page, blocks: Sequence[Block], words: Sequence[float], metadata: Metadata
) -> Iterator[Sequence[float]]:
    """Yield a column for each of `MATCH_FEATURES`."""
    title = plain(metadata.title)
    begins = title.partition(" ")[0]
    yield [
        _matches_title(block.text[:KEY_CHARS].lower(), title, begins)
        if count < TITLE_WORDS
        else 0.0
        for block, count in zip(blocks, words, strict=True)
    ]
    if len(page.article_body) > BODY_CHARS:
        body = plain(page.article_body)
        texts = [plain(block.text[:KEY_CHARS]) for block in blocks]
        yield [1.0 if text and text[:60].rpartition(" ")[0] in body else -1.0 for text in texts]
    else:
        yield [0.0] * len(blocks)


def _matches_title(low: str, title: str, begins: str) -> float:
    """Tell how alike a text in small letters and the title are, of which the first word is given.

    One of them can hold the other only if it holds its first word.
    """
    first = WORDS.search(low)
    if first is None or not (first[0] in title or begins in low):
        return 0.0
    text = plain(low)
    if text == title:
        return 3.0
    if len(text) > LEAST_TITLE_CHARS and text in title:
        return 2.0
    return 1.0 if len(title) > LEAST_TITLE_CHARS and title in text else 0.0


def plain(text: str) -> str:
    """Return the words of a text in small letters, a space between them."""
    return NOT_WORDS.sub(" ", text.lower()).strip()
