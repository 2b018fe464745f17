"""Markdown as events with code point ranges, front matter split off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from textclean.startup.records import NamedTuple

FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)"  # YAML or TOML ...
    r"(?:.*?(?:\r\n|\r|\n))??"
    r"\1[ \t]*(?:\r\n|\r|\n|\Z)"
    r"|\{[ \t]*(?:\r\n|\r|\n).*?(?:\r\n|\r|\n)\}[ \t]*(?:\r\n|\r|\n|\Z)",  # ... or JSON
    re.DOTALL,
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FAR = 1 << 62
_CHUNK_CHARS = 256
"""Code points at a time whose bytes are counted: one chunk is decoded to find a place in it."""


class Parsed(NamedTuple):
    """What the parser says of a text."""

    events: Iterable[tuple[Any, dict[str, int]]]
    """Each a name (`SoftBreak`, `Rule`... as pulldown-cmark calls it) or a name and what it says
    (`Start` a tag, `Text` a text), and where it starts and ends in bytes of UTF-8."""
    offsets: Offsets


def body_start(text: str) -> tuple[int, int]:
    """Return where the front matter starts and where it ends; equal if there is none.

    A byte order mark would make the parser read the front matter as a heading: it is left out
    of both.
    """
    start = 1 if text.startswith(_BOM) else 0
    matter = FRONT_MATTER.match(text, start)
    return (start, matter.end()) if matter else (start, start)


def parse(text: str, start: int = 0) -> Parsed:
    """Return the events of `text[start:]`, and what makes offsets in `text` of their places.

    `text` may be a copy of the source in which stretches are masked by as many other characters.
    """
    from pyromark import events_with_range

    body = _body(text, start)
    events: Any = events_with_range(body, options=_options())
    return Parsed(events, Offsets(body, start))


def render(text: str, start: int = 0) -> str:
    """Return the HTML of `text[start:]`: all that `parse` says of it but the places."""
    from pyromark import html

    return html(_body(text, start), options=_options())


def _body(text: str, start: int) -> str:
    body = text[start:] if start else text
    return body if body.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", body)


_chosen: list[Any] = []


def _options() -> Any:
    """Return what of GitHub's Markdown and its relatives the parser is to know.

    Not smart punctuation, which changes the text; not its own front matter, which it finds in
    the middle of a text as well; not math, whose single dollars are prices elsewhere.
    """
    if not _chosen:
        from pyromark import Options

        _chosen.append(
            Options.ENABLE_TABLES
            | Options.ENABLE_FOOTNOTES
            | Options.ENABLE_STRIKETHROUGH
            | Options.ENABLE_TASKLISTS
            | Options.ENABLE_HEADING_ATTRIBUTES
            | Options.ENABLE_GFM
        )
    return _chosen[0]


class Offsets:
    """Turns offsets of UTF-8 bytes in a part of a text into those of code points in the whole."""

    def __init__(self, body: str, start: int) -> None:
        self._body = body
        self._start = start
        self._encoded = b"" if body.isascii() else body.encode()
        self._chunks = [0]
        """Where each chunk of so many code points starts, in bytes; and where the last one ends."""
        end = 0
        for first in range(0, len(body), _CHUNK_CHARS) if self._encoded else ():
            end += len(body[first : first + _CHUNK_CHARS].encode())
            self._chunks.append(end)

    def stretch(self, at: int) -> tuple[int, int, int]:
        """Return what to add to a byte offset, and from where to where this holds."""
        if not self._encoded:
            return self._start, 0, _FAR
        chunk = min(bisect_right(self._chunks, at), len(self._chunks) - 1) - 1
        first, end = self._chunks[chunk], self._chunks[chunk + 1]
        before = self._start + chunk * _CHUNK_CHARS
        if end - first == _CHUNK_CHARS and chunk + 2 < len(self._chunks):
            return before - first, first, end
        inside = self._encoded[first:at].decode("utf-8", "ignore")
        return before + len(inside) - at, at, at

    def in_bytes(self, at: int) -> int:
        """Return the byte offset of a code point offset."""
        at = max(at - self._start, 0)
        if not self._encoded:
            return at
        chunk = min(at // _CHUNK_CHARS, len(self._chunks) - 1)
        return self._chunks[chunk] + len(self._body[chunk * _CHUNK_CHARS : at].encode())

    def __call__(self, at: int) -> int:
        """Return the code point offset of a byte offset."""
        return at + self.stretch(at)[0]
