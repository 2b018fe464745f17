"""Which lines of a document the phrase rules may act on by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from textclean.document import Block, Document, Kind
from textclean.phrases.index import PhraseMatch
from textclean.phrases.matching import BlockMatches, is_trusted, match_blocks
from textclean.phrases.words import word_spans

TITLE_LIKE = frozenset(
    {"related", "commerce", "legal", "follow", "donation", "login", "byline", "navigation"}
)
"""Categories whose lines could be the headline of a text ("Follow the Leader", "By Land and Sea").
A line of them stays when nothing else above the prose could be the headline."""
EVIDENCE_CHARS = 80
UNMISTAKABLE_WORDS = 5
"""A shorter line may be an entry of a list; in a text without prose it stays."""
FREE = frozenset(
    {
        *("ad", "app", "comments", "comments-section", "commerce", "consent", "donation"),
        *("credit", "follow", "legal", "newsletter", "paywall", "reading", "share"),
        *("subscription", "technical"),
    }
)
"""Categories trusted inside the text as well, unless prose stands on both sides: on labelled news
and web pages 97 to 100 in 100 such lines were no part of the text."""
DATING = frozenset({"byline", "date"})
MOST_DATINGS = 5
"""Bylines and dates inside a text above which it is a list of articles or posts, and they belong
to it: articles have one or two."""


class ChosenLine(NamedTuple):
    """A block that a trusted rule matches."""

    number: int
    """Index of the block in its document."""
    block: Block
    match: PhraseMatch
    zone: str
    evidence: str
    """The rule's id and the words that it matched."""


def chosen_lines(
    document: Document, rules: tuple[str, ...], minds: Callable[[str], bool]
) -> Iterator[ChosenLine]:
    """Yield the blocks that a rule of the categories asked for matches where it is trusted.

    Quotations are left alone; list items go only when every item of their list does; the line
    that may be the headline stays.
    """
    lines = match_blocks(document, rules)
    if not any(line.matches for line in lines):
        return
    # Without prose there is no head and no tail: a glossary, a price list, a lone line.
    has_prose = any(line.prose for line in lines)
    if not has_prose and all(line.matches for line in lines):
        return
    headline = _headline(lines, document.metadata.title)
    whole_lists = _matched_lists(lines)
    trust = _Trust(lines)
    for place, line in enumerate(lines):
        if (
            line.zone == "comments"
            or not line.matches
            or line.number == headline
            or not _is_open(line.block, whole_lists)
        ):
            continue
        for match in line.matches:
            trusted = trust.covers(match, place) if has_prose else _is_unmistakable(match)
            if trusted and minds(match.category):
                yield ChosenLine(
                    line.number, line.block, match, line.zone, describe(match, line.block.text)
                )
                break


def _is_unmistakable(match: PhraseMatch) -> bool:
    """Tell whether a match needs no text around it: a whole line, said nowhere else."""
    return (
        match.whole
        and match.position == "anywhere"
        and match.end - match.first >= UNMISTAKABLE_WORDS
    )


class _Trust:
    """Judges whether a match may act by itself where it stands."""

    def __init__(self, lines: Sequence[BlockMatches]) -> None:
        self._lines = lines
        self._met = [any(match.drops for match in line.matches) for line in lines]
        self._prose_before = [
            0,
            *accumulate(line.prose and line.zone != "comments" for line in lines),
        ]
        datings = sum(
            line.zone == "inside" and any(match.category in DATING for match in line.matches)
            for line in lines
        )
        self._is_list = datings > MOST_DATINGS

    def covers(self, match: PhraseMatch, place: int) -> bool:
        """Tell whether a match is trusted at the edges, beside another match, or by its kind.

        Between two paragraphs only what is trusted anywhere goes, and a byline or a date after
        the first paragraph.
        """
        line = self._lines[place]
        if is_trusted(match, line.zone):
            return True
        if line.zone != "inside" or match.position == "inside" or not match.drops:
            return False
        category = match.category
        if self._is_list and category in DATING:
            return False
        neighbours = [n for n in (place - 1, place + 1) if 0 <= n < len(self._lines)]
        if any(self._met[n] for n in neighbours):
            return True
        if match.position != "edges":
            return False
        before = self._prose_before[place]
        if before == 1 and category in DATING:
            return True
        if all(self._lines[n].prose for n in neighbours):
            return False
        after = self._prose_before[-1] - before
        return category in FREE or before == 1 or after == 1


def describe(match: PhraseMatch, text: str) -> str:
    """Return a match as evidence: its rule and the words it covers."""
    spans = word_spans(text)
    words = text[spans[match.first][0] : spans[match.end - 1][1]]
    if len(words) > EVIDENCE_CHARS:
        words = words[:EVIDENCE_CHARS].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return f"{match.rule}: {words}"


def _headline(lines: Sequence[BlockMatches], title: str) -> int | None:
    """Return the index of the matched block that may be the headline, None if another can be."""
    if title:
        for line in lines:
            if line.matches and line.block.text.strip() == title:
                return line.number
    head = [line for line in lines if line.zone == "head" and line.block.text]
    if any(not line.matches and not line.prose for line in head):
        return None
    for line in head:
        if all(match.category in TITLE_LIKE for match in line.matches):
            return line.number
    return None


def _matched_lists(lines: Sequence[BlockMatches]) -> set[int]:
    """Return the lists of which every item is matched by a rule."""
    items: Counter[int] = Counter()
    matched: Counter[int] = Counter()
    for line in lines:
        if line.block.within:
            ident = line.block.within[0].list_ident
            items[ident] += 1
            matched[ident] += bool(line.matches)
    return {ident for ident, count in items.items() if matched[ident] == count}


def _is_open(block: Block, whole_lists: set[int]) -> bool:
    """Tell whether a block may go: it is in no quotation and no list that stays."""
    if block.kind is Kind.QUOTE:
        return False
    return all(
        container.kind != "quote" and container.list_ident in whole_lists
        for container in block.within
    )
