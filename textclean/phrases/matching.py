"""A survey of a document: what the rules say of each line, and which lines are its prose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from textclean.document import Block, Document, Kind
from textclean.language import guess_language
from textclean.lazy import lazy_compile
from textclean.phrases.index import PhraseMatch, languages
from textclean.phrases.matcher import match_text
from textclean.phrases.words import UNSPACED

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
UNREAD = frozenset({Kind.CODE, Kind.TABLE, Kind.RULE, Kind.MARKUP})


LEAST_SIGNS = 2
"""Signs of comments that must follow their heading: one "Reply" or date stands in articles, too."""
LEAST_PROSE = 2
"""Paragraphs before the heading: what has fewer is a page of comments, not one with comments."""
LONGEST_COMMENT = 6
"""Paragraphs of one comment. Articles under a counter have more without a date or a reply bar."""
SECTIONS = frozenset({"comments-section"})
SECTION_SIGNS = frozenset({"comments", "date"})
_UNSPACED = lazy_compile(f"[{UNSPACED}]")


ALIASES = {"nb": "no", "nn": "no", "ms": "id", "bs": "hr", "gl": "es", "iw": "he", "in": "id"}
"""Languages near enough to another for its rules, and old tags."""


class Survey(NamedTuple):
    """The standing blocks of a document, in lists side by side."""

    numbers: list[int]
    """Indexes of the blocks in their document."""
    blocks: list[Block]
    matches: list[tuple[PhraseMatch, ...]]
    """What the rules say of each."""
    prose: list[bool]
    """Whether each is a paragraph of full sentences that no rule knows."""
    first: int
    last: int
    """Places of the first and the last prose; behind the end if there is none."""
    section: int
    """Place where readers' comments begin, to the end of the text; its length without any."""

    def zone(self, place: int) -> str:
        """Return `head` before the first prose, `tail` after the last, `comments` in their section
        at the end, else `inside`."""
        if place >= self.section:
            return "comments"
        if place < self.first:
            return "head"
        return "tail" if place > self.last else "inside"


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, closing quotes set aside."""
    return text.rstrip(_CLOSERS).endswith(SENTENCE_ENDS)


_guessed = lru_cache(maxsize=2)(guess_language)


def is_prose(text: str) -> bool:
    """Tell whether a text is long enough for a paragraph and, unless very long, ends as one."""
    count = text.count(" ") + 1
    if not text.isascii():
        # Scripts without spaces: two characters weigh as much as a word.
        count += len(_UNSPACED.findall(text)) // 2
    return count >= PROSE_WORDS and (count >= PROSE_WORDS_UNENDED or ends_sentence(text))


def languages_of(document: Document) -> tuple[str, ...]:
    """Return the languages whose rules a document gets: its own and English, or all."""
    tag = document.metadata.language or _guessed(document.source_text)
    primary = tag.replace("_", "-").partition("-")[0].lower()
    primary = ALIASES.get(primary, primary)
    if not primary:
        return languages()
    return (primary,) if primary == "en" else (primary, "en")


@lru_cache(maxsize=2048)
def _look_at(
    text: str, tags: tuple[str, ...], rules: tuple[str, ...]
) -> tuple[tuple[PhraseMatch, ...], bool]:
    """Return what the rules say of a text, and whether it would be prose as a paragraph."""
    matches = match_text(text, tags, rules)
    return matches, not any(match.drops for match in matches) and is_prose(text)


def survey(document: Document, rules: tuple[str, ...] = ()) -> Survey:
    """Return the standing blocks with what the built-in and further rules say of each."""
    tags = languages_of(document)
    numbers, blocks, matches, prose = [], [], [], []
    heading, code = Kind.HEADING, Kind.CODE
    for number, block in enumerate(document.blocks):
        if block.dropped_by is not None:
            continue
        kind, text = block.kind, block.text
        found: tuple[PhraseMatch, ...] = ()
        if kind in UNREAD or not text:
            is_prose_line = kind is code
        elif len(text) > LONGEST_CHARS:
            is_prose_line = True
        else:
            found, is_prose_line = _look_at(text, tags, rules)
            if kind is heading:
                is_prose_line = False
        numbers.append(number)
        blocks.append(block)
        matches.append(found)
        prose.append(is_prose_line)
    section = _section_start(matches, prose)
    at = [place for place in range(section) if prose[place]]
    first, last = (at[0], at[-1]) if at else (len(blocks), len(blocks))
    return Survey(numbers, blocks, matches, prose, first, last, section)


def _section_start(matches: Sequence[tuple[PhraseMatch, ...]], prose: Sequence[bool]) -> int:
    """Return where the comment section at the end of a text begins; its length without one.

    From its heading to the end no stretch without a sign of comments may be longer than one
    comment is: else the heading was a counter above the article.
    """
    headings = {place for place, found in enumerate(matches) if found and _is_of(found, SECTIONS)}
    start = len(matches)
    if not headings:
        return start
    signs = without = 0
    before = sum(prose)
    for place in range(len(matches) - 1, -1, -1):
        if without > LONGEST_COMMENT or before < LEAST_PROSE:
            break
        if place in headings and signs >= LEAST_SIGNS:
            start = place
        before -= prose[place]
        without += prose[place]
        if without <= LONGEST_COMMENT and _is_of(matches[place], SECTION_SIGNS):
            signs += 1
            without = 0
    return start


def _is_of(matches: Sequence[PhraseMatch], categories: frozenset[str]) -> bool:
    return any(match.category in categories for match in matches)


def is_trusted(match: PhraseMatch, zone: str) -> bool:
    """Tell whether a match may act by itself in a zone of the text."""
    if match.position == "edges":
        return zone != "inside"
    return match.position in ("anywhere", zone) and match.position != "inside"
