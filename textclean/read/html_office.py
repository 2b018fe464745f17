"""Pages that word processors write: Microsoft Word's and Google Docs', saved or pasted.

They say by classes and styles what other pages say by elements: titles, lists, bold and italic.
Source: what Word 2016 and 365 and Google Docs put out; the names are nowhere specified.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from textclean.read.html_build import DISPLAY_NONE, Builder, Close, Handler, OpenList, nothing

_MARKER = re.compile(r"\s*([\N{MIDDLE DOT}\N{BULLET}o\xa7\uf0b7\uf0a7-]|[0-9a-zA-Z]{1,4}[.)])\s*")
_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_MARGIN = re.compile(r"margin-left:\s*([\d.]+)(pt|in|cm)")
_LEVEL_WIDTHS = {"pt": 36.0, "in": 0.5, "cm": 1.27}
"""How far Word indents a list for each level."""
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style:\s*italic")
_NOTE = re.compile(r"#_((?:ftn|edn)\d+)")
_WAY_BACK = re.compile(r"#_(?:ftn|edn)ref\d+")
_REDIRECT = "https://www.google.com/url?"


class Office:
    """Handlers that know the classes and styles of word processors, and ask others for the rest."""

    def __init__(self, builder: Builder, handlers: dict[str, Handler], block: Handler) -> None:
        self._builder = builder
        self._line = builder.line
        self._others = handlers
        self._block = block
        self._levels: list[OpenList] = []
        """The open lists; the last is the deepest."""
        self._marker = ""
        """The text of the next element, if it is the marker of an item."""

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers by tag."""
        return {"p": self._paragraph, "b": self._bold, "span": self._span, "a": self._link}

    def _paragraph(self, node: Any, tag: str) -> Close | None:
        names = node.attributes.get("class") or ""
        if self._line.verbatim or not names.startswith("Mso"):
            return self._block(node, tag)
        if names.startswith("MsoListParagraph"):
            marker = _MARKER.match(node.text(deep=True) or "")
            if marker:
                return self._item(node, tag, marker[1])
        elif names.startswith("MsoTitle"):
            leave = self._block(node, tag)
            self._builder.open_heading("1")
            return leave
        self._levels.clear()
        return self._block(node, tag)

    def _item(self, node: Any, tag: str, marker: str) -> Close | None:
        leave = self._block(node, tag)
        builder = self._builder
        depth = min(_depth(node.attributes.get("style") or ""), len(self._levels) + 1)
        del self._levels[depth:]
        if len(self._levels) < depth:
            self._levels.append(builder.open_list())
        outer = self._levels[-2].within if depth > 1 else builder.mode[3]
        numbered = marker[0].isdecimal()
        builder.stand_in(outer)
        builder.open_item(self._levels[-1], marker if numbered else "-")
        self._marker = marker
        return leave

    def _bold(self, node: Any, tag: str) -> Close | None:
        # Google Docs wraps all that is copied in an element that is bold only by its name.
        style = node.attributes.get("style") or ""
        return nothing if "font-weight:normal" in style else self._others["b"](node, tag)

    def _span(self, node: Any, tag: str) -> Close | None:
        if self._marker:
            text = _MARKER.fullmatch(node.text(deep=True) or "")
            if text and text[1] == self._marker:
                self._marker = ""
                return None
        style = node.attributes.get("style") or ""
        if DISPLAY_NONE.search(style):
            return self._others["span"](node, tag)
        opened = [
            kind
            for kind, pattern in (("strong", _BOLD), ("em", _ITALIC))
            if pattern.search(style) and not self._line.verbatim and self._line.open_mark(kind)
        ]
        return _closing(self._line.close_mark, len(opened))

    def _link(self, node: Any, tag: str) -> Close | None:
        href = node.attributes.get("href") or ""
        if _WAY_BACK.fullmatch(href):
            return None
        note = _NOTE.fullmatch(href)
        if note:
            node.attrs["href"] = f"#{note[1]}"
        elif href.startswith(_REDIRECT):
            node.attrs["href"] = parse_qs(urlsplit(href).query).get("q", [href])[0]
        return self._others["a"](node, tag)


def _depth(style: str) -> int:
    """Return how deep in lists an item stands, 1 at the top."""
    level = _LEVEL.search(style)
    if level:
        return max(1, int(level[1]))
    margin = _MARGIN.search(style)
    return max(1, round(float(margin[1]) / _LEVEL_WIDTHS[margin[2]])) if margin else 1


def _closing(close: Callable[[], None], times: int) -> Close:
    def close_all() -> None:
        for _ in range(times):
            close()

    return close_all
