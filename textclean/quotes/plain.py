"""Paragraphs that need no thought: every mark is where it can be one thing only.

Most paragraphs are such; one pattern proves it, and their marks are known without being paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.costs import Habits
from textclean.quotes.evidence import Target

_NONE: Final = f"[^{marks.DOUBLES}{marks.SINGLES}]*+"
_INNER_SPACE: Final = "[ \u00a0\u202f]?"
_COMMAND: Final = re.compile(
    r"\s*(?:[$#>%]|(?:sudo|git|echo|curl|grep|sed|awk|docker|pip|npm|export|printf|python3?) )"
)


class Plain:
    """Knows paragraphs that need no thought, for what a document's marks should be."""

    def __init__(self, target: Target, habits: Habits) -> None:
        opening, closing = target.way.double
        space = target.way.space
        free = not habits.single_outside
        curly = marks.RIGHT_SINGLE
        self._correct = _pattern(
            *(('"', '"') if target.straight_doubles else (opening, closing)),
            apostrophe="'" if target.straight_singles else curly,
            free=free,
            inner=_INNER_SPACE if space and not target.straight_doubles else "",
        )
        self._other: re.Pattern[str] | None = None
        self._old = ("'", '"', '"')
        self._new = (curly, opening + space, space + closing)
        if target.asked and target.straight_doubles:
            self._old = (curly, marks.LEFT_DOUBLE, marks.RIGHT_DOUBLE)
            self._new = ("'", '"', '"')
        if target.asked:
            self._other = _pattern(
                *self._old[1:], apostrophe=self._old[0], free=free and target.straight_doubles
            )

    def edits(self, text: str, *, whole: bool) -> tuple[Edit, ...] | None:
        """Return what gives a paragraph its style, nothing if it has it, None if it needs thought.

        `whole` makes one edit of it, which is quicker to apply than one a mark.
        """
        if self._correct.fullmatch(text):
            return ()
        if self._other is None or " -" in text or not self._other.fullmatch(text):
            return None
        if _COMMAND.match(text):
            return None
        return self._one_edit(text) if whole else tuple(self._many_edits(text))

    def _one_edit(self, text: str) -> tuple[Edit, ...]:
        apostrophe, opening, closing = self._old
        start = min(at for mark in self._old if (at := text.find(mark)) >= 0)
        end = max(text.rfind(mark) for mark in self._old) + 1
        new = text[start:end].replace(apostrophe, self._new[0])
        if opening == closing:
            parts = new.split(opening)
            parts[1::2] = [f"{self._new[1]}{part}{self._new[2]}" for part in parts[1::2]]
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


def _pattern(
    opening: str, closing: str, *, apostrophe: str, free: bool, inner: str = ""
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
