"""What is wrong in all the paragraphs of a document, such that nothing is once it is mended.

A mark that is mended is evidence for the marks beside it, so a paragraph in disorder may read
another way when it is read again: it is mended until it comes to rest, or left as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from textclean.apply import edit_text
from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.evidence import Evidence, read_evidence
from textclean.quotes.masks import hide
from textclean.quotes.missing import find_missing, is_attributed
from textclean.quotes.plain import Plain
from textclean.quotes.reading import Reading, read
from textclean.quotes.repair import Wrong, find_wrong
from textclean.quotes.rest import has_behind_marks, is_at_rest
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

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
    """What is found in a paragraph whose marks had to be paired to be known."""

    wrong: Sequence[Wrong]
    missing: Sequence[Wrong]
    mended: str
    rests: Reading | None
    """How it reads, if nothing will be wrong with it once it is mended in a document like this."""


class _Reader(NamedTuple):
    """Reads the paragraphs of a document by what the document as a whole shows."""

    evidence: Evidence
    plain: Plain

    def think(self, text: str, *, reopens: bool, resumes: bool) -> tuple[_Found, bool]:
        """Return what is found in a paragraph, and whether its last quotation is left open.

        `resumes` says that the one before left one open, `reopens` that the next begins with a
        mark.
        """
        target, words, habits = self.evidence
        reading = read(hide(text), words, habits, reopens=reopens)
        missing = list(find_missing(reading, target, reopens=reopens, resumes=resumes))
        wrong = list(find_wrong(reading, target))
        mended = _mended(text, wrong)
        rests = not wrong or (text == reading.text and is_at_rest(reading, wrong, mended, target))
        return _Found(wrong, missing, mended, reading if rests else None), bool(reading.unclosed)

    def is_wrong(self, text: str, following: str) -> Sequence[Wrong]:
        """Return what is wrong with a paragraph before another one."""
        known = self.plain.read(text)
        if known is not None and (not known[1] or marks.opens(following)):
            if known[0] == text:
                return ()
            return (self.plain.wrong(text, known[0], whole=False),)
        if _is_ornament(text):
            return ()
        return self.think(text, reopens=marks.opens(following), resumes=False)[0].wrong


def survey(
    paragraphs: Sequence[Paragraph], style: str, language: str, context: str = ""
) -> Iterator[tuple[int, Wrong]]:
    """Yield what is wrong, with the number of its paragraph.

    `context` is text that is not looked at, but shows as well how the document quotes.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    reader = _reader(texts, style, language, context)
    if reader is None:
        return
    found, restyled, mended = _read_all(paragraphs, reader)
    shown = None
    if any(each.wrong for each in found.values()):
        after = read_evidence("\n".join(mended) + context, style, language)
        if after.target == reader.evidence.target:
            shown = after
        else:  # What the document will show once it is mended decides.
            reader = _reader(texts, style, language, context, after) or reader
            found, restyled, mended = _read_all(paragraphs, reader)
    revised = _revised(
        paragraphs, mended, found, restyled, reader.evidence, shown, style, language, context
    )
    for number in range(len(paragraphs)):
        if number in revised:
            for wrong in revised[number]:
                yield number, wrong
        elif number in restyled:
            yield number, restyled[number]
        if number in found:
            if number not in revised:
                for wrong in found[number].wrong:
                    yield number, wrong
            for wrong in found[number].missing:
                yield number, wrong


def _read_all(
    paragraphs: Sequence[Paragraph], reader: _Reader
) -> tuple[dict[int, _Found], dict[int, Wrong], list[str]]:
    """Return by number what is found in each paragraph that takes thought and what is wrong with
    each that takes none, and the texts as mended."""
    plain = reader.plain
    texts = [paragraph.text for paragraph in paragraphs]
    found: dict[int, _Found] = {}
    restyled: dict[int, Wrong] = {}
    mended = texts.copy()
    resumes = False
    following = _following(texts, paragraphs)
    for number, (text, _, whole, follows) in enumerate(paragraphs):
        known = plain.read(text)
        if known is not None:
            new, is_open = known
            if not is_open or _goes_on(text, following[number]):
                if new != text:
                    restyled[number] = plain.wrong(text, new, whole=whole)
                    mended[number] = new
                resumes = is_open
                continue
        resumes = resumes and follows
        if not _is_ornament(text):
            reopens = marks.opens(following[number])
            found[number], is_open = reader.think(text, reopens=reopens, resumes=resumes)
            mended[number] = found[number].mended
            resumes = reopens and is_open
    return found, restyled, mended


