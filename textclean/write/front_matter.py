"""What is known about a document, as the YAML block above a Markdown text."""

from __future__ import annotations

from textclean.document import Metadata

FIELDS = ("title", "byline", "date", "modified", "language", "site", "url", "description", "image")


def front_matter(metadata: Metadata) -> str:
    """Return the block with the fields that are known, empty when none is.

    Values are written as JSON texts, which YAML reads the same way whatever is in them.
    """
    import json

    lines = []
    for name in FIELDS:
        value = getattr(metadata, name)
        if value:
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}\n")
    if metadata.credits:
        lines.append("credits:\n")
        lines += [f"  - {json.dumps(credit, ensure_ascii=False)}\n" for credit in metadata.credits]
    return "".join(["---\n", *lines, "---\n\n"]) if lines else ""
