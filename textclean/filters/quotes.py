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

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import ClassVar, Final, Literal

from textclean.document import UNREAD, Document, Kind
from textclean.finding import Action, Finding, Rule
from textclean.quotes.marks import (
    ACUTE,
    FULL_WIDTH_DOUBLE,
    FULL_WIDTH_SINGLE,
    GRAVE,
    has_marks,
)
from textclean.quotes.masks import hide
from textclean.quotes.others import find_others, may_have_others, without_stray
from textclean.quotes.repair import Wrong
from textclean.quotes.rules import RULES
from textclean.quotes.survey import Paragraph, survey
from textclean.repair.prose import without_fences, without_markup
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass, maker

_PROSE: Final = frozenset(Kind.all()) - {Kind.CODE, Kind.MARKUP, Kind.RULE}
"""Kinds of blocks that are read."""
_UNSETTLED: Final = tuple(Finding("", Action.EDIT))[6:]
_new_finding, _new_paragraph = maker(Finding), maker(Paragraph)

_ALONE: Final = lazy_compile("(?<!\\S)[`\xb4](?!\\S)")
"""An accent by itself is a sign that is spoken of."""
_CELL: Final = lazy_compile(
    "(?<![^\t\n])[\"'\xab\xbb\u2018-\u201f\u2032\u2033\u2039\u203a]{1,2}(?![^\t\n])"
)
"""A mark that is all that a table's cell holds is spoken of as well."""
_FULL_WIDTH: Final = lazy_compile("[\uff02\uff07]")
_LOST: Final = lazy_compile(r"(?<!`)`(?!`|[^\W\d_])")
"""An accent behind a word, beside code: it ends code whose beginning is lost, not a quotation."""
_HALF_CODE: Final = lazy_compile(
    r"`{3,}|(?<!`)`(?=[$^+|/\\#@=~<>&%]|[\w.$-]*[(=\[\\{]|[\w$-]+\.\w)[^\s`]*|(?<=[)\]}\w])``(?=\w)"
)
"""An accent before code, two between words, or three: code in Markdown without its other end."""


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
        language = self.language or document.metadata.language
        others: dict[int, list[Wrong]] = {}
        if may_have_others(document):
            for index, wrong in find_others(document, self.style, language, _PROSE):
                others.setdefault(index, []).append(wrong)
        for index, block in enumerate(document.blocks):
            kind, text, origin, _, _, info, markup, protected, _, _, dropped_by = block
            if dropped_by is not None or kind not in _PROSE:
                continue
            if not has_marks(text):
                follows = False
                continue
            if info == UNREAD:
                context.append(text)
                follows = False
                continue
            if markup or protected:
                text = hide(text, protected)
                if "`" in text and any(mark.kind == "code" for mark in markup):
                    text = _LOST.sub("x", text)
            if "`" in text and document.format == "markdown":
                text = _HALF_CODE.sub(_hidden, text)
            if GRAVE in text or ACUTE in text:
                text = _ALONE.sub("x", text)
            if FULL_WIDTH_DOUBLE in text or FULL_WIDTH_SINGLE in text:
                text = _FULL_WIDTH.sub(_without_east_asian, text)
            if kind is Kind.TABLE:
                text = _CELL.sub(_hidden, text)
            if index in others:
                text = without_stray(text, others[index])
            bare = not (markup or protected or index in others) and text == block.text
            paragraphs.append(_new_paragraph((text, bare, bare and len(origin) < 2, follows)))
            blocks.append(index)
            follows = True
        found = [(index, wrong) for index in others for wrong in others[index]]
        if paragraphs:
            shown = without_markup(without_fences("\n\n".join(["", *context]))) if context else ""
            surveyed = survey(paragraphs, self.style, language, shown)
            taken = {index: _places(wrongs) for index, wrongs in others.items()}
            found += [
                (blocks[number], wrong)
                for number, wrong in surveyed
                if not (taken and _clashes(wrong, taken.get(blocks[number], ())))
            ]
        edit = Action.EDIT
        return [
            _new_finding((f"quotes/{rule}", edit, index, edits, (), evidence, *_UNSETTLED))
            for index, (rule, edits, evidence) in found
        ]


def _places(wrongs: Iterable[Wrong]) -> list[tuple[int, int]]:
    """Return the places of edits, which do not overlap, in their order."""
    return sorted((edit.start, edit.end) for wrong in wrongs for edit in wrong.edits)


def _clashes(wrong: Wrong, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an edit touches one of some places."""
    for start, end, *_ in wrong.edits:
        before = bisect_right(places, end, key=itemgetter(0))
        if before and places[before - 1][1] >= start:
            return True
    return False


def _hidden(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _without_east_asian(mark: re.Match[str]) -> str:
    """Return what stands for a full-width mark: beside Chinese it is right, and not looked at."""
    text, start, end = mark.string, mark.start(), mark.end()
    beside = text[max(start - 1, 0) : start] + text[end : end + 1]
    return "x" if any("\u2e80" <= char <= "\uff60" for char in beside) else mark[0]
