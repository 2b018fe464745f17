"""The matches of a whole document, with where in the text each block stands."""

from __future__ import annotations

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
LONGEST_COMMENT = 6
"""Paragraphs of one comment. Articles under a counter have more without a date or a reply bar."""
SECTION = "comments-section"
SECTION_SIGNS = frozenset({"comments", "date"})
_UNSPACED = lazy_compile(f"[{UNSPACED}]")


ALIASES = {"nb": "no", "nn": "no", "ms": "id", "bs": "hr", "gl": "es", "iw": "he", "in": "id"}
"""Languages near enough to another for its rules, and old tags."""


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


class _Same:
    """A document as a key: equal to itself alone, so that nothing of it is compared."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.document is other.document


def match_blocks(document: Document, rules: tuple[str, ...] = ()) -> tuple[BlockMatches, ...]:
    """Return the standing blocks with what the rules say of each and where it stands.

    Zones are found from prose: paragraphs of full sentences that no rule knows.
    """
    return _surveyed(_Same(document), rules)


@lru_cache(maxsize=2)
def _surveyed(key: _Same, rules: tuple[str, ...]) -> tuple[BlockMatches, ...]:
    # Filters in a row that find nothing hand on the same document.
    document = key.document
    tags = languages_of(document)
    found: list[tuple[int, Block, tuple[PhraseMatch, ...], bool]] = []
    for number, block in enumerate(document.blocks):
        if block.dropped_by is not None:
            continue
        text = block.text
        if block.kind in UNREAD or not text:
            found.append((number, block, (), block.kind is Kind.CODE))
        elif len(text) > LONGEST_CHARS:
            found.append((number, block, (), True))
        else:
            matches = match_text(text, tags, rules)
            if matches and any(match.drops for match in matches):
                found.append((number, block, matches, False))
            else:
                prose = block.kind is not Kind.HEADING and is_prose(text)
                found.append((number, block, matches, prose))
    section = _section_start(found)
    prose_at = [place for place, item in enumerate(found[:section]) if item[3]]
    first, last = (prose_at[0], prose_at[-1]) if prose_at else (len(found), len(found))
    survey = []
    for place, (number, block, matches, prose) in enumerate(found):
        zone = "inside"
        if place >= section:
            zone = "comments"
        elif place < first:
            zone = "head"
        elif place > last:
            zone = "tail"
        survey.append(BlockMatches(number, block, matches, zone, prose))
    return tuple(survey)


def _section_start(lines: list[tuple[int, Block, tuple[PhraseMatch, ...], bool]]) -> int:
    """Return where the comment section at the end of a text begins; its length without one.

    From its heading to the end no stretch without a sign of comments may be longer than one
    comment is: else the heading was a counter above the article.
    """
    prose = 0
    for place, (_, _, matches, is_prose_line) in enumerate(lines):
        prose += is_prose_line
        if matches and prose >= LEAST_PROSE and any(match.category == SECTION for match in matches):
            signs, without = 0, 0
            for _, _, later, prose_line in lines[place + 1 :]:
                if later and any(match.category in SECTION_SIGNS for match in later):
                    signs += 1
                    without = 0
                without += prose_line
                if without > LONGEST_COMMENT:
                    break
            else:
                if signs >= LEAST_SIGNS:
                    return place
    return len(lines)


def is_trusted(match: PhraseMatch, zone: str) -> bool:
    """Tell whether a match may act by itself in a zone of the text."""
    if match.position == "edges":
        return zone != "inside"
    return match.position in ("anywhere", zone) and match.position != "inside"
