"""Lines and captions that were put out twice.

*Does*: drops the second of two blocks that stand together and say the same, or the one that the
other holds whole.  A caption that is dropped leaves its kind to the copy that stays.

*Leaves alone*: a line that its neighbour holds, above the first sentences: it may be the title, and
the neighbour the way to the page (of a title and the same with the site's name the latter goes);
copies that stand apart (a refrain, a heading used twice, a quotation taken up again), short lines
that are no captions, list items, tables and code.

*Why*: galleries and players put a caption out once for the reader and once for the machine; an
extractor gives both.

*Source*: on labelled news texts an exact copy further down was boilerplate in 57 % of the cases,
an adjacent one in 75 %; most of the rest are captions, which go as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textclean.document import Document, Kind
from textclean.finding import Action, Example, Finding, Rule
from textclean.phrases.matching import ends_sentence
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

MIN_COPY_CHARS = 30
"""Shorter copies may be verse, dialogue or a list without its markers."""

MIN_CAPTION_CHARS = 10
"""The same where one of the two is known as a caption, by its credit."""

MIN_HELD_CHARS = 60
"""Shorter parts of a neighbour may be there on purpose: a pull quote, a first line set apart."""

MIN_HELD_SHARE = 0.6
"""Share of the longer text that the shorter must make up."""

PEEK_CHARS = 20
"""How much of both ends is looked at before a whole text is folded."""

APART = frozenset({Kind.CODE, Kind.TABLE, Kind.ITEM, Kind.MARKUP, Kind.RULE})
"""Kinds that repeat on purpose."""

SIGNS = " \"'“”‘’„«»()[].,:;!?…*_-–—"

NAME_SIGNS = ("|", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{MIDDLE DOT}", "\N{BULLET}")
MOST_NAME_WORDS = 5
"""What parts a title from the name of its site, and how long such a name is."""

PATH_SIGNS = ("/", ">", "|", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}")
"""What parts the places on the way to a page, the page itself last."""

FOLD = lazy_compile(r"[\W_]+")
ASCII_BLANKS = "".join([char if char.isalnum() else " " for char in map(chr, range(128))])
"""The same for ASCII, ten times as fast: what each of its characters becomes."""

COPY = Rule(
    "repeats/copy",
    "The same text stands twice in a row.",
    changes=(
        Example(
            "Rescue boats leave the harbour of the island.\n"
            "Rescue boats leave the harbour of the island.",
            "Rescue boats leave the harbour of the island.",
        ),
    ),
    stays=("Row on, row on.\nRow on, row on.", "One day of rain in the hills.\nTwo days of rain."),
)
HELD = Rule(
    "repeats/held-by-neighbour",
    "All of a text stands in its neighbour, which is little longer.",
    changes=(
        Example(
            "Rescue boats leave the harbour of the island on Monday morning, in the first light.\n"
            "Rescue boats leave the harbour of the island on Monday morning",
            "Rescue boats leave the harbour of the island on Monday morning, in the first light.",
        ),
    ),
    stays=(
        "Rescue boats left.\nRescue boats left. The first of them came back at noon, all well.",
        "The boats left at dawn.\nNews / Islands / Rescue boats leave the harbour of the island on"
        " Monday: why?\nRescue boats leave the harbour of the island on Monday: why?",
        "Home / News / Islands / Rescue boats leave the harbour of the island on Monday morning in"
        " the dark\nRescue boats leave the harbour of the island on Monday morning in the dark",
    ),
)
NAMED = Rule(
    "repeats/title-with-name",
    "A title with the site's name, beside the title.",
    changes=(
        Example(
            "Rescue boats leave the harbour of the island | Island Times\n"
            "Rescue boats leave the harbour of the island",
            "Rescue boats leave the harbour of the island",
        ),
    ),
    stays=("Rescue boats leave the harbour | Island Times",),
)
CAPTION = Rule(
    "repeats/copy-of-a-caption",
    "The copy of a line is a caption, so the line is one.",
    changes=(),
    stays=(),
)


@dataclass(frozen=True)
class Repeats:
    """Drops a block that says again what its neighbour says."""

    name: ClassVar[str] = "repeats"
    rules: ClassVar[tuple[Rule, ...]] = (COPY, HELD, NAMED, CAPTION)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each repeated block, and the kind that its copy inherits."""
        standing = list(document.standing())
        heads = [block.text[:PEEK_CHARS].lstrip(SIGNS)[:4].casefold() for _, block in standing]
        tails = [block.text[-PEEK_CHARS:].rstrip(SIGNS)[-4:].casefold() for _, block in standing]
        kept: int | None = None
        told = False  # Whether a sentence has ended: what stands above may be the title.
        for place, (index, block) in enumerate(standing):
            told = told or ends_sentence(block.text)
            if block.kind in APART:
                kept = None
                continue
            # What is the same begins or ends alike.
            if kept is not None and (heads[place] == heads[kept] or tails[place] == tails[kept]):
                at, before = standing[kept]
                caption = Kind.CAPTION in (before.kind, block.kind)
                least = MIN_CAPTION_CHARS if caption else MIN_COPY_CHARS
                rule = _compare(before.text, block.text, least)
                if rule is HELD and not (caption or told):
                    rule = None
                if rule is not None:
                    first_is_longer = len(before.text) >= len(block.text)
                    gone, stays = (index, at) if first_is_longer != (rule is NAMED) else (at, index)
                    yield from _drop(document, gone, stays, rule)
                    if gone == index:
                        continue
            kept = place


def _compare(first: str, second: str, least_chars: int) -> Rule | None:
    """Return the rule by which one of two texts goes, if any."""
    if min(len(first), len(second)) < least_chars:
        return None
    title, way = sorted((first.strip(), second.strip()), key=len)
    if _is_named(title, way):
        return NAMED
    short, long = sorted((_fold(first), _fold(second)), key=len)
    if len(short) < least_chars:
        return None
    if short == long:
        return COPY
    if len(short) < max(MIN_HELD_CHARS, len(long) * MIN_HELD_SHARE):
        return None
    if long.startswith(short):
        return HELD
    return HELD if long.endswith(short) and not _is_path(title, way) else None


def _is_named(title: str, long: str) -> bool:
    """Tell whether a text is a title with a sign and a few words more."""
    rest = long[len(title) :].strip() if long.startswith(title) else ""
    return rest[:1] in NAME_SIGNS and 0 < rest.count(" ") <= MOST_NAME_WORDS


def _is_path(title: str, way: str) -> bool:
    """Tell whether a text is the way to the page of that title."""
    return any(sign in way[: len(way) - len(title)] for sign in PATH_SIGNS)


def _fold(text: str) -> str:
    """Return a text without case, and with a blank for all between two words."""
    if text.isascii():
        return " ".join(text.translate(ASCII_BLANKS).casefold().split())
    return FOLD.sub(" ", text).strip().casefold()


def _drop(document: Document, dropped: int, kept: int, rule: Rule) -> Iterator[Finding]:
    gone, stays = document.blocks[dropped], document.blocks[kept]
    share = len(gone.text) / max(1, len(stays.text))
    evidence = f"the block {_side(dropped, kept)} says it too ({share:.0%} of its length)"
    yield Finding(rule.id, Action.DROP, dropped, evidence=evidence)
    if gone.kind is Kind.CAPTION and stays.kind is Kind.PARAGRAPH:
        yield Finding(
            CAPTION.id,
            Action.SET,
            kept,
            sets=(("kind", Kind.CAPTION),),
            evidence=f"the block {_side(kept, dropped)}, which says the same, is one",
        )


def _side(number: int, other: int) -> str:
    return "above" if other < number else "below"
