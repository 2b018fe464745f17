"""The rows that the scorer judges: a row of numbers for each block of a page.

They are made column by column, which takes a quarter of the time that row by row does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from textclean.document import Block, Metadata
from textclean.elements import BlockFeatures, Page
from textclean.scoring.around import MAKE_FEATURES, NEAR_FEATURES, make_columns, near_columns
from textclean.scoring.inside import ELEMENT_FEATURES, element_columns
from textclean.scoring.matches import MATCH_FEATURES, match_columns
from textclean.scoring.places import PLACE_FEATURES, place_columns
from textclean.scoring.tree import Column, Held, Names, Records, Sums, picker
from textclean.scoring.whole import PAGE_FEATURES, page_values
from textclean.scoring.words import WORD_FEATURES, Measure

TAG_CODES = {
    tag: float(code)
    for code, tags in enumerate(
        (
            "",
            "p",
            "h1",
            "h2",
            "h3",
            "h4 h5 h6 summary",
            "li ul ol",
            "td th table tbody tr",
            "pre code",
            "blockquote",
            "figcaption figure caption",
            "dt",
            "dd",
            "div body center address",
            "a",
            "button",
            "section aside nav",
            "article main",
            "span",
            "label legend",
            "header footer",
            "form fieldset",
        )
    )
    for tag in tags.split()
}
"""Codes of tags that mean much the same stand together."""

KEY_CHARS = 200
"""Blocks that begin with the same characters are copies."""

OWN_FEATURES = ("link_density", "link_count", "tag", "images", "copies", "copy_before")

FEATURES = (
    *WORD_FEATURES,
    *OWN_FEATURES,
    *ELEMENT_FEATURES,
    *MAKE_FEATURES,
    *NEAR_FEATURES,
    *PLACE_FEATURES,
    *MATCH_FEATURES,
    *PAGE_FEATURES,
)


def page_columns(
    page: Page,
    blocks: Sequence[Block],
    metadata: Metadata,
    measure: Measure,
    names: Mapping[str, float],
    *,
    frame: int = 0,
) -> dict[str, Iterable[float]]:
    """Return each of `FEATURES` as a column of values; one of the whole page goes on for ever.

    All blocks have text and come from the HTML reader.  `words` and `names` are the learned
    lexicons, `frame` is how many blocks the page has besides.  Without blocks there is nothing.
    """
    if not blocks:
        return {}
    facts: list[BlockFeatures] = [block.features for block in blocks]
    elements = [fact.element for fact in facts]
    beginnings = [block.text[:KEY_CHARS].lower() for block in blocks]
    texts = dict(zip(WORD_FEATURES, _text_columns(blocks, measure), strict=True))
    own = _own_columns(page, facts, beginnings, texts["chars"])
    count, links, tags, lexicon = texts["words"], own[0], own[2], texts["lexicon"]
    small = texts["small_words"]
    held = Held(page, elements)
    sums = Sums(held, count, links, small)
    name = Names(held, names)
    named = picker(held.blocks)(name.all)
    columns: list[Iterable[float]] = [
        *texts.values(),
        *own,
        *element_columns(held, sums, name, Records(held, sums)),
        *make_columns(held, count, links, small, lexicon, texts["ends_sentence"]),
        *near_columns(named, lexicon, count, links, tags),
        *place_columns(sums.total, count, links, tags, lexicon, named),
        *match_columns(page, beginnings, count, metadata.title),
        *map(repeat, page_values(page, sums, count, links, tags, texts["known"], frame)),
    ]
    return dict(zip(FEATURES, columns, strict=True))


def page_rows(columns: Mapping[str, Iterable[float]]) -> Iterator[tuple[float, ...]]:
    """Yield a row of `FEATURES` for each block.

    A page's rows are twenty thousand numbers, which had better not be kept all at once: the garbage
    collector would look through them.
    """
    return zip(*columns.values(), strict=False)


def _text_columns(blocks: Sequence[Block], measure: Measure) -> list[list[float]]:
    """Return a column for each of `WORD_FEATURES`."""
    values: list[float] = []
    for block in blocks:
        values += measure(block.text)
    width = len(WORD_FEATURES)
    return [values[column::width] for column in range(width)]


def _own_columns(
    page: Page, facts: Sequence[BlockFeatures], beginnings: Sequence[str], chars: Column
) -> list[Column]:
    counts: dict[str, float] = {}
    before: list[float] = []
    for key in beginnings:
        seen = counts.get(key, 0.0)
        before.append(seen)
        counts[key] = seen + 1.0
    _, elements, link_chars, links, images, _ = zip(*facts, strict=True)
    tags = page.tags
    return [
        [
            linked / size if linked < size else 1.0
            for linked, size in zip(link_chars, chars, strict=True)
        ],
        list(map(float, links)),
        [TAG_CODES.get(tags[element], 0.0) for element in elements],
        list(map(float, images)),
        [counts[key] for key in beginnings],
        before,
    ]
