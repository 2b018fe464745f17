"""Drops what an extractor left of the page around the article.

Does: scores every line of a text by its form, its place, its neighbours, the words it shares with
the prose and the phrase rules it meets, and drops those that are clearly no part of the article:
bylines, teasers, buttons, counters, notices.  A phrase rule that is not trusted between paragraphs
counts there as one sign among others.
Leaves alone: HTML; code, tables, captions and quotations; the likely title; single items of a list
(all of them go, or none); a text with little prose (a list, a poem, a recipe, a lone line), of
which nothing goes; with `level = standard` also what is likely but not sure.
Why: rules find the lines that say what they are, not the teaser between two paragraphs.
Source: a boosted scorer learned from WCXB (Murrough Foley, CC BY 4.0); see `data/residue.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import ClassVar, Literal, NamedTuple

from textclean.boosted import Boosted
from textclean.document import Block, Document, Kind
from textclean.finding import Action, Example, Finding, Rule
from textclean.lazy import lazy_compile
from textclean.residue.judging import MODEL, measure_document, weightiest
from textclean.residue.rows import FEATURES, INSIDE, TAIL, Measured, Rows, make_rows

_BODY = (
    "The ferry to the islands was late again on Monday, as the pilot said it would be, and the"
    " people on the quay had to wait for three hours in the rain before they could go on board."
    "\n\nThe company said that it was sorry, that the engine had been mended in the night, and"
    " that all the boats of the week would leave on time, whatever the weather had in store."
    "\n\nNobody on the quay believed a word of it, as the same had been said in the spring, when"
    " the old boat lay in the harbour for nine days and the shops on the islands stood empty."
)
LINE = Rule(
    "residue/line",
    "A line that is no part of the article, by its form, its place and its neighbours.",
    changes=(
        Example(
            f"Late again\n\n{_BODY}\n\nRelated\n\nMore news\n\nSubscribe\n\nContact us\n\nPrivacy",
            f"Late again\n\n{_BODY}",
        ),
    ),
    stays=("Late again\n\nMore news", f"Late again\n\n{_BODY}\n\nAn old story\n\n{_BODY}"),
)


class Thresholds(NamedTuple):
    """Probabilities from which a line goes, by where it stands."""

    head: float
    inside: float
    tail: float
    inside_list: float
    sentence: float
    """The least for a line of eight words or more that ends as a sentence."""
    list_share: float
    """Share of the items of a list that must go for any of them to go."""
    little_prose: float
    """The same everywhere for a text that is less than half prose: tables, lists, code."""


LEVELS = {
    "standard": Thresholds(0.42, 0.52, 0.42, 0.75, 0.7, 0.9, 0.85),
    "strict": Thresholds(0.15, 0.3, 0.15, 0.4, 0.35, 0.5, 0.0),
}
"""Set by cross-validation over the sites of WCXB's development pages: at `standard` one article
word in 1,000 is lost, at `strict` one in 100."""
LITTLE_PROSE_SHARE = 0.5
LEAST_PROSE_LINES = 3
LEAST_PROSE_WORDS = 80
"""A text with less, items of lists not counted, is left alone: no line of it can be told from an
article's."""
WRAPPED_SHARE = 0.5
"""A text with so many of its paragraphs broken to a width is a letter or a book."""
SPOKEN_SHARE = 0.3
"""A text with so many lines that begin with the name of a speaker is a transcript."""
SPEAKER = lazy_compile(r"[A-Z\u00c0-\u024f\u0400-\u042f][^:.!?]{0,30}(?:\.[^:.!?]{1,30})?: ")
TIMED = lazy_compile(r"\(?\d{1,2}[:.h]\d\d\b.{0,20}$")
LEAST_TIMED = 3
"""Lines with a time that make a text a log, in which they stay."""
TELLING = 1.5
"""Weight of a word (log-odds) that speaks against its line: `newsletter`, but not `yours`."""
TITLE_WORDS = 4
TITLE_ECHO = 0.6
HEAD_NEAR = 40
TITLE_LINE = 0.55
"""What a line needs that is no sentence and shares so many of its longer words with the prose, or
stands so few lines above the body: it may be the title or a section's heading."""
LONE_LINES = 3
LONE_LINE = 0.92
"""What a line needs in a tail of fewer lines without a word or a rule that speaks against them:
the foot of a letter, an afterthought."""
SENTENCE_WORDS = 8
LONG_WORDS = 25
LONG_MORE = 0.1
"""What a line of more words than that needs above the threshold: it costs more to lose."""
PROSE_MORE = 0.1
"""The same for a line of prose that does not stand in the tail: a lead is easily mistaken."""
FIRST_LINE = 0.8
"""What the first line needs: it may be a title of two words."""
MOST_ROUNDS = 4
"""A line gone may show its neighbour up, so scoring goes on until nothing more goes."""

NEAR = -2.0
"""Log-odds from which a line is scored again when others are gone: lower ones never rise enough."""


