"""Whether an edit beside a mark of emphasis could change what the mark does.

A Markdown parser asks if space, punctuation or a letter stands on either side of `*`, `_` and `~`.
Parsers differ in what they take for which (symbols, line separators), so that what one of them
reads as before may be another text in the next.

Source: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_DELIMITERS = frozenset("*_~")
_MARKUP = frozenset("*_~`[]<>\\")
"""What plain text does not hold."""
_SPACES = frozenset(" \t\n\r\f")
_PARSERS = tuple(
    {"symbol": symbol, "separator": separator}
    for symbol in ("punctuation", "letter")
    for separator in ("space", "letter")
)
"""What parsers take for what where they differ."""
_REACH_CHARS = 2000
"""How far from an edit the other marks of its paragraph are looked for: emphasis is shorter."""


def flanking_changed(source: str, places: Iterable[tuple[int, int, str]]) -> bool:
    """Return whether a replacement beside such a mark may mean other things to some parsers.

    >>> edit = [(3, 4, " ")]
    >>> flanking_changed("*b*\\u2028c", edit), flanking_changed("*b*\\xa0c", edit)
    (True, False)
    """
    for start, end, new in places:
        left, right = source[start - 1 : start] if start else "", source[end : end + 1]
        if left == right and not new and left in _DELIMITERS:
            return True  # Two runs of marks would be one.
        if left in _DELIMITERS and left:
            first = start
            while first and source[first - 1] == left:
                first -= 1
            before = source[first - 1 : first] if first else ""
            was, now = source[start : start + 1], (new or right)[:1]
            changes = _changes(left, (before, was), (before, now))
            if len(changes) > 1 or (_differs(changes) and _is_disputed(source, start, changes)):
                return True
        if right in _DELIMITERS and right:
            last = end
            while source[last : last + 1] == right:
                last += 1
            behind = source[last : last + 1]
            was, now = source[end - 1 : end] if end else "", (new or left)[-1:]
            changes = _changes(right, (was, behind), (now, behind))
            closes = all(old[1] and new[1] for old, new in changes)
            doubtful = len(changes) > 1 or (
                _differs(changes) and _is_disputed(source, last, changes)
            )
            if doubtful and not (closes and _is_opened(source, (start, end, new), last)):
                return True
    return False


def _differs(changes: set[tuple[tuple[bool, bool], tuple[bool, bool]]]) -> bool:
    """Tell whether a run of marks can do other things now."""
    return any(old != new for old, new in changes)


def _is_disputed(
    source: str, last: int, changes: set[tuple[tuple[bool, bool], tuple[bool, bool]]]
) -> bool:
    """Tell whether parsers do not agree on what the marks that end at `last` do in their place.

    Ours is no witness for others then.  They do not agree on a single tilde; and a run that could
    open as well as close does not pair with one if their lengths add up to a multiple of three,
    after which GitHub's parser passes over pairs that others find.
    """
    mark = source[last - 1]
    if mark == "~":
        return True
    if not any((True, True) in change for change in changes):
        return False
    first = source.rfind("\n\n", max(0, last - _REACH_CHARS), last)
    end = source.find("\n\n", last, last + _REACH_CHARS)
    first = max(0, last - _REACH_CHARS) if first < 0 else first
    paragraph = source[first : last + _REACH_CHARS if end < 0 else end]
    lengths = {len(run) % 3 for run in _runs(mark).findall(paragraph)}
    return lengths >= {1, 2}


@cache
def _runs(mark: str) -> re.Pattern[str]:
    """Return what matches the runs of a mark that are no bullets."""
    one = re.escape(mark)
    return re.compile(rf"(?<=[^\s{one}]){one}++|(?<!{one}){one}++(?=\S)")


def _is_opened(source: str, place: tuple[int, int, str], last: int) -> bool:
    """Return whether the run of marks from the place's end to `last` closes one of its length.

    Whether it could open something as well does not matter then.  The other one has to stand in
    the same line before what is replaced, with nothing but plain text between them.  It may be
    able to close something itself, between letters without spaces, if nothing stands open there.
    """
    start, end, new = place
    mark = source[end]
    opener = source.rfind(source[end:last], source.rfind("\n", 0, start) + 1, start)
    inside = source[opener + last - end : start]
    if opener < 0 or not _MARKUP.isdisjoint(inside):
        return False
    before = source[opener - 1 : opener] if opener else ""
    if before == mark:
        return False
    paragraph = source.rfind("\n\n", max(0, opener - _REACH_CHARS), opener) + 1
    nothing_open = (paragraph or opener < _REACH_CHARS) and mark not in source[paragraph:opener]
    behind = {inside[0]} if inside else {source[start], (new or mark)[0]}
    abilities = [ability for char in behind for ability in _abilities(mark, before, char)]
    return all(opens and (nothing_open or not closes) for opens, closes in abilities)


def _changes(
    mark: str, was: tuple[str, str], now: tuple[str, str]
) -> set[tuple[tuple[bool, bool], tuple[bool, bool]]]:
    """Return what a run of marks could do and can do now: one thing where all parsers agree.

    Then ours, which is asked about the whole text, sees what any other would see.
    """
    return set(zip(_abilities(mark, *was), _abilities(mark, *now), strict=True))


def _abilities(mark: str, before: str, behind: str) -> list[tuple[bool, bool]]:
    """Return whether a run of marks can open and close emphasis, in each kind of parser."""
    left_kind, right_kind = _kind(before), _kind(behind)
    return [
        _ability(mark, parser.get(left_kind, left_kind), parser.get(right_kind, right_kind))
        for parser in _PARSERS
    ]


def _ability(mark: str, before: str, behind: str) -> tuple[bool, bool]:
    opens = behind == "letter" or (behind == "punctuation" and before != "letter")
    closes = before == "letter" or (before == "punctuation" and behind != "letter")
    if mark == "_":
        inside = opens and closes
        opens = opens and (not inside or before == "punctuation")
        closes = closes and (not inside or behind == "punctuation")
    return opens, closes


def _kind(char: str) -> str:
    if not char or char in _SPACES:
        return "space"
    if char.isascii():
        return "letter" if char.isalnum() or char < " " or char == "\x7f" else "punctuation"
    import unicodedata

    category = unicodedata.category(char)
    if category == "Zs":
        return "space"
    if category[0] == "Z" or char == "\x85":
        return "separator"
    return {"P": "punctuation", "S": "symbol"}.get(category[0], "letter")
