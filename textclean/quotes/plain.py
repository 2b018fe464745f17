"""Paragraphs that need no thought: every mark is where it can be one thing only.

Most paragraphs are such; one pattern proves it, and their marks are known without being paired.
"""

from __future__ import annotations

import re
from typing import Final

from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.costs import Habits
from textclean.quotes.evidence import Target
from textclean.quotes.repair import Wrong

_NONE: Final = f"[^{marks.DOUBLES}{marks.SINGLES}]*+"
_INNER_SPACE: Final = "[ \u00a0\u202f]?"
_STRAIGHT_MARKS: Final = re.compile("[\"']")
_CURLY_MARKS: Final = re.compile(
    f"[{marks.LEFT_DOUBLE}{marks.RIGHT_DOUBLE}{marks.LEFT_SINGLE}{marks.RIGHT_SINGLE}]"
)
_COMMAND: Final = re.compile(
    r"\s*(?:[$#>%]|(?:sudo|git|echo|curl|grep|sed|awk|docker|pip|npm|export|printf|python3?) )"
)


class Plain:
    """Knows paragraphs that need no thought, for what a document's marks should be."""

    def __init__(self, target: Target, habits: Habits) -> None:
        opening, closing = target.way.double
        inner = _INNER_SPACE if target.way.space else ""
        free = not habits.single_outside
        straight, curly = "'", marks.RIGHT_SINGLE
        self._correct = _pattern(
            *(('"', '"') if target.straight_doubles else (opening, closing)),
            apostrophe=straight if target.straight_singles else curly,
            free=free,
            inner="" if target.straight_doubles else inner,
        )
        self._other: re.Pattern[str] | None = None
        self._marks = _STRAIGHT_MARKS
        self._rule = "mixed"
        if target.asked and target.straight_doubles:
            self._rule = "curly"
            self._marks = _CURLY_MARKS
            self._other = _pattern(
                marks.LEFT_DOUBLE, marks.RIGHT_DOUBLE, apostrophe=curly, free=free, inner=""
            )
            self._sides = ('"', '"')
            self._apostrophe = straight
        elif target.asked:
            self._rule = "straight"
            self._other = _pattern('"', '"', apostrophe=straight, free=False, inner="")
            space = target.way.space
            self._sides = (opening + space, space + closing)
            self._apostrophe = curly

    def read(self, text: str) -> Wrong | tuple[()] | None:
        """Return nothing for a paragraph that is right, what restyles it, or None if unsure."""
        if self._correct.fullmatch(text):
            return ()
        if self._other is None or " -" in text or not self._other.fullmatch(text):
            return None
        if _COMMAND.match(text):
            return None
        edits = []
        opens = True
        apostrophe = self._apostrophe
        for match in self._marks.finditer(text):
            start = match.start()
            if match[0] in "'\N{RIGHT SINGLE QUOTATION MARK}":
                edits.append(Edit(start, start + 1, apostrophe))
            elif opens:
                edits.append(Edit(start, start + 1, self._sides[0], "right"))
                opens = False
            else:
                edits.append(Edit(start, start + 1, self._sides[1], "left"))
                opens = True
        return Wrong(self._rule, tuple(edits), f"{len(edits)} marks of the other style")


def _pattern(
    opening: str, closing: str, *, apostrophe: str, free: bool, inner: str
) -> re.Pattern[str]:
    """Return what matches a paragraph with double marks in pairs and apostrophes.

    `free`: an apostrophe may stand anywhere but between spaces and beside another mark, for it
    looks the same as a closing mark and is not to be changed.
    """
    if free:
        single = (
            rf"(?<![\s{marks.SINGLES}]){apostrophe}(?![{marks.SINGLES}(])"
            rf"|(?<=\s){apostrophe}(?=[^\W\d_])"
        )
    else:
        single = rf"(?<=[^\W\d_]){apostrophe}(?=[a-z]|[A-Z][a-z])"
    body = rf"{_NONE}(?:(?:{single}){_NONE})*+"
    quoted = (
        rf"(?:(?<![^\s(\u2014])|(?<=--)){opening}{inner}(?=[^\W_]){body}"
        rf"(?<=[^\s(\[]){inner}{closing}(?![^\W_]|[{marks.DOUBLES}])"
    )
    return re.compile(rf"{body}(?:{quoted}{body})*+")
