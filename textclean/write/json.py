"""A result as one JSON object; `data/result.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from textclean.document import Block, Document, LineIndex, Metadata
from textclean.finding import Finding

SCHEMA = 1
"""Number of the shape. It grows when a field changes its meaning or goes."""


def record(
    document: Document, findings: Sequence[Finding], *, markdown: str, text: str
) -> dict[str, Any]:
    """Return the result as JSON values: metadata, the text written, blocks and findings."""
    numbers = {id(finding): number for number, finding in enumerate(findings)}
    lines = LineIndex(document.source_text)
    return {
        "schema": SCHEMA,
        "source": document.source_id or None,
        "format": document.format,
        **_metadata(document.metadata),
        "markdown": markdown,
        "text": text,
        "comments": [block.text for _, block in document.standing() if block.is_comment],
        "blocks": [_block(block, lines, numbers) for block in document.blocks],
        "findings": [finding_values(finding) for finding in findings],
    }


def dumps(value: dict[str, Any], *, indent: int | None = None) -> str:
    """Return a JSON text in UTF-8 characters, with a newline at its end."""
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def _metadata(metadata: Metadata) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: getattr(metadata, name) or None
        for name in Metadata._fields
        if name not in ("credits", "sources")
    }
    return {**fields, "credits": list(metadata.credits), "sources": dict(metadata.sources)}


def _block(block: Block, lines: LineIndex, numbers: dict[int, int]) -> dict[str, Any]:
    dropped_by = None
    if block.dropped_by is not None:
        dropped_by = numbers.get(id(block.dropped_by))
    return {
        "kind": str(block.kind),
        "text": block.text,
        "origin": _origin(block, lines),
        "level": block.level or None,
        "info": block.info or None,
        "within": [container.kind for container in block.within],
        "dropped_by": dropped_by,
    }


def _origin(block: Block, lines: LineIndex) -> dict[str, Any]:
    if isinstance(block.origin, str):
        return {"path": block.origin}
    start, end = block.extent
    place = lines.place(start)
    return {"line": place.line, "column": place.column, "start": start, "end": end}


def finding_values(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON values."""
    place = finding.place
    return {
        "action": str(finding.action),
        "filter": finding.filter,
        "rule": finding.rule,
        "block": finding.block,
        "before": finding.before,
        "after": finding.after,
        "place": {"path": place.path}
        if place.path
        else {"line": place.line, "column": place.column},
        "sets": dict(finding.sets),
        "evidence": finding.evidence,
    }
