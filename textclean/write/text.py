"""A document as plain text: what a reader reads, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from textclean.document import LINE_END, Block, Document, Kind
from textclean.finding import Finding

CODE_INDENT = "    "


def write(document: Document, findings: Sequence[Finding]) -> str:
    """Return the standing blocks' text, parted as the source parts them.

    Between two blocks of a plain text there is a single line break where the source has no blank
    line, so that a text with a paragraph a line comes out that way; else there is a blank line.
    """
    parts: list[str] = []
    before: Block | None = None
    for _, block in document.standing():
        text = block.text.strip(" \t\n") if block.kind is not Kind.CODE else block.text.rstrip("\n")
        if not text or block.kind is Kind.MARKUP:
            continue
        if before is not None:
            parts.append("\n" if _touch(document, before, block) else "\n\n")
        if block.within or block.kind is Kind.CODE:
            parts.append(_marker(before, block))
            if document.format == "text":
                text = _as_read(block, text)
        parts.append(text)
        before = block
    return "".join(parts) + "\n" if parts else ""


def _as_read(block: Block, text: str) -> str:
    """Return a text with what its reader took off: the indentation of code, marks of quotation."""
    if block.kind is Kind.CODE:
        text = "\n".join(CODE_INDENT + line if line else line for line in text.split("\n"))
    depth = sum(1 for container in block.within if container.kind == "quote")
    return "> " * depth + text if depth else text


def _marker(before: Block | None, block: Block) -> str:
    """Return a list item's marker, indented by its depth."""
    items = [container for container in block.within if container.kind == "item"]
    if not items or (before is not None and items[-1] in before.within):
        return ""
    return "  " * (len(items) - 1) + items[-1].marker + " "


def _touch(document: Document, before: Block, block: Block) -> bool:
    """Tell whether no blank line parts two blocks."""
    if document.format == "text":
        gap = document.source_text[before.extent[1] : block.extent[0]]
        return gap == "\n" or len(LINE_END.findall(gap)) < 2
    if not before.within or not block.within:
        return False
    return before.within[-1].list_ident == block.within[-1].list_ident != 0
