"""The values that flow through a run: a document, its blocks, and where each came from.

All of them are immutable and picklable. Offsets count code points, start at 0 and are half-open.
Lines and columns (1-based) exist only in a `Place`, for people to read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

from textclean.startup.lazy import lazy_compile
from textclean.startup.members import Member
from textclean.startup.records import NamedTuple, maker

if TYPE_CHECKING:
    from textclean.finding import Finding

UNREAD = "unread"
"""The `info` of a block that is an element of the source left unread, as protected as a whole."""
LABEL = "label"
"""The `info` of a block that is an image's alternative text, which stands in another block."""
COMMENT = "comment"
"""The `info` of a block that is a reader's comment, set apart from the text it stands under."""

LINE_END = lazy_compile("\r\n|\r|\n")
"""What ends a line. `str.splitlines` would break at NEL and form feed too, which are text."""


class Kind(Member):
    """What a block is to a reader."""

    HEADING: ClassVar[Kind]
    PARAGRAPH: ClassVar[Kind]
    ITEM: ClassVar[Kind]
    """The first paragraph of a list item; later ones are paragraphs within the same container."""
    QUOTE: ClassVar[Kind]
    CODE: ClassVar[Kind]
    TABLE: ClassVar[Kind]
    CAPTION: ClassVar[Kind]
    RULE: ClassVar[Kind]
    MARKUP: ClassVar[Kind]
    """Raw HTML, front matter, directives: passed through, never edited."""


class Piece(NamedTuple):
    """A run of a block's text that equals a run of the source, character for character."""

    text_start: int
    source_start: int
    length: int


class Mark(NamedTuple):
    """A stretch of a block's text that is more than text: `strong`, `em`, `code`, `link`, `image`.

    An image has no text of its own: it is an empty stretch with the alternative text as `label`.
    """

    start: int
    end: int
    kind: str
    target: str = ""
    label: str = ""


class Container(NamedTuple):
    """A quote or a list item that a block stands in.

    `ident` is unique in its document; the items of one list share `list_ident`.
    `marker` is `-` for a bullet, `3.` for a numbered item, empty for a quote.
    """

    kind: str
    ident: int
    marker: str = ""
    list_ident: int = 0


