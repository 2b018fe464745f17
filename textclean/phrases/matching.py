"""Matches of a line and of a whole document, with where in the text each block stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from textclean.document import Block, Document, Kind
from textclean.language import guess_language
from textclean.phrases.automaton import find_marked
from textclean.phrases.index import (
    Index,
    PhraseMatch,
    date_words,
    languages,
    load_index,
    load_own,
)
from textclean.phrases.words import PUNCTUATION, UNSPACED, Words, split_words, word_spans

PROSE_WORDS = 12
"""Least words of a paragraph that counts as prose, if it ends as a sentence does. Standing lines
of pages are shorter (median 3 words, .9 quantile 22, and those are no sentences)."""
PROSE_WORDS_UNENDED = 30
"""The same for one that does not end as a sentence."""
LONGEST_CHARS = 600
"""Longer lines are only looked at near their end: the longest whole-line rules (cookie texts)
have 80 words."""
TAIL_CHARS = 200
"""How much of the end of a long line is looked at, for credits after a caption."""
SENTENCE_ENDS = (
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
SECTION = "comments-section"
SECTION_SIGNS = frozenset({"comments", "date"})
PEEK_CHARS = 60
"""How much of the beginning of a long line is tried first."""
_MARK = re.compile(f"[{re.escape(PUNCTUATION)}\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")


class BlockMatches(NamedTuple):
    """What the rules say about one block."""

    number: int
    """Index of the block in its document."""
    block: Block
    matches: tuple[PhraseMatch, ...]
    zone: str
    """`head` before the first prose, `tail` after the last, `comments` in the section of readers'
    comments at the end, else `inside`."""
    prose: bool


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, closing quotes set aside."""
    return text.rstrip(_CLOSERS).endswith(tuple(SENTENCE_ENDS))


def is_prose(text: str) -> bool:
    """Tell whether a text is long enough for a paragraph and, unless very long, ends as one."""
    count = text.count(" ") + 1
    if not text.isascii():
        # Scripts without spaces: two characters weigh as much as a word.
        count += len(_UNSPACED.findall(text)) // 2
    return count >= PROSE_WORDS and (count >= PROSE_WORDS_UNENDED or ends_sentence(text))


def languages_of(document: Document) -> tuple[str, ...]:
    """Return the languages whose rules a document gets: its own and English, or all."""
    tag = document.metadata.language or guess_language(document.source_text)
    primary = tag.replace("_", "-").partition("-")[0].lower()
    if not primary:
        return languages()
    return (primary,) if primary == "en" else (primary, "en")


def match_line(words: Words, language: str, rules: tuple[str, ...] = ()) -> list[PhraseMatch]:
    """Return the rules that a line meets, of its language, of English and of none.

    `rules` are paths of further rule files.
    """
    return _match(words, (language,) if language in ("en", "") else (language, "en"), rules)


def _match(words: Words, tags: Iterable[str], rules: tuple[str, ...] = ()) -> list[PhraseMatch]:
    found: list[PhraseMatch] = []
    for index in _indexes(tuple(tags), rules):
        found += index.match(words)
    return found


@lru_cache(maxsize=64)
def _indexes(tags: tuple[str, ...], rules: tuple[str, ...]) -> tuple[Index, ...]:
    built_in = (load_index(tag) for tag in (*tags, "any"))
    return (*(index for index in built_in if index), *(load_own(path) for path in rules))


@lru_cache(maxsize=2048)
def match_text(
    text: str, tags: tuple[str, ...], rules: tuple[str, ...] = ()
) -> tuple[PhraseMatch, ...]:
    """Return the rules that a block's text meets.

    Cached, as several filters of a chain ask about the same blocks.  Of a long line only both ends
    are looked at first: few begin or end as any rule asks.
    """
    indexes = _indexes(tags, rules)
    if len(text) > PEEK_CHARS * 2:
        begins = any(
            index.may_match_start(split_words(text[:PEEK_CHARS].rpartition(" ")[0]))
            for index in indexes
        )
        if not begins and (
            all(index.needs_mark for index in indexes)
            and not _MARK.search(text, len(text) - TAIL_CHARS)
        ):
            return ()
    words = split_words(text)
    return tuple(match for index in indexes for match in index.match(words))


def match_blocks(document: Document, rules: tuple[str, ...] = ()) -> list[BlockMatches]:
    """Return the standing blocks with what the rules say of each and where it stands.

    Zones are found from prose: paragraphs of full sentences that no rule knows.
    """
    tags = languages_of(document)
    found: list[tuple[int, Block, tuple[PhraseMatch, ...], bool]] = []
    for index, block in document.standing():
        text = block.text
        if block.kind in UNREAD or not text:
            found.append((index, block, (), block.kind is Kind.CODE))
        elif len(text) > LONGEST_CHARS:
            found.append((index, block, (), True))
        else:
            matches = match_text(text, tags, rules)
            prose = (
                block.kind is not Kind.HEADING
                and not any(match.drops for match in matches)
                and is_prose(text)
            )
            found.append((index, block, matches, prose))
    section = _section_start([(matches, prose) for _, _, matches, prose in found])
    prose_at = [place for place, item in enumerate(found[:section]) if item[3]]
    first, last = (prose_at[0], prose_at[-1]) if prose_at else (len(found), len(found))
    return [
        BlockMatches(
            index,
            block,
            matches,
            "comments"
            if place >= section
            else "head"
            if place < first
            else "tail"
            if place > last
            else "inside",
            prose,
        )
        for place, (index, block, matches, prose) in enumerate(found)
    ]


def _section_start(lines: list[tuple[tuple[PhraseMatch, ...], bool]]) -> int:
    """Return where the comment section at the end of a text begins; its length without one."""
    prose = 0
    for place, (matches, is_prose_line) in enumerate(lines):
        prose += is_prose_line
        if prose >= LEAST_PROSE and any(match.category == SECTION for match in matches):
            signs = sum(
                any(match.category in SECTION_SIGNS for match in later)
                for later, _ in lines[place + 1 :]
            )
            return place if signs >= LEAST_SIGNS else len(lines)
    return len(lines)


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


def is_trusted(match: PhraseMatch, zone: str) -> bool:
    """Tell whether a match may act by itself in a zone of the text."""
    if match.position == "edges":
        return zone != "inside"
    return match.position in ("anywhere", zone) and match.position != "inside"
