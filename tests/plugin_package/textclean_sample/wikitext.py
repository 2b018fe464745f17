"""Writes wikitext, as far as headings and paragraphs go."""

from __future__ import annotations

from collections.abc import Sequence

from textclean import Document, Finding, Kind


def write(document: Document, findings: Sequence[Finding]) -> str:
    """Return the standing blocks as wikitext."""
    parts = []
    for _, block in document.standing():
        bar = "=" * block.level if block.kind is Kind.HEADING else ""
        parts.append(f"{bar} {block.text} {bar}".strip() + "\n")
    return "\n".join(parts)
