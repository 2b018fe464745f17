"""Whether an edit could make a link of a bare address.

Parsers that link `https://…` in a text leave alone what stands behind an open bracket, as it may
be a link's text. A terminal's colour code has such a bracket, and goes where a text is mended.
"""

from __future__ import annotations

from collections.abc import Iterable

from textclean.startup.lazy import lazy_compile

_ADDRESS = lazy_compile(r"://|www\.")
_BLANK_LINE = lazy_compile(r"\n[ \t>]*\n")


def links_changed(source: str, places: Iterable[tuple[int, int, str]]) -> bool:
    """Return whether a replacement takes a bracket away that a bare address stands behind.

    >>> links_changed("a \\x1b[1mb https://c.example", [(2, 6, "")])
    True
    >>> links_changed("a \\x1b[1mb\\n\\nhttps://c.example", [(2, 6, "")])
    False
    """
    for start, end, new in places:
        if source.count("[", start, end) > new.count("["):
            paragraph = _BLANK_LINE.split(source[end:], maxsplit=1)[0]
            if _ADDRESS.search(paragraph):
                return True
    return False
