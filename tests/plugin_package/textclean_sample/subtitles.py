"""Reads SubRip subtitles: a paragraph for each cue, numbers and times left out."""

from __future__ import annotations

import re

from textclean import Block, Document, Kind, Metadata
from textclean.document import Piece, Source

CUE = re.compile(r"^\d+\n[\d:,]+ --> [\d:,]+\n((?:.+\n?)+)", re.M)


def read(text: str, source: Source) -> Document:
    """Return the document; the lines of a cue are joined by a space."""
    blocks = []
    for cue in CUE.finditer(text):
        joined, pieces = "", []
        for line in re.finditer(".+", cue[1]):
            joined += " " if joined else ""
            pieces.append(Piece(len(joined), cue.start(1) + line.start(), len(line[0])))
            joined += line[0]
        blocks.append(Block(Kind.PARAGRAPH, joined, tuple(pieces), cue.span()))
    metadata = Metadata(language=source.language, url=source.url, encoding=source.encoding)
    return Document(source.id, text, "subtitles", tuple(blocks), metadata)
