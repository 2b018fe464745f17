"""Quotation marks and apostrophes: mangled, mixed, stray and missing ones.

*Does*: makes one style of the marks of a document, its own (`keep`) or the one asked for (`curly`,
`straight`); mends TeX marks, accents and primes for marks, swapped and doubled ones, spaces inside
a quotation, stray closing marks, wrong apostrophes; reports a quotation that is not closed or not
opened, with a suggestion.

*Leaves alone*: code and other protected text, inches and minutes, quotations in another language
with that language's marks, dialogue that is opened again in each paragraph, arrows between the
parts of a path, guillemets and corner brackets when straight marks are asked for.

*Why*: marks are paired over the whole paragraph before any is judged, so that one without a partner
is known for an apostrophe.  Rules that look at a mark's neighbours only, as SmartyPants and its kin
do, get nearly all apostrophes at the beginning of a word wrong.

*Source*: the idea of pairing first is pandoc's; costs, words and data are our own.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from textclean.document import UNREAD, Document, Kind
from textclean.finding import Action, Finding, Rule
from textclean.lazy import lazy_compile
from textclean.prose import without_fences, without_markup
from textclean.quotes.marks import has_marks
from textclean.quotes.masks import hide
from textclean.quotes.rules import RULES
from textclean.quotes.survey import Paragraph, survey
from textclean.records import dataclass

_PROSE: Final = frozenset(Kind.all()) - {Kind.CODE, Kind.MARKUP, Kind.RULE}
"""Kinds of blocks that are read."""

_ALONE: Final = lazy_compile(
    "(?<!\\S)[`\xb4](?!\\S)|[\uff02\uff07](?:(?<=[\u2e80-\uff60].)|(?=[\u2e80-\uff60]))"
)
"""An accent by itself is a sign that is spoken of; full-width marks beside Chinese are right."""
_LOST: Final = lazy_compile(r"(?<!`)`(?![^\W\d_`])")
"""An accent behind a word, beside code: it ends code whose beginning is lost, not a quotation."""


@dataclass(frozen=True)
class Quotes:
    """Finds what is wrong with quotation marks and apostrophes."""

    style: Literal["keep", "curly", "straight"] = "keep"
    """`keep`: the style that the document mostly uses."""
    language: str = ""
    """A tag such as `de-CH`: whose marks to use; else the document's own language."""

    name: ClassVar[str] = "quotes"
    rules: ClassVar[tuple[Rule, ...]] = RULES

    def find(self, document: Document) -> list[Finding]:
        """Return a finding for each mark or pair that is wrong, block by block."""
        blocks: list[int] = []
        paragraphs: list[Paragraph] = []
        follows = False
        context: list[str] = []
        for index, block in enumerate(document.blocks):
            if block.dropped_by is not None or block.kind not in _PROSE:
                continue
            text = block.text
            if not has_marks(text):
                follows = False
                continue
            if block.info == UNREAD:
                context.append(text)
                follows = False
                continue
            bare = not (block.marks or block.protected)
            if not bare:
                text = hide(text, block.protected)
                if "`" in text and any(mark.kind == "code" for mark in block.marks):
                    text = _LOST.sub("x", text)
            if not text.isascii() or "`" in text:
                text = _ALONE.sub("x", text)
            paragraphs.append(Paragraph(text, bare, bare and len(block.origin) < 2, follows))
            blocks.append(index)
            follows = True
        if not paragraphs:
            return []
        language = self.language or document.metadata.language
        shown = without_markup(without_fences("\n\n".join(["", *context]))) if context else ""
        return [
            Finding(
                f"quotes/{wrong.rule}", Action.EDIT, blocks[number], wrong.edits, (), wrong.evidence
            )
            for number, wrong in survey(paragraphs, self.style, language, shown)
        ]
