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

from textclean.document import Block, Document, Kind
from textclean.finding import Action, Example, Finding, Rule, Safety
from textclean.quotes import marks
from textclean.quotes.evidence import read_lean, read_target
from textclean.quotes.missing import find_missing
from textclean.quotes.pairing import read_roles
from textclean.quotes.repair import Reading, Wrong, find_wrong
from textclean.quotes.tokens import Lean, paired, read_tokens

_PROSE: Final = frozenset(Kind) - {Kind.CODE, Kind.MARKUP, Kind.RULE}
_HIDDEN: Final = "x"
"""What stands for a protected character: the letter of an opaque word."""
"""Kinds of blocks that are read."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds what is wrong with quotation marks and apostrophes."""

    style: Literal["keep", "curly", "straight"] = "keep"
    """`keep`: the style that the document mostly uses."""
    language: str = ""
    """A tag such as `de-CH`: whose marks to use; else the document's own language."""

    name: ClassVar[str] = "quotes"
    rules: ClassVar[tuple[Rule, ...]] = ()

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a finding for each mark or pair that is wrong, block by block."""
        views = [
            (index, block, _view(block))
            for index, block in document.standing()
            if block.kind in _PROSE
        ]
        if not any(marks.ANY.search(view) for _, _, view in views):
            return
        prose = "\n".join(view for _, _, view in views)
        target = read_target(prose, self.style, self.language or document.metadata.language)
        lean = read_lean(prose, target)
        resumes = False
        for number, (index, _, view) in enumerate(views):
            following = views[number + 1][2] if number + 1 < len(views) else ""
            reopens = bool(marks.OPENS.match(following))
            if not marks.ANY.search(view):
                resumes = False
                continue
            reading = _read(view, lean, reopens)
            for wrong in find_wrong(reading, target, _is_foreign):
                yield _finding(index, wrong)
            for wrong in find_missing(reading, target, reopens=reopens, resumes=resumes):
                yield _finding(index, wrong)
            resumes = bool(reading.unclosed) and reopens


def _view(block: Block) -> str:
    """Return a block's text with its protected stretches hidden."""
    text = block.text
    for start, end in block.protected:
        text = text[:start] + _HIDDEN * (end - start) + text[end:]
    return text


def _read(view: str, lean: Lean, reopens: bool) -> Reading:
    tokens = read_tokens(view, lean)
    roles, kinds = read_roles(tokens, continued="d" if reopens else "")
    return Reading(view, tokens, roles, kinds, *paired(tokens, roles, kinds))


def _is_foreign(inner: str) -> bool:
    return not inner.isascii()


def _finding(index: int, wrong: Wrong) -> Finding:
    return Finding(
        f"quotes/{wrong.rule}", Action.EDIT, index, edits=wrong.edits, evidence=wrong.evidence
    )


def _rule(
    name: str,
    summary: str,
    *changes: tuple[str, str],
    stays: tuple[str, ...] = (),
    safety: Safety = Safety.SAFE,
) -> Rule:
    return Rule(f"quotes/{name}", summary, safety, tuple(Example(*pair) for pair in changes), stays)


Quotes.rules = (
    _rule("tex", "TeX's marks"),
    _rule("two-singles", "two single marks for a double one"),
    _rule("backtick", "a grave or acute accent for a single mark"),
    _rule("full-width", "a full-width mark between letters that are not"),
    _rule("prime", "a prime for a quotation mark"),
    _rule("swapped", "a pair whose marks have changed places"),
    _rule("same-direction", "a pair whose marks point the same way"),
    _rule("foreign-mark", "one mark of a pair from another language"),
    _rule("mixed", "marks of another style than the document's"),
    _rule("straight", "straight marks where curly ones are asked for"),
    _rule("curly", "curly marks where straight ones are asked for"),
    _rule("inner-space", "a space inside the marks"),
    _rule("doubled", "the same mark twice"),
    _rule("stray-closer", "a mark too many beside another"),
    _rule("wrong-apostrophe", "another sign for an apostrophe"),
    _rule("missing-closer", "a quotation that is not closed", safety=Safety.UNSAFE),
    _rule("missing-opener", "a quotation that is not opened", safety=Safety.UNSAFE),
)
