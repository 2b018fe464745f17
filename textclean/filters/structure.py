"""Headings and captions of plain text.

*Does*: gives the title, the section headings and the captions of a plain text their kinds, so that
they are written as such.  The title also goes into the metadata.  Drops dividing lines (`* * *`)
that divide nothing.  In HTML it takes off a heading the sign that links to it.

*Leaves alone*: in all else HTML and Markdown, which say themselves what is a heading; list items;
any line that ends as a sentence does; short lines in a row (a poem, an address, a menu), of which
none is the heading of a paragraph; lines that a phrase rule knows ("Read also: …"), though they
stay.

*Why*: text copied from a page or put out by an extractor has lost its markup, but a heading still
looks like one: a short line with no end mark, between paragraphs.

*Source*: none; the limits were set on English and German news texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Literal

from textclean.document import Block, Document, Kind
from textclean.finding import Action, Example, Finding, Rule
from textclean.headlines import LONGEST_LINE, MIN_PROSE_CHARS, find_title, is_heading, is_prose
from textclean.phrases.matcher import matcher_for
from textclean.phrases.matching import languages_of
from textclean.phrases.tiling import DATING
from textclean.repair.prose import is_cjk
from textclean.signs.permalinks import PERMALINK, find_permalinks
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

CAPTION_START = lazy_compile(
    r"(?:Image|Media|Video) caption\b[,:]? \w"
    r"|(?:FILE|File photo|Screenshot|Screengrab|ARCHIV(?:O|BILD|FOTO)?|Photo d'archives"
    r"|Foto de archivo|Symbolbild|Symbolfoto)\b\s*[-–—:.]",
    re.I,
)
CAPTION_INITIALS = frozenset("FSAPIMVfsapimv\N{LATIN SMALL LETTER LONG S}")
"""What such a line begins with: most need no closer look."""
PICTURE_CREDIT = "credits/photo-credit"
"""The rule that drops a line with the source of a picture."""
BLANK_LINE = 2
"""Line ends that part two lines by a blank one."""
MIN_CAPTION_WORDS, MAX_CAPTION_WORDS = 4, 60
"""Captions of news agencies have 20 to 60 words; what has fewer than four above a credit is as
often a person's post below the name."""

TITLE = Rule(
    "structure/title",
    "The first line stands above the text as a title does.",
    changes=(
        Example(
            "Storm closes the harbour\n\nThe harbour stayed shut on Monday after a night of gales.",
            "Storm closes the harbour\n\nThe harbour stayed shut on Monday after a night of gales.",
        ),
    ),
    stays=("A single line of words", "To be continued.\n\nThe harbour stayed shut on Monday."),
)
HEADING = Rule(
    "structure/heading",
    "A short line without an end mark stands between two paragraphs.",
    changes=(
        Example(
            "The harbour stayed shut on Monday.\n\nA long wait\n\nThe ferries remained in port.",
            "The harbour stayed shut on Monday.\n\nA long wait\n\nThe ferries remained in port.",
        ),
    ),
    stays=("The harbour stayed shut.\n\nHe said:\n\nThe ferries remained in port.",),
)
CAPTION = Rule(
    "structure/caption",
    "A line begins as captions do.",
    changes=(
        Example(
            "Screenshot - people wait at the quay.\n\nThe harbour stayed shut on Monday.",
            "Screenshot - people wait at the quay.\n\nThe harbour stayed shut on Monday.",
        ),
    ),
    stays=("Screenshots of the page went round the world on Monday.",),
)
UNWANTED = Rule(
    "structure/unwanted-caption",
    "A caption, when captions are not wanted (`captions = drop`).",
    stays=("Screenshot - people wait at the quay.\n\nThe harbour stayed shut on Monday.",),
)

STRAY = Rule(
    "structure/stray-rule",
    "A dividing line with nothing to divide: at an edge of the text, or below another.",
    changes=(
        Example("The harbour stayed shut on Monday.\n\n___", "The harbour stayed shut on Monday."),
    ),
    stays=("The harbour stayed shut.\n\n* * *\n\nThe ferries remained in port.",),
)


