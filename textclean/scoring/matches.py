"""Whether a block is what the page's metadata says: its title, or a part of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textclean.elements import Page

KEY_CHARS = 80
TITLE_WORDS = 40
BODY_CHARS = 200
"""A shorter `articleBody` in JSON-LD is a teaser."""
NOT_WORDS = re.compile(r"\W+")
START_CHARS = 3
LEAST_TITLE_CHARS = 12
"""Of two texts one of which holds the other; shorter ones hold each other by chance."""

MATCH_FEATURES = ("is_title", "in_article_body")


def match_columns(
    page: Page, beginnings: Sequence[str], words: Sequence[float], title: str
) -> Iterator[Sequence[float]]:
    """Yield a column for each of `MATCH_FEATURES`, of blocks' beginnings in small letters."""
    lows = [low[:KEY_CHARS] for low in beginnings]
    title = plain(title)
    longest = max(title.split(), key=len, default="")
    yield [
        # Most begin with letters that the title does not hold, and do not hold its words.
        0.0
        if count >= TITLE_WORDS
        or ((start := low[:START_CHARS]) not in title and start.isalnum() and longest not in low)
        else _matches_title(plain(low), title)
        for low, count in zip(lows, words, strict=True)
    ]
    if len(page.article_body) > BODY_CHARS:
        body = plain(page.article_body)
        texts = map(plain, lows)
        yield [1.0 if text and text[:60].rpartition(" ")[0] in body else -1.0 for text in texts]
    else:
        yield [0.0] * len(lows)


def _matches_title(text: str, title: str) -> float:
    """Tell how alike the words of a text and of the title are."""
    if not text:
        return 0.0
    if text == title:
        return 3.0
    if len(text) > LEAST_TITLE_CHARS and text in title:
        return 2.0
    return 1.0 if len(title) > LEAST_TITLE_CHARS and title in text else 0.0


def plain(text: str) -> str:
    """Return the words of a text in small letters, a space between them."""
    return NOT_WORDS.sub(" ", text.lower()).strip()
