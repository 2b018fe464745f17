"""Moves bylines, dates and credits of pictures out of the text, into the metadata.

Does: a line that only names the author ("By Ana Marsh with AFP"), the date or the reading time, a
photographer or an agency is dropped, and what it says goes into the metadata: `byline`, `date`,
`credits`.  A credit at the end of a caption ("… at dawn.   -   Copyright  AP Photo") is cut off.
With `captions = drop` captions go as well.

Leaves alone: sentences ("By Friday, …"), lines inside the prose, a byline that may be the headline;
a byline or date that the metadata already has is not overwritten.

Why: a reader of the text wants none of these in the body, and a catalogue wants all of them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from textclean.document import Block, Document, Kind
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.phrases.choosing import ChosenLine, chosen_lines
from textclean.phrases.matcher import marked_text
from textclean.phrases.matching import survey
from textclean.signs.agencies import find_credit
from textclean.signs.lone_names import find_lone_name
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

CATEGORIES = {
    "byline": "byline",
    "date": "date",
    "credit": "photo-credit",
    "reading": "reading-time",
}
"""Categories of the phrase rules, and the rule here that each comes under."""
FIELDS = {"byline": "byline", "date": "date", "credit": "credits"}
SEPARATORS = " \t\N{NO-BREAK SPACE}-\N{EN DASH}\N{EM DASH}|/([,;:\N{BULLET}\N{MIDDLE DOT}"
"""What may stand between a caption and its credit."""
CREDITED = frozenset({Kind.PARAGRAPH, Kind.CAPTION})
MOST_CAPTION_WORDS = 70
"""Captions of news agencies have 20 to 60 words; what is longer is a paragraph."""
NO_DATE = frozenset("\N{DEGREE SIGN}%")
"""What figures of the weather have beside the name of a day, and no date."""
BEFORE_DATE = lazy_compile(r"^[^\W\d]+[ :]+(?=\d)")
"""What a date that may be read in two ways has before it: `on 04/03/2026`."""
BESIDE_NAME = lazy_compile(r"\s+[|\N{BULLET}\N{MIDDLE DOT}]\s+")
_BODY = "The ferry to the islands was late again on Monday, as the pilot said it would be."


@dataclass(frozen=True)
class Credits:
    """Moves bylines, dates and credits into the metadata; `captions = drop` drops captions."""

    captions: Literal["keep", "drop"] = "keep"
    extra: tuple[str, ...] = ()

    name: ClassVar[str] = "credits"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "credits/byline",
            "A line that names the author.",
            changes=(
                Example(
                    f"Late again\n\nBy Ana Marsh with AFP\n\n{_BODY}", f"Late again\n\n{_BODY}"
                ),
                Example(
                    f"The boats are late again\n\nAnna Mars 4 maart 2024\n\n{_BODY}",
                    f"The boats are late again\n\n{_BODY}",
                ),
            ),
            stays=(
                f"Late again\n\n{_BODY}\n\nBy the river\n\n{_BODY}",
                f"Ferry Late Again\n\n{_BODY}\n\nA Quiet Winter\n\n{_BODY}",
                f"Late Again: Ferries, Docks | Islands | 03.02.2020\n\nBy the quay\n\n{_BODY}",
                f"Late again\n\n{_BODY}\n\nAna Marsh | Harbour Office | +44 1234 567890",
            ),
        ),
        Rule(
            "credits/date",
            "A line that dates the text.",
            changes=(
                Example(f"Late again\n\nPublished 3 May 2020\n\n{_BODY}", f"Late again\n\n{_BODY}"),
            ),
            stays=(
                f"Late again\n\n{_BODY}\n\n{_BODY}\n\nMay 3\n\n{_BODY}",
                f"To: Ana Marsh\nDate: 3 May 2020\nSubject: late again\n\n{_BODY}",
                f"Rain until Friday\n\nFri 5\N{DEGREE SIGN} / 11\N{DEGREE SIGN}\n\n{_BODY}",
                f"Late again\n\n{_BODY}\n\n020 7946 0018",
            ),
        ),
        Rule(
            "credits/reading-time",
            "A line that says how long the text takes.",
            changes=(Example(f"Late again\n\n5 min read\n\n{_BODY}", f"Late again\n\n{_BODY}"),),
            stays=(f"{_BODY}\n\n5 minutes later it sank\n\n{_BODY}",),
        ),
        Rule(
            "credits/photo-credit",
            "A line that names the source of a picture.",
            changes=(
                Example(f"Late again\n\nPhoto: Ana Marsh\n\n{_BODY}", f"Late again\n\n{_BODY}"),
            ),
            stays=(f"{_BODY}\n\nPicture the scene: rain, mud and no roof.\n\n{_BODY}",),
        ),
        Rule(
            "credits/caption-credit",
            "The source of a picture at the end of its caption.",
            changes=(
                Example(
                    f"Late again\n\nThe quay at dawn.   -   Copyright  EPA/Ana Marsh\n\n{_BODY}",
                    f"Late again\n\nThe quay at dawn.\n\n{_BODY}",
                ),
            ),
            stays=(
                "The court ruled on copyright law in the spring.",
                "She writes for AFP/Reuters.",
            ),
        ),
        Rule(
            "credits/caption",
            "A caption, when captions are not wanted.",
            stays=("A line that is no caption.",),
        ),
    )

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop or a cut for each line, with the metadata that it sets."""
        dropped: set[int] = set()
        for finding in self._find_lines(document):
            if finding.action is Action.DROP and finding.block is not None:
                dropped.add(finding.block)
            yield finding
        if self.captions == "drop":
            for index, block in document.standing():
                if block.kind is Kind.CAPTION and index not in dropped:
                    yield Finding("credits/caption", Action.DROP, index, evidence="a caption")

    def _find_lines(self, document: Document) -> Iterator[Finding]:
        """Yield what the phrase rules know, then the credits that only their slash tells."""
        metadata = document.metadata
        known = {name for name in ("byline", "date") if getattr(metadata, name)}
        lines = survey(document, self.extra)
        met: set[int] = set()
        dates: set[int] = set()
        for line in chosen_lines(lines, metadata.title, CATEGORIES.__contains__):
            met.add(line.number)
            if line.match.category == "date" and (
                not NO_DATE.isdisjoint(line.block.text) or _is_in_letter_head(document, line.number)
            ):
                continue
            finding = (
                self._cut_line(line) if _is_cut(line) else _drop(line, known, metadata.language)
            )
            if finding is not None:
                if line.match.category == "date":
                    dates.add(line.number)
                yield finding
        if "byline" not in known:
            alone = find_lone_name(dates, lines)
            if alone is not None:
                sets = [("metadata.byline", alone.name)]
                if alone.date and "date" not in known:
                    sets.append(("metadata.date", _value("date", alone.date, metadata.language)))
                evidence = "a name above a post" if alone.post else "a name beside the date"
                yield Finding(
                    "credits/byline", Action.DROP, alone.number, sets=tuple(sets), evidence=evidence
                )
                if alone.post is not None and alone.post not in met:
                    evidence = "a post below a name"
                    yield Finding("credits/byline", Action.DROP, alone.post, evidence=evidence)
        if len(lines.blocks) == 1:
            return  # A line that stands alone is the caption of nothing.
        for index, block in document.standing():
            if index in met or block.kind not in CREDITED or "/" not in block.text:
                continue
            found = find_credit(block.text)
            finding = self._cut(index, block, *found, "a name and an agency") if found else None
            if finding is not None:
                yield finding

    def _cut_line(self, line: ChosenLine) -> Finding | None:
        return self._cut(line.number, line.block, line.match.span[0], _marked(line), line.evidence)

    def _cut(
        self, number: int, block: Block, start: int, credit: str, evidence: str
    ) -> Finding | None:
        """Return the cut of a credit off the end of a caption, the drop of one that is alone."""
        text = block.text
        start = len(text[:start].rstrip(SEPARATORS))
        protected = any(stop > start for _, stop in block.protected)
        if protected or text.count(" ") > MOST_CAPTION_WORDS:
            return None
        sets: list[tuple[str, Any]] = [("metadata.credits", credit)]
        if not start:
            return Finding(
                "credits/photo-credit", Action.DROP, number, sets=tuple(sets), evidence=evidence
            )
        if self.captions == "drop":
            return Finding(
                "credits/caption", Action.DROP, number, sets=tuple(sets), evidence=evidence
            )
        if block.kind is Kind.PARAGRAPH:
            sets.append(("kind", Kind.CAPTION))
        if text[:start].isalpha():
            evidence += ", with nothing but a word before it"
            return Finding(
                "credits/photo-credit", Action.DROP, number, sets=tuple(sets[:1]), evidence=evidence
            )
        edit = Edit(start, len(text), "")
        return Finding(
            "credits/caption-credit",
            Action.EDIT,
            number,
            edits=(edit,),
            sets=tuple(sets),
            evidence=evidence,
        )


