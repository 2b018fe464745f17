"""The rows that the scorer judges: a row of numbers for each block of a page.

They are made column by column, which takes a quarter of the time that row by row does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter

from textclean.document import Block, Metadata
from textclean.elements import FLAG_NAMES, BlockFeatures, Page
from textclean.scoring.matches import MATCH_FEATURES, match_columns
from textclean.scoring.places import PLACE_FEATURES, place_columns
from textclean.scoring.tree import Names, Records, Sums, holding_elements
from textclean.scoring.whole import PAGE_FEATURES, page_values
from textclean.scoring.words import WORD_FEATURES, measure_words, small_words

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
FLAGS = (
    "nav",
    "header",
    "footer",
    "aside",
    "main",
    "article",
    "form",
    "figure",
    "list",
    "button",
    "hidden",
    "dialog",
    "body-text",
    "in-link",
)
"""The flags that tell something of blocks outside the page's frame."""
LEVELS = ("", "_up1", "_up2", "_up3")
ELEMENT_FEATURES = (
    *(f"in_{name}" for name in FLAGS),
    "depth",
    *(f"held{level}" for level in LEVELS[1:]),
    *(f"held_links{level}" for level in LEVELS),
    *(f"held_blocks{level}" for level in LEVELS[1:]),
    *(f"held_small_words{level}" for level in LEVELS[2:]),
    *(f"held_share{level}" for level in LEVELS),
    "above_best",
    "holder",
    "holder_relative",
    "names",
    "names_near",
    "names_worst",
    "names_best",
    "record_count",
    "record_words",
    "record_mean",
    "record_links",
    "record_share",
    "outer_count",
    "outer_words",
    "outer_links",
    "outer_share",
)
MAKE_FEATURES = (
    "same_count",
    "same_words",
    "same_mean",
    "same_links",
    "same_small_words",
    "same_lexicon",
    "same_sentences",
)
NEAR = (-2, -1, 1, 2)
NEAR_FEATURES = (
    *(f"names{offset:+d}" for offset in NEAR),
    "lexicon-1",
    "lexicon+1",
    "links-1",
    "links+1",
    "tag-1",
    "tag+1",
    "tag+2",
    "around_names",
    "around_lexicon",
    "around_words",
    "around_links",
)
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
_BITS = tuple(1 << FLAG_NAMES.index(name) for name in FLAGS)

Column = Sequence[float]
Picker = Callable[[Sequence[float]], Column]


def page_rows(
    page: Page,
    blocks: Sequence[Block],
    metadata: Metadata,
    words: Mapping[str, float],
    names: Mapping[str, float],
    *,
    frame: int = 0,
) -> list[tuple[float, ...]]:
    """Return a row of `FEATURES` for each block; all have text and come from the HTML reader.

    `words` and `names` are the learned lexicons, `frame` is how many blocks the page has besides.
    """
    if not blocks:
        return []
    facts: list[BlockFeatures] = [block.features for block in blocks]
    elements = [fact.element for fact in facts]
    texts = dict(zip(WORD_FEATURES, _text_columns(blocks, words), strict=True))
    own = _own_columns(page, blocks, facts, texts["chars"])
    count, links, tags, lexicon = texts["words"], own[0], own[2], texts["lexicon"]
    small = texts["small_words"]
    used = holding_elements(page, elements)
    sums = Sums(page, used, elements, count, links, small)
    name = Names(page, used, names)
    named = _picker(elements)(name.all)
    columns: list[Iterable[float]] = [
        *texts.values(),
        *own,
        *_element_columns(page, sums, name, elements, Records(page, used, sums)),
        *_make_columns(page, elements, count, links, small, lexicon, texts["ends_sentence"]),
        *_near_columns(named, lexicon, count, links, tags),
        *place_columns(sums.total, count, links, tags, lexicon, named),
        *match_columns(page, blocks, count, metadata),
        *map(repeat, page_values(page, sums, count, links, tags, texts["known"], frame)),
    ]
    return list(zip(*columns, strict=False))


def _text_columns(
    blocks: Sequence[Block], words: Mapping[str, float]
) -> Iterator[tuple[float, ...]]:
    """Yield a column for each of `WORD_FEATURES`; what stands twice is measured once."""
    small = small_words()
    measured: dict[str, tuple[float, ...]] = {}
    rows = []
    for block in blocks:
        text = block.text
        row = measured.get(text)
        if row is None:
            row = measured[text] = measure_words(text, words, small)
        rows.append(row)
    return zip(*rows, strict=True)


