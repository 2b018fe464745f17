"""Whether an edit that takes a bracket away could make another link than there was.

A terminal's colour code has an open bracket, and goes where a text is mended.  It may be what a
closed one belongs to, and parsers that link `https://…` in a text leave alone what stands behind
an open bracket, as it may be a link's text.
"""

from __future__ import annotations

from collections.abc import Iterable

from textclean.startup.lazy import lazy_compile

_ADDRESS = lazy_compile(r"://|www\.")
_AUTOLINK = lazy_compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>")
_BRACKET = lazy_compile(r"[\[\]]")
_BLANK_LINE = lazy_compile(r"\n[ \t>]*\n")


def links_changed(source: str, places: Iterable[tuple[int, int, str]]) -> bool:
    """Return whether a replacement takes a bracket away that could matter to what stands behind.

    >>> links_changed("a \\x1b[1mb https://c.example", [(2, 6, "")])
    True
    >>> links_changed("a \\x1b[1mb\\n\\nhttps://c.example", [(2, 6, "")])
    False
    >>> links_changed("a \x1b[1mb <https://c.example>", [(2, 6, "")])
    False
    """
    for start, end, new in places:
        if source.startswith("\x1b[", end - 1):
            return True  # The code would lose its beginning only: its bracket is a link's.
        if source.count("[", start, end) > new.count("["):
            paragraph = _BLANK_LINE.split(source[end:], maxsplit=1)[0]
            if _ADDRESS.search(_AUTOLINK.sub("", paragraph)) or _closes_more(paragraph):
                return True
    return False


def _closes_more(text: str) -> bool:
    """Return whether a text closes a bracket that it does not open."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return True
    return False
