"""Authors' names that stand alone, which only a date beside them tells from other lines."""

from __future__ import annotations

from textclean.document import Kind
from textclean.phrases.classes import date_words
from textclean.phrases.matching import Survey
from textclean.phrases.tiling import NAME_WORDS
from textclean.phrases.words import fold
from textclean.startup.lazy import lazy_compile

CAPITALS_WORDS = (2, 3, 4, 5)
"""Words of a name in capitals, which may be the paper's."""
MOST_NAMES = 2
JOINING = frozenset(
    {"and", "und", "et", "y", "e", "i", "en", "og", "och", "ja", "ve", "&"}
    | {"\u0219i", "\u015fi", "\u0438", "\u0439", "\u0442\u0430", "\u03ba\u03b1\u03b9"}
)
"""What stands between two names."""
DATE_BEHIND = lazy_compile(
    r"[ ,|]+(?:\d{1,2}\.? ([^\W\d]{3,12})\.?,? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
    r"(?:[ ,|]+\d{1,2}[:.h]\d\d)?$"
)
"""A date behind a name, the month as its group if it is a word."""
LEAST_TITLE_WORDS = 5
"""Words of a line above the name that can only be the title."""


def find_lone_name(dates: set[int], lines: Survey) -> tuple[int, str, str] | None:
    """Return the block with the author's name alone, below a title, the name, and the date in it.

    `dates` are the blocks that hold a date: one of them stands before or behind the name, unless
    the date stands in the same line.
    """
    below_title = False
    for place in lines.head:
        number, block = lines.numbers[place], lines.blocks[place]
        if below_title and block.kind is Kind.PARAGRAPH:
            text = block.text.strip()
            name = _without_date(text)
            beside = name != text or {number - 1, number + 1} & dates
            if beside and _is_name(name):
                return number, name, text[len(name) :].strip(" ,|")
        below_title = below_title or block.text.count(" ") >= LEAST_TITLE_WORDS - 1
    return None


def _without_date(text: str) -> str:
    """Return a line without the date at its end."""
    found = DATE_BEHIND.search(text) if text[-1:].isdigit() else None
    if found is None or (found[1] and fold(found[1]) not in date_words().names):
        return text
    return text[: found.start()]


def _is_name(text: str) -> bool:
    """Tell whether a text is nothing but a few capitalised words, or two such names."""
    names: list[list[str]] = [[]]
    for word in text.split():
        if word in JOINING:
            names.append([])
        else:
            names[-1].append(word)
    capitals = text.isupper()
    lengths = CAPITALS_WORDS if capitals else NAME_WORDS
    return len(names) <= MOST_NAMES and all(
        len(name) in lengths
        and all(
            word[0].isupper() and word.isupper() == capitals and word.isalpha() for word in name
        )
        for name in names
    )
