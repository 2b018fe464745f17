"""Quotation marks and apostrophes: mangled, mixed, stray and missing ones.

Does: makes one style of the marks of a document, its own (`keep`) or the one asked for (`curly`,
`straight`); mends TeX marks, accents and primes for marks, swapped and doubled ones, spaces inside
a quotation, stray closing marks, wrong apostrophes; reports a quotation that is not closed or not
opened, with a suggestion.

Leaves alone: code and other protected text, inches and minutes, quotations in another language
with that language's marks, dialogue that is opened again in each paragraph.

Why: marks are paired over the whole paragraph before any is judged, so that one without a partner
is known for an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from textclean.document import Document, Kind
from textclean.finding import Action, Finding, Rule
from textclean.language import guess_language
from textclean.quotes import marks
from textclean.quotes.evidence import read_lean, read_target
from textclean.quotes.masks import hide
from textclean.quotes.missing import find_missing
from textclean.quotes.pairing import read_roles
from textclean.quotes.repair import Reading, Wrong, find_wrong
from textclean.quotes.rules import RULES
from textclean.quotes.tokens import Lean, paired, read_tokens

_PROSE: Final = frozenset(Kind) - {Kind.CODE, Kind.MARKUP, Kind.RULE}
"""Kinds of blocks that are read."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds what is wrong with quotation marks and apostrophes."""

    style: Literal["keep", "curly", "straight"] = "keep"
    """`keep`: the style that the document mostly uses."""
    language: str = ""
    """A tag such as `de-CH`: whose marks to use; else the document's own language."""

    name: ClassVar[str] = "quotes"
    rules: ClassVar[tuple[Rule, ...]] = RULES

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a finding for each mark or pair that is wrong, block by block."""
        views = [
            (index, hide(block.text, block.protected))
            for index, block in document.standing()
            if block.kind in _PROSE
        ]
        if not any(marks.ANY.search(view) for _, view in views):
            return
        prose = "\n".join(view for _, view in views)
        target = read_target(prose, self.style, self.language or document.metadata.language)
        lean = read_lean(prose, target)
        resumes = False
        for number, (index, view) in enumerate(views):
            following = views[number + 1][1] if number + 1 < len(views) else ""
            reopens = bool(marks.OPENS.match(following))
            if not marks.ANY.search(view):
                resumes = False
                continue
            reading = _read(view, lean, reopens)
            for wrong in find_wrong(
                reading, target, lambda inner: _is_foreign(inner, target.language)
            ):
                yield _finding(index, wrong)
            for wrong in find_missing(reading, target, reopens=reopens, resumes=resumes):
                yield _finding(index, wrong)
            resumes = bool(reading.unclosed) and reopens


def _read(view: str, lean: Lean, reopens: bool) -> Reading:
    tokens = read_tokens(view, lean)
    roles, kinds = read_roles(
        tokens, continued="d" if reopens else "", single_outside=lean.single_outside
    )
    return Reading(view, tokens, roles, kinds, *paired(tokens, roles, kinds))


def _is_foreign(inner: str, language: str) -> bool:
    """Tell whether words are of another language than their document."""
    guess = guess_language(inner)
    if guess and language:
        return guess != language.partition("-")[0]
    return any(char.isalpha() and char > "\x7f" for char in inner)


def _finding(index: int, wrong: Wrong) -> Finding:
    return Finding(
        f"quotes/{wrong.rule}", Action.EDIT, index, edits=wrong.edits, evidence=wrong.evidence
    )
