"""Dashes and ellipses typed as hyphens and full stops. Off unless named.

Does: writes `--` and `---` between words, and a hyphen between spaces, as a dash; three full stops
as an ellipsis.
Leaves alone: command-line options (`--help`), rows of hyphens, arrows (`-->`), sums (`5 - 3`), list
markers, `..` and longer rows of stops.
Why: it is what a printed text has. Off because many write `--` on purpose, and a plain text keeps
its habits.
Source: the habit of typewriters; SmartyPants, https://daringfireball.net/projects/smartypants/, for
the two and three hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, Literal

from textclean.document import Document
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.repair.prose import is_protected, prose
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

_LEFT = "\\w.,;:!?\"')\u2019\u201d"
_RIGHT = "\\w\"'(\u2018\u201c\u2019\u201d"
_ITEMS = lazy_compile(
    f"(?P<double>(?<=[{_LEFT}])---?(?=[{_RIGHT}])|(?<=[{_LEFT}] )---?(?= [{_RIGHT}]))"
    f"|(?P<spaced>(?<=[{_LEFT}] )(?<![0-9] )-(?= [^\\W\\d_]))"
    "|(?P<ellipsis>(?<![.])[.][.][.](?![.]))"
)
_DASHES = {"en": "\N{EN DASH}", "em": "\N{EM DASH}"}


@dataclass(frozen=True)
class Dashes:
    """Writes typed dashes and ellipses as printers do."""

    dash: Literal["em", "en"] = "em"
    """What `--` between words becomes; a range of numbers always gets an en dash."""
    spaced: Literal["em", "en", "keep"] = "en"
    """What a hyphen between spaces becomes."""
    ellipsis: bool = True
    """Write three full stops as one character."""

    name: ClassVar[str] = "dashes"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "dashes/double-hyphen",
            "Two or three hyphens for a dash",
            changes=(
                Example("He came--late--and left.", "He came\u2014late\u2014and left."),
                Example("He came -- late.", "He came \u2014 late."),
                Example("pages 12--15", "pages 12\u201315"),
            ),
            stays=("Run it with --help or -v.", "a --> b <!-- c -->", "---- cut here ----"),
        ),
        Rule(
            "dashes/spaced-hyphen",
            "A hyphen between spaces for a dash",
            changes=(Example("He came - late.", "He came \u2013 late."),),
            stays=("5 - 3 = 2", "- an item", "well-known"),
        ),
        Rule(
            "dashes/three-dots",
            "Three full stops for an ellipsis",
            changes=(Example("Well... no.", "Well\u2026 no."),),
            stays=("1..9", "Contents .......... 7"),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each typed dash and ellipsis."""
        blocks, whole = prose(document)
        if "--" not in whole and " - " not in whole and "..." not in whole:
            return
        for index, block in blocks:
            for match in _ITEMS.finditer(block.text):
                new = self._cure(match)
                if new is None or is_protected(block, *match.span()):
                    continue
                rule, sign = new
                edit = Edit(*match.span(), sign)
                yield Finding(rule, Action.EDIT, index, (edit,), evidence=match[0])

    def _cure(self, match: re.Match[str]) -> tuple[str, str] | None:
        """Return the rule and the sign that a match becomes, None if it stays."""
        if match.lastgroup == "ellipsis":
            return ("dashes/three-dots", "\N{HORIZONTAL ELLIPSIS}") if self.ellipsis else None
        if match.lastgroup == "spaced":
            if self.spaced == "keep":
                return None
            return "dashes/spaced-hyphen", _DASHES[self.spaced]
        text, start, end = match.string, match.start(), match.end()
        is_range = text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()
        return "dashes/double-hyphen", _DASHES["en" if is_range else self.dash]
