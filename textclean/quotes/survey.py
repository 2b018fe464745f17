"""What is wrong in all the paragraphs of a document, such that nothing is once it is mended.

A mark that is mended is evidence for the marks beside it, so a paragraph in disorder may read
another way when it is read again: it is mended until it comes to rest, or left as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from textclean.apply import edit_text
from textclean.finding import Edit
from textclean.lazy import lazy_compile
from textclean.quotes import marks
from textclean.quotes.evidence import Evidence, read_evidence
from textclean.quotes.masks import hide
from textclean.quotes.missing import find_missing
from textclean.quotes.plain import Plain, restyling
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
    """A paragraph that has marks, with its protected stretches hidden."""

    text: str
    bare: bool = True
    """Nothing in it is marked up or protected, so that one edit may replace all of it."""
    whole: bool = True
    """It is bare and one run of its source, so that one edit loses nothing."""
    follows: bool = True
    """It stands right behind the one before, with no paragraph without marks between them."""


class _Found(NamedTuple):
    wrong: Sequence[Wrong] = ()
    missing: Sequence[Wrong] = ()
    thought: bool = False
    """Its marks had to be paired to be known."""
    resumes: bool = False
    """Its last quotation is left open, and the next paragraph begins with a mark."""


_NOTHING: Final = _Found()
_RESUMES: Final = _Found(resumes=True)


class _Reader(NamedTuple):
    """Reads the paragraphs of a document by what the document as a whole shows."""

    evidence: Evidence
    plain: Plain

    def read(self, paragraph: Paragraph, following: Paragraph | None, *, resumes: bool) -> _Found:
        """Return what is found in a paragraph; `resumes`: the one before left a quotation open."""
        text = paragraph.text
        target, words, habits = self.evidence
        known = self.plain.read(text)
        if known is not None:
            new, is_open = known
            if not is_open or _reopens(following):
                if new == text:
                    return _RESUMES if is_open else _NOTHING
                edits = restyling(text, new, target, whole=paragraph.whole)
                return _Found((restyled(edits, target),), resumes=is_open)
        if _is_ornament(text):
            return _RESUMES if resumes else _NOTHING
        reopens = _reopens(following)
        reading = read(hide(text), words, habits, reopens=reopens)
        missing = find_missing(reading, target, reopens=reopens, resumes=resumes)
        wrong = list(find_wrong(reading, target))
        return _Found(wrong, list(missing), True, reopens and bool(reading.unclosed))


def survey(
    paragraphs: Sequence[Paragraph], style: str, language: str
) -> Iterator[tuple[int, Wrong]]:
    """Yield what is wrong, with the number of its paragraph."""
    reader = _reader([paragraph.text for paragraph in paragraphs], style, language)
    if reader is None:
        return
    found: list[_Found] = []
    resumes = False
    for paragraph, following in zip(paragraphs, _following(paragraphs), strict=True):
        each = reader.read(paragraph, following, resumes=resumes and paragraph.follows)
        found.append(each)
        resumes = each.resumes
    revised = _revised(paragraphs, found, reader.evidence, style, language)
    for number, each in enumerate(found):
        for wrong in revised.get(number, each.wrong):
            yield number, wrong
        for wrong in each.missing:
            yield number, wrong


def _reader(texts: Iterable[str], style: str, language: str) -> _Reader | None:
    """Return what reads paragraphs of these texts, None if there is not a mark in them."""
    prose = "\n".join(texts)
    if not marks.has_marks(prose):
        return None
    evidence = read_evidence(prose, style, language)
    outside = evidence.habits.single_outside
    return _Reader(evidence, Plain(prose, evidence.target, single_outside=outside))


def _following(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph | None]:
    """Yield for each paragraph the one right behind it, if that has marks."""
    for paragraph in paragraphs[1:]:
        yield paragraph if paragraph.follows else None
    yield None


def _reopens(following: Paragraph | None) -> bool:
    """Tell whether the next paragraph begins with a mark."""
    return following is not None and marks.OPENS.match(following.text) is not None


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
    thought = [number for number, each in enumerate(found) if each.thought]
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
        reader = _reader([paragraph.text for paragraph in current], style, language)
        if reader is None:
            break
        restless = dict(_restless(paragraphs, current, found, revised, evidence, reader))
        if not restless:
            break
        for number, wrong in restless.items():
            before = paragraphs[number]
            mended = _mended(current[number], wrong)
            if (
                before.bare
                and turn < ROUNDS - 1
                and ("  " not in mended.text or "  " in before.text)
            ):
                current[number] = mended
                first = (*found[number].wrong, *wrong)[0]
                same_again = before.text == current[number].text
                revised[number] = (
                    [] if same_again else [_whole(before.text, current[number].text, first)]
                )
            else:
                current[number], revised[number] = before, []
    return revised


def _restless(
    paragraphs: Sequence[Paragraph],
    current: Sequence[Paragraph],
    found: Sequence[_Found],
    revised: dict[int, list[Wrong]],
    evidence: Evidence,
    reader: _Reader,
) -> Iterator[tuple[int, Sequence[Wrong]]]:
    """Yield the numbers of paragraphs in which something is wrong now, and what."""
    after = reader.evidence
    same = (after.target, after.habits) == (evidence.target, evidence.habits)
    known = same and after.words.leading == evidence.words.leading
    following = list(_following(current))
    for number, each in enumerate(found):
        if (same and not each.thought) or (number in revised and not revised[number]):
            continue
        now = current[number]
        if known and not each.wrong and now is paragraphs[number]:
            then = paragraphs[number + 1] if following[number] is not None else None
            if then is following[number] or _reopens(then) == _reopens(following[number]):
                continue
        wrong = reader.read(now, following[number], resumes=False).wrong
        if wrong:
            yield number, wrong


def _mended(paragraph: Paragraph, wrong: Sequence[Wrong]) -> Paragraph:
    if len(wrong) == 1 and len(wrong[0].edits) == 1:
        start, end, new, _ = wrong[0].edits[0]
        text = f"{paragraph.text[:start]}{new}{paragraph.text[end:]}"
    else:
        text = edit_text(paragraph.text, [edit for each in wrong for edit in each.edits])
    return Paragraph(text, *paragraph[1:])


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
