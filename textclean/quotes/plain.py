"""Paragraphs that need no thought: every mark is where it can be one thing only.

Most paragraphs are such; one pattern proves it, and their marks are known without being paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.conventions import ENGLISH
from textclean.quotes.evidence import Target
from textclean.quotes.masks import may_be_command
from textclean.quotes.repair import Wrong, restyled
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import maker

_INNER_SPACE: Final = "[ \u00a0\u202f]?"
_ELIDED: Final = "em|tis|twas|twere|twill|twould|til|cause|bout"
"""The commonest words with an apostrophe at their front; the others take thought."""

Trio: TypeAlias = tuple[str, str, str]
"""The apostrophe, the opening and the closing double mark of a style."""
_STRAIGHT: Final[Trio] = ("'", '"', '"')
_FEW: Final = 12
"""Up to how many marks are replaced in less time one by one than by taking the text apart."""
_new_edit, _new_wrong = maker(Edit), maker(Wrong)


class Plain:
    """Knows paragraphs that need no thought, for what a document's marks should be."""

    def __init__(self, prose: str, target: Target, *, single_outside: bool) -> None:
        """Prepare to read the paragraphs of which a text consists."""
        way, outside = target.way, single_outside
        curly: Trio = (marks.RIGHT_SINGLE, *way.double)
        correct: Trio = (
            "'" if target.straight_apostrophes else marks.RIGHT_SINGLE,
            *(('"', '"') if target.straight_doubles else way.double),
        )
        inner = _INNER_SPACE if way.space and not target.straight_doubles else ""
        self._correct = _pattern(correct, _singles(correct[0], outside), inner)
        self._other: re.Pattern[str] | None = None
        self._old, self._new = _STRAIGHT, (curly[0], curly[1] + way.space, way.space + curly[2])
        if target.asked and target.straight_doubles:
            pointed = way.double[0] in marks.POINTED
            self._old = (curly[0], *ENGLISH.double) if pointed else curly
            self._new = _STRAIGHT
            self._other = _pattern(self._old, _singles(curly[0], outside))
        elif target.asked:
            self._other = _pattern(_STRAIGHT, _known_singles(outside))
        self._wrong = restyled((), target)
        present = marks.present(prose)
        self._not_correct = [mark for mark in present if mark not in correct]
        self._not_old = [mark for mark in present if mark not in self._old]

    def read(self, text: str) -> tuple[str, bool] | None:
        """Return a paragraph in the style asked for and whether its end is open.

        None if it takes thought: so does an open end, unless the next paragraph opens again.
        """
        if marks.COMMAS in text:
            return None
        for mark in self._not_correct:
            if mark in text:
                break
        else:
            found = self._correct.fullmatch(text)
            if found:
                return text, found.lastindex is not None
        if self._other is None or " -" in text or "@" in text or "://" in text:
            return None
        for mark in self._not_old:
            if mark in text:
                return None
        found = self._other.fullmatch(text)
        if not found or (text[:1] not in "\"'" and may_be_command(text)):
            return None
        old, opening, closing = self._old
        apostrophe, left, right = self._new
        text = text.replace(old, apostrophe)
        if opening != closing:
            text = text.replace(opening, left).replace(closing, right)
        elif text.count(opening) > _FEW:
            parts = text.split(opening)
            joined = [left] * (2 * len(parts) - 1)
            joined[::2] = parts
            joined[3::4] = [right] * ((len(parts) - 1) // 2)
            text = "".join(joined)
        else:
            while opening in text:
                text = text.replace(opening, left, 1).replace(opening, right, 1)
        return text, found.lastindex is not None

    def wrong(self, text: str, new: str, *, whole: bool) -> Wrong:
        """Return what is wrong with a paragraph that is not what it was read as.

        `whole` makes one edit of it, which is quicker to apply than one a mark.
        """
        rule, _, evidence = self._wrong
        if not whole:
            return Wrong(rule, tuple(self._many_edits(text)), evidence)
        apostrophe, opening, closing = old = self._old
        start, end = 0, len(text)
        if text[0] not in old:
            start = text.find(opening)
            first = text.find(apostrophe)
            if start < 0 or 0 <= first < start:
                start = first
        if text[-1] not in old:
            end = max(text.rfind(opening), text.rfind(closing), text.rfind(apostrophe)) + 1
        edit = _new_edit((start, end, new[start : len(new) - len(text) + end], "left"))
        return _new_wrong((rule, (edit,), evidence))

    def _many_edits(self, text: str) -> Iterator[Edit]:
        old, new = self._old, self._new
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


def _singles(apostrophe: str, outside: bool) -> str:
    """Return a pattern for the single marks that are right as they are.

    One may stand anywhere but between spaces and beside another, for an apostrophe looks the same
    as a closing mark; where quotations stand in single marks, only between letters.
    """
    if outside:
        return rf"(?<=[^\W\d_]){apostrophe}(?=[^\W\d_])"
    return (
        rf"(?<![\s{apostrophe}]){apostrophe}(?![{apostrophe}(])"
        rf"|(?<=\s){apostrophe}(?=[^\W\d_])"
    )


def _known_singles(outside: bool) -> str:
    """Return a pattern for straight single marks that can only be apostrophes.

    At the end of a word they are where nothing is open that they could close.
    """
    # A dash by itself: a class with it would take five times as long to compile.
    after = "[a-z]|[A-Z][a-z]" if outside else r"[a-z\s\".,;:!?-]|[A-Z][a-z]|\u2014|\Z"
    before = r"(?<=[\s\"(].)|(?<=\u2014.)|(?<=\A.)"
    return rf"'(?:(?<=[^\W\d_].)(?={after})|(?:{before})(?=(?:{_ELIDED})\b))"


@lru_cache(maxsize=64)
def _pattern(trio: Trio, single: str, inner: str = "") -> re.Pattern[str]:
    """Return what matches a paragraph of no other marks with its double ones in pairs.

    Group 1 matches where a quotation at the end is not closed.
    """
    apostrophe, opening, closing = trio
    words = f"[^{apostrophe}{opening}{closing}]++|{single}"
    opened = rf"(?:(?<=[\s(])|\A|(?<=\u2014)|(?<=--)){opening}{inner}(?=[^\W_])"
    closed = rf"(?<=[^\s(\[]){inner}{closing}(?![^\W_]|[{opening}{closing}])"
    return lazy_compile(rf"(?:{words}|{opened}(?:{words})*+(?:{closed}|(\Z)))*+")
