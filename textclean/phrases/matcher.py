"""Matching of single lines against the rules of some languages, most lines with hardly any work.

Few lines begin as any rule asks.  So the first word decides whether a line is looked at further,
and its punctuation whether its end is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from textclean.lazy import lazy_compile
from textclean.phrases.index import (
    Index,
    PhraseMatch,
    date_words,
    known_beginnings,
    load_index,
    load_own,
)
from textclean.phrases.marking import find_marked
from textclean.phrases.words import SIGNS, Words, fold_word, split_words, word_spans

PEEK_CHARS = 60
"""How much of the beginning of a long line is tried first."""
TAIL_CHARS = 120
"""How much of the end of a long line is looked at, for credits after a caption."""
_FIRST = lazy_compile(r"[\s\"'*_\N{LEFT DOUBLE QUOTATION MARK}]*([^\W\d_]+)(?![\u0300-\u036f])")
_DIGIT = lazy_compile(r"\d")
_MARK = lazy_compile(f"[{SIGNS}\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}-]")


class Matcher(NamedTuple):
    """The rules that a text is matched against, and what tells quickly that none matches.

    What tells is known without the rules themselves: they are read for a line that may match.
    """

    tags: tuple[str, ...]
    """Languages with built-in rules, `any` for the rules of none."""
    own: tuple[Index, ...]
    """The rules of further files."""
    starts: frozenset[str]
    """Words that a pattern begins with."""
    dates: frozenset[str]
    """Words that a date begins with; a date has a digit, too."""
    after_names: frozenset[str]
    """Words one of which stands in every pattern that begins with a name."""
    later_starts: frozenset[str]
    """Words that a pattern begins with that need not begin its line."""
    needs_mark: bool
    """No pattern that may begin later in a line can do without a punctuation token."""

    @classmethod
    def of(cls, tags: Sequence[str], own: tuple[Index, ...] = ()) -> Matcher:
        """Return the matcher of the built-in rules of some languages, and of others."""
        dates = date_words()
        built_in = known_beginnings()
        known = tuple(tag for tag in tags if tag in built_in)
        beginnings = [built_in[tag] for tag in known] + [index.beginnings() for index in own]
        return cls(
            known,
            own,
            frozenset().union(*(beginning.starts for beginning in beginnings)),
            dates.names | dates.particles,
            frozenset().union(*(beginning.after_names for beginning in beginnings)),
            frozenset().union(*(beginning.later_starts for beginning in beginnings)),
            all(beginning.needs_mark for beginning in beginnings),
        )

    @property
    def indexes(self) -> Iterator[Index]:
        """The rules, read as they are asked for."""
        for tag in self.tags:
            index = load_index(tag)
            if index is not None:
                yield index
        yield from self.own

    def match(self, text: str) -> tuple[PhraseMatch, ...]:
        """Return the rules that a line meets."""
        begins, ends = self._may_begin(text), self._may_end(text)
        if not begins and not ends:
            return ()
        words = split_words(text)
        return tuple(
            match
            for index in self.indexes
            for match in index.match(words, anchored=begins, floating=ends)
        )

    def _may_begin(self, text: str) -> bool:
        """Tell whether a pattern may match from the beginning of a line."""
        first = _FIRST.match(text)
        if first is not None:
            # Without a first word (a number, another script) the line is looked at in full.
            word = fold_word(first[1])
            if word not in self.starts:
                if word in self.dates and _DIGIT.search(text):
                    return True
                return not self.after_names.isdisjoint(text[:TAIL_CHARS].lower().split())
        if len(text) <= PEEK_CHARS * 2:
            return True
        indexes = tuple(self.indexes)
        for peeked in (PEEK_CHARS // 3, PEEK_CHARS):  # Most lines fail at their second word.
            words = split_words(text[:peeked].rpartition(" ")[0])
            if words.folded and not any(index.may_match_start(words) for index in indexes):
                return False
        return True

    def _may_end(self, text: str) -> bool:
        """Tell whether a pattern may match that begins later in a line."""
        if not self.needs_mark:
            return True
        start = max(0, len(text) - TAIL_CHARS)
        return _MARK.search(text, start) is not None and not self.later_starts.isdisjoint(
            split_words(text[start:]).folded
        )


@lru_cache(maxsize=64)
def matcher_for(tags: tuple[str, ...], rules: tuple[str, ...] = ()) -> Matcher:
    """Return the matcher for languages, the rules of none, and further rule files."""
    return Matcher.of((*tags, "any"), tuple(load_own(path) for path in rules))


@lru_cache(maxsize=2048)
def match_text(
    text: str, tags: tuple[str, ...], rules: tuple[str, ...] = ()
) -> tuple[PhraseMatch, ...]:
    """Return the rules that a block's text meets.

    Cached, as several filters of a chain ask about the same blocks.
    """
    return matcher_for(tags, rules).match(text)


def match_line(words: Words, language: str, rules: tuple[str, ...] = ()) -> list[PhraseMatch]:
    """Return the rules that a line meets, of its language, of English and of none.

    `rules` are paths of further rule files.
    """
    tags = (language,) if language in ("en", "") else (language, "en")
    return [match for index in matcher_for(tags, rules).indexes for match in index.match(words)]


def marked_text(match: PhraseMatch, text: str) -> str:
    """Return the part of a line that its rule marks (`<...>`), empty if it marks none."""
    words = split_words(text)
    spans = word_spans(text)
    # The pattern is matched to the stretch alone, as it need not begin with the line.
    stretch = Words(
        words.raw[match.first : match.end],
        words.folded[match.first : match.end],
        match.end - match.first,
        match.end - match.first - 1,
    )
    for pattern in match.marked:
        found = find_marked(pattern, stretch, date_words())
        if found:
            start, end = (match.first + place for place in found)
            return text[spans[start][0] : spans[end - 1][1]]
    return ""
