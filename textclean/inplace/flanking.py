"""Whether an edit beside a mark of emphasis could change what the mark does.

A Markdown parser asks if space, punctuation or a letter stands on either side of `*`, `_` and `~`.
Parsers differ in what they take for which (symbols, line separators, control codes), so that what
one of them reads as before may be another text in the next.
"""

from __future__ import annotations

from collections.abc import Iterable

_DELIMITERS = frozenset("*_~")
_SPACES = frozenset(" \t\n\r\f")


def flanking_changed(source: str, places: Iterable[tuple[int, int, str]]) -> bool:
    """Return whether one of the replacements puts another kind of character beside such a mark.

    >>> edit = [(3, 4, " ")]
    >>> flanking_changed("*b*\\u2028c", edit), flanking_changed("*b*\\xa0c", edit)
    (True, False)
    """
    for start, end, new in places:
        left, right = source[start - 1 : start] if start else "", source[end : end + 1]
        if left in _DELIMITERS:
            old = source[start : start + 1]
            if _kind(old) != _kind((new or right)[:1]):
                return True
        if right in _DELIMITERS:
            old = source[end - 1 : end] if end else ""
            if _kind(old) != _kind((new or left)[-1:]):
                return True
    return False


def _kind(char: str) -> str:
    if not char or char in _SPACES:
        return "space"
    if char.isascii():
        return "other" if char.isalnum() or char < " " or char == "\x7f" else "punctuation"
    import unicodedata

    category = unicodedata.category(char)
    if category == "Zs":
        return "space"
    return {"P": "punctuation", "S": "symbol"}.get(category[0], "other")
