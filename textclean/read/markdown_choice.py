"""Which elements of a Markdown text are read when only some places in it matter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from textclean.document import UNREAD, Block, Kind

_NOT_PROSE = frozenset(("CodeBlock", "HtmlBlock"))


def unread_kind(event: Any) -> Kind:
    """Return what an element that begins with an event counts as if it is left unread."""
    if event.__class__ is str:
        return Kind.MARKUP
    tag = event.get("Start")
    if tag is not None and tag.__class__ is not str:
        tag = next(iter(tag))
    return Kind.MARKUP if tag is None or tag in _NOT_PROSE else Kind.PARAGRAPH


def unread_block(kind: Kind, source: str, start: int, end: int) -> Block:
    """Return a stretch of the source as a block that nothing may touch."""
    text = source[start:end].rstrip("\r\n")
    protected = ((0, len(text)),) if text else ()
    return Block(kind, text, (), (start, start + len(text)), info=UNREAD, protected=protected)


class Choice:
    """Which of the outermost elements are read: those with something in them that is wanted."""

    def __init__(self, wanted: Sequence[int] | None, given: frozenset[int] | None) -> None:
        self._wanted = wanted
        self._given = given
        self._opened: set[int] = set()

    @property
    def opened(self) -> frozenset[int] | None:
        """The numbers of the elements chosen, None if there is no choice."""
        return self._given if self._wanted is None else frozenset(self._opened)

    def __bool__(self) -> bool:
        return self._wanted is not None or self._given is not None

    def count_in(self, turned: Callable[[int], int]) -> None:
        """Turn the offsets of what is wanted into those that elements will be given in."""
        if self._wanted is not None:
            self._wanted = [turned(offset) for offset in self._wanted]

    def is_wanted(self, number: int, start: int, end: int) -> bool:
        """Tell whether an element is to be read, and remember it."""
        if self._wanted is None:
            return self._given is None or number in self._given
        index = bisect_left(self._wanted, start)
        if index == len(self._wanted) or self._wanted[index] >= end:
            return False
        self._opened.add(number)
        return True
