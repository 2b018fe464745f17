"""What a page tells about itself, mended like its text.

A title with mojibake or broken quotation marks may be the first line of what is written.  So while
a filter that mends text looks at a document, its title, byline and the like stand behind its
blocks as headings: they are judged by the habits of the whole.  What is found in them becomes a
new value of the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textclean.apply import edit_text
from textclean.document import NOWHERE, Block, Document, Kind
from textclean.finding import Action, Edit, Finding
from textclean.startup.lazy import lazy_compile

MENDERS = frozenset({"entities", "mojibake", "invisible", "spaces", "quotes", "punctuation"})
"""The filters that mend what a field may hold."""

_FIELDS = ("title", "byline", "site", "description")
_MAY_NEED = lazy_compile(r"[^ -~]|  |``|''|&")
"""A field without any of these is as it should be."""


def doubtful_fields(document: Document) -> list[str]:
    """Return the fields of a document's metadata that may need mending, most often none."""
    about = document.metadata
    values = [(name, getattr(about, name)) for name in _FIELDS]
    return [name for name, value in values if value and _MAY_NEED.search(value)]


def with_fields(document: Document, fields: Sequence[str]) -> Document:
    """Return a document with some of its fields as headings behind its blocks."""
    told = [Block(Kind.HEADING, getattr(document.metadata, name), level=1) for name in fields]
    return document._replace(blocks=(*document.blocks, *told))


def as_sets(
    findings: Iterable[Finding], document: Document, fields: Sequence[str]
) -> Iterator[Finding]:
    """Yield what was found in a document with its fields: edits of these as their new values.

    Each has those of the ones before it, too. Notes about a field are left out, as its words stand
    in the text or are not written.
    """
    count = len(document.blocks)
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.block is None or finding.block < count:
            yield finding
        elif finding.action is Action.EDIT:
            field = fields[finding.block - count]
            value = getattr(document.metadata, field)
            done = edits.setdefault(field, [])
            before = edit_text(value, done)
            done += finding.edits
            after = edit_text(value, done)
            yield finding._replace(
                action=Action.SET,
                block=None,
                edits=(),
                sets=((f"metadata.{field}", after),),
                before=before,
                after=after,
                at=0,
                place=NOWHERE,
            )
