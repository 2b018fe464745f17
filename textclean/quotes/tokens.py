"""A paragraph's marks, each with what it could be."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from textclean.quotes import marks
from textclean.quotes.costs import Around, Choice, Habits, choose, choose_double, is_double
from textclean.quotes.elisions import Elisions
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple, maker


class Token(NamedTuple):
    """A mark (or two that belong together) in a text."""

    start: int
    end: int
    glyph: str
    choice: Choice
    line_start: bool = False


_new_token = maker(Token)


class Words(NamedTuple):
    """Which words are known to have an apostrophe at an edge."""

    elisions: Elisions
    leading: frozenset[str] = frozenset()
    """Words, as written, that the text itself shows to begin with one."""


_FIRST_EAST_ASIAN: Final = "\u2e80"
"""The first of the Chinese, Japanese and Korean characters; hardly any other script is above."""


class _Classes(dict[str, str]):
    """The class of a character beside a mark (see `Around`); those asked for are kept."""

    def __missing__(self, char: str) -> str:
        if char >= _FIRST_EAST_ASIAN:
            kind = "o"  # Between these words no space tells on which side a mark stands.
        elif char.isalpha():
            kind = "W"
        elif char.isspace():
            kind = "S"
        elif char.isnumeric():  # Fractions, too.
            kind = "D"
        else:
            kind = "W" if char.isalnum() else "o"
        self[char] = kind
        return kind


_CLASS: Final = _Classes(
    {
        "": "E",
        **dict.fromkeys("([{<", "B"),
        **dict.fromkeys(")]},;:!?%\N{INVERTED EXCLAMATION MARK}", "P"),
        **dict.fromkeys(".\N{HORIZONTAL ELLIPSIS}", "."),
        **dict.fromkeys("\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}", "-"),
        **dict.fromkeys(" \n\t\N{NO-BREAK SPACE}", "S"),
        "-": "h",
        "/": "/",
    }
)
_new_around = maker(Around)
_WORD: Final = lazy_compile(r"[^\W_]+")
_LEADING: Final = lazy_compile(r"[^\w\s](?<!\w.)([^\W\d_]+)")
"""A word behind any sign: a class that names the marks would take ten times as long to compile."""
_ELIDING: Final = ("'", "`", marks.RIGHT_SINGLE)
_ELIDED: Final = lazy_compile(
    rf"[^\W\d_]['{marks.RIGHT_SINGLE}]{marks.LEFT_GUILLEMET}[^\S\n]?[^\W_]"
)
"""The end of a word cut short before a quotation."""
_DECADE: Final = lazy_compile(r"\d0s\b|\d\d\b(?!\d)")
_CLIPPED: Final = frozenset(("a", "n"))
"""Words cut on both sides: 'a' for have, 'n' for and."""
_CLIPPED_LETTERS: Final = frozenset("nN")
_CURLY_PAIR: Final = "".join(marks.CURLY_SINGLE)
"""What stands around a letter that is spoken of; only of `and` it is often what is left."""
_CLIPPED_ENDS: Final = frozenset(("' ", marks.RIGHT_SINGLE + " "))
_CONTRACTIONS: Final = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
"""What stands behind the apostrophe in English: it's, don't, we're, I've, you'll, he'd, I'm."""
_LONGEST_RUN: Final = 8
"""Marks in a row; more are ornament, and are left."""
_LONGEST_WORD: Final = 24
"""How far back the beginning of a word is looked for, in characters."""