@dataclass(frozen=True)
class Residue:
    """Drops lines around an article; `level = strict` also those that are only likely so."""

    level: Literal["standard", "strict"] = "standard"

    name: ClassVar[str] = "residue"
    rules: ClassVar[tuple[Rule, ...]] = (LINE,)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each line that scores above its threshold."""
        if document.format == "html":
            return
        model = Boosted.load(MODEL)
        lexicon = model.tables["lexicon"]
        places, measured = measure_document(document, lexicon)
        wanted: set[int] | None = None
        for _ in range(MOST_ROUNDS):
            if not _can_be_judged(measured):
                return
            found = make_rows(measured, wanted)
            margins = model.margins(found.rows)
            gone: set[int] = set()
            for number, score, limit in self._above(measured, found, margins):
                gone.add(found.at[number])
                reasons = ", ".join(
                    f"{name} {value:.4g}" for name, value in weightiest(found.rows[number])
                )
                yield Finding(
                    LINE.id,
                    Action.DROP,
                    places[found.at[number]],
                    evidence=f"score {score:.2f} >= {limit:.2f}: {reasons}",
                )
            if not gone:
                return
            near = {at for at, margin in zip(found.at, margins, strict=True) if margin >= NEAR}
            kept = [at for at in range(len(places)) if at not in gone]
            wanted = {new for new, old in enumerate(kept) if old in near}
            places = [places[at] for at in kept]
            measured = measured.without(gone, lexicon)

    def _above(
        self, measured: Measured, found: Rows, margins: Sequence[float]
    ) -> list[tuple[int, float, float]]:
        """Return number, score and threshold of the rows that score high enough to go."""
        limits = LEVELS[self.level]
        words = sum(line.words for line in measured.lines)
        prose = sum(line.words for line in measured.lines if line.prose)
        floor = limits.little_prose if prose < LITTLE_PROSE_SHARE * words else 0.0
        first = next((at for at in found.at if not measured.ruled[at].whole), None)
        body = next((at for at, zone in enumerate(found.zones) if zone == INSIDE), 0)
        above_body = range(body - HEAD_NEAR, body)
        timed = {at for at in found.at if TIMED.match(measured.blocks[at].text)}
        if len(timed) < LEAST_TIMED:
            timed = set()
        tail = [
            row for at, row in zip(found.at, found.rows, strict=True) if found.zones[at] == TAIL
        ]
        lone = len(tail) < LONE_LINES and not any(
            row[KNOWN_WORD] >= TELLING or row[RULED] for row in tail
        )
        above = []
        items: dict[int, list[bool]] = {}
        for number, margin in enumerate(margins):
            at = found.at[number]
            block = measured.blocks[at]
            score = 1 / (1 + exp(-margin))
            zone = found.zones[at]
            limit = max(floor, limits[zone])
            if zone == INSIDE and block.kind is Kind.ITEM:
                limit = max(limit, limits.inside_list)
            line = measured.lines[at]
            if line.words > LONG_WORDS:
                limit += LONG_MORE
            if line.ended and line.words >= SENTENCE_WORDS:
                limit = max(limit, limits.sentence)
            if line.prose and zone != TAIL:
                limit += PROSE_MORE
            row = found.rows[number]
            if (
                not line.ended
                and line.words >= TITLE_WORDS
                and (row[ECHO] >= TITLE_ECHO or at in above_body)
            ):
                limit = max(limit, TITLE_LINE)
            if lone and zone == TAIL:
                limit = max(limit, LONE_LINE)
            if at == first:
                limit = max(limit, FIRST_LINE)
            goes = score >= limit and at not in found.titles and at not in timed and _is_open(block)
            for container in block.within:
                items.setdefault(container.list_ident, []).append(goes)
            if goes:
                above.append((number, score, limit))
        return [
            line
            for line in above
            if all(
                sum(going) >= limits.list_share * len(going)
                for going in (
                    items[container.list_ident]
                    for container in measured.blocks[found.at[line[0]]].within
                )
            )
        ]


ECHO = FEATURES.index("echo")
KNOWN_WORD = FEATURES.index("lexicon_most")
RULED = FEATURES.index("rule_whole")


def _can_be_judged(measured: Measured) -> bool:
    """Tell whether a text is the kind that an extractor puts out, with prose enough to judge by."""
    prose = wrapped = spoken = 0
    words = 0
    for block, line in zip(measured.blocks, measured.lines, strict=True):
        if line.prose and block.kind is not Kind.ITEM:
            prose += 1
            words += line.words
            wrapped += len(block.origin) > 1 and not isinstance(block.origin, str)
        spoken += SPEAKER.match(block.text) is not None
    if prose < LEAST_PROSE_LINES or words < LEAST_PROSE_WORDS:
        return False
    return wrapped < WRAPPED_SHARE * prose and spoken < SPOKEN_SHARE * len(measured.blocks)


def _is_open(block: Block) -> bool:
    """Tell whether a block may go: it is no quotation and no main heading."""
    if block.kind is Kind.QUOTE or (block.kind is Kind.HEADING and block.level == 1):
        return False
    return all(container.kind != "quote" for container in block.within)