def _reader(
    texts: Sequence[str],
    style: str,
    language: str,
    context: str,
    evidence: Evidence | None = None,
) -> _Reader | None:
    """Return what reads paragraphs of these texts, None if there is not a mark in them."""
    prose = "\n".join(texts)
    if not marks.has_marks(prose):
        return None
    prose += context
    evidence = evidence or read_evidence(prose, style, language)
    outside = evidence.habits.single_outside
    return _Reader(evidence, Plain(prose, evidence.target, single_outside=outside))


def _following(texts: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return for each paragraph the text right behind it; empty if that has no marks."""
    following = [
        text if paragraph.follows else "" for text, paragraph in zip(texts, paragraphs, strict=True)
    ]
    return [*following[1:], ""]


def _goes_on(text: str, following: str) -> bool:
    """Tell whether the quotation that a paragraph leaves open is taken up by the next one."""
    if not marks.opens(following):
        return False
    start = max(text.rfind(mark) for mark in marks.DOUBLES)
    return not is_attributed(text, start)


def _is_ornament(text: str) -> bool:
    """Tell whether a text is no prose: it has no word, or far too many marks."""
    if len(text) < _ORNAMENT_CHARS:
        return _WORD.search(text) is None
    return sum(map(text.count, marks.present(text))) > _ORNAMENT_SHARE * len(text)


def _revised(
    paragraphs: Sequence[Paragraph],
    current: list[str],
    found: Mapping[int, _Found],
    restyled: Mapping[int, Wrong],
    evidence: Evidence,
    shown: Evidence | None,
    style: str,
    language: str,
    context: str,
) -> dict[int, list[Wrong]]:
    """Return what is to be mended in the paragraphs in which something would be wrong again.

    They are mended until nothing is, and that is one edit; those that do not come to rest, or that
    one edit cannot replace, are left. `current` holds the texts as mended so far, `shown` is what
    they show if that is known.
    """
    revised: dict[int, list[Wrong]] = {}
    if not any(each.wrong for each in found.values()):
        return revised
    for number in found:
        # A mark between two spaces was taken out: the next pass would have to close the gap.
        before = paragraphs[number].text
        if "  " in current[number] and "  " not in before:
            current[number], revised[number] = before, []
            shown = None
    for turn in range(ROUNDS):
        reader = _reader(current, style, language, context, shown)
        shown = None
        if reader is None:
            break
        left = {number for number, wrong in revised.items() if not wrong}
        restless = dict(_restless(paragraphs, current, found, left, evidence, reader))
        if not restless:
            break
        for number, wrong in restless.items():
            before = paragraphs[number].text
            mended = _mended(current[number], wrong)
            can_replace = paragraphs[number].bare and ("  " not in mended or "  " in before)
            if can_replace and turn < ROUNDS - 1:
                current[number] = mended
                known = found[number].wrong if number in found else ()
                first = restyled.get(number) or (*known, *wrong)[0]
                revised[number] = [] if before == mended else [_whole(before, mended, first)]
            else:
                current[number], revised[number] = before, []
    return revised


def _restless(
    paragraphs: Sequence[Paragraph],
    current: Sequence[str],
    found: Mapping[int, _Found],
    left: Collection[int],
    evidence: Evidence,
    reader: _Reader,
) -> Iterator[tuple[int, Sequence[Wrong]]]:
    """Yield the numbers of paragraphs in which something is wrong now, and what.

    Those to be `left` are not read, nor those in which and around which nothing has changed.
    """
    after = reader.evidence
    same = (after.target, after.habits) == (evidence.target, evidence.habits)
    other_words = after.words.leading ^ evidence.words.leading
    last = len(paragraphs) - 1
    for number in found if same else range(len(paragraphs)):
        if number in left:
            continue
        text, following = current[number], ""
        if number < last and paragraphs[number + 1].follows:
            following = current[number + 1]
        if same:
            each = found[number]
            then = paragraphs[number + 1].text if following else ""
            if (
                each.rests is not None
                and text == each.mended
                and marks.opens(then) == marks.opens(following)
                and not (other_words and has_behind_marks(each.rests, other_words))
            ):
                continue
        wrong = reader.is_wrong(text, following)
        if wrong:
            yield number, wrong


def _mended(text: str, wrong: Sequence[Wrong]) -> str:
    return edit_text(text, [edit for each in wrong for edit in each.edits]) if wrong else text


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