@dataclass(frozen=True)
class Structure:
    """Tells titles, section headings and captions of plain text from paragraphs."""

    captions: Literal["keep", "drop"] = "keep"
    """`drop`: captions go, also those of HTML."""

    name: ClassVar[str] = "structure"
    rules: ClassVar[tuple[Rule, ...]] = (TITLE, HEADING, CAPTION, UNWANTED, STRAY, PERMALINK)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield what sets the kind of each title, heading and caption, or drops the caption."""
        is_text = document.format == "text"
        standing = list(document.standing())
        if self.captions == "drop":
            wanted = []
            for index, block in standing:
                if _is_caption(block, is_text=is_text):
                    yield Finding(UNWANTED.id, Action.DROP, index, evidence="captions = drop")
                else:
                    wanted.append((index, block))
            standing = wanted
        if is_text:
            stray = _stray_rules(standing)
            for index in stray:
                yield Finding(STRAY.id, Action.DROP, index, evidence="divides nothing")
            if stray:
                standing = [one for one in standing if one[0] not in stray]
            yield from self._find_kinds(document, standing)
        elif document.format == "html":
            yield from find_permalinks(standing)

    def _find_kinds(
        self, document: Document, standing: list[tuple[int, Block]]
    ) -> Iterator[Finding]:
        title_at = find_title(standing, known=document.metadata.title)
        # A byline or a date is no title, though nothing else above the text could be one.
        if title_at is not None and not _is_known(standing[title_at][1], document, DATING):
            index, block = standing[title_at]
            yield Finding(
                TITLE.id,
                Action.SET,
                index,
                sets=(
                    ("kind", Kind.HEADING),
                    ("level", 1),
                    ("metadata.title", block.text.strip()),
                ),
                evidence=f"{len(block.text.split())} words, no end mark, first line"
                + " below the section's name" * (title_at > 0),
            )
        paragraph = Kind.PARAGRAPH
        known = partial(_is_known, document=document)
        is_dating = partial(_is_known, document=document, among=DATING)
        credited = _credited(document.blocks, document.source_text, is_dating)
        for number, (index, block) in enumerate(standing):
            if number == title_at or block.kind is not paragraph:
                continue
            if block.text[:1] in CAPTION_INITIALS and CAPTION_START.match(block.text):
                yield Finding(
                    CAPTION.id,
                    Action.SET,
                    index,
                    sets=(("kind", Kind.CAPTION),),
                    evidence=f"begins with {block.text.split()[0]}",
                )
            elif number and index in credited:
                yield Finding(
                    CAPTION.id,
                    Action.SET,
                    index,
                    sets=(("kind", Kind.CAPTION),),
                    evidence="the line below it credits a picture",
                )
            elif (
                len(block.text) <= LONGEST_LINE
                and is_heading(standing, number, title_at, known)
                and not known(block)
                and not _is_amid_lines(standing, number, document.source_text)
            ):
                yield Finding(
                    HEADING.id,
                    Action.SET,
                    index,
                    sets=(("kind", Kind.HEADING), ("level", 2)),
                    evidence=f"{len(block.text.split())} words, no end mark, between paragraphs",
                )


def _is_amid_lines(standing: Sequence[tuple[int, Block]], number: int, source: str) -> bool:
    """Tell whether a short line stands right above or below a line, as in a stanza.

    Only where blank lines part the paragraphs: else nothing does.
    """
    if "\n\n" not in source and "\r\n\r\n" not in source:
        return False
    above, block, below = (standing[at][1] for at in (number - 1, number, number + 1))
    return any(
        len(near.text) < MIN_PROSE_CHARS and source.count("\n", start, end) < BLANK_LINE
        for near, start, end in (
            (above, above.extent[1], block.extent[0]),
            (below, block.extent[1], below.extent[0]),
        )
    )


def _stray_rules(standing: list[tuple[int, Block]]) -> list[int]:
    """Return the indexes of the dividing lines that do not stand between two other blocks."""
    rule = Kind.RULE
    rules = [index for index, block in standing if block.kind is rule]
    if not rules:
        return rules
    others = [index for index, block in standing if block.kind is not rule]
    if not others:
        return []
    parting = {bisect_left(others, index): index for index in reversed(rules)}
    return [
        index
        for index in rules
        if parting.get(bisect_left(others, index)) != index or not others[0] < index < others[-1]
    ]


def _is_caption(block: Block, *, is_text: bool) -> bool:
    if block.kind is Kind.CAPTION:
        return True
    is_paragraph = is_text and block.kind is Kind.PARAGRAPH
    return is_paragraph and CAPTION_START.match(block.text) is not None


def _credited(
    blocks: Sequence[Block], source: str, is_dating: Callable[[Block], bool]
) -> frozenset[int]:
    """Return the lines of which the very next, dropped by now, named the source of a picture.

    The two stand together, apart from what is above: where no blank line parts paragraphs, the line
    above a credit may be one.
    """
    found = set()
    for index, after in enumerate(blocks):
        credit = after.dropped_by
        if credit is None or credit.rule != PICTURE_CREDIT or not index:
            continue
        block = blocks[index - 1]
        between = source[block.extent[1] : after.extent[0]]
        above = source[blocks[index - 2].extent[1] : block.extent[0]] if index > 1 else "\n\n"
        if (
            between.count("\n") == 1
            and (above.count("\n") > 1 or not is_prose(block))
            and _is_caption_long(block.text)
            and not is_dating(block)
        ):
            found.add(index - 1)
    return frozenset(found)


def _is_caption_long(text: str) -> bool:
    words = len(text.split())
    return words <= MAX_CAPTION_WORDS and (words >= MIN_CAPTION_WORDS or is_cjk(text))


def _is_known(block: Block, document: Document, among: frozenset[str] | None = None) -> bool:
    """Tell whether a rule, or one of some categories, knows a line, be it trusted there or not."""
    matches = matcher_for(languages_of(document)).match((block.text,))[0]
    return any(match.drops and (among is None or match.category in among) for match in matches)
