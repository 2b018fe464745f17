"""The lists, quotes and footnotes of a Markdown text that are open at a place."""

from __future__ import annotations

from textclean.document import Container


class Containers:
    """What the blocks at hand stand in."""

    def __init__(self) -> None:
        self._open: list[Container] = []
        self._starts: list[int | None] = []
        """Where each of them starts in the source, None once its first block has taken it."""
        self._lists: list[tuple[int, int | None]] = []
        """The ident and the number of the next item, None without numbers, of each list."""
        self._idents = 0

    @property
    def within(self) -> tuple[Container, ...]:
        """The containers, from the outermost."""
        return tuple(self._open)

    def open_list(self, number: int | None) -> None:
        """Enter a list whose first item has a number, or none."""
        self._idents += 1
        self._lists.append((self._idents, number))

    def open_item(self, start: int) -> None:
        """Enter the next item of the innermost list."""
        ident, number = self._lists[-1]
        marker = "-"
        if number is not None:
            marker = f"{number}."
            self._lists[-1] = ident, number + 1
        self._enter("item", start, marker, ident)

    def open_quote(self) -> None:
        """Enter a quote; its first block does not reach back to its marker."""
        self._enter("quote", None)

    def open_footnote(self, label: str, start: int) -> None:
        """Enter a footnote."""
        self._enter("footnote", start, label)

    def close(self) -> None:
        """Leave the innermost item, quote or footnote."""
        self._open.pop()
        self._starts.pop()

    def close_list(self) -> None:
        """Leave the innermost list."""
        self._lists.pop()

    def take_start(self) -> int | None:
        """Return where the innermost container starts, once: its first block reaches so far."""
        if not self._starts:
            return None
        start, self._starts[-1] = self._starts[-1], None
        return start

    def _enter(self, kind: str, start: int | None, marker: str = "", list_ident: int = 0) -> None:
        self._idents += 1
        self._open.append(Container(kind, self._idents, marker, list_ident))
        self._starts.append(start)
