"""Markdown as events with code point ranges, front matter split off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

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


Event = tuple[str, Any, int, int]
"""One event of the parser: its name (`Start`, `End`, `Text`, `Code`, `SoftBreak`... as
pulldown-cmark calls it), what it says (a tag, a tag and its fields, or a text), and the offsets
of its start and end in the whole source."""


def body_start(text: str) -> tuple[int, int]:
    """Return where the front matter starts and where it ends; equal if there is none.

    A byte order mark would make the parser read the front matter as a heading: it is left out
    of both.
    """
    start = 1 if text.startswith(_BOM) else 0
    matter = FRONT_MATTER.match(text, start)
    return (start, matter.end()) if matter else (start, start)


def parse(text: str, start: int = 0) -> Iterator[Event]:
    """Yield the events of `text[start:]`, with offsets in `text`.

    `text` may be a copy of the source in which stretches are masked by as many other characters.
    """
    from pyromark import events_with_range

    body = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text[start:])
    events: Iterator[tuple[Any, Any]] = events_with_range(body, options=_options())
    if body.isascii():
        for event, span in events:
            if event.__class__ is str:
                yield event, None, span["start"] + start, span["end"] + start
            else:
                ((name, value),) = event.items()
                yield name, value, span["start"] + start, span["end"] + start
        return
    offset = _offsets(body, start)
    for event, span in events:
        if event.__class__ is str:
            yield event, None, offset(span["start"]), offset(span["end"])
        else:
            ((name, value),) = event.items()
            yield name, value, offset(span["start"]), offset(span["end"])


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


def _offsets(body: str, start: int) -> Callable[[int], int]:
    """Return the function from UTF-8 byte offsets of `body` to code point offsets plus `start`."""
    runs: list[str] = []
    byte_starts: list[int] = []
    byte_ends: list[int] = []
    ends: list[int] = []
    ahead = 0
    for run in _NOT_ASCII.finditer(body):
        runs.append(run.group())
        byte_starts.append(run.start() + ahead)
        ahead += len(run.group().encode()) - len(run.group())
        byte_ends.append(run.end() + ahead)
        ends.append(run.end())

    def offset(at: int) -> int:
        index = bisect_right(byte_starts, at) - 1
        if index < 0:
            return start + at
        if at >= byte_ends[index]:
            return start + ends[index] + at - byte_ends[index]
        inside = runs[index].encode()[: at - byte_starts[index]]
        return start + ends[index] - len(runs[index]) + len(inside.decode("utf-8", "ignore"))

    return offset
