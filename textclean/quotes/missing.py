"""Marks that are not there: quotations that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from textclean.datafiles import read_data
from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.costs import OPEN
from textclean.quotes.evidence import Target
from textclean.quotes.reading import Reading
from textclean.quotes.repair import Wrong
from textclean.startup.lazy import lazy_compile

_PAUSE: Final = lazy_compile(r"[,?!\u2026]\s+")
_WORD: Final = lazy_compile(r"\w+")
_INSIDE: Final = lazy_compile(r"(?<=[^\W\d_])['\u2019](?=[^\W\d_])")
"""An apostrophe in a word."""
_ARTICLES: Final = frozenset(
    (
        *("the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "l", "un", "une"),
        *("el", "los", "las", "una", "il", "lo", "o", "os", "um", "uma", "den", "det", "en"),
    )
)
_NEAR_CHARS: Final = 60
"""Within how many characters behind a verb of speech the three next words stand."""
_NAME_WORDS: Final = 4
"""Words after a pause within which a verb of speech must stand."""


@cache
def _speech() -> frozenset[str]:
    text = read_data("speech.txt")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


def find_missing(
    reading: Reading, target: Target, *, reopens: bool, resumes: bool
) -> Iterator[Wrong]:
    """Yield a note for each mark that is missing, with the place where it most likely belongs.

    `reopens` says that the next paragraph begins with a mark, `resumes` that the one before was
    left open: dialogue over several paragraphs is not an error, but where it is said who speaks.
    """
    tokens, text = reading.tokens, reading.text
    for index in reading.unclosed:
        if reopens and _is_last(reading, index) and not is_attributed(text, tokens[index].end):
            continue
        after = [token.start for token in tokens[index + 1 :] if token.glyph not in "'"]
        limit = after[0] if after and not _is_last(reading, index) else len(text.rstrip())
        at, why = _closing_place(text, tokens[index].end, limit)
        mark = _mark(reading, index, target, 1)
        yield Wrong("missing-closer", (Edit(at, at, mark, "left"),), why)
    for index in reading.orphans:
        if resumes and not any(pair[0] < index for pair in reading.pairs):
            continue
        at, why = _opening_place(reading, index)
        yield Wrong(
            "missing-opener", (Edit(at, at, _mark(reading, index, target, 0), "right"),), why
        )


def _is_last(reading: Reading, index: int) -> bool:
    """Tell whether no quotation of the same kind begins after an opening mark."""
    kind = reading.kinds[index]
    return not any(
        role == OPEN and other == kind
        for role, other in zip(reading.roles[index + 1 :], reading.kinds[index + 1 :], strict=True)
    )


def _mark(reading: Reading, index: int, target: Target, side: int) -> str:
    if reading.kinds[index] == "s":
        return "'" if target.straight_singles else target.way.single[side]
    if target.straight_doubles:
        return '"'
    mark, space = target.way.double[side], target.way.space
    return space + mark if side else mark + space


def is_attributed(text: str, start: int) -> bool:
    """Tell whether a text surely says behind a place who speaks: outside of the quotation, then.

    A name stands beside the verb, and no other mark behind it. A tale within a quotation has verbs
    of speech as well, but `I asked for more` or `he told me` names nobody.
    """
    bare = _INSIDE.sub("x", text)
    start = max(start, *(bare.rfind(mark) + 1 for mark in marks.DOUBLES + marks.SINGLES))
    for at, said in _attributions(text, start, len(text)):
        *before, _ = _WORD.findall(said)
        end = text.index(said, at) + len(said)
        after = _WORD.findall(text[end : end + _NEAR_CHARS])[:3]
        if all(map(_is_name, before)) if before else any(map(_is_name, after)):
            return True
    return False


def _is_name(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1


def _closing_place(text: str, start: int, limit: int) -> tuple[int, str]:
    for at, said in _attributions(text, start, limit):
        return at, f"opened here, not closed before: {said}"
    return len(text[:limit].rstrip()), "opened and not closed"


def _attributions(text: str, start: int, limit: int) -> Iterator[tuple[int, str]]:
    """Yield where in a stretch a quotation seems to end, and the words that say who speaks."""
    for pause in _PAUSE.finditer(text, start, limit):
        words = [
            match
            for _, match in zip(
                range(_NAME_WORDS), _WORD.finditer(text, pause.end(), limit), strict=False
            )
        ]
        for number, word in enumerate(words):
            if word[0] in _speech():
                first = words[0][0]
                if number < 2 or first[0].isupper() or (number == 2 and first in _ARTICLES):
                    yield pause.start() + 1, text[pause.end() : word.end()]
                break


def _opening_place(reading: Reading, index: int) -> tuple[int, str]:
    """Return where a quotation that is only closed most likely begins."""
    text = reading.text
    floor = max((pair[1] for pair in reading.pairs if pair[1] < index), default=-1)
    start = reading.tokens[floor].end if floor >= 0 else 0
    end = reading.tokens[index].start
    best = start
    for pause in re.finditer(r"[,:]\s+(?=[^\W\d_a-z])", text[start:end]):
        words = _WORD.findall(text[start : start + pause.start()])[-_NAME_WORDS:]
        if any(word in _speech() for word in words) or text[start + pause.start()] == ":":
            best = start + pause.end()
    if best == start and start:
        sentence = re.search(r"[.!?]\s+", text[start:end])
        if sentence:
            best = start + sentence.end()
    while best < end and text[best].isspace():
        best += 1
    return best, "closed and not opened"
