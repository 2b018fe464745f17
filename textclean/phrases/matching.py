"""A survey of a document: what the rules say of each line, and which lines are its prose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from textclean.characters import beyond_ascii
from textclean.document import Block, Document, Kind
from textclean.language import guess_language
from textclean.phrases.index import PhraseMatch, languages
from textclean.phrases.matcher import matcher_for
from textclean.phrases.words import UNSPACED
from textclean.startup.lazy import lazy_compile

PROSE_WORDS = 12
"""Least words of a paragraph that counts as prose, if it ends as a sentence does. Standing lines
of pages are shorter (median 3 words, .9 quantile 22, and those are no sentences)."""
PROSE_WORDS_UNENDED = 30
"""The same for one that does not end as a sentence."""
LONGEST_CHARS = 600
"""Longer lines are only looked at near their end: the longest whole-line rules (cookie texts)
have 80 words."""
SENTENCE_ENDS = tuple(
    ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}"
    "\N{FULLWIDTH QUESTION MARK}\N{DEVANAGARI DANDA}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}"
)
_CLOSERS = "\"')]*_ \N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}" + (
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT CORNER BRACKET}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{NO-BREAK SPACE}"
)
HEADINGS = frozenset({Kind.HEADING})
UNREAD = frozenset({Kind.CODE, Kind.TABLE, Kind.RULE, Kind.MARKUP})


LEAST_SIGNS = 2
"""Signs of comments that must follow their heading: one "Reply" or date stands in articles, too."""
LEAST_PROSE = 2
"""Paragraphs before the heading: what has fewer is a page of comments, not one with comments."""
LONGEST_COMMENT = 6
"""Paragraphs of one comment. Articles under a counter have more without a date or a reply bar."""
LEAST_NUMBERED = 3
"""Comments that must be numbered, where nothing else tells them."""
MOST_HEADINGS = 5
"""Headings looked at for that, so that many of them take no more than linear time."""
COUNTER = lazy_compile(r"(\d{1,5})(?!\d)")
SECTIONS = frozenset({"comments-section"})
SECTION_SIGNS = frozenset({"comments", "date"})
_UNSPACED = lazy_compile(f"[{UNSPACED}]")


ALIASES = {"nb": "no", "nn": "no", "ms": "id", "bs": "hr", "gl": "es", "iw": "he", "in": "id"}
"""Languages near enough to another for its rules, and old tags."""


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, closing quotes set aside."""
    return text.rstrip(_CLOSERS).endswith(SENTENCE_ENDS)


_guessed = lru_cache(maxsize=2)(guess_language)


@lru_cache(maxsize=1024)  # Each filter of a chain asks about the lines of one text.
def is_prose(text: str) -> bool:
    """Tell whether a text is long enough for a paragraph and, unless very long, ends as one."""
    count = text.count(" ") + 1
    if count < PROSE_WORDS_UNENDED and not text.isascii():
        # Scripts without spaces: two characters weigh as much as a word.
        count += len(_UNSPACED.findall(beyond_ascii(text))) // 2
    return count >= PROSE_WORDS and (count >= PROSE_WORDS_UNENDED or ends_sentence(text))


def languages_of(document: Document) -> tuple[str, ...]:
    """Return the languages whose rules a document gets: its own and English, or all."""
    tag = document.metadata.language or _guessed(document.source_text)
    primary = tag.replace("_", "-").partition("-")[0].lower()
    primary = ALIASES.get(primary, primary)
    if not primary:
        return languages()
    return (primary,) if primary == "en" else (primary, "en")


def survey(document: Document, rules: tuple[str, ...] = ()) -> Survey:
    """Return the survey of a document by the built-in rules and further rule files.

    The last one is kept: where a filter finds nothing, the next asks about the same blocks.
    """
    global _last
    known, asked, found = _last
    languages = languages_of(document)
    if known is not document.blocks or asked != (languages, rules) or found is None:
        found = Survey(document.blocks, languages, rules)
        _last = document.blocks, (languages, rules), found
    return found


