"""Whether a paragraph reads the same once it is mended, so that it need not be read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textclean.quotes.conventions import ENGLISH
from textclean.quotes.costs import APOSTROPHE, CLOSE, LITERAL, OPEN, is_double
from textclean.quotes.elisions import elisions
from textclean.quotes.evidence import Target
from textclean.quotes.masks import hide
from textclean.quotes.reading import Reading
from textclean.quotes.repair import Wrong
from textclean.quotes.tokens import word_at


def is_at_rest(reading: Reading, wrong: Sequence[Wrong], mended: str, target: Target) -> bool:
    """Tell whether surely nothing is wrong with a mended paragraph, if the document stays so.

    It is so where straight marks have become the curly ones of their roles: a curly mark costs
    nothing in its role and no less than a straight one in any other, so the cheapest reading stays
    the cheapest.  That holds only for marks of one kind that do not touch, as two singles may be
    one double, and where no code, measure or dialect was or is seen because of them.
    """
    if target.way is not ENGLISH or target.straight_doubles or target.straight_singles:
        return False
    if target.straight_apostrophes or target.even_doubles or target.even_apostrophes:
        return False
    new = {}
    for each in wrong:
        for start, end, mark, _ in each.edits:
            if end - start != 1 or len(mark) != 1 or reading.text[start] not in "\"'":
                return False
            new[start] = mark
    before = -1
    doubled = False
    for (start, end, glyph, _, _), role, kind in zip(
        reading.tokens, reading.roles, reading.kinds, strict=True
    ):
        if role == LITERAL and len(glyph) == 1:
            before, doubled = end, is_double(glyph)
            continue
        if start == before and is_double(glyph) == doubled:
            return False
        if role not in (OPEN, CLOSE, APOSTROPHE):
            return False
        before, doubled = end, is_double(glyph)
        side = 0 if role == OPEN else 1
        expected = ENGLISH.double[side] if kind == "d" else ENGLISH.single[side]
        if new.get(start, glyph) != expected:
            return False
        became_opening = side == 0 and kind == "s" and start in new
        if became_opening and word_at(reading.text, end).lower() in elisions().leading:
            return False
    return hide(mended) == mended


def has_behind_marks(reading: Reading, words: Collection[str]) -> bool:
    """Tell whether one of the words stands behind a mark that takes thought."""
    return any(word_at(reading.text, token.end) in words for token in reading.tokens)
