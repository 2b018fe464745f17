"""Builds one block of Markdown from its inline events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textclean.document import Block, Container, Kind, Mark, Piece, merged_stretches

_BLANK = " \t\n\N{NO-BREAK SPACE}"
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class BlockBuilder:
    """A block in the making: its text so far and where each run of it stands in the source."""

    def __init__(self, source: str, kind: Kind, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.level = 0
        self.info = ""
        self.within: tuple[Container, ...] = ()
        self._source = source
        self._parts: list[str] = []
        self.length = 0
        """Number of characters of the text so far."""
        self._pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[int, str, str, str]] = []
        self._protected: list[tuple[int, int]] = []
        self._seams: list[int] = []

    def add_source(self, text: str, start: int) -> None:
        """Add an exact slice of the source that starts there."""
        pieces, length = self._pieces, self.length
        if pieces:
            text_start, source_start, size = pieces[-1]
            if source_start + size == start and text_start + size == length:
                pieces[-1] = Piece(text_start, source_start, size + len(text))
                self._parts.append(text)
                self.length += len(text)
                return
        if start and self._source[start - 1] == "\\" and text[:1] in _ESCAPABLE:
            self._protected.append((length, length + 1))
        pieces.append(Piece(length, start, len(text)))
        self._parts.append(text)
        self.length += len(text)

    def add_protected(self, text: str) -> None:
        """Add text that stands in the source otherwise, if at all: code, an entity."""
        self._protected.append((self.length, self.length + len(text)))
        self.add_gap(text)

    def add_code(self, text: str) -> None:
        """Add a code span."""
        end = self.length + len(text)
        self._marks.append(Mark(self.length, end, "code"))
        self._protected.append((self.length, end))
        self._parts.append(text)
        self.length = end

    def add_gap(self, text: str) -> None:
        """Add text that lies in no piece: the space of a soft line break, a table's tab."""
        self._parts.append(text)
        self.length += len(text)

    def add_seam(self) -> None:
        """Note that the source has something here that has no text: a tag, an image."""
        self._seams.append(self.length)

    def open_mark(self, kind: str, target: str = "", label: str = "") -> None:
        """Begin a mark at the end of the text so far."""
        self._open.append((self.length, kind, target, label))

    def close_mark(self, *, protect: bool = False) -> None:
        """End the mark that was begun last."""
        start, kind, target, label = self._open.pop()
        self._marks.append(Mark(start, self.length, kind, target, label))
        if protect and self.length > start:
            self._protected.append((start, self.length))

    def add_image(self, target: str, alternative: str) -> None:
        """Add an image, which has no text of its own."""
        self._marks.append(Mark(self.length, self.length, "image", target, alternative))
        self.add_seam()

    def build(self, guards: Sequence[tuple[int, int]]) -> Block:
        """Return the block. `guards` are the source's stretches that are not prose, in order."""
        text = "".join(self._parts)
        protected = self._protected
        if guards and self._pieces:
            self._protect_guards(guards)
        for seam in self._seams:
            # A space on each side of a tag or an image is no doubled space.
            before = seam == 0 or text[seam - 1] in _BLANK
            after = seam == len(text) or text[seam] in _BLANK
            if before and after and text:
                protected.append((max(seam - 1, 0), min(seam + 1, len(text))))
        marks = tuple(sorted(self._marks, key=_opening)) if len(self._marks) > 1 else self._marks
        return Block(
            self.kind,
            text,
            tuple(self._pieces),
            (self.start, self.end),
            self.level,
            self.info,
            tuple(marks),
            merged_stretches(protected) if protected else (),
            self.within,
        )

    def _protect_guards(self, guards: Sequence[tuple[int, int]]) -> None:
        index = bisect_left(guards, (self._pieces[0].source_start, 0))
        if index and guards[index - 1][1] > self._pieces[0].source_start:
            index -= 1
        for text_start, source_start, length in self._pieces:
            stop = source_start + length
            while index < len(guards) and guards[index][1] <= source_start:
                index += 1
            following = index
            while following < len(guards) and guards[following][0] < stop:
                start = max(guards[following][0], source_start)
                end = min(guards[following][1], stop)
                shift = text_start - source_start
                self._protected.append((start + shift, end + shift))
                following += 1


def _opening(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
