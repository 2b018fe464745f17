"""Blanks before a mark that belongs to the word before it.

Does: takes out the plain space before a comma or a full stop, and before ; ! ? in a language that
sets none there.
Leaves alone: dots in a row (` . . .`), decimals (` .5`), names that begin with a dot (` .net`), a
full stop amid a sentence, ! ? ; in French and where the language is unknown, what looks like code
or a formula, Chinese and Japanese.
Why: links and emphasis that were taken out of a page leave such gaps behind (`the bank , which`).
Not in the preset `hook`: an author's own blanks are an author's own.
Source: the rules of typesetting of each language; the Imprimerie nationale's for French.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textclean.document import Document
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.repair.prose import is_protected, prose
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

SPACED = frozenset({"", "fr", "br", "oc"})
"""Languages that set a blank before a high mark, or may: of an unknown one nobody can tell."""
FEWEST_BLANKS = 2
"""Blanks in what a full stop ends: what has fewer is a label in a row of them."""
FARTHEST = 200
"""Characters to look back for them."""

_LOOSE = lazy_compile(
    r" (?:(?<=[\w)\]%\u2026\xbb\u201d] )|(?<=[\w.,!?)]['\"\u2019] ))"
    r"(?:(?P<comma>[,\u060c])(?=[\s\"'\u2019\u201d\xbb)\]]|\Z)"
    r"|(?P<stop>\.)(?=[\"'\u2019\u201d\xbb)\]]*(?:\Z|\n|\s+[^\Wa-z\d_]|\s+[-\"'(\u2013-\u201e\xab]))"
    r"|(?P<high>[!?;]+)(?=[\s\"\u201d]|\Z))(?!\s*[.,;!?])"
)
_CODE = lazy_compile(r"[{}=<>\\|_]\s|\)\s?;|[\[({] |\w\(\)|::|->|0x|\bU\+")
"""What stands in code and formulas, and hardly in prose."""


@dataclass(frozen=True)
class Punctuation:
    """Takes out blanks before commas, full stops and other marks."""

    name: ClassVar[str] = "punctuation"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "punctuation/blank-before",
            "A blank before a mark that belongs to the word before it",
            changes=(
                Example(
                    "They sold the mill , which stood empty .",
                    "They sold the mill, which stood empty.",
                ),
                Example(
                    "It is late ; the mill , they say, is sold; nobody knows to whom .",
                    "It is late; the mill, they say, is sold; nobody knows to whom.",
                ),
                Example(
                    'He called it "a good day" , and left .', 'He called it "a good day", and left.'
                ),
            ),
            stays=(
                "They sold the mill, which stood empty.",
                "And then . . . nothing moved.",
                "It cost .5 of a cent, says the .net page.",
                "Vous venez ? Oui !",
                "Home . News . Sport",
                "let a = f ( x , y ) ; and then go",
            ),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each blank that stands before such a mark."""
        blocks, whole = prose(document)
        high = document.metadata.language.partition("-")[0] not in SPACED
        marks = ",.\u060c!?;" if high else ",.\u060c"
        # A single character is looked for thirty times faster than two.
        pairs = [f" {mark}" for mark in marks if mark in whole and f" {mark}" in whole]
        if not pairs:
            return
        for index, block in blocks:
            text = block.text
            if not any(pair in text for pair in pairs) or _CODE.search(text):
                continue
            for match in _LOOSE.finditer(text):
                start, end = match.span()
                if match.lastgroup == "high" and not high:
                    continue
                if match.lastgroup == "stop" and not _ends_sentence(text, start):
                    continue
                if not is_protected(block, start, end):
                    edit = Edit(start, start + 1, "")
                    evidence = f"before {match[0][1:]}"
                    yield Finding(
                        "punctuation/blank-before", Action.EDIT, index, (edit,), evidence=evidence
                    )


def _ends_sentence(text: str, start: int) -> bool:
    """Return whether what stands before a stop is more than a label between two stops."""
    begin = max(0, start - FARTHEST)
    return text.count(" ", max(begin, text.rfind(". ", begin, start) + 2), start) >= FEWEST_BLANKS
