"""HTML as tokens with their places: tags, texts, entities; in time linear in the source.

Not the standard library's parser: it needs quadratic time for tags that are never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textclean.startup.records import NamedTuple

RAW_TEXT = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
)
"""Elements in which only their own end tag is markup."""

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)((?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*+)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_OPEN = re.compile(r"<(?=[A-Za-z/!?])")


class Token(NamedTuple):
    """A stretch of the source. `kind`: `text`, `entity`, `open`, `close` or `other`."""

    kind: str
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""
    attributes: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of a source; they cover it without a gap.

    A tag or a comment that is never closed reaches to the end, as it does in a browser.
    """
    at = 0
    raw = ""
    while at < len(source):
        if raw:
            at, end = _raw_end(source, at, raw), at
            if at > end:
                yield Token("other", end, at)
            raw = ""
            continue
        found = _OPEN.search(source, at)
        start = found.start() if found else len(source)
        yield from _texts(source, at, start)
        if found is None:
            return
        token = _markup(source, start)
        yield token
        at = token.end
        if token.kind == "open" and token.name in RAW_TEXT:
            raw = token.name


def _texts(source: str, start: int, end: int) -> Iterator[Token]:
    for entity in _ENTITY.finditer(source, start, end):
        if entity.start() > start:
            yield Token("text", start, entity.start())
        yield Token("entity", entity.start(), entity.end())
        start = entity.end()
    if end > start:
        yield Token("text", start, end)


def _markup(source: str, start: int) -> Token:
    tag = _TAG.match(source, start)
    if tag:
        kind = "close" if tag[1] else "open"
        return Token(kind, start, tag.end(), tag[2].lower(), tag[3])
    closer = ">"
    if source.startswith("<!--", start):
        closer = "-->"
    elif source.startswith("<?", start) and source.find("?>", start) >= 0:
        closer = "?>"
    end = source.find(closer, start + 2)
    return Token("other", start, end + len(closer) if end >= 0 else len(source))


def _raw_end(source: str, start: int, name: str) -> int:
    """Return where the end tag of a raw text element starts."""
    closing = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(source, start)
    return closing.start() if closing else len(source)
