"""The alternative texts of images and the titles of links.

A reader of the page hears or sees them, though they are no part of its text.  What stands between
the brackets of an image as it is read becomes a block behind all others, and is mended like prose;
other such texts (in headings, with markup in them) and titles are only noted.  Quotation marks are
not judged: one may close the title it stands in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from textclean.chain import Chain, run
from textclean.document import LABEL, Block, Document, Kind, LineIndex, Mark, Piece
from textclean.finding import Action, Finding
from textclean.inplace.screen import find_suspects
from textclean.read.markdown_guards import guard_ranges
from textclean.startup.lazy import lazy_compile
from textclean.words import protect_words

_ORDERS = lazy_compile(r"(?:^|\s)(?:bg(?!\S)|\w+:\S)")
"""What makers of slides write there: `bg left:40%`."""
_JUDGED = frozenset(("mojibake", "invisible", "spaces"))


def with_labels(document: Document, words: tuple[str, ...] = ()) -> Document:
    """Return a Markdown document with a block more for each image's text that can be edited.

    `words` are left as they are in it.
    """
    places = [
        (block, start, start + len(mark.label))
        for block in document.blocks
        if block.kind is not Kind.HEADING
        for mark, start in _images(document.source_text, block)
        if start >= 0
    ]
    if not places:
        return document
    guards = guard_ranges(document.source_text)
    blocks = []
    for block, start, end in places:
        blocks.append(
            Block(
                Kind.CAPTION,
                document.source_text[start:end],
                (Piece(0, start, end - start),),
                (start, end),
                info=LABEL,
                protected=_inside(guards, start, end),
                within=block.within,
            )
        )
    return protect_words(document._replace(blocks=(*document.blocks, *blocks)), words)


def _inside(
    stretches: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Return the parts of stretches, which are in order, between two offsets and from the first."""
    first = bisect_right(stretches, start, key=itemgetter(1))
    last = bisect_left(stretches, (end, 0), first)
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in stretches[first:last])


def mend_labels(
    document: Document, chain: Chain, words: tuple[str, ...] = ()
) -> tuple[Document, tuple[Finding, ...]]:
    """Return what the filters of a chain mend in images' texts, and a document with their blocks.

    Without anything to mend it is the document as it was.
    """
    numbers = _judged(chain)
    steps = Chain(tuple(chain.steps[number] for number in numbers), chain.unsafe)
    # Behind a line's end, as a byte order mark at the start would count as the file's.
    labels = ("\n" + mark.label for block in document.blocks for mark in block.marks if mark.label)
    if not numbers or all(find_suspects(label, steps) == () for label in labels):
        return document, ()
    extended = with_labels(document, words)
    first = len(document.blocks)
    found = tuple(
        finding._replace(step=numbers[finding.step])
        for finding in run(extended, steps)[1]
        if finding.block is not None and finding.block >= first
    )
    return (extended, found) if found else (document, ())


def find_in_labels(document: Document, chain: Chain) -> Iterator[Finding]:
    """Yield a note for everything that is wrong in such a text and is not mended."""
    known = {block.extent[0] for block in document.blocks if block.info == LABEL}
    labels = [
        (number, mark.kind, mark.label)
        for number, block in enumerate(document.blocks)
        for mark, start in _labels(document.source_text, block)
        if start not in known and not (mark.label.isascii() and "  " not in mark.label)
    ]
    steps = [chain.steps[number] for number in _judged(chain)]
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


def _judged(chain: Chain) -> list[int]:
    """Return the numbers of the steps that judge such texts."""
    return [
        number
        for number, step in enumerate(chain.steps)
        if step.filter.name in _JUDGED and not step.report_only
    ]


def _labels(source: str, block: Block) -> Iterator[tuple[Mark, int]]:
    """Yield the marks of a block that have such a text, and where an image's stands, else -1."""
    yield from _images(source, block)
    yield from ((mark, -1) for mark in block.marks if mark.label and mark.kind != "image")


def _images(source: str, block: Block) -> Iterator[tuple[Mark, int]]:
    """Yield the images of a block that have a text, and where it stands in the source.

    That is -1 if it is written otherwise, or if it is the name of a definition or an order, too.
    """
    done = block.extent[0]
    images = [mark for mark in block.marks if mark.kind == "image" and mark.label]
    pieces = [piece for piece in block.origin if not isinstance(piece, str)] if images else []
    for mark in images:
        left, right = _gap(block, pieces, mark.start)
        left = max(left, done)
        start = source.find(f"![{mark.label}](", left, right)
        before = source[left : max(start, left)]
        is_hidden = "`" in before or before.count("<") != before.count(">")  # In code or a tag?
        if start < 0 or is_hidden or _ORDERS.search(mark.label):
            yield mark, -1
        else:
            done = start + len(mark.label)
            yield mark, start + 2


def _gap(block: Block, pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """Return from where to where the source has what stands at an offset and has no text.

    It is empty if text that is written otherwise stands there, too.
    """
    following = bisect_left(pieces, at, key=itemgetter(0))
    left, text_end = block.extent[0], 0
    if following:
        text_start, source_start, length = pieces[following - 1]
        left, text_end = source_start + length, text_start + length
    right = pieces[following].source_start if following < len(pieces) else block.extent[1]
    return (left, right) if block.text[text_end:at].isspace() or text_end == at else (0, 0)
