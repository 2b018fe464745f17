"""What is wrong in all the paragraphs of a document, such that nothing is once it is mended.

A mark that is mended is evidence for the marks beside it, so a paragraph in disorder may read
another way when it is read again.  What would not come to rest is left as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from textclean.apply import edit_text
from textclean.quotes import marks
from textclean.quotes.evidence import Evidence, read_evidence
from textclean.quotes.masks import hide
from textclean.quotes.missing import find_missing
from textclean.quotes.plain import Plain
from textclean.quotes.reading import read
from textclean.quotes.repair import Wrong, find_wrong, restyled

ROUNDS: Final = 3
"""How often paragraphs that would not come to rest are looked for, before all are left."""


class Paragraph(NamedTuple):
    """A paragraph whose protected stretches are hidden."""

    text: str
    whole: bool = True
    """It is one run of its source without anything in it, so that one edit may replace it."""


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
    left = _restless(paragraphs, found, evidence, style, language)
    for number, (wrong, missing, _) in enumerate(found):
        if number not in left:
            for each in wrong:
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
    for number, (text, whole) in enumerate(paragraphs):
        if only is not None and number not in only:
            yield _Found([], [], False)
            continue
        reopens = number < last and marks.OPENS.match(paragraphs[number + 1].text) is not None
        known = plain.read(text, reopens=reopens, whole=whole)
        if known is not None:
            edits, resumes = known
            yield _Found([restyled(edits, target)] if edits else [], [], False)
            continue
        reading = read(hide(text), words, habits, reopens=reopens)
        missing = find_missing(reading, target, reopens=reopens, resumes=resumes)
        yield _Found(list(find_wrong(reading, target)), list(missing), True)
        resumes = reopens and bool(reading.unclosed)


def _restless(
    paragraphs: Sequence[Paragraph],
    found: Sequence[_Found],
    evidence: Evidence,
    style: str,
    language: str,
) -> set[int]:
    """Return the paragraphs in which something would be wrong again after mending all."""
    thought = {number for number, each in enumerate(found) if each.thought}
    left: set[int] = set()
    if not any(found[number].wrong for number in thought):
        return left
    for _ in range(ROUNDS):
        mended = [
            paragraph
            if number in left or not each.wrong
            else Paragraph(_mended(paragraph.text, each.wrong), paragraph.whole)
            for number, (paragraph, each) in enumerate(zip(paragraphs, found, strict=True))
        ]
        after = _evidence(mended, style, language)
        if after is None:
            return left
        same = (after.target, after.habits) == (evidence.target, evidence.habits)
        again = _read_all(mended, after, thought - left if same else None)
        more = {number for number, each in enumerate(again) if each.wrong} - left
        if not more:
            return left
        left |= more
    return thought | left


def _mended(text: str, wrong: Sequence[Wrong]) -> str:
    return edit_text(text, (edit for each in wrong for edit in each.edits))
