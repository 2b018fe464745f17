"""Paragraphs that need no thought: every mark is where it can be one thing only.

Most paragraphs are such; one pattern proves it, and their marks are known without being paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from textclean.finding import Edit
from textclean.lazy import lazy_compile
from textclean.quotes import marks
from textclean.quotes.conventions import ENGLISH
from textclean.quotes.costs import Habits
from textclean.quotes.evidence import Target

_NONE: Final = f"[^{marks.DOUBLES}{marks.SINGLES}]*+"
_INNER_SPACE: Final = "[ \u00a0\u202f]?"
_COMMAND: Final = lazy_compile(
    r"\s*(?:[$#>%]|(?:sudo|git|echo|curl|grep|sed|awk|docker|pip|npm|export|printf|python3?) )"
)


_ELIDED: Final = "em|tis|twas|twere|twill|twould|til|cause|bout"
"""The commonest words with an apostrophe at their front; the others take thought."""


class Plain:
    """Knows paragraphs that need no thought, for what a document's marks should be."""

    def __init__(self, target: Target, habits: Habits) -> None:
        opening, closing = target.way.double
        space = target.way.space
        curly = marks.RIGHT_SINGLE
        outside = habits.single_outside
        self._correct = _pattern(
            *(('"', '"') if target.straight_doubles else (opening, closing)),
            _singles("'" if target.straight_singles else curly, outside),
            inner=_INNER_SPACE if space and not target.straight_doubles else "",
        )
        self._other: re.Pattern[str] | None = None
        self._old = ("'", '"', '"')
        self._new = (curly, opening + space, space + closing)
        if target.asked and target.straight_doubles:
            pointed = opening in marks.POINTED
            self._old = (curly, *(ENGLISH.double if pointed else (opening, closing)))
            self._new = ("'", '"', '"')
            self._other = _pattern(*self._old[1:], _singles(curly, outside))
        elif target.asked:
            self._other = _pattern('"', '"', _known_singles(outside))

    def read(
        self, text: str, *, reopens: bool, whole: bool
    ) -> tuple[tuple[Edit, ...], bool] | None:
        """Return what gives a paragraph its style and whether its end is open, or None if unsure.

        `reopens`: the next paragraph begins with a mark, so that this one may end with an open
        quotation. `whole` makes one edit of it, which is quicker to apply than one a mark.
        """
        found = self._correct.fullmatch(text)
        if found and (reopens or not found.lastindex):
            return (), bool(found.lastindex)
        if found or self._other is None or " -" in text:
            return None
        found = self._other.fullmatch(text)
        if not found or (found.lastindex and not reopens) or _COMMAND.match(text):
            return None
        edits = self._one_edit(text) if whole else tuple(self._many_edits(text))
        return edits, bool(found.lastindex)

    def _one_edit(self, text: str) -> tuple[Edit, ...]:
        apostrophe, opening, closing = self._old
        start = min(at for mark in self._old if (at := text.find(mark)) >= 0)
        end = max(text.rfind(mark) for mark in self._old) + 1
        new = text[start:end].replace(apostrophe, self._new[0])
        if opening == closing:
            parts = new.split(opening)
            parts[1::2] = [f"{self._new[1]}{part}{self._new[2]}" for part in parts[1::2]]
            if not len(parts) % 2:
                parts[-1] = parts[-1][: -len(self._new[2])]
            new = "".join(parts)
        else:
            new = new.replace(opening, self._new[1]).replace(closing, self._new[2])
        return (Edit(start, end, new),)

    def _many_edits(self, text: str) -> Iterator[Edit]:
        opens = True
        for match in re.finditer(f"[{''.join(self._old)}]", text):
            start = match.start()
            if match[0] == self._old[0]:
                yield Edit(start, start + 1, self._new[0])
            elif opens:
                yield Edit(start, start + 1, self._new[1], "right")
                opens = False
            else:
                yield Edit(start, start + 1, self._new[2])
                opens = True


def _singles(apostrophe: str, outside: bool) -> str:
    """Return a pattern for the single marks that are right as they are.

    One may stand anywhere but between spaces and beside another, for an apostrophe looks the same
    as a closing mark; where quotations stand in single marks, only between letters.
    """
    if outside:
        return rf"(?<=[^\W\d_]){apostrophe}(?=[^\W\d_])"
    return (
        rf"(?<![\s{marks.SINGLES}]){apostrophe}(?![{marks.SINGLES}(])"
        rf"|(?<=\s){apostrophe}(?=[^\W\d_])"
    )


def _known_singles(outside: bool) -> str:
    """Return a pattern for straight single marks that can only be apostrophes.

    At the end of a word they are where nothing is open that they could close.
    """
    pattern = rf"(?<=[^\W\d_])'(?=[a-z]|[A-Z][a-z])|(?<![^\s\"(\u2014])'(?=(?:{_ELIDED})\b)"
    return pattern if outside else pattern + r"|(?<=[^\W\d_])'(?=[\s\".,;:!?\u2014-]|\Z)"


def _pattern(opening: str, closing: str, single: str, *, inner: str = "") -> re.Pattern[str]:
    """Return what matches a paragraph with double marks in pairs, and single ones of one kind.

    Group 1 is a quotation at the end that is not closed.
    """
    body = rf"{_NONE}(?:(?:{single}){_NONE})*+"
    opened = rf"(?:(?<![^\s(\u2014])|(?<=--)){opening}{inner}(?=[^\W_]){body}"
    quoted = rf"{opened}(?<=[^\s(\[]){inner}{closing}(?![^\W_]|[{marks.DOUBLES}])"
    return re.compile(rf"{body}(?:{quoted}{body})*+({opened})?")