def read_tokens(text: str, words: Words, habits: Habits) -> tuple[list[Token], list[int]]:
    """Return the marks of a text that need thought, and where apostrophes stand inside words."""
    tokens: list[Token] = []
    inside: list[int] = []
    found = []
    straight = text.isascii() and "`" not in text
    token = marks.STRAIGHT_TOKEN if straight else marks.TOKEN
    for match in (marks.COMMAS_TOKEN if marks.COMMAS in text else token).finditer(text):
        start, end = match.span()
        glyph = match[0]
        if (
            glyph in marks.APOSTROPHE
            and text[end : end + 1].isalpha()
            and text[start - 1 : start].isalnum()
            and (straight or max(text[start - 1], text[end]) < _FIRST_EAST_ASIAN)
        ) or (not straight and _is_elided(text, start, habits)):
            inside.append(start)
        else:
            found.append((start, end, glyph))
    count = len(found)
    first = 0
    while first < count:
        start, end, glyph = found[first]
        last = first + 1
        while last < count and found[last][0] == end:
            end = found[last][1]
            last += 1
        if last - first > _LONGEST_RUN:
            first = last
            continue
        begins = _begins_line(text, start)
        if last == first + 1:
            sides = _sides(text, start, end)
            if glyph in marks.DOUBLES and sides != ("W", "W"):
                choice = choose_double(glyph, *sides, habits)
            else:
                choice = choose(glyph, _around(text, start, end, words), habits)
            tokens.append(_new_token((start, end, glyph, choice, begins)))
            first = last
            continue
        around = _around(text, start, end, words)
        for number in range(first, last):
            start, end, glyph = found[number]
            beside = found[max(number - 1, first) : min(number + 2, last)]
            doubled = len(beside) > 1 and any(
                is_double(other) for at, _, other in beside if at != start
            )
            choice = choose(glyph, around, habits, doubled)
            tokens.append(_new_token((start, end, glyph, choice, begins)))
            begins = False
        first = last
    return tokens, inside


def _is_elided(text: str, start: int, habits: Habits) -> bool:
    """Tell whether a word cut short stands before a quotation, as in French: `l'<< autre >>`."""
    return not habits.pointing_in and _ELIDED.match(text, max(0, start - 1)) is not None


def _sides(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the classes of what stands before and behind a stretch."""
    left = _CLASS[text[start - 1]] if start else "E"
    if left == "o" and text[start - 1] in _ELIDING and _ELIDED.match(text, max(0, start - 2)):
        left = "S"
    if left == "h" and start > 1 and text[start - 2] == "-":
        left = "-"
    right = _CLASS[text[end : end + 1]]
    if right == "." and _CLASS[text[end + 1 : end + 2]] in "SE":
        right = "P"  # It ends a sentence; an ellipsis goes on with a stop or with a word.
    return left, right


def _around(text: str, start: int, end: int, words: Words) -> Around:
    left, right = _sides(text, start, end)
    leading = trailing = 0
    capital = decade = dialect = contracted = False
    if right == "W":
        word = word_at(text, end)
        capital = word[:1].isupper()
        leading = _leading(text, end, word, words)
        dialect = leading == 1 and _is_dialect(text, words)
        contracted = left == "W" and word.lower() in _CONTRACTIONS
    elif right == "D":
        decade = _DECADE.match(text, end) is not None
    if left == "W" or left == "D":
        first = start - 1
        floor = max(0, start - _LONGEST_WORD)
        while first > floor and text[first - 1].isalnum():
            first -= 1
        trailing = _trailing(text, start, text[first:start], words)
        contracted = contracted or (left == right == "W" and trailing == 3)
    paused = left != "S" or start < 2 or not text[start - 2].isalnum()
    return _new_around(
        (left, right, leading, contracted, trailing, paused, capital, decade, dialect)
    )


def word_at(text: str, start: int) -> str:
    """Return the word that begins at an offset, empty if none does."""
    match = _WORD.match(text, start)
    return match[0] if match else ""


@lru_cache(maxsize=1)
def _is_dialect(text: str, words: Words) -> bool:
    """Tell whether a text has words that only dialect cuts. Kept for the marks of one text."""
    leading = words.elisions.leading
    return any(
        match[1].lower() in leading and match[0].startswith(_ELIDING)
        for match in _LEADING.finditer(text)
    )


def _leading(text: str, end: int, word: str, words: Words) -> int:
    lower = word.lower()
    around = text[end - 1] + text[end + len(word) : end + len(word) + 1]
    if len(word) == 1 and around == _CURLY_PAIR and word not in _CLIPPED_LETTERS:
        return 0
    if lower in words.elisions.leading or word in words.leading:
        return 2
    if word in _CLIPPED and text[end + len(word) : end + len(word) + 2] in _CLIPPED_ENDS:
        return 2
    return 1 if lower in words.elisions.doubtful else 0


def _trailing(text: str, start: int, word: str, words: Words) -> int:
    lower = word.lower()
    if lower in words.elisions.trailing:
        return 3
    before = start - len(word) - 1
    if word in _CLIPPED and before >= 0 and text[before] in marks.APOSTROPHE:
        return 3
    if lower.endswith("in") and len(lower) > 3:
        return 2
    return 1 if len(lower) > 1 and lower.endswith(("s", "x", "z")) else 0


def _begins_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n" or text[max(0, start - 3) : start] == " / "
