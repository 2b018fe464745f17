"""Paragraphs that need no thought: every mark is where it can be one thing only.

Most paragraphs are such; one pattern proves it, and their marks are known without being paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from textclean.finding import Edit
from textclean.lazy import lazy_compile
from textclean.quotes import marks
from textclean.quotes.conventions import ENGLISH
from textclean.quotes.evidence import Target

_INNER_SPACE: Final = "[ \u00a0\u202f]?"
_COMMAND: Final = lazy_compile(
    r"\s*(?:[$#>%]|(?:sudo|git|echo|curl|grep|sed|awk|docker|pip|npm|export|printf|python3?) )"
)


_ELIDED: Final = "em|tis|twas|twere|twill|twould|til|cause|bout"
"""The commonest words with an apostrophe at their front; the others take thought."""


class _Signs(NamedTuple):
    """The marks that a paragraph can have, as parts of a character class.

    A class of a few characters is quicker to compile and to match than one of all marks.
    """

    doubles: str
    singles: str


_STRAIGHT: Final = _Signs('"', "'")
_CURLY: Final = _Signs(
    f"{marks.LEFT_DOUBLE}-{marks.REVERSED_DOUBLE}", f"{marks.LEFT_SINGLE}-{marks.REVERSED_SINGLE}"
)
_ALL: Final = _Signs(marks.DOUBLES, marks.SINGLES)


class _Patterns(NamedTuple):
    """What paragraphs without any doubt match, None where none can."""

    correct: re.Pattern[str] | None
    """Those that are as they should be; group 1 matches where the end is open."""
    other: re.Pattern[str] | None
    """Those that have the other style, where one is asked for."""


class Plain:
    """Knows paragraphs that need no thought, for what a document's marks should be."""

    def __init__(self, prose: str, target: Target, *, single_outside: bool) -> None:
        """Prepare to read the paragraphs of which a text consists."""
        self._target = target._replace(language="")
        self._outside = single_outside
        self._bent = [] if prose.isascii() else [mark for mark in marks.BENT if mark in prose]
        if "`" in prose:
            self._bent.append("`")
        self._unusual = [mark for mark in self._bent if mark not in _CURVED]
        self._patterns: dict[_Signs, _Patterns] = {}
        space = target.way.space
        straight, curly = ("'", '"', '"'), _curly(target)
        spaced = (curly[0], curly[1] + space, space + curly[2])
        self._marks = (curly, straight) if target.straight_doubles else (straight, spaced)

    def read(self, text: str) -> tuple[str, bool] | None:
        """Return a paragraph in the style asked for and whether its end is open.

        None if it takes thought: so does an open end, unless the next paragraph opens again.
        """
        signs = self._signs(text) if self._bent else _STRAIGHT
        patterns = self._patterns.get(signs)
        if patterns is None:
            patterns = self._patterns[signs] = _patterns(self._target, self._outside, signs)
        correct, other = patterns
        if correct is not None and (found := correct.fullmatch(text)):
            return text, found.lastindex is not None
        if other is None or " -" in text:
            return None
        found = other.fullmatch(text)
        if not found or _COMMAND.match(text):
            return None
        (old, opening, closing), new = self._marks
        text = text.replace(old, new[0])
        if opening != closing:
            text = text.replace(opening, new[1]).replace(closing, new[2])
        else:
            parts = text.split(opening)
            joined = [new[1]] * (2 * len(parts) - 1)
            joined[::2] = parts
            joined[3::4] = [new[2]] * ((len(parts) - 1) // 2)
            text = "".join(joined)
        return text, found.lastindex is not None

    def edits(self, text: str, new: str, *, whole: bool) -> tuple[Edit, ...]:
        """Return the edits that make of a paragraph what it was read as.

        `whole` makes one edit of it, which is quicker to apply than one a mark.
        """
        apostrophe, opening, closing = old = self._marks[0]
        if not whole:
            return tuple(self._many_edits(text))
        start, end = 0, len(text)
        if text[0] not in old:
            start = min([at for mark in old if (at := text.find(mark)) >= 0])
        if text[-1] not in old:
            last = max(text.rfind(opening), text.rfind(closing))
            end = max(last, text.rfind(apostrophe)) + 1
        return (Edit(start, end, new[start : len(new) - len(text) + end]),)

    def _many_edits(self, text: str) -> Iterator[Edit]:
        old, new = self._marks
        opens = True
        for match in re.finditer(f"[{''.join(old)}]", text):
            start = match.start()
            if match[0] == old[0]:
                yield Edit(start, start + 1, new[0])
            elif opens:
                yield Edit(start, start + 1, new[1], "right")
                opens = False
            else:
                yield Edit(start, start + 1, new[2])
                opens = True

    def _signs(self, text: str) -> _Signs:
        """Return a class for the marks of a paragraph."""
        for mark in self._bent:
            if mark in text:
                break
        else:
            return _STRAIGHT
        if '"' in text or "'" in text:
            return _ALL
        return _ALL if any(mark in text for mark in self._unusual) else _CURLY


_CURVED: Final = frozenset(
    chr(code) for code in range(ord(marks.LEFT_SINGLE), ord(marks.REVERSED_DOUBLE) + 1)
)


def _curly(target: Target) -> tuple[str, str, str]:
    """Return the curly apostrophe and double marks that answer to a document's straight ones."""
    double = target.way.double
    if target.straight_doubles and double[0] in marks.POINTED:
        double = ENGLISH.double
    return (marks.RIGHT_SINGLE, *double)


@lru_cache(maxsize=128)
def _patterns(target: Target, outside: bool, signs: _Signs) -> _Patterns:
    """Return what matches the paragraphs without any doubt that have no other marks."""
    opening, closing = target.way.double
    inner = _INNER_SPACE if target.way.space else ""
    straight_singles = _singles("'", outside, signs)
    curly_singles = _singles(marks.RIGHT_SINGLE, outside, signs)
    correct = other = None
    straight = {target.straight_doubles, target.straight_singles}
    if signs is _ALL or (signs is _STRAIGHT) in straight:
        singles = straight_singles if target.straight_singles else curly_singles
        if target.straight_doubles:
            correct = _pattern('"', '"', singles, signs)
        else:
            correct = _pattern(opening, closing, singles, signs, inner=inner)
    if target.asked and target.straight_doubles and signs is not _STRAIGHT:
        other = _pattern(*_curly(target)[1:], curly_singles, signs)
    elif target.asked and not target.straight_doubles and signs is not _CURLY:
        other = _pattern('"', '"', _known_singles(outside), signs)
    return _Patterns(correct, other)


def _singles(apostrophe: str, outside: bool, signs: _Signs) -> str:
    """Return a pattern for the single marks that are right as they are.

    One may stand anywhere but between spaces and beside another, for an apostrophe looks the same
    as a closing mark; where quotations stand in single marks, only between letters.
    """
    if outside:
        return rf"(?<=[^\W\d_]){apostrophe}(?=[^\W\d_])"
    return (
        rf"(?<![\s{signs.singles}]){apostrophe}(?![{signs.singles}(])"
        rf"|(?<=\s){apostrophe}(?=[^\W\d_])"
    )


def _known_singles(outside: bool) -> str:
    """Return a pattern for straight single marks that can only be apostrophes.

    At the end of a word they are where nothing is open that they could close.
    """
    after = "[a-z]|[A-Z][a-z]" if outside else r"[a-z\s\".,;:!?\u2014-]|[A-Z][a-z]|\Z"
    return rf"'(?:(?<=[^\W\d_].)(?={after})|(?<![^\s\"(\u2014].)(?=(?:{_ELIDED})\b))"


def _pattern(
    opening: str, closing: str, single: str, signs: _Signs, *, inner: str = ""
) -> re.Pattern[str]:
    """Return what matches a paragraph with double marks in pairs, and single ones of one kind.

    Group 1 matches where a quotation at the end is not closed.
    """
    none = f"[^{signs.doubles}{signs.singles}]*+"
    body = rf"{none}(?:(?:{single}){none})*+"
    opened = rf"(?:(?<![^\s(\u2014])|(?<=--)){opening}{inner}(?=[^\W_]){body}"
    closed = rf"(?<=[^\s(\[]){inner}{closing}(?![^\W_]|[{signs.doubles}]){body}"
    return lazy_compile(rf"{body}(?:{opened}(?:{closed}|(\Z)))*+")
