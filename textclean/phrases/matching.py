"""The matches of a whole document, with where in the text each block stands."""

from __future__ import annotations

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
    """Return where the comment section at the end of a text begins; its length without one.

    From its heading to the end no stretch without a sign of comments may be longer than one
    comment is: else the heading was a counter above the article.
    """
    prose = 0
    for place, (matches, is_prose_line) in enumerate(lines):
        prose += is_prose_line
        if prose >= LEAST_PROSE and any(match.category == SECTION for match in matches):
            signs, without = 0, 0
            for later, prose_line in lines[place + 1 :]:
                if any(match.category in SECTION_SIGNS for match in later):
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
