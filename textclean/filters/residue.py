"""Drops what an extractor left of the page around the article.

Does: scores the lines of a text by their form and place, what stands and what other filters have
dropped around them, the words they share with the prose and the phrase rules they meet, and drops
those that are clearly no part of the article: bylines, teasers, buttons, counters, notices.  A
phrase rule that is not trusted between paragraphs counts there as one sign among others.
Leaves alone: HTML; code, tables, captions and quotations; the likely title; single items of a list
(all of them go, or none); a text with little prose (a list, a poem, a recipe, a lone line), of
which nothing goes; short lines inside a text that is full of them and has little around it; the
paragraphs between paragraphs, but past the article, below what tells of related pages and the like;
with `level = standard` also what is likely but not sure.
Why: rules find the lines that say what they are, not the teaser between two paragraphs.
Source: a boosted scorer learned from WCXB (Murrough Foley, CC BY 4.0); see `data/residue.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from textclean.document import Document
from textclean.finding import Action, Example, Finding, Rule
from textclean.residue.deciding import Gone, can_be_judged, choose_lines
from textclean.residue.judging import MODEL, measure_document, weightiest
from textclean.residue.limits import LEVELS
from textclean.residue.places import INSIDE
from textclean.residue.rows import make_rows
from textclean.startup.records import dataclass
from textclean.trees.boosted import Boosted

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


MOST_ROUNDS = 8
"""A line gone may show its neighbour up, so scoring goes on until nothing more goes."""

NEAR = -1.5
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
        limits = LEVELS[self.level]
        model = Boosted.load(MODEL)
        lexicon = model.tables["lexicon"]
        places, measured = measure_document(document, lexicon)
        wanted: set[int] | None = None
        titles: set[int] = set()
        inside_gone = unsure_words = 0
        for _ in range(MOST_ROUNDS):
            found = make_rows(measured, wanted)
            # What may be the title stays so, also when fewer lines are left to choose from.
            titles.update(places[at] for at in found.titles)
            spared = {at for at, place in enumerate(places) if place in titles}
            margins = model.margins([list(map(float, row)) for row in found.rows])
            already = Gone(inside_gone, unsure_words)
            chosen = choose_lines(measured, found, margins, limits, already, spared)
            if not chosen or not can_be_judged(measured):
                return
            gone: set[int] = set()
            for number, score, limit, unsure in chosen:
                at = found.at[number]
                gone.add(at)
                inside_gone += found.zones[at] == INSIDE
                unsure_words += unsure
                reasons = ", ".join(
                    f"{name} {value:.4g}" for name, value in weightiest(found.rows[number])
                )
                yield Finding(
                    LINE.id,
                    Action.DROP,
                    places[at],
                    evidence=f"score {score:.2f} >= {limit:.2f}: {reasons}",
                )
            near = {at for at, margin in zip(found.at, margins, strict=True) if margin >= NEAR}
            # Prose next to prose was not scored: it may stand at an edge now.
            near |= {at + step for at in gone if measured.lines[at].prose for step in (-1, 1)}
            kept = [at for at in range(len(places)) if at not in gone]
            wanted = {new for new, old in enumerate(kept) if old in near}
            if not wanted:
                return
            places = [places[at] for at in kept]
            measured = measured.without(gone, lexicon)
