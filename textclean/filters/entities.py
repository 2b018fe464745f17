"""HTML's names of characters, left in a text as they stand in the source of a page.

Does: writes `caf&eacute;`, `it&#8217;s` and `Q&amp;amp;A` as the characters that they name.
Leaves alone: Markdown, where they are characters already; code; names that nobody gave a character;
what would become a tag; a passage that speaks of HTML or shows an entity in quotation marks.
Why: a page's text that was escaped twice, or cut out of its source, is full of them.
Source: the list of names in the HTML standard, as the standard library has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from textclean.document import Document
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.repair.prose import is_protected, prose
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

_ENTITY = lazy_compile(r"&(?:amp;)*(?P<name>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_SHOWN = lazy_compile(
    r"(?i)\b(?:html|xml|entit|escap|encod|unicode|ampersand)|[\"'`(]&[#\w]+;[\"'`)]"
)
_TAG = lazy_compile(r"&(?:amp;)*lt;[/!A-Za-z]")


@dataclass(frozen=True)
class Entities:
    """Writes character references as characters."""

    name: ClassVar[str] = "entities"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "entities/undecoded",
            "A character reference of HTML in a text",
            changes=(
                Example(
                    "The caf&eacute; isn&#8217;t open.",
                    "The caf\xe9 isn\N{RIGHT SINGLE QUOTATION MARK}t open.",
                ),
                Example("Questions &amp; answers, Q&amp;amp;A", "Questions & answers, Q&A"),
            ),
            stays=(
                "Questions & answers; R&D; AT&T;",
                "In HTML an &eacute; is written so.",
                "He typed '&eacute;' and nothing came.",
                "a &lt;b&gt; c",
            ),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each reference."""
        if document.format == "markdown":
            return
        blocks, whole = prose(document)
        if "&" not in whole:
            return
        for index, block in blocks:
            text = block.text
            if "&" not in text or not _ENTITY.search(text) or _SHOWN.search(text):
                continue
            has_tags = _TAG.search(text) is not None
            for match in _ENTITY.finditer(text):
                new = _character(match["name"])
                if (
                    new
                    and not (has_tags and new in "<>")
                    and not is_protected(block, *match.span())
                ):
                    edit = Edit(*match.span(), new)
                    yield Finding(
                        "entities/undecoded", Action.EDIT, index, (edit,), evidence=match[0]
                    )


def _character(name: str) -> str:
    """Return the characters of a reference, nothing where it has none."""
    import html
    from html.entities import html5

    if name.startswith("#"):
        return re.sub("[\ufffd\\x00-\\x1f]", "", html.unescape(f"&{name};"))
    return html5.get(f"{name};", "")
