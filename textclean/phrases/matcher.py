"""Matching of single lines against the rules of some languages, most lines with hardly any work.

Few lines begin as any rule asks.  So the first word decides whether a line is looked at further,
and its punctuation whether its end is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from textclean.lazy import lazy_compile
from textclean.phrases.automaton import classes_of
from textclean.phrases.beginnings import Beginnings, load_beginnings
from textclean.phrases.grammar import CAPITAL
from textclean.phrases.index import Index, PhraseMatch, date_words, load_index, load_own
from textclean.phrases.marking import find_marked
from textclean.phrases.words import (
    DASHES,
    SIGNS,
    Words,
    first_words,
    fold_word,
    split_words,
    word_spans,
)

PEEKS = (24, 60)
"""How many characters of a long line are tried before it is looked at whole."""
TAIL_CHARS = 120
"""How much of the end of a long line is looked at, for credits after a caption."""
ENDINGS = ".!?\"' "
_MARK = lazy_compile(f"[{DASHES}{SIGNS}]")

NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def _symbols_of(word: str) -> frozenset[str]:
    """Return what a pattern may call a word: the word as folded, and its classes."""
    folded = fold_word(word)
    return frozenset((folded, *classes_of(word, folded, date_words())))


class Matcher:
    """The rules that texts are matched against.

    Of most lines two words tell that no rule matches, without the rules themselves: they are read
    for a line that may match.
    """

    def __init__(self, tags: Sequence[str], own: tuple[Index, ...] = ()) -> None:
        """Take the built-in rules of some languages (`any` for those of none), and others."""
        known = [(tag, load_beginnings(tag)) for tag in tags]
        self._tags = [tag for tag, beginnings in known if beginnings is not None]
        self._own = own
        self._beginnings = Beginnings.merged(
            [beginnings for _, beginnings in known if beginnings is not None]
            + [Beginnings.of(index) for index in own]
        )
        self._after = lru_cache(maxsize=16384)(self._what_follows)
        self._after_name = self._beginnings.openings.get(CAPITAL, frozenset())

    @property
    def indexes(self) -> Iterator[Index]:
        """The rules, read as they are asked for."""
        for tag in self._tags:
            index = load_index(tag)
            if index is not None:
                yield index
        yield from self._own

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
        first, second = first_words(text)
        if first:
            symbols = _symbols_of(second) if second else NOTHING
            following, is_name = self._after(first)
            if following is None or (symbols and following.isdisjoint(symbols)):
                if not is_name or (symbols and self._after_name.isdisjoint(symbols)):
                    return False
                if self._beginnings.after_names.isdisjoint(text[:TAIL_CHARS].lower().split()):
                    return False
        for peeked in PEEKS:
            if len(text) <= 2 * peeked:
                break
            words = split_words(text[:peeked].rpartition(" ")[0])
            if words.folded and not any(index.may_match_start(words) for index in self.indexes):
                return False
        return True

    def _what_follows(self, first: str) -> tuple[frozenset[str] | None, bool]:
        """Return the symbols of what may follow a first word, and whether it may begin a name.

        None if no pattern begins with the word, unless with a name.
        """
        openings = self._beginnings.openings
        symbols = _symbols_of(first)
        found = [openings[symbol] for symbol in symbols - {CAPITAL} if symbol in openings]
        return frozenset().union(*found) if found else None, CAPITAL in symbols

    def _may_end(self, text: str) -> bool:
        """Tell whether a pattern may match that begins later in a line."""
        known = self._beginnings
        last = text.rstrip(ENDINGS)
        last = last[last.rfind(" ") + 1 :]
        # A plain word is the usual end of a sentence, and of no credit.
        plain = last.islower() and last.isalpha() and last[-1].islower()
        if plain and known.ends.isdisjoint(_symbols_of(last)):
            return False
        tail = text[-TAIL_CHARS:]
        if known.needs_mark and not _MARK.search(tail):
            return False
        return not known.later_starts.isdisjoint(split_words(tail).folded)


@lru_cache(maxsize=64)
def matcher_for(tags: tuple[str, ...], rules: tuple[str, ...] = ()) -> Matcher:
    """Return the matcher for languages, the rules of none, and further rule files."""
    return Matcher((*tags, "any"), tuple(load_own(path) for path in rules))


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
