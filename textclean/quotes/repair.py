"""What is wrong with a paragraph's marks, and the edits that mend it."""

from __future__ import annotations

from collections.abc import Iterator

from textclean.finding import Edit
from textclean.quotes import marks
from textclean.quotes.conventions import PAIRS
from textclean.quotes.costs import APOSTROPHE, APOSTROPHE_CLOSE, EXTRA, OPEN_APOSTROPHE
from textclean.quotes.evidence import Target
from textclean.quotes.pairs import SPACED, SPACES, STYLE, reason, stays, wanted
from textclean.quotes.reading import Reading
from textclean.startup.records import NamedTuple


class Wrong(NamedTuple):
    """Something wrong in a paragraph."""

    rule: str
    edits: tuple[Edit, ...]
    evidence: str


def find_wrong(reading: Reading, target: Target) -> Iterator[Wrong]:
    """Yield what is wrong, each mark once.

    Where a style was asked for, the marks that only have the other one come last, as one.
    """
    restyling: list[Edit] = []
    found = [
        *_pairs(reading, target),
        *_lone_marks(reading, target),
        *_apostrophes(reading, target),
        *_extra_marks(reading),
    ]
    for wrong in sorted(found, key=_first):
        if target.asked and wrong.rule == STYLE:
            restyling += wrong.edits
        else:
            yield wrong
    if restyling:
        yield restyled(tuple(sorted(restyling)), target)


def _first(wrong: Wrong) -> int:
    return wrong.edits[0].start


def restyled(edits: tuple[Edit, ...], target: Target) -> Wrong:
    """Return the finding for marks of which nothing is wrong but their style."""
    if not target.asked:
        return Wrong(STYLE, edits, "the document mostly uses another style")
    rule = "curly" if target.straight_doubles else "straight"
    return Wrong(rule, edits, "another style is asked for")


def _pairs(reading: Reading, target: Target) -> Iterator[Wrong]:
    text = reading.text
    for first, last in reading.pairs:
        left, right = reading.tokens[first], reading.tokens[last]
        glyphs = (left.glyph, right.glyph)
        mixed = (left.glyph in marks.POINTED) != (right.glyph in marks.POINTED)
        even = target.even_doubles and glyphs[0] + glyphs[1] in _UNIFORM_DOUBLE
        right_marks = glyphs if even else wanted(reading, first, target, mixed=mixed)
        if glyphs != right_marks and stays(glyphs, target, text[left.end : right.start], text):
            continue
        start, end = left.end, right.start
        if not text[start:end].strip():
            continue
        inner = text[start:end]
        # A string of signs is not a quotation: parts joined with `', '`.
        if _has_word(inner) and (
            not _may_be_spaced(glyphs, inner, target) or _is_lopsided(inner, target)
        ):
            while start < end and text[start] in SPACES and not _is_hair(text, start, start + 1):
                start += 1
            while end > start and text[end - 1] in SPACES and not _is_hair(text, end - 1, end - 2):
                end -= 1
        spaced = start > left.end or end < right.start
        opening, closing = right_marks
        if reading.roles[first] == OPEN_APOSTROPHE:
            opening += _apostrophe(target)
        if reading.roles[last] == APOSTROPHE_CLOSE:
            closing = _apostrophe(target) + closing
        if right_marks == target.way.double and glyphs != right_marks:
            space = _inner_space(text, left.end, right.start, target)
            opening, closing = opening + space, space + closing
        both = (Edit(left.start, start, opening, "right"), Edit(end, right.end, closing, "left"))
        edits = tuple(edit for edit in both if text[edit.start : edit.end] != edit.new)
        if not edits:
            continue
        rule = reason(*glyphs) if glyphs != right_marks else STYLE
        if spaced and rule == STYLE:
            yield Wrong("inner-space", edits, "a space inside the marks")
        elif rule == STYLE and glyphs[0] + glyphs[1] in _UNIFORM:
            yield restyled(edits, target) if not target.asked else Wrong(STYLE, edits, "")
        else:
            yield Wrong(rule, edits, f"{_named(left.glyph)} with {_named(right.glyph)}")


def _inner_space(text: str, start: int, end: int, target: Target) -> str:
    """Return the space to put inside guillemets: the one that stands there on one side, if any."""
    beside = (text[start], text[end - 1])
    return next((space for space in beside if space in _NO_BREAK), target.way.space)


