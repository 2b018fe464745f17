"""Which findings hold when a text is to be written over its source.

Instructions in the text hide some; what cannot be done safely becomes a note; what is wrong with
the instructions, or in places that are never edited, is noted as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textclean.chain import Chain
from textclean.document import LABEL, Document, Source
from textclean.finding import Action, Finding
from textclean.plugins import load
from textclean.settings import Settings

if TYPE_CHECKING:
    from textclean.inplace.safety import QuickLook

DROP, KEEP, NOTE = Action.DROP, Action.KEEP, Action.NOTE

INSTRUCTION = "textclean"
"""What every instruction to this tool in a text has in it."""


def settle_in_source(
    document: Document, found: tuple[Finding, ...], chain: Chain, settings: Settings
) -> tuple[Document, tuple[Finding, ...], Sequence[Finding]]:
    """Return the findings of a chain as they hold in the source, and further notes.

    The document comes back with what is mended besides its text as blocks of their own.
    """
    hidden: frozenset[int] = frozenset()
    notes: list[Finding] = []
    original = document
    if document.format == "markdown" and _has_labels(document):
        from textclean.inplace.labels import find_in_labels, mend_labels

        if settings.in_place:
            document, mended = mend_labels(original, chain, settings.words)
            found += mended
        if settings.reports:
            notes += find_in_labels(document, chain)
    if INSTRUCTION in original.source_text:
        from textclean.inplace.suppress import Suppressions

        rules = [rule for step in chain.steps for rule in step.filter.rules]
        orders = Suppressions(original, rules)
        hidden = frozenset(n for n, finding in enumerate(found) if orders.hides(finding))
        notes = [note for note in notes if not orders.hides(note)]
        notes += orders.complaints()
    if not hidden and _keeps_lines(document, found):
        return document, found, notes
    from textclean.inplace.safety import secure

    settled = secure(
        document,
        found,
        lambda text: _reread(document, text, settings.words),
        is_surely_kept=_quick_look(document),
        headings=settings.mends_headings,
        hidden=hidden,
    )
    return document, settled, notes


def _has_labels(document: Document) -> bool:
    return any(mark.label for block in document.blocks for mark in block.marks)


def _keeps_lines(document: Document, findings: Sequence[Finding]) -> bool:
    """Tell whether findings do no more than edit single lines of a plain text, as most do.

    Each is one run of the source, and there is no markup that an edit could cross or break.
    """
    if document.format != "text":
        return not findings
    blocks = document.blocks
    return all(
        action is NOTE
        or block is None
        or (action is not DROP and action is not KEEP and len(blocks[block].origin) == 1)
        for _, action, block, *_ in findings
    )


def _reread(original: Document, text: str, words: tuple[str, ...]) -> Document:
    """Return the document of an edited source, read as the original was."""
    about = original.metadata
    source = Source(
        original.source_id, about.url, about.language, about.encoding, opened=original.opened
    )
    name = "html-source" if original.format == "html" else original.format
    document: Document = load("readers", name)(text, source)
    if words:
        from textclean.words import protect_words

        document = protect_words(document, words)
    if any(block.info == LABEL for block in original.blocks):
        from textclean.inplace.labels import with_labels

        document = with_labels(document, words)
    return document


def _quick_look(document: Document) -> QuickLook | None:
    """Return what tells at a quick look whether edits leave the structure alone, if anything."""
    if document.format != "markdown" or document.source_id.lower().endswith(".mdx"):
        return None
    from textclean.read.markdown_kept import is_surely_kept

    return is_surely_kept
