"""Markdown as events with code point ranges, front matter split off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple

FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)"  # YAML or TOML ...
    r"(?:.*?(?:\r\n|\r|\n))??"
    r"\1[ \t]*(?:\r\n|\r|\n|\Z)"
    r"|\{[ \t]*(?:\r\n|\r|\n).*?(?:\r\n|\r|\n)\}[ \t]*(?:\r\n|\r|\n|\Z)",  # ... or JSON
    re.DOTALL,
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FAR = 1 << 62


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

    body = text[start:] if start else text
    if not body.isascii():
        body = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", body)
    events: Any = events_with_range(body, options=_options())
    return Parsed(events, Offsets(body, start))


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
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shifts = [start]
        self._runs: list[str] = []
        if body.isascii():
            return
        ahead = 0
        for run in _NOT_ASCII.finditer(body):
            characters = run.group()
            first, last = run.span()
            self._runs.append(characters)
            self._starts.append(first + ahead)
            ahead += len(characters.encode()) - len(characters)
            self._ends.append(last + ahead)
            self._shifts.append(start - ahead)

    def stretch(self, at: int) -> tuple[int, int, int]:
        """Return what to add to a byte offset, and from where to where this holds."""
        index = bisect_right(self._ends, at)
        following = self._starts[index] if index < len(self._starts) else _FAR
        if at > following:
            inside = self._runs[index].encode()[: at - following].decode("utf-8", "ignore")
            return following + self._shifts[index] + len(inside) - at, at, at
        return self._shifts[index], self._ends[index - 1] if index else 0, following

    def __call__(self, at: int) -> int:
        """Return the code point offset of a byte offset."""
        return at + self.stretch(at)[0]
