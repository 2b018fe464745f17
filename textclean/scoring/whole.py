"""What a page is as a whole: its size, what it is made of, and what it says it is."""

from __future__ import annotations

from collections.abc import Sequence

from textclean.elements import Page
from textclean.scoring.matches import BODY_CHARS
from textclean.scoring.tree import MOST_WORDS, Sums

PARAGRAPH, ITEM, H1 = 1, 6, 2
"""Tag codes."""
LONG_WORDS = 20
LONG_LINKS = 0.4
MOST_BLOCKS = 350
MOST_LONG = 64
MOST_LONGEST = 230.0
"""What is more of a page, or longer in it, counts as so much: see `MOST_WORDS`."""

PAGE_FEATURES = (
    "page_words",
    "page_blocks",
    "page_links",
    "page_small_words",
    "page_known",
    "page_long",
    "page_longest",
    "page_paragraphs",
    "page_items",
    "page_best_share",
    "page_h1",
    "page_articles",
    "page_main",
    "page_says_article",
    "page_says_product",
    "page_says_forum",
    "page_says_list",
    "page_og_article",
    "page_og_product",
    "page_og_website",
    "page_gives_body",
    "page_frame",
)
SAYS = (
    ("article", "posting"),
    ("product",),
    ("forum", "qapage", "question"),
    ("collection", "itemlist"),
)


def page_values(
    page: Page,
    sums: Sums,
    words: Sequence[float],
    links: Sequence[float],
    tags: Sequence[float],
    known: Sequence[float],
    frame: int,
) -> list[float]:
    """Return a value for each of `PAGE_FEATURES`, all floats."""
    total = sums.total
    prose = [size for size, density in zip(words, links, strict=True) if density < LONG_LINKS]
    said = " ".join(name for name in page.types if not name.startswith("og:")).lower()
    graph = " ".join(name for name in page.types if name.startswith("og:")).lower()
    values = (
        min(total, MOST_WORDS),
        min(len(words), MOST_BLOCKS),
        sums.link_density[0],
        sums.small_words[0],
        sum(known) / len(words),
        min(sum(size > LONG_WORDS for size in prose), MOST_LONG),
        min(max(prose, default=0), MOST_LONGEST),
        sum(size for size, tag in zip(words, tags, strict=True) if tag == PARAGRAPH) / total,
        sum(size for size, tag in zip(words, tags, strict=True) if tag == ITEM) / total,
        sums.words[sums.best] / total,
        tags.count(H1),
        page.tags.count("article"),
        "main" in page.tags,
        *(any(name in said for name in names) for names in SAYS),
        *(name in graph for name in ("article", "product", "website")),
        len(page.article_body) > BODY_CHARS,
        frame / (frame + len(words)),
    )
    return list(map(float, values))
