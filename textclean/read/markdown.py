"""Reads Markdown into blocks whose prose keeps its place in the source.

A block's text is what a reader reads: emphasis marks, link targets and tags are not in it; code
and templates are, protected.  Every other stretch is an exact slice of the source, so that an edit
can be spliced back.  A soft line break reads as one space that lies in no piece, a hard one as a
newline.
"""

from __future__ import annotations

from textclean.document import Document, Kind, Metadata, Source
from textclean.read.markdown_choice import Choice
from textclean.read.markdown_guards import Guards
from textclean.read.markdown_parse import body_start, parse
from textclean.read.markdown_verbatim import verbatim_ranges
from textclean.read.markdown_walk import Walk


def read(text: str, source: Source) -> Document:
    """Return the blocks of a Markdown text, front matter first as one block of markup."""
    start, end = body_start(text)
    parsed = text
    code: list[tuple[int, int]] = []
    if source.id.lower().endswith(".mdx"):
        from textclean.read.mdx import code_elsewhere, mask_mdx

        parsed, code = mask_mdx(text, end)
        code += [*verbatim_ranges(text, code), *code_elsewhere(text, parsed)]
    guards = Guards(text, code)
    walk = Walk(text, parsed, guards, Choice(source.wanted, source.opened))
    metadata = Metadata(language=source.language, url=source.url, encoding=source.encoding)
    if end > start:
        walk.add_raw(Kind.MARKUP, text[start:end], start, end, "front matter")
        from textclean.read.front_matter import read_metadata

        metadata = read_metadata(text[start:end], metadata)
    walk.over(parse(parsed, end))
    return Document(source.id, text, "markdown", tuple(walk.blocks), metadata, walk.choice.opened)