class Block(NamedTuple):
    """One paragraph, heading, list item, table... as a reader sees it: text without markup.

    A table's text has its cells parted by tabs and its rows by newlines, `info` its alignment, a
    letter a column (`l`, `c`, `r`, `-`). A code block's `info` is its language. A newline elsewhere
    is a line break that the source asks for.
    """

    kind: Kind
    text: str
    origin: tuple[Piece, ...] | str = ()
    """Pieces of the source, in order; for HTML the path of the node."""
    extent: tuple[int, int] = (0, 0)
    """The whole stretch of the source that is this block, its markup included. Not used in HTML."""
    level: int = 0
    """Of a heading, 1 to 6."""
    info: str = ""
    marks: tuple[Mark, ...] = ()
    protected: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that no filter may touch (code, formulas, entities...), in order."""
    within: tuple[Container, ...] = ()
    """What the block stands in, outermost first."""
    features: Any = None
    """What a reader measured for a later filter (shape: the reader's own)."""
    dropped_by: Finding | None = None

    @property
    def is_comment(self) -> bool:
        """Whether a filter has set it apart as a reader's comment; it stays in the text."""
        return self.info == COMMENT and self.kind not in (Kind.CODE, Kind.TABLE)


class Place(NamedTuple):
    """Where something stands in the source, for a person: line and column, or a node path.

    Without either it is about the whole source.
    """

    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        return self.path or (f"{self.line}:{self.column}" if self.line else "")


NOWHERE = Place()
_new_place = maker(Place)


class Source(NamedTuple):
    """What a reader is told about a text besides the text."""

    id: str = ""
    """A path, a record's id, or empty."""
    url: str = ""
    """The page's address: makes links absolute and names the site."""
    language: str = ""
    """The language if it is known, else the reader looks for a declaration."""
    encoding: str = ""
    """How the bytes were decoded, and on what evidence."""
    wanted: tuple[int, ...] | None = None
    """Offsets of what matters: a reader may leave the elements without one unread."""
    opened: frozenset[int] | None = None
    """The numbers of the elements to read, where these are known already."""
    utf8: bytes = b""
    """The text in UTF-8, if it is known so already: parsers in C read that."""


class Metadata(NamedTuple):
    """What is known about a document besides its text. An empty string means: not known."""

    title: str = ""
    byline: str = ""
    date: str = ""
    modified: str = ""
    language: str = ""
    """A primary language tag such as `en`, or with its region (`de-CH`)."""
    url: str = ""
    site: str = ""
    description: str = ""
    image: str = ""
    credits: tuple[str, ...] = ()
    encoding: str = ""
    """How the bytes were read, and on what evidence: `utf-8 (valid)`."""
    sources: tuple[tuple[str, str], ...] = ()
    """Pairs of a field's name and where its value came from."""


class Document(NamedTuple):
    """A text as read, or as far as the chain has come with it."""

    source_id: str
    source_text: str
    format: str
    """`text`, `markdown` or `html`: what `source_text` is."""
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    opened: frozenset[int] | None = None
    """The numbers of the outermost elements that were read, None if all were."""

    def standing(self) -> Iterator[tuple[int, Block]]:
        """Yield the index and value of each block that no filter has dropped."""
        for index, block in enumerate(self.blocks):
            if block.dropped_by is None:
                yield index, block

    def with_metadata(self, **fields: Any) -> Document:
        """Return this document with some metadata fields replaced."""
        return self._replace(metadata=self.metadata._replace(**fields))


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each line, without its end.

    >>> list(lines_of("one\\r\\ntwo\\n"))
    [(0, 'one'), (5, 'two'), (9, '')]
    """
    start = 0
    if "\r" not in text:  # Ten times faster, and the usual case.
        for line in text.split("\n"):
            yield start, line
            start += len(line) + 1
        return
    for end in LINE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    # Kept for the filters of a chain: each asks about the same source.
    if "\r" not in text:
        ends = accumulate([len(line) + 1 for line in text.split("\n")])
        return [0, *ends][:-1]
    return [start for start, _ in lines_of(text)]


class LineIndex:
    """Turns source offsets into places. Finds the lines when it is first asked: HTML has none."""

    def __init__(self, source_text: str) -> None:
        self._text = source_text
        self._starts: list[int] = []

    def place(self, offset: int) -> Place:
        """Return the line and column of a source offset."""
        starts = self._starts or self._find()
        line = bisect_right(starts, offset)
        return _new_place((line, offset - starts[line - 1] + 1, ""))

    def offset(self, place: Place) -> int:
        """Return the source offset of a place."""
        starts = self._starts or self._find()
        if not 0 < place.line <= len(starts):
            return 0
        return starts[place.line - 1] + max(place.column - 1, 0)

    def _find(self) -> list[int]:
        self._starts = _line_starts(self._text)
        return self._starts


def source_offset(pieces: Sequence[Piece], offset: int, *, leaning: str = "right") -> int | None:
    """Return the source offset that a text offset stands for, or None where nothing maps.

    Between two pieces both the end of the left one and the start of the right one would do:
    `leaning` says which.  An offset in text that a filter put there maps to the piece's edge
    on the side asked for.
    """
    if not pieces:
        return None
    if len(pieces) == 1:
        start, source_start, length = pieces[0]
        return source_start + min(max(offset - start, 0), length)
    index = bisect_right(pieces, offset, key=_text_start) - 1
    piece = pieces[max(index, 0)]
    inside = offset - piece.text_start
    if inside < 0:
        return piece.source_start
    if leaning == "left" and inside == 0 and index > 0:
        left = pieces[index - 1]
        return left.source_start + left.length
    if inside <= piece.length:
        return piece.source_start + inside
    if leaning == "right" and index + 1 < len(pieces):
        return pieces[index + 1].source_start
    return piece.source_start + piece.length


def merged_stretches(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return stretches in order, those that overlap or touch made one.

    >>> merged_stretches([(4, 6), (0, 2), (1, 4)])
    ((0, 6),)
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _text_start(piece: Piece) -> int:
    return piece.text_start
