"""What is wrong with a paragraph's marks, and the edits that mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from textclean.finding import Edit
from textclean.language import guess_language
from textclean.quotes import marks
from textclean.quotes.conventions import PAIRS
from textclean.quotes.costs import APOSTROPHE, APOSTROPHE_CLOSE, EXTRA, OPEN_APOSTROPHE
from textclean.quotes.evidence import Target
from textclean.quotes.reading import Reading

SPACES: Final = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_CURLY: Final = frozenset(
    (marks.LEFT_DOUBLE, marks.RIGHT_DOUBLE, marks.LEFT_SINGLE, marks.RIGHT_SINGLE)
)


class Wrong(NamedTuple):
    """Something wrong in a paragraph."""

    rule: str
    edits: tuple[Edit, ...]
    evidence: str


def find_wrong(reading: Reading, target: Target) -> Iterator[Wrong]:
    """Yield what is wrong, each mark once; marks of merely the other style come last, as one."""
    other_style: list[Edit] = []
    for first, last in reading.pairs:
        yield from _pair(reading, first, last, target, other_style)
    for indices, opens in (
        (reading.unclosed, True),
        (reading.repeated, True),
        (reading.orphans, False),
    ):
        for index in indices:
            yield from _lone(reading, index, opens, target, other_style)
    apostrophes = [
        (token.start, token.glyph)
        for token, role in zip(reading.tokens, reading.roles, strict=True)
        if role == APOSTROPHE
    ]
    apostrophes += ((at, reading.text[at]) for at in reading.inside)
    wanted = "'" if target.straight_singles else marks.RIGHT_SINGLE
    for start, glyph in apostrophes:
        if glyph == wanted:
            continue
        edit = Edit(start, start + 1, wanted)
        if glyph in ("'", marks.RIGHT_SINGLE):
            other_style.append(edit)
        else:
            yield Wrong("wrong-apostrophe", (edit,), f"{_name(glyph)} for an apostrophe")
    for index, role in enumerate(reading.roles):
        if role == EXTRA:
            yield _extra(reading, index)
    if other_style:
        yield restyled(tuple(other_style), target)


def restyled(edits: tuple[Edit, ...], target: Target) -> Wrong:
    """Return the finding for marks of which nothing is wrong but their style."""
    if not target.asked:
        return Wrong("mixed", edits, "the document mostly uses another style")
    rule = "curly" if target.straight_doubles else "straight"
    return Wrong(rule, edits, "another style is asked for")


def _wanted(reading: Reading, first: int, target: Target) -> tuple[str, str]:
    """Return the marks that a pair should have."""
    if reading.kinds[first] == "d":
        return ('"', '"') if target.straight_doubles else target.way.double
    return ("'", "'") if target.straight_singles else target.way.single


def _pair(
    reading: Reading,
    first: int,
    last: int,
    target: Target,
    other_style: list[Edit],
) -> Iterator[Wrong]:
    left, right = reading.tokens[first], reading.tokens[last]
    text = reading.text
    glyphs = (left.glyph, right.glyph)
    wanted = _wanted(reading, first, target)
    if (
        glyphs != wanted
        and glyphs in PAIRS
        and _stays(glyphs, target, text[left.end : right.start])
    ):
        return
    start, end = left.end, right.start
    while start < end and text[start] in SPACES:
        start += 1
    while end > start and text[end - 1] in SPACES:
        end -= 1
    gap = target.way.space if wanted == target.way.double and reading.kinds[first] == "d" else ""
    spaced = (start > left.end or end < right.start) and not gap and glyphs not in PAIRS_WITH_SPACE
    if glyphs in PAIRS_WITH_SPACE and not spaced:
        start, end = left.end, right.start
    opening = wanted[0] + (marks.RIGHT_SINGLE if reading.roles[first] == OPEN_APOSTROPHE else "")
    closing = (marks.RIGHT_SINGLE if reading.roles[last] == APOSTROPHE_CLOSE else "") + wanted[1]
    if target.straight_singles:
        opening, closing = (
            opening.replace(marks.RIGHT_SINGLE, "'"),
            closing.replace(marks.RIGHT_SINGLE, "'"),
        )
    if gap and glyphs != wanted:
        opening, closing = opening + gap, gap + closing
    edits = []
    if (left.glyph != opening and glyphs != wanted) or start > left.end:
        edits.append(Edit(left.start, start, opening, "right"))
    if (right.glyph != closing and glyphs != wanted) or end < right.start:
        edits.append(Edit(end, right.end, closing, "left"))
    edits = [edit for edit in edits if text[edit.start : edit.end] != edit.new]
    if not edits:
        return
    if glyphs == wanted:
        yield Wrong("inner-space", tuple(edits), "a space inside the marks")
        return
    rule = _reason(glyphs, target)
    if spaced and rule in ("mixed", "straight", "curly"):
        yield Wrong("inner-space", tuple(edits), "a space inside the marks")
    elif rule in ("straight", "curly") or (rule == "mixed" and glyphs in _UNIFORM):
        other_style += edits
    else:
        yield Wrong(rule, tuple(edits), f"{_name(left.glyph)} with {_name(right.glyph)}")


PAIRS_WITH_SPACE: Final = frozenset(
    {(marks.LEFT_GUILLEMET, marks.RIGHT_GUILLEMET), (marks.LEFT_ANGLE, marks.RIGHT_ANGLE)}
)
"""Pairs that French sets with a space inside."""
_UNIFORM: Final = frozenset(
    {
        ('"', '"'),
        ("'", "'"),
        (marks.LEFT_DOUBLE, marks.RIGHT_DOUBLE),
        (marks.LEFT_SINGLE, marks.RIGHT_SINGLE),
    }
)


def _stays(glyphs: tuple[str, str], target: Target, inner: str) -> bool:
    """Tell whether a pair that is right in some language is left as it is."""
    if glyphs[0] in _CURLY and glyphs[1] in _CURLY and glyphs[0] != glyphs[1]:
        # A curly pair: left only where the text's own way is another and the words are foreign.
        return (
            target.way.double != glyphs
            and not target.straight_doubles
            and _is_foreign(inner, target.language)
        )
    if target.straight_doubles:
        return True
    return _is_foreign(inner, target.language)


def _is_foreign(inner: str, language: str) -> bool:
    """Tell whether words are of another language than their document."""
    guess = guess_language(inner)
    if guess and language:
        return guess != language.partition("-")[0]
    return any(char.isalpha() and char > "\x7f" for char in inner)


def _lone(
    reading: Reading, index: int, opens: bool, target: Target, other_style: list[Edit]
) -> Iterator[Wrong]:
    """Give a mark without a partner the shape of its side."""
    token = reading.tokens[index]
    wanted = _wanted(reading, index, target)[0 if opens else 1]
    if reading.roles[index] in (OPEN_APOSTROPHE, APOSTROPHE_CLOSE):
        return
    if token.glyph == wanted or any(token.glyph in pair for pair in PAIRS if pair[0] not in _CURLY):
        return
    edit = Edit(token.start, token.end, wanted, "right" if opens else "left")
    if token.glyph in ('"', "'") or token.glyph in _CURLY:
        other_style.append(edit)
    else:
        yield Wrong(
            _reason((token.glyph, token.glyph), target), (edit,), f"{_name(token.glyph)} alone"
        )


def _extra(reading: Reading, index: int) -> Wrong:
    token = reading.tokens[index]
    beside = {
        reading.tokens[other].glyph
        for other in (index - 1, index + 1)
        if 0 <= other < len(reading.tokens)
    }
    rule = "doubled" if token.glyph in beside else "stray-closer"
    return Wrong(
        rule, (Edit(token.start, token.end, ""),), f"{_name(token.glyph)} beside another mark"
    )


def _reason(glyphs: tuple[str, str], target: Target) -> str:
    """Return the rule that a wrong pair falls under."""
    left, right = glyphs
    both = left + right
    if "``" in glyphs or marks.ACUTE * 2 in glyphs:
        return "tex"
    if len(left) == 2 or len(right) == 2:
        return "two-singles"
    if marks.GRAVE in both or marks.ACUTE in both:
        return "backtick"
    if marks.FULL_WIDTH_DOUBLE in both or marks.FULL_WIDTH_SINGLE in both:
        return "full-width"
    if marks.DOUBLE_PRIME in both or marks.PRIME in both:
        return "prime"
    if glyphs in ((marks.RIGHT_DOUBLE, marks.LEFT_DOUBLE), (marks.RIGHT_SINGLE, marks.LEFT_SINGLE)):
        return "swapped"
    if left == right and left in _CURLY:
        return "same-direction"
    if any(mark not in _CURLY and mark not in "\"'" for mark in glyphs):
        return "foreign-mark"
    if not target.asked or left not in "\"'" or right not in "\"'":
        if target.asked and glyphs in _UNIFORM:
            return "curly"
        return "mixed"
    return "straight"


def _name(glyph: str) -> str:
    return f"`{glyph}`" if "`" not in glyph else glyph