class Survey:
    """The standing blocks of a document, what the rules say of each, and where the prose is."""

    def __init__(
        self, blocks: Sequence[Block], languages: tuple[str, ...], rules: tuple[str, ...]
    ) -> None:
        """Ask the built-in rules of some languages, and further rule files."""
        standing = [pair for pair in enumerate(blocks) if pair[1].dropped_by is None]
        self.numbers = [number for number, _ in standing]
        """Indexes of the blocks in their document."""
        self.blocks = [block for _, block in standing]
        self.matches = matcher_for(languages, rules).match(
            [
                "" if block.kind in UNREAD or len(block.text) > LONGEST_CHARS else block.text
                for block in self.blocks
            ]
        )
        """For each block what the rules say of it."""
        self.met = [place for place, matches in enumerate(self.matches) if matches]
        """Places of those that a rule says something of."""
        self._prose: dict[int, bool] = {}
        self.section = self._section_start()
        """Place where readers' comments begin, to the end of the text; its length without any."""

    @cached_property
    def head(self) -> range:
        """Places before the first prose."""
        return range(next(filter(self.is_prose, range(self.section)), len(self.blocks)))

    @cached_property
    def tail(self) -> range:
        """Places behind the last prose, comments left out."""
        last = next(filter(self.is_prose, reversed(range(self.section))), self.section)
        return range(last + 1, self.section)

    def _section_start(self) -> int:
        """Return where readers' comments begin, the number of blocks without any.

        From their heading to the end no stretch without a sign of comments may be longer than one
        comment is: else the heading was a counter above the article.
        """
        headings = {place for place in self.met if _is_of(self.matches[place], SECTIONS)}
        start = len(self.blocks)
        if not headings:
            return start
        signs = without = 0
        before = sum(map(self.is_prose, range(start)))
        for place in range(len(self.blocks) - 1, -1, -1):
            if without > LONGEST_COMMENT or before < LEAST_PROSE:
                break
            if place in headings and signs >= LEAST_SIGNS:
                start = place
            before -= self.is_prose(place)
            without += self.is_prose(place)
            if without <= LONGEST_COMMENT and _is_of(self.matches[place], SECTION_SIGNS):
                signs += 1
                without = 0
        if start == len(self.blocks):
            first = sorted(headings)[:MOST_HEADINGS]
            start = next(filter(self._heads_numbered, first), start)
        return start

    def _heads_numbered(self, place: int) -> bool:
        """Tell whether the comments below a heading are numbered, up to as many as it says."""
        count = COUNTER.search(self.blocks[place].text)
        if count is None or sum(map(self.is_prose, range(place))) < LEAST_PROSE:
            return False
        markers = [block.within[-1].marker for block in self.blocks[place + 1 :] if block.within]
        numbers = [int(marker[:-1]) for marker in markers if marker[:-1].isdecimal()]
        below = self.blocks[place + 1 : place + 2]
        return (
            len(numbers) >= LEAST_NUMBERED
            and bool(below and below[0].within)
            and numbers == sorted(set(numbers))
            and numbers[-1] <= int(count[1])
        )

    def zone(self, place: int) -> str:
        """Return where a block stands: `head`, `inside`, `tail` or `comments`."""
        if place >= self.section:
            return "comments"
        if place in self.head:
            return "head"
        return "tail" if place in self.tail else "inside"

    def is_prose(self, place: int) -> bool:
        """Tell whether a block is a paragraph of full sentences that no rule knows."""
        known = self._prose.get(place)
        if known is None:
            known = self._prose[place] = self._looks_like_prose(place)
        return known

    def _looks_like_prose(self, place: int) -> bool:
        kind, text = self.blocks[place][:2]
        if kind in UNREAD or not text:
            return kind is Kind.CODE
        if len(text) > LONGEST_CHARS:
            return True
        matches = self.matches[place]
        if kind in HEADINGS or (matches and any(match.drops for match in matches)):
            return False
        return is_prose(text)


_last: tuple[tuple[Block, ...], object, Survey | None] = ((), None, None)


def _is_of(matches: Sequence[PhraseMatch], categories: frozenset[str]) -> bool:
    return any(match.category in categories for match in matches)


def is_trusted(match: PhraseMatch, zone: str) -> bool:
    """Tell whether a match may act by itself in a zone of the text."""
    if match.position == "edges":
        return zone != "inside"
    return match.position in ("anywhere", zone) and match.position != "inside"
