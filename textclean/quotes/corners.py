"""Corner brackets, the quotation marks of Japanese: spaced, doubled, stray, missing ones.

They show which side they stand on, so they need no pairing with other marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from textclean.finding import Edit
from textclean.quotes.repair import Wrong
from textclean.startup.lazy import lazy_compile

PAIRS: Final = {"\N{LEFT CORNER BRACKET}": "\N{RIGHT CORNER BRACKET}"} | {
    "\N{LEFT WHITE CORNER BRACKET}": "\N{RIGHT WHITE CORNER BRACKET}"
}
OPENINGS: Final = frozenset(PAIRS)
_OPENING: Final = {closing: opening for opening, closing in PAIRS.items()}
_MARK: Final = lazy_compile("[\u300c-\u300f]")
_BLANKS: Final = " \N{NO-BREAK SPACE}"
STRAY: Final = "stray-closer"
"""The rule for a mark that stands where a bracket closes."""
_REMAINS: Final = ("``", "''", '"', "\N{RIGHT DOUBLE QUOTATION MARK}")
"""What is left of another closing mark before a corner bracket."""
_PARTNERS: Final = ("``", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{DOUBLE LOW-9 QUOTATION MARK}")
"""With one of these before it, it closes a quotation within."""
_SAID: Final = lazy_compile("[\u3001\uff0c]?(?=\u3068[^\u3001\u3002\u300c]{1,30}(?:\u3002|$))")
"""Where Japanese goes on after a quotation: "..., to ... itta." """


def has_corners(text: str) -> bool:
    """Tell whether there is a corner bracket in a text."""
    return any(opening in text or closing in text for opening, closing in PAIRS.items())


def find_wrong_corners(text: str, *, reopens: bool) -> Iterator[Wrong]:
    """Yield what is wrong with the corner brackets of a paragraph.

    `reopens` says that the next paragraph begins with one: the last quotation then may go on.
    """
    opened: list[int] = []
    awaited: Counter[str] = Counter()
    before = -1
    has_orphan = False
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark in PAIRS:
            opened.append(at)
            awaited[PAIRS[mark]] += 1
        elif opened and text[opened[-1]] == _OPENING[mark]:
            awaited[mark] -= 1
            yield from _wrong_inside(text, opened.pop(), at)
        elif text[before : before + 1] == mark and text[before + 1 : at].strip(_BLANKS) == "":
            yield Wrong("doubled", (Edit(before + 1, at + 1, ""),), f"`{mark}` beside another mark")
        elif not (awaited[mark] or has_orphan):
            has_orphan = True
            edit = Edit(0, 0, _OPENING[mark], "right")
            yield Wrong("missing-opener", (edit,), "closed and not opened")
        before = at
    if opened and not reopens:
        yield _not_closed(text, opened[-1])


def _wrong_inside(text: str, first: int, last: int) -> Iterator[Wrong]:
    """Yield what is wrong between a pair of brackets, at its edges."""
    inner = text[first + 1 : last].rstrip(_BLANKS)
    stray = next((mark for mark in _REMAINS if inner.endswith(mark)), "")
    said = inner.removesuffix(stray).rstrip(_BLANKS)
    if stray and sum(inner.count(mark) for mark in {stray, *_PARTNERS}) > 1:
        stray, said = "", inner
    if not said:
        return  # There is nothing, or a mark that is spoken of.
    end = first + 1 + len(said)
    start = end - len(said.lstrip(_BLANKS))
    spaces = ((first + 1, start),) if stray else ((first + 1, start), (end, last))
    edits = tuple(Edit(left, right, "") for left, right in spaces if left < right)
    if edits:
        yield Wrong("inner-space", edits, "a space inside the marks")
    if stray:
        yield Wrong(STRAY, (Edit(end, last, ""),), f"{stray} beside another mark")


def _not_closed(text: str, start: int) -> Wrong:
    said = _SAID.search(text, start)
    at = said.start() if said else len(text.rstrip())
    mark = PAIRS[text[start]]
    return Wrong("missing-closer", (Edit(at, at, mark, "left"),), "opened and not closed")
