"""Which lines of a document the phrase rules may act on by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate

from textclean.document import Block, Kind
from textclean.phrases.index import PhraseMatch
from textclean.phrases.matching import Survey, is_trusted
from textclean.phrases.tiling import DATING
from textclean.signs.sharing import is_all_links
from textclean.startup.records import NamedTuple

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
PLAIN_SPOKEN = FREE | {"login"}
"""Categories of which a whole line, be it between two paragraphs, is worth a person's look: in 680
pages of five sites that were written as Markdown no line of them was meant."""
POINTER = "related"
"""A line of this category that is nothing but links ("Read also: ...") points away from the text
wherever it stands.  Of 28 that were left on WCXB's development pages 25 were no content, and all of
the 22 in articles."""
MOST_DATINGS = 5
"""Bylines and dates inside a text above which it is a list of articles or posts, and they belong
to it: articles have one or two."""


class ChosenLine(NamedTuple):
    """A block that a trusted rule matches."""

    number: int
    """Index of the block in its document."""
    block: Block
    match: PhraseMatch
    evidence: str
    """The rule's id and the words that it matched."""
    matches: tuple[PhraseMatch, ...]
    """All rules that the block meets."""


def chosen_lines(
    survey: Survey, title: str, minds: Callable[[str], bool], *, inside: bool = False
) -> Iterator[ChosenLine]:
    """Yield the blocks that a rule of the categories asked for matches where it is trusted.

    With `inside` also those worth a look wherever they stand.

    Quotations are left alone; list items go only when every item of their list does; the line
    that may be the headline, as it is the `title` or the only one that could be, stays.
    """
    met = [
        place
        for place in survey.met
        if any(minds(match.category) for match in survey.matches[place])
    ]
    if not met:
        return
    # Without prose there is no head and no tail: a glossary, a price list, a lone line.
    has_prose = any(map(survey.is_prose, range(len(survey.blocks))))
    if not (has_prose or inside) and len(survey.met) == len(survey.blocks):
        return
    headline = _headline(survey, title)
    whole_lists = _matched_lists(survey)
    trust = _Trust(survey)
    for place in met:
        block = survey.blocks[place]
        if place >= survey.section or place == headline or not _is_open(block, whole_lists):
            continue
        for match in survey.matches[place]:
            if minds(match.category) and (
                (inside and match.whole and match.category in PLAIN_SPOKEN)
                or (trust.covers(match, place) if has_prose else _is_unmistakable(match))
            ):
                evidence = describe(match, block.text)
                all_matches = survey.matches[place]
                yield ChosenLine(survey.numbers[place], block, match, evidence, all_matches)
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

    def __init__(self, survey: Survey) -> None:
        self._survey = survey

    @cached_property
    def _is_list(self) -> bool:
        survey = self._survey
        datings = sum(
            any(match.category in DATING for match in survey.matches[place])
            and survey.zone(place) == "inside"
            for place in survey.met
        )
        return datings > MOST_DATINGS

    @cached_property
    def _prose_before(self) -> list[int]:
        """For each place, and the end of the text, how much prose stands before it."""
        return [0, *accumulate(map(self._survey.is_prose, range(self._survey.section)))]

    def covers(self, match: PhraseMatch, place: int) -> bool:
        """Tell whether a match is trusted at the edges, beside another match, or by its kind.

        Between two paragraphs only what is trusted anywhere goes, and a byline or a date after
        the first paragraph.
        """
        survey = self._survey
        zone = survey.zone(place)
        if is_trusted(match, zone):
            return True
        if zone != "inside" or match.position == "inside" or not match.drops:
            return False
        category = match.category
        if category == POINTER and match.whole and is_all_links(survey.blocks[place]):
            return True
        if category in DATING and self._is_list:
            return False
        # What is inside has prose on both sides, so that neighbours are there.
        neighbours = (place - 1, place + 1)
        if any(other.drops for near in neighbours for other in survey.matches[near]):
            return True
        if match.position != "edges":
            return False
        before = self._prose_before[place]
        if before == 1 and category in DATING:
            return True
        if all(map(survey.is_prose, neighbours)):
            return False
        after = self._prose_before[-1] - before
        return category in FREE or before == 1 or after == 1


def describe(match: PhraseMatch, text: str) -> str:
    """Return a match as evidence: its rule and the words it covers."""
    words = text[slice(*match.span)]
    if len(words) > EVIDENCE_CHARS:
        words = words[:EVIDENCE_CHARS].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return f"{match.rule}: {words}"


def _headline(survey: Survey, title: str) -> int | None:
    """Return the place of the line met that may be the headline, None if another can be."""
    if title:
        for place in survey.met:
            if survey.blocks[place].text.strip() == title:
                return place
    head = survey.head
    if any(not survey.matches[place] and survey.blocks[place].text for place in head):
        return None
    for place in survey.met:
        if place not in head:
            break
        is_sentence = survey.blocks[place].text.rstrip().endswith(".")
        if not is_sentence and all(m.category in TITLE_LIKE for m in survey.matches[place]):
            return place
    return None


def _matched_lists(survey: Survey) -> set[int]:
    """Return the lists of which every item is matched by a rule."""
    if not any(survey.blocks[place].within for place in survey.met):
        return set()
    items: Counter[int] = Counter()
    matched: Counter[int] = Counter()
    for block, matches in zip(survey.blocks, survey.matches, strict=True):
        if block.within:
            ident = block.within[0].list_ident
            items[ident] += 1
            matched[ident] += bool(matches)
    return {ident for ident, count in items.items() if matched[ident] == count}


def _is_open(block: Block, whole_lists: set[int]) -> bool:
    """Tell whether a block may go: it is in no quotation and no list that stays."""
    if block.kind is Kind.QUOTE:
        return False
    return all(
        container.kind != "quote" and container.list_ident in whole_lists
        for container in block.within
    )
