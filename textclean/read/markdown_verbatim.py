"""What a browser shows as code although Markdown reads paragraphs in it.

The end of `<pre>`, `<code>` or `<script>` may stand in a later paragraph than its beginning, or
nowhere: then all that follows is shown so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textclean.startup.lazy import lazy_compile

_TAG = lazy_compile(
    r"<!--|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)"
    r"(?:[^>\"']|\"[^\"]{0,500}\"|'[^']{0,500}'){0,2000}?(?P<void>/?)>",
)
_NAMES = frozenset(("pre", "code", "script", "style", "textarea"))
_OPENING = lazy_compile(r"<(pre|code|script|style|textarea)\b", re.IGNORECASE)
_BLANK_LINE = lazy_compile(r"\n[ \t]*\r?\n")
_RAW = frozenset(("script", "style"))
"""Elements in which nothing but their end tag is a tag."""


class Verbatim:
    """How many such elements are open after all the HTML that was seen."""

    def __init__(self) -> None:
        self.depth = 0

    def see(self, html: str) -> None:
        """Count the tags of a piece of HTML."""
        at = 0
        while (tag := _TAG.search(html, at)) is not None:
            at = tag.end()
            name = (tag["name"] or "").lower()
            if not name:
                end = html.find("-->", at)
                at = end if end >= 0 else len(html)
            elif name not in _NAMES:
                pass
            elif tag["close"]:
                self.depth = max(self.depth - 1, 0)
            elif not tag["void"]:
                self.depth += 1
                if name in _RAW:
                    closer = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
                    at = closer.start() if closer else len(html)


def verbatim_ranges(text: str, tags: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that such elements hold, of which the tags are known."""
    verbatim = Verbatim()
    opened = 0
    for start, end in tags:
        if text[start] == "<":
            before = verbatim.depth
            verbatim.see(text[start:end])
            if not before and verbatim.depth:
                opened = start
            elif before and not verbatim.depth:
                if _is_open(text[opened:end]):  # To a browser, as `a<b</code>` has one tag.
                    yield opened, len(text)
                    return
                yield opened, end
    if verbatim.depth:
        yield opened, len(text)


def _is_open(html: str) -> bool:
    verbatim = Verbatim()
    verbatim.see(html)
    return bool(verbatim.depth)


def has_verbatim(text: str) -> bool:
    """Return whether such an element seems to be open at the end of a paragraph."""
    blank = -1
    for tag in _OPENING.finditer(text):
        if blank < tag.end():
            found = _BLANK_LINE.search(text, tag.end())
            blank = found.start() if found else len(text)
        if text.find(f"</{tag[1]}", tag.end(), blank) < 0:
            return True
    return False
