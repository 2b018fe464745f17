"""What is wrong in the alternative texts of images and the titles of links: noted, not mended.

They are no prose of the document but words that readers hear and see all the same.  Quotation marks
are not judged: one may close the title it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from textclean.chain import Chain, run
from textclean.document import Block, Document, Kind, LineIndex
from textclean.finding import Action, Finding

_JUDGED = frozenset(("mojibake", "invisible", "spaces"))


def find_in_labels(document: Document, chain: Chain) -> Iterator[Finding]:
    """Yield a note for everything that the filters of a chain would mend in such a text."""
    labels = [
        (number, mark.kind, mark.label)
        for number, block in enumerate(document.blocks)
        for mark in block.marks
        if mark.label and not (mark.label.isascii() and "  " not in mark.label)
    ]
    steps = [step for step in chain.steps if step.filter.name in _JUDGED and not step.report_only]
    if not labels or not steps:
        return
    blocks = tuple(Block(Kind.PARAGRAPH, label) for _, _, label in labels)
    texts = Document(document.source_id, "", document.format, blocks, document.metadata)
    lines = LineIndex(document.source_text)
    for step in steps:
        for finding in run(texts, Chain((step,)))[1]:
            if finding.block is None or not finding.edits:
                continue
            number, kind, label = labels[finding.block]
            start, end = document.blocks[number].extent
            at = document.source_text.find(label, start, end)
            place = lines.place(start if at < 0 else at + finding.edits[0].start)
            yield finding._replace(
                action=Action.NOTE,
                block=number,
                edits=(),
                evidence="in the text of an image" if kind == "image" else "in the title of a link",
                place=place,
            )
