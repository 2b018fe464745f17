"""Lines that say several things side by side: a byline and a date, the links of a bar.

    Von Anna Marsch mit dpa • Zuletzt aktualisiert am 4. März 2026
    Share on Facebook Share on X Copy link
    Impressum | Datenschutz | Kontakt

Such a line is laid out with whole lines that the rules know, one behind the other.  Names and dates
need a dash, a dot or a bar between them and the rest; what is clicked on needs nothing.  Rules of
the category `bar` hold the words that mean something beside others only: "Kontakt", "More".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textclean.phrases.automaton import walk
from textclean.phrases.classes import CAPITAL, DATE_NAME, Words
from textclean.startup.lazy import lazy_compile

if TYPE_CHECKING:
    from textclean.phrases.index import Entry, Index

_SEPARATOR = lazy_compile(r"\s[|\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}-]\s")
LONGEST_TILED = 160
"""Characters. Bylines with a date and a place have up to 120."""
MOST_TILED_WORDS = 24
DATING = frozenset({"byline", "date"})
"""Categories of what says who wrote a text, and when."""
BAR = "bar"
GLUED = frozenset(
    {
        *("ad", "app", "comments", "comments-section", "consent", "follow", "legal", "login"),
        *("navigation", "newsletter", "paywall", "player", "reading", "share"),
        *("subscription", "technical", BAR),
    }
)
_WORDS_OF_BARS = frozenset({"navigation", BAR})
_LEAST_WORDS_OF_BARS = 3
"""Sections of a paper make a bar from three on; "World News" may be a title."""
_TILES = DATING | GLUED | {"credit"}
_SEPARATORS = frozenset("-|")
"""Dashes, dots in the middle and bullets are folded to the first."""
NAME_WORDS = (2, 3)
"""Words of a name that nothing else tells to be one."""

Tile = tuple["Entry | None", int, int]
"""A rule, None for a bare name, and the tokens that it covers: the first, and the one after."""


def may_be_tiled(text: str) -> bool:
    """Tell whether a line is short enough for one of several parts, and no sentence."""
    return len(text) <= LONGEST_TILED and not text.endswith(".")


def has_separator(text: str) -> bool:
    """Tell whether a line has a sign between two of its parts."""
    return _SEPARATOR.search(text) is not None


def needs_no_sign(entry: Entry) -> bool:
    """Tell whether what a rule matches may be a part of a line that goes on without a sign."""
    return entry.mode == "whole" and entry.category in GLUED


def tile(words: Words, indexes: Sequence[Index]) -> tuple[Tile, ...]:
    """Return the rules that cover a line one behind the other, at least two; empty for none.

    A bare name is a tile beside a date. Of several ways the one that has most tiles is taken: no
    rule for two words of a bar stands for both.
    """
    ways: dict[int, tuple[Tile, ...]] = {0: ()}
    for at in range(words.last + 1):
        way = ways.get(at)
        if way is None:
            continue
        for entry, end in _tiles_from(words, at, indexes):
            known = ways.get(end)
            if known is None or len(known) < len(way) + 1:
                ways[end] = (*way, (entry, at, end))
    covered = max((ways[end] for end in ways if end > words.last), key=len, default=())
    if len(covered) < 2 or not any(entry for entry, _, _ in covered):
        return ()
    categories = {entry.category for entry, _, _ in covered if entry}
    if any(entry is None for entry, _, _ in covered) and "date" not in categories:
        return ()
    if categories <= _WORDS_OF_BARS and len(covered) < _LEAST_WORDS_OF_BARS:
        return ()
    return covered


def _tiles_from(
    words: Words, at: int, indexes: Sequence[Index]
) -> Iterator[tuple[Entry | None, int]]:
    """Yield the rules that cover a part of a line from a token on, each with the token after it."""
    tokens = words.tokens
    for index in indexes:
        for number, _, count in walk(index.anchored, tokens[at:]):
            entry = index.entries[number]
            end = at + count
            if (
                entry.mode == "whole"
                and entry.category in _TILES
                and count <= entry.longest
                and (entry.category in GLUED or _is_edge(words, end))
                and not (entry.category == "byline" and _is_parted(words, at, end))
            ):
                yield entry, end
    start = at
    while start <= words.last and tokens[start][0] in _SEPARATORS:
        start += 1
    end = start
    while end <= words.last and CAPITAL in tokens[end] and DATE_NAME not in tokens[end]:
        end += 1
    if end - start in NAME_WORDS and _is_edge(words, end):
        yield None, end


def _is_parted(words: Words, first: int, end: int) -> bool:
    """Tell whether a separator stands between some tokens, at neither end of them."""
    return any(symbols[0] in _SEPARATORS for symbols in words.tokens[first + 1 : end - 1])


def _is_edge(words: Words, at: int) -> bool:
    """Tell whether the line ends before a token, or a separator stands there."""
    tokens = words.tokens
    return at > words.last or tokens[at][0] in _SEPARATORS or tokens[at - 1][0] in _SEPARATORS
