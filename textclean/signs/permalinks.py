"""The sign at the end of a heading that links to it, for readers who want to cite the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textclean.document import Block, Kind
from textclean.finding import Action, Edit, Example, Finding, Rule

PERMALINK = Rule(
    "structure/permalink",
    "A sign at the end of a heading that links to the heading itself.",
    changes=(
        Example(
            "<html><body><h2>Tides<a href='#tides'>\N{PILCROW SIGN}</a></h2><p>Low at six.</p>",
            "Tides\n\nLow at six.",
        ),
    ),
    stays=(
        "<html><body><h2>Tides<a href='#note'>1</a></h2><p>Low at six.</p>",
        "<html><body><h2>Written in C#</h2><p>Low at six.</p>",
    ),
)
_SIGNS = frozenset(("#", "\N{PILCROW SIGN}", "\N{SECTION SIGN}", "\N{LINK SYMBOL}", "\N{INFINITY}"))


def find_permalinks(standing: Iterable[tuple[int, Block]]) -> Iterator[Finding]:
    """Yield what takes the sign off each heading that ends in a link to itself."""
    for index, block in standing:
        if block.kind is not Kind.HEADING:
            continue
        for mark in block.marks:
            sign = block.text[mark.start : mark.end].strip()
            if mark.kind == "link" and sign in _SIGNS and "#" in mark.target:
                before = block.text[: mark.start].rstrip()
                if before and not block.text[mark.end :].strip():
                    edits = (Edit(len(before), len(block.text), ""),)
                    yield Finding(PERMALINK.id, Action.EDIT, index, edits, evidence=mark.target)
