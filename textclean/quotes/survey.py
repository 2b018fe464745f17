"""What is wrong in all the paragraphs of a document, such that nothing is once it is mended.

A mark that is mended is evidence for the marks beside it, so a paragraph in disorder may read
another way when it is read again: it is mended until it comes to rest, or left as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from textclean.apply import edit_text
from textclean.finding import Edit
from textclean.lazy import lazy_compile
from textclean.quotes import marks
from textclean.quotes.evidence import Evidence, read_evidence
from textclean.quotes.masks import hide
from textclean.quotes.missing import find_missing
from textclean.quotes.plain import Plain
from textclean.quotes.reading import read
from textclean.quotes.repair import Wrong, find_wrong, restyled

ROUNDS: Final = 4
"""How often paragraphs are read again; those that have not come to rest by then are left."""


_ORNAMENT_CHARS: Final = 500
_ORNAMENT_SHARE: Final = 1 / 6
"""Of a paragraph of so many characters so many are marks: it is no prose. Dialogue has .05, the
densest dialect .09."""


_WORD: Final = lazy_compile(r"\w")


class Paragraph(NamedTuple):
    """A paragraph whose protected stretches are hidden."""

    text: str
    bare: bool = True
    """Nothing in it is marked up or protected, so that one edit may replace all of it."""
    whole: bool = True
    """It is bare and one run of its source, so that one edit loses nothing."""


class _Found(NamedTuple):
    wrong: list[Wrong]
    missing: list[Wrong]
    thought: bool
    """Its marks had to be paired to be known."""


def survey(
    paragraphs: Sequence[Paragraph], style: str, language: str
) -> Iterator[tuple[int, Wrong]]:
    """Yield what is wrong, with the number of its paragraph."""
    evidence = _evidence(paragraphs, style, language)
    if evidence is None:
        return
    found = list(_read_all(paragraphs, evidence))
    revised = _revised(paragraphs, found, evidence, style, language)
    for number, (wrong, missing, _) in enumerate(found):
        for each in revised.get(number, wrong):
            yield number, each
        for each in missing:
            yield number, each


def _evidence(paragraphs: Sequence[Paragraph], style: str, language: str) -> Evidence | None:
    prose = "\n".join(paragraph.text for paragraph in paragraphs)
    return read_evidence(prose, style, language) if marks.ANY.search(prose) else None


def _read_all(
    paragraphs: Sequence[Paragraph], evidence: Evidence, only: Collection[int] | None = None
) -> Iterator[_Found]:
    """Yield what is found in each paragraph; with `only` nothing in the others."""
    target, words, habits = evidence
    plain = Plain(target, habits)
    resumes = False
    last = len(paragraphs) - 1
    for number, (text, _, whole) in enumerate(paragraphs):
        if only is not None and number not in only:
            yield _Found([], [], False)
            continue
        reopens = number < last and marks.OPENS.match(paragraphs[number + 1].text) is not None
        known = plain.read(text, reopens=reopens, whole=whole)
        if known is not None:
            edits, resumes = known
            yield _Found([restyled(edits, target)] if edits else [], [], False)
            continue
        if _is_ornament(text):
            yield _Found([], [], False)
            continue
        reading = read(hide(text), words, habits, reopens=reopens)
        missing = find_missing(reading, target, reopens=reopens, resumes=resumes)
        yield _Found(list(find_wrong(reading, target)), list(missing), True)
        resumes = reopens and bool(reading.unclosed)


def _is_ornament(text: str) -> bool:
    """Tell whether a text is no prose: it has no word, or far too many marks."""
    if len(text) < _ORNAMENT_CHARS:
        return _WORD.search(text) is None
    return len(marks.ANY.findall(text)) > _ORNAMENT_SHARE * len(text)


def _revised(
    paragraphs: Sequence[Paragraph],
    found: Sequence[_Found],
    evidence: Evidence,
    style: str,
    language: str,
) -> dict[int, list[Wrong]]:
    """Return what is to be mended in the paragraphs in which something would be wrong again.

    They are mended until nothing is, and that is one edit; those that do not come to rest, or that
    one edit cannot replace, are left.
    """
    revised: dict[int, list[Wrong]] = {}
    thought = {number for number, each in enumerate(found) if each.thought}
    if not any(found[number].wrong for number in thought):
        return revised
    current = [
        _mended(paragraph, each.wrong) if each.wrong else paragraph
        for paragraph, each in zip(paragraphs, found, strict=True)
    ]
    for number in thought:
        # A mark between two spaces was taken out: the next pass would have to close the gap.
        if "  " in current[number].text and "  " not in paragraphs[number].text:
            current[number], revised[number] = paragraphs[number], []
    for turn in range(ROUNDS):
        after = _evidence(current, style, language)
        if after is None:
            break
        same = (after.target, after.habits) == (evidence.target, evidence.habits)
        again = list(_read_all(current, after, thought if same else None))
        restless = [
            number
            for number, each in enumerate(again)
            if each.wrong and not (number in revised and not revised[number])
        ]
        if not restless:
            break
        for number in restless:
            before = paragraphs[number]
            mended = _mended(current[number], again[number].wrong)
            if (
                before.bare
                and turn < ROUNDS - 1
                and ("  " not in mended.text or "  " in before.text)
            ):
                current[number] = mended
                first = (*found[number].wrong, *again[number].wrong)[0]
                same_again = before.text == current[number].text
                revised[number] = (
                    [] if same_again else [_whole(before.text, current[number].text, first)]
                )
            else:
                current[number], revised[number] = before, []
    return revised


def _mended(paragraph: Paragraph, wrong: Sequence[Wrong]) -> Paragraph:
    edits = (edit for each in wrong for edit in each.edits)
    return paragraph._replace(text=edit_text(paragraph.text, edits))


def _whole(before: str, after: str, wrong: Wrong) -> Wrong:
    """Return one edit that makes one text of the other, under the rule of what was found first."""
    start = _common(before, after)
    same = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    edit = Edit(start, len(before) - same, after[start : len(after) - same])
    return Wrong(wrong.rule, (edit,), wrong.evidence)


def _common(left: str, right: str) -> int:
    """Return how many characters two texts have in common from their start."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
