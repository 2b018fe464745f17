"""Filters that are imported when a text may need them.

To import the repairing filters costs as much as all else that a short run does, and a plain text
of plain characters needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textclean import plugins
from textclean.document import Document
from textclean.finding import Finding
from textclean.lazy import lazy_compile

MAY_NEED = {
    "mojibake": lazy_compile(r"[^\x00-\x7f]"),
    "invisible": lazy_compile(r"[^\t\r\n -~]"),
    "spaces": lazy_compile(r"[^\r\n -~]|  | [\r\n]|[\r\n] |\A | \Z"),
    "quotes": lazy_compile(r"[^\x00-\x7f]|[\"'`<>]|,,"),
}
"""What a plain text has to hold for a filter, without options, to find anything in it.

An earlier filter of a chain changes nothing in this: what is mended by one of these holds what
the later ones look for.
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
        if document.format == "text" and not MAY_NEED[self.name].search(document.source_text):
            return ()
        found: Iterable[Finding] = self._loaded().find(document)
        return found

    def _loaded(self) -> Any:
        loaded = self.__dict__.get("_filter")
        if loaded is None:
            loaded = self.__dict__["_filter"] = plugins.load("filters", self.name)()
        return loaded