def _may_be_spaced(glyphs: tuple[str, str], inner: str, target: Target) -> bool:
    """Tell whether a pair may have spaces inside: other ones than guillemets have no-break ones,
    in a language that sets such spaces."""
    if glyphs in SPACED:
        return True
    french = target.way.space or target.language.startswith("fr")
    return bool(french) and glyphs in PAIRS and inner[0] in _NO_BREAK and inner[-1] in _NO_BREAK


def _is_lopsided(inner: str, target: Target) -> bool:
    """Tell whether a space stands inside guillemets on one side, in a language that has none."""
    return not target.way.space and (inner[0] in SPACES) != (inner[-1] in SPACES)


def _has_word(inner: str) -> bool:
    return any(char.isalnum() for char in inner)


def _is_hair(text: str, blank: int, beyond: int) -> bool:
    """Tell whether a blank is a thin one that keeps two marks apart, as printers set it."""
    return text[blank] in _THIN and text[beyond] in marks.SINGLES + marks.DOUBLES


_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_UNIFORM_DOUBLE = frozenset(('""', "".join(marks.CURLY_DOUBLE)))
_UNIFORM = _UNIFORM_DOUBLE | {"''", "".join(marks.CURLY_SINGLE)}
"""Pairs whose marks are of one style, be it the wrong one."""


def _lone_marks(reading: Reading, target: Target) -> Iterator[Wrong]:
    """Give each mark without a partner the shape of its side."""
    sides = ((reading.unclosed, 0), (reading.repeated, 0), (reading.orphans, 1))
    for index, side in ((index, side) for indices, side in sides for index in indices):
        token = reading.tokens[index]
        mark = wanted(reading, index, target)[side]
        glyph = token.glyph
        if glyph == mark or glyph in marks.POINTED + marks.LOW_DOUBLE + marks.LOW_SINGLE:
            continue
        if reading.roles[index] in (OPEN_APOSTROPHE, APOSTROPHE_CLOSE):
            continue
        space = target.way.space if mark == target.way.double[side] else ""
        new = space + mark if side else mark + space
        edits = (Edit(token.start, token.end, new, "left" if side else "right"),)
        rule = reason(glyph, mark)
        evidence = f"{_named(glyph)} for {_named(mark)}"
        if glyph in "\"'" or glyph in marks.CURLY_DOUBLE + marks.CURLY_SINGLE:
            rule = STYLE
            if target.even_doubles and glyph in '"' + "".join(marks.CURLY_DOUBLE):
                continue
        yield Wrong(rule, edits, evidence)


_SOUND = ("'", marks.RIGHT_SINGLE)
"""Apostrophes of which nothing is wrong but perhaps their style."""


def _apostrophes(reading: Reading, target: Target) -> Iterator[Wrong]:
    mark = _apostrophe(target)
    found = [
        (token.start, token.glyph)
        for token, role in zip(reading.tokens, reading.roles, strict=True)
        if role == APOSTROPHE
    ]
    found += [(at, reading.text[at]) for at in reading.inside]
    if target.asked:
        edits = [Edit(at, at + 1, mark) for at, glyph in found if glyph != mark and glyph in _SOUND]
        if edits:
            yield Wrong(STYLE, tuple(edits), "")
            found = [one for one in found if one[1] not in _SOUND]
    for start, glyph in found:
        if glyph == mark:
            continue
        rule = STYLE if glyph in _SOUND else "wrong-apostrophe"
        if rule == STYLE and target.even_apostrophes:
            continue
        yield Wrong(
            rule, (Edit(start, start + len(glyph), mark),), f"{_named(glyph)} for an apostrophe"
        )


def _extra_marks(reading: Reading) -> Iterator[Wrong]:
    tokens = reading.tokens
    for index, role in enumerate(reading.roles):
        if role == EXTRA:
            token = tokens[index]
            beside = {tokens[at].glyph for at in (index - 1, index + 1) if 0 <= at < len(tokens)}
            rule = "doubled" if token.glyph in beside else "stray-closer"
            edit = Edit(token.start, token.end, "")
            yield Wrong(rule, (edit,), f"{_named(token.glyph)} beside another mark")


def _apostrophe(target: Target) -> str:
    return "'" if target.straight_apostrophes else marks.RIGHT_SINGLE


def _named(glyph: str) -> str:
    return glyph if "`" in glyph else f"`{glyph}`"
