"""Filters that are imported when a text may need them.

To import the filters of a preset costs more than all else that a short run does.  A plain text of
plain characters needs no repair, and a single line has nothing around it to be removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textclean import plugins
from textclean.document import Document
from textclean.finding import Finding
from textclean.lazy import lazy_compile

_NOT_ASCII = lazy_compile(r"[^\x00-\x7f]")
_NOT_PRINTABLE = lazy_compile(r"[^\t\r\n -~]")
_ODD_SPACE = lazy_compile(r"[^\r\n -~]|  | [\r\n]|[\r\n] |\A | \Z")
_MARK = lazy_compile(r"[^\x00-\x7f]|[\"'`<>]|,,")


def _has_lines(text: str) -> bool:
    inner = text.strip()
    return "\n" in inner or "\r" in inner


def _never(text: str) -> bool:
    return False


MAY_NEED: dict[str, Callable[[str], object]] = {
    "mojibake": lambda text: _NOT_ASCII.search(text),
    "invisible": lambda text: _NOT_PRINTABLE.search(text),
    "spaces": lambda text: _ODD_SPACE.search(text),
    "quotes": lambda text: _MARK.search(text),
    "regions": _has_lines,
    "site": _has_lines,
    "banners": _has_lines,
    "comments": _has_lines,
    "credits": _has_lines,
    "repeats": _has_lines,
    "residue": _has_lines,
    "structure": _has_lines,
    "page": _never,
}
"""Whether a plain text may hold what a filter, without options, would find.

An earlier filter of a chain changes nothing in this: what one of them mends also answers yes to
those after it, and none makes two lines of one.
"""


class Deferred:
    """A filter by name; whatever is asked of it but to read a harmless text loads it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._loaded(), name)

    def find(self, document: Document) -> Iterable[Finding]:
        """Return what the filter finds."""
        if document.format == "text" and not MAY_NEED[self.name](document.source_text):
            return ()
        found: Iterable[Finding] = self._loaded().find(document)
        return found

    def _loaded(self) -> Any:
        loaded = self.__dict__.get("_filter")
        if loaded is None:
            loaded = self.__dict__["_filter"] = plugins.load("filters", self.name)()
        return loaded
