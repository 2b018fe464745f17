"""Matching of single lines against the rules of some languages, most lines with hardly any work.

Few lines begin or end as any rule asks.  So the first two words of a line decide whether its
beginning is looked at further, and the last one whether its end is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from operator import attrgetter, itemgetter

from textclean.phrases.beginnings import Beginnings, load_beginnings
from textclean.phrases.classes import ANY, CAPITAL, Words, symbols_of
from textclean.phrases.index import Entry, Index, PhraseMatch, load_index, load_own
from textclean.phrases.openings import Opening
from textclean.phrases.tiling import (
    BAR,
    DATING,
    GLUED,
    MOST_TILED_WORDS,
    has_separator,
    may_be_tiled,
    tile,
)
from textclean.phrases.words import DASHES, SIGNS, first_words, fold, tokens_in
from textclean.startup.lazy import lazy_compile

TAIL_CHARS = 120
"""How much of the end of a long line is looked at, for credits after a caption."""
MOST_REMEMBERED = 2048
"""Lines whose matches are remembered, as several filters ask for those of one text."""
WORDS_REMEMBERED = 16384
"""First and last words of lines of which is remembered what it takes to tell of them."""
NOTHING: frozenset[str] = frozenset()
EVERY = frozenset({ANY})
"""What may follow where no first word is known."""
_MARK = lazy_compile(f"[{DASHES}{SIGNS}]")
_WHOLE_MATCH = itemgetter(0)
_IS_WHOLE = attrgetter("whole")
ENDINGS = (
    " \t\N{NO-BREAK SPACE}.!?\N{HORIZONTAL ELLIPSIS},:;*_()[]\"'\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
"""What may stand after the last word of a line."""


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
        each = [beginnings for _, beginnings in known if beginnings is not None]
        each += [Beginnings.of(index) for index in own]
        self._beginnings = Beginnings.merged(each)
        self._ends = [one.ends for one in each]
        self._later = [lazy_compile("|".join(one.later) or "(?!)") for one in each]
        self._known: dict[str, tuple[PhraseMatch, ...]] = {"": ()}
        # Of a function of one text each answer is found in a third of the time of a method's.
        self._after = lru_cache(WORDS_REMEMBERED)(self._find_after)
        self._ending_with = lru_cache(WORDS_REMEMBERED)(self._find_ending_with)
        self._following = lru_cache(self._join_openings)

    @cached_property
    def indexes(self) -> tuple[Index, ...]:
        """The rules, read when they are first asked for."""
        built_in = (load_index(tag) for tag in self._tags)
        return (*(index for index in built_in if index is not None), *self._own)

    @cached_property
    def _opening(self) -> Opening:
        return Opening.of(self.indexes)

    def match(self, texts: Sequence[str]) -> list[tuple[PhraseMatch, ...]]:
        """Return for each of some lines the rules that it meets."""
        known = self._known
        with suppress(KeyError):  # After the first, the filters of a chain ask what is known.
            return [known[text] for text in texts]
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if len(known) > MOST_REMEMBERED:
            known = self._known = {"": ()}
            new = list(dict.fromkeys(texts))
        needs_mark, has_mark = self._beginnings.needs_mark, _MARK.search
        after, ending_with = self._after, self._ending_with
        for text in new:
            first, second = first_words(text)
            begins = not second or not after(first)[0].isdisjoint(symbols_of(second))
            ends = ending_with(text.rpartition(" ")[2])
            if ends and needs_mark and not has_mark(text):
                ends = ()
            known[text] = (
                self._look_closer(text, first, second, begins, ends) if begins or ends else ()
            )
        return [known[text] for text in texts]

    def _find_ending_with(self, word: str) -> tuple[int, ...]:
        """Return which indexes have patterns that may end with a line's last word as written."""
        last = word.rstrip(ENDINGS)
        # A plain word is the usual end of a sentence, and of no credit.
        if last.islower() and last.isalpha() and last[-1].islower():
            symbols = symbols_of(last)
            return tuple(n for n, ends in enumerate(self._ends) if not ends.isdisjoint(symbols))
        return tuple(range(len(self._ends)))

    def _look_closer(
        self, text: str, first: str, second: str, begins: bool, ends: Sequence[int]
    ) -> tuple[PhraseMatch, ...]:
        """Return the rules that a line meets whose first words or last one a pattern may have."""
        ends = self._may_end(text, ends) if ends else ()
        tiled = begins and may_be_tiled(text)
        parts = tiled and has_separator(text)
        # A line that must be taken apart for its end needs no look at its beginning.
        begins = begins and (bool(ends) or self._may_begin(text, first, second, tiled=tiled))
        if not begins and not ends and not parts:
            return ()
        words = Words(text)
        found = [
            match
            for number, index in enumerate(self.indexes)
            for match in index.match(words, anchored=begins, floating=number in ends)
            if match.category != BAR
        ]
        if parts or (tiled and begins and not any(map(_IS_WHOLE, found))):
            found += self._tiles(words)
        return tuple(found)

    def _tiles(self, words: Words) -> Iterator[PhraseMatch]:
        """Yield the rules that cover a line one behind the other: a byline and a date."""
        if words.total > MOST_TILED_WORDS:
            return
        tiles = tile(words, self.indexes)
        names = [entry and entry.category for entry, _, _ in tiles]
        told = DATING if not DATING.isdisjoint(names) else GLUED
        for covered, category in zip(tiles, names, strict=True):
            if category is None or category in told:
                yield _as_match(words, *covered)

    def _may_begin(self, text: str, first: str, second: str, *, tiled: bool) -> bool:
        """Tell whether a pattern may match from the beginning of a line, or of one that is `tiled`
        a part of it.

        Most lines that begin as one does go on otherwise with the third word.
        """
        bare = self._after(first)[1] if first else EVERY
        if (bare is None or (second and bare.isdisjoint(symbols_of(second)))) and (
            self._beginnings.after_names.isdisjoint(
                text[:TAIL_CHARS].lower().replace(",", " ").split()
            )
        ):
            return False
        tokens = map(_WHOLE_MATCH, tokens_in(text).finditer(text))
        return self._opening.may_match(map(symbols_of, tokens), tiled=tiled)

    def _find_after(self, first: str) -> tuple[frozenset[str], frozenset[str] | None]:
        """Return the symbols of what may follow a first word, and of what may if it is no name.

        The latter is None where a pattern begins with the word at most as a name.
        """
        openings = self._beginnings.openings
        return self._following(tuple([name for name in symbols_of(first) if name in openings]))

    def _join_openings(
        self, names: tuple[str, ...]
    ) -> tuple[frozenset[str], frozenset[str] | None]:
        openings = self._beginnings.openings
        found = [openings[name] for name in names if name != CAPITAL]
        bare = frozenset(" ".join(found).split()) if found else None
        named = openings[CAPITAL].split() if CAPITAL in names else ()
        return (bare or NOTHING).union(named), bare

    def _may_end(self, text: str, ends: Sequence[int]) -> list[int]:
        """Return those of some indexes of which a pattern may match that begins later in a line."""
        tail = fold(text[-TAIL_CHARS:])
        found = []
        for number in ends:
            is_whole = ANY in self._ends[number] and len(text) > TAIL_CHARS
            if self._later[number].search(fold(text) if is_whole else tail) is not None:
                found.append(number)
        return found


