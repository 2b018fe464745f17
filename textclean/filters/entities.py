"""HTML's names of characters and JSON's escapes, left in a text as they stand in a source.

Does: writes `caf&eacute;`, `it&#8217;s` and `Q&amp;amp;A` as the characters that they name, and
`it\\u2019s` where a letter stands on either side or the text has several of the kind.
Leaves alone: Markdown, where references are characters already; code; names that nobody gave a
character; what would become a tag; a passage that speaks of HTML, of escapes or of Unicode, or
shows one in quotation marks; escapes of plain letters and of control characters.
Why: a page's text that was escaped twice, or cut out of its source or of a script, is full of them.
Source: the list of names in the HTML standard, as the standard library has it; JSON, RFC 8259.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from textclean.document import Block, Document
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.repair.prose import is_protected, prose
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

_ENTITY = lazy_compile(r"&(?:amp;)*(?P<name>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_ESCAPES = lazy_compile(r"(?:\\u[0-9a-fA-F]{4})+")
_ESCAPE_IN_WORD = lazy_compile(r"[^\W\d_]\\u[0-9a-fA-F]{4}[^\W\d_]")
_MANY_ESCAPES = 2
_SHOWN = lazy_compile(
    r"(?i)\b(?:html|xml|json|entit|escap|encod|unicode|ampersand)"
    r"|[\"'`(](?:&[#\w]+;|\\u\w{4})[\"'`)]"
)
_TAG = lazy_compile(r"&(?:amp;)*lt;[/!A-Za-z]")


@dataclass(frozen=True)
class Entities:
    """Writes character references and escapes as characters."""

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
        Rule(
            "entities/escape",
            "An escape of JSON in a text",
            changes=(
                Example(
                    "It isn\\u2019t open.",
                    "It isn\N{RIGHT SINGLE QUOTATION MARK}t open.",
                ),
                Example("A caf\\u00e9, \\ud83d\\ude00.", "A caf\xe9, \U0001f600."),
            ),
            stays=(
                "In JSON it is written caf\\u00e9, na\\u00efve.",
                "The sign \\u2019 is one character.",
                "C:\\users\\u1000",
                "a\\u0041b, c\\u0007d, e\\ud83df",
            ),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each reference and each escape."""
        if document.format == "markdown":
            return
        blocks, whole = prose(document)
        if "\\" in whole and "\\u" in whole:
            yield from _find_escapes(blocks, whole)
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


def _find_escapes(blocks: Iterable[tuple[int, Block]], whole: str) -> Iterator[Finding]:
    several = len(_ESCAPES.findall(whole)) >= _MANY_ESCAPES
    if not several and _ESCAPE_IN_WORD.search(whole) is None:
        return
    for index, block in blocks:
        if "\\u" not in block.text or _SHOWN.search(block.text):
            continue
        for match in _ESCAPES.finditer(block.text):
            new = _unescaped(match[0])
            if new and not is_protected(block, *match.span()):
                edit = Edit(*match.span(), new)
                yield Finding("entities/escape", Action.EDIT, index, (edit,), evidence=match[0])


def _unescaped(escapes: str) -> str:
    """Return the characters of some escapes, nothing if one of them needs none."""
    units = bytes.fromhex(escapes.replace("\\u", ""))
    try:
        text = units.decode("utf-16-be")
    except UnicodeDecodeError:  # Half a pair.
        return ""
    return text if all(char >= "\xa0" for char in text) else ""


def _character(name: str) -> str:
    """Return the characters of a reference, nothing where it has none."""
    import html
    from html.entities import html5

    if name.startswith("#"):
        return re.sub("[\ufffd\\x00-\\x1f]", "", html.unescape(f"&{name};"))
    return html5.get(f"{name};", "")