def _is_cut(line: ChosenLine) -> bool:
    return line.match.category == "credit" and not line.match.whole


def _is_in_letter_head(document: Document, number: int) -> bool:
    """Tell whether a line dates a letter: it is one of several that say who wrote, and to whom."""
    blocks = document.blocks
    if ":" not in blocks[number].text[:12]:
        return False
    from textclean.residue.keeping import LETTER_HEAD

    near = blocks[max(0, number - 1) : number + 2]
    return all(LETTER_HEAD.match(block.text) for block in near)


def _marked(line: ChosenLine) -> str:
    return marked_text(line.match, line.block.text) or line.block.text.strip()


def _drop(line: ChosenLine, known: set[str], language: str) -> Finding | None:
    """Return the drop of a line; the first byline and the first date go into the metadata."""
    sets: list[tuple[str, Any]] = []
    beside = (match for match in line.matches if match.whole and match.span != line.match.span)
    for match in (line.match, *beside):
        name = FIELDS.get(match.category, "")
        value = _value(name, marked_text(match, line.block.text), language) if name else ""
        if name == "byline" and ":" in value:  # No name has a colon.
            if match is line.match:
                return None  # A title with the site's name and the date.
            continue
        if value and (name == "credits" or name not in known):
            sets.append((f"metadata.{name}", value))
            known.add(name)
    return Finding(
        f"credits/{CATEGORIES[line.match.category]}",
        Action.DROP,
        line.number,
        sets=tuple(sets),
        evidence=line.evidence,
    )


def _value(name: str, told: str, language: str) -> str:
    """Return what a line tells as the value of a field: a name alone, a date as 2026-03-04."""
    if name == "byline":
        told = BESIDE_NAME.split(told, maxsplit=1)[0]
        return told + ")" * (told.count("(") - told.count(")"))
    if name == "date":
        from textclean.dates import find_date

        found = find_date(told, day_first=language[:2] not in ("", "en"))
        return found or BEFORE_DATE.sub("", told)
    return told