def _as_match(words: Words, entry: Entry | None, first: int, end: int) -> PhraseMatch:
    """Return what covers a part of a line as a match of all of it."""
    while len(words.tokens[first]) == 1:
        first += 1
    while len(words.tokens[end - 1]) == 1:
        end -= 1
    span = (words.spans[first][0], words.spans[end - 1][1])
    if entry is None:
        return PhraseMatch("bare-name", "byline", "edges", True, first, end, span, ("<{name}>",))
    category = "navigation" if entry.category == BAR else entry.category
    return PhraseMatch(entry.id, category, entry.position, True, first, end, span, entry.marked)


def matcher_for(tags: tuple[str, ...], rules: tuple[str, ...] = ()) -> Matcher:
    """Return the matcher for languages, the rules of none, and further rule files."""
    return _matcher(tags, rules)


@lru_cache(maxsize=64)  # It would keep two of them, were it called with a default and without.
def _matcher(tags: tuple[str, ...], rules: tuple[str, ...]) -> Matcher:
    return Matcher((*tags, "any"), tuple(load_own(path) for path in rules))


def match_text(
    text: str, tags: tuple[str, ...], rules: tuple[str, ...] = ()
) -> tuple[PhraseMatch, ...]:
    """Return the rules of some languages, and of further files, that a block's text meets."""
    return matcher_for(tags, rules).match((text,))[0]


def match_line(words: Words, language: str, rules: tuple[str, ...] = ()) -> list[PhraseMatch]:
    """Return the rules that a line meets, of its language, of English and of none.

    `rules` are paths of further rule files.
    """
    tags = (language,) if language in ("en", "") else (language, "en")
    return [match for index in matcher_for(tags, rules).indexes for match in index.match(words)]


def marked_text(match: PhraseMatch, text: str) -> str:
    """Return the part of a line that its rule marks (`<...>`), empty if it marks none."""
    start, end = match.span
    return _marked(match.marked, text[start:end])


@lru_cache(maxsize=1024)
def _marked(patterns: tuple[str, ...], text: str) -> str:
    from textclean.phrases.marking import find_marked

    # The blank shows a dash at the end to be one.
    words = Words(f"{text} ")
    for pattern in patterns:
        found = find_marked(pattern, words)
        if found:
            first, end = found
            return text[words.spans[first][0] : words.spans[end - 1][1]]
    return ""
