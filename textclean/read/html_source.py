"""Reads HTML into blocks whose prose keeps its place in the source, for edits in the file itself.

The fast HTML reader knows what a page says but not where it says it.  Here every element is passed
over as it stands, well-formed or not: nothing is written anew.  What a browser collapses (line
ends, indentation) reads as one space that lies in no piece.
"""

from __future__ import annotations

import re
from html import unescape

from textclean.document import Block, Document, Kind, Metadata, Source
from textclean.read.html_tokens import RAW_TEXT, Token, tokens
from textclean.read.markdown_block import BlockBuilder
from textclean.read.markdown_guards import guard_ranges

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr q rb rp rt ruby s"
    " small span strike strong sub sup time tt u var wbr code kbd samp img"
)
INLINE = frozenset(_INLINE_NAMES.split())
"""Elements inside a line; any other one ends the block."""

CODE = frozenset(["code", "kbd", "samp", "tt", "var"])
"""Elements in a line whose text is not prose."""

NOT_PROSE = frozenset(["pre", "svg", "math", "template", "object", "select"])
"""Elements that are left out, with all that is in them; raw text is so in any case."""

_KINDS = {"li": Kind.ITEM, "caption": Kind.CAPTION, "figcaption": Kind.CAPTION}
_HEADING = re.compile("h[1-6]")
_WORDS = re.compile(r"[^ \t\r\n\f]+(?: [^ \t\r\n\f]+)*")
_LANGUAGE = re.compile(r"\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)
_BLANK = " \t\r\n\f"


def read(text: str, source: Source) -> Document:
    """Return the blocks of an HTML source; what is in no block is markup."""
    walk = _Walk(text)
    for token in tokens(text):
        walk.take(token)
    walk.finish_block()
    language = source.language or walk.language
    metadata = Metadata(language=language, url=source.url, encoding=source.encoding)
    return Document(source.id, text, "html", tuple(walk.blocks), metadata)


class _Walk:
    """The state of one pass over the tokens."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.language = ""
        self._source = text
        self._guards = guard_ranges(text)
        self._block: BlockBuilder | None = None
        self._kind = (Kind.PARAGRAPH, 0)
        self._closes = ""
        """The element that is being left out, with how many of its name are open."""
        self._depth = 0
        self._code = 0
        self._blank = False

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if self._closes:
            self._pass_over(token)
        elif token.kind == "text":
            self._text(token)
        elif token.kind == "entity":
            self._protected(unescape(self._source[token.start : token.end]), token)
        elif token.kind == "other":
            self._seam()
        else:
            self._tag(token)

    def finish_block(self) -> None:
        """Add the block in the making, if it has any text."""
        builder, self._block = self._block, None
        self._blank = False
        if builder is not None and builder.length:
            self.blocks.append(builder.build(self._guards))

    def _pass_over(self, token: Token) -> None:
        if token.name == self._closes:
            self._depth += 1 if token.kind == "open" else -1
            if not self._depth:
                self._closes = ""

    def _tag(self, token: Token) -> None:
        name = token.name
        opens = token.kind == "open"
        if name == "html" and opens:
            found = _LANGUAGE.search(token.attributes)
            self.language = found[1] if found else ""
        if name == "br":
            self._break()
        elif name in INLINE:
            self._seam()
        else:
            self.finish_block()
            self._kind = _kind(name) if opens else (Kind.PARAGRAPH, 0)
        if name in CODE:
            self._code = self._code + 1 if opens else max(self._code - 1, 0)
        elif opens and name in NOT_PROSE and not token.attributes.endswith("/"):
            self._closes, self._depth = name, 1
        elif opens and name in RAW_TEXT:
            self.finish_block()

    def _text(self, token: Token) -> None:
        text = self._source[token.start : token.end]
        if self._code:
            self._protected(" ".join(text.split()), token)
            return
        for words in _WORDS.finditer(text):
            start, end = words.span()
            if start:
                self._blank = True
            builder = self._current(token.start + start)
            builder.add_source(words[0], token.start + start)
            builder.end = token.start + end
        if text[-1] in _BLANK:
            self._blank = True

    def _current(self, start: int) -> BlockBuilder:
        """Return the block in the making, with the collapsed white space before a word added."""
        builder = self._block
        if builder is None:
            kind, level = self._kind
            builder = self._block = BlockBuilder(self._source, kind, start, start)
            builder.level = level
        elif self._blank:
            builder.add_gap(" ")
        self._blank = False
        return builder

    def _protected(self, text: str, token: Token) -> None:
        if text:
            builder = self._current(token.start)
            builder.add_protected(text)
            builder.end = token.end

    def _seam(self) -> None:
        if self._block is not None:
            self._block.add_seam()

    def _break(self) -> None:
        if self._block is not None:
            self._block.add_gap("\n")
            self._blank = False


def _kind(name: str) -> tuple[Kind, int]:
    if _HEADING.fullmatch(name):
        return Kind.HEADING, int(name[1])
    return _KINDS.get(name, Kind.PARAGRAPH), 0