def _own_columns(
    page: Page, blocks: Sequence[Block], facts: Sequence[BlockFeatures], chars: Column
) -> list[Column]:
    keys = [block.text[:KEY_CHARS].lower() for block in blocks]
    counts: dict[str, float] = {}
    before: list[float] = []
    for key in keys:
        seen = counts.get(key, 0.0)
        before.append(seen)
        counts[key] = seen + 1.0
    page_tags = page.tags
    return [
        [
            fact.link_chars / size if fact.link_chars < size else 1.0
            for fact, size in zip(facts, chars, strict=True)
        ],
        [float(fact.links) for fact in facts],
        [TAG_CODES.get(page_tags[fact.element], 0.0) for fact in facts],
        [float(fact.images) for fact in facts],
        [counts[key] for key in keys],
        before,
    ]


def _element_columns(
    page: Page, sums: Sums, names: Names, elements: Sequence[int], records: Records
) -> Iterator[Column]:
    flags, depths, words = page.flags, page.depths, sums.words
    yield from zip(*[_flag_values(flags[element]) for element in elements], strict=True)
    yield [float(depths[element]) for element in elements]
    above = [0, *page.parents[1:]]
    levels = [elements]
    for _ in LEVELS[1:]:
        levels.append([above[element] for element in levels[-1]])
    own, *upper = pickers = [_picker(level) for level in levels]
    for table, wanted in (
        (words, upper),
        (sums.link_density, pickers),
        (sums.blocks, upper),
        (sums.small_words, upper[1:]),
        (sums.share, pickers),
    ):
        for pick in wanted:
            yield pick(table)
    yield own(sums.above_best)
    holder = own(sums.holder)
    yield holder
    most = sums.most + 1
    yield [worth / most for worth in holder]
    for table in (names.all, names.near, names.worst, names.best):
        yield own(table)
    held = [0.0, *words[1:]]  # The body is no record: it stands for there being none.
    near = _picker([records.nearest[element] for element in elements])
    for table in (records.count, held, records.mean, records.links, records.share):
        yield near(table)
    far = _picker([records.outermost[element] for element in elements])
    for table in (records.count, held, records.links, records.share):
        yield far(table)


@lru_cache(maxsize=4096)
def _flag_values(flags: int) -> tuple[float, ...]:
    return tuple([1.0 if flags & bit else 0.0 for bit in _BITS])


def _picker(places: Sequence[int]) -> Picker:
    """Return what takes the values at some places of a table, in a third of a loop's time."""
    if len(places) == 1:
        return lambda table: [table[places[0]]]
    return itemgetter(*places)


def _make_columns(
    page: Page,
    elements: Sequence[int],
    words: Column,
    links: Column,
    small: Column,
    lexicon: Column,
    sentences: Column,
) -> Iterator[Column]:
    """Measure the blocks of one make: same tag and class, in parents of the same."""
    parents, tags, classes = page.parents, page.tags, page.classes
    numbers: dict[tuple[str, ...], int] = {}
    makes = [
        numbers.setdefault(
            (tags[element], classes[element], tags[parents[element]], classes[parents[element]]),
            len(numbers),
        )
        for element in elements
    ]
    pick = _picker(makes)
    size = len(numbers)
    counts, held, linked = [0.0] * size, [0.0] * size, [0.0] * size
    smalls, weights, ends = [0.0] * size, [0.0] * size, [0.0] * size
    for make, count, density, share, weight, end in zip(
        makes, words, links, small, lexicon, sentences, strict=True
    ):
        counts[make] += 1.0
        held[make] += count
        linked[make] += count * density
        smalls[make] += count * share
        weights[make] += weight
        ends[make] += end
    for table in (
        counts,
        held,
        [total / count for total, count in zip(held, counts, strict=True)],
        [part / (total + 1) for part, total in zip(linked, held, strict=True)],
        [part / (total + 1) for part, total in zip(smalls, held, strict=True)],
        [total / count for total, count in zip(weights, counts, strict=True)],
        [total / count for total, count in zip(ends, counts, strict=True)],
    ):
        yield pick(table)


def _near_columns(
    names: Column, lexicon: Column, words: Column, links: Column, tags: Column
) -> Iterator[Column]:
    """Give each block what its two neighbours on either side are."""
    count = len(words)
    sums = []
    for values, missing, wanted in (
        (names, 0.0, NEAR),
        (lexicon, 0.0, (-1, 1)),
        (words, -1.0, ()),
        (links, -1.0, (-1, 1)),
        (tags, -1.0, (-1, 1, 2)),
    ):
        edge = [missing] * 2
        padded = [*edge, *values, *edge]
        near = {offset: padded[2 + offset : 2 + offset + count] for offset in NEAR}
        yield from [near[offset] for offset in wanted]
        if values is not tags:
            sums.append([a + b + c + d for a, b, c, d in zip(*near.values(), strict=True)])
    yield from sums
