"""Lines and captions that were put out twice.

*Does*: drops the second of two blocks that stand together and say the same, or the one that the
other holds whole.  A caption that is dropped leaves its kind to the copy that stays.

*Leaves alone*: copies that stand apart (a refrain, a heading used twice, a quotation taken up
again), short lines, list items, tables and code.

*Why*: galleries and players put a caption out once for the reader and once for the machine; an
extractor gives both.

*Source*: on labelled news texts an exact copy further down was boilerplate in 57 % of the cases,
an adjacent one in 75 %; most of the rest are captions, which go as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textclean.document import Block, Document, Kind
from textclean.finding import Action, Example, Finding, Rule
from textclean.lazy import lazy_compile

MIN_COPY_CHARS = 30
"""Shorter copies may be verse, dialogue or a list without its markers."""

MIN_HELD_CHARS = 60
"""Shorter parts of a neighbour may be there on purpose: a pull quote, a first line set apart."""

MIN_HELD_SHARE = 0.6
"""Share of the longer text that the shorter must make up."""

PEEK_CHARS = 20
"""How much of both ends is compared before a whole text is folded."""

SIGNS = " \"'“”‘’„«»()[].,:;!?…*_-–—"

FOLD = lazy_compile(r"[\W_]+")

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
    ),
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
    rules: ClassVar[tuple[Rule, ...]] = (COPY, HELD, CAPTION)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each repeated block, and the kind that its copy inherits."""
        before: tuple[int, Block] | None = None
        for index, block in document.standing():
            if block.kind in (Kind.CODE, Kind.TABLE, Kind.ITEM, Kind.MARKUP, Kind.RULE):
                before = None
                continue
            rule = _compare(before[1].text, block.text) if before is not None else None
            if before is not None and rule is not None:
                keep_first = len(before[1].text) >= len(block.text)
                dropped, kept = (index, before[0]) if keep_first else (before[0], index)
                yield from _drop(document, dropped, kept, rule)
                if keep_first:
                    continue
            before = (index, block)


def _compare(first: str, second: str) -> Rule | None:
    """Return the rule by which the shorter of two texts goes, if any."""
    if min(len(first), len(second)) < MIN_COPY_CHARS or not _may_match(first, second):
        return None
    short, long = sorted((_fold(first), _fold(second)), key=len)
    if len(short) < MIN_COPY_CHARS:
        return None
    if short == long:
        return COPY
    enough = len(short) >= max(MIN_HELD_CHARS, len(long) * MIN_HELD_SHARE)
    return HELD if enough and (long.startswith(short) or long.endswith(short)) else None


def _may_match(first: str, second: str) -> bool:
    """Tell cheaply whether two texts begin or end alike."""
    return (
        first[:PEEK_CHARS].lstrip(SIGNS)[:4].casefold()
        == second[:PEEK_CHARS].lstrip(SIGNS)[:4].casefold()
        or first[-PEEK_CHARS:].rstrip(SIGNS)[-4:].casefold()
        == second[-PEEK_CHARS:].rstrip(SIGNS)[-4:].casefold()
    )


def _fold(text: str) -> str:
    return FOLD.sub(" ", text).strip().casefold()


def _drop(document: Document, dropped: int, kept: int, rule: Rule) -> Iterator[Finding]:
    gone, stays = document.blocks[dropped], document.blocks[kept]
    share = len(gone.text) / max(1, len(stays.text))
    evidence = f"block {kept + 1} says it too ({share:.0%} of its length)"
    yield Finding(rule.id, Action.DROP, dropped, evidence=evidence)
    if gone.kind is Kind.CAPTION and stays.kind is Kind.PARAGRAPH:
        yield Finding(
            CAPTION.id,
            Action.SET,
            kept,
            sets=(("kind", Kind.CAPTION),),
            evidence=f"block {dropped + 1} is the caption",
        )
