"""Authors' names that stand alone, which only a date or a post beside them tells from others."""

from __future__ import annotations

from textclean.document import Kind
from textclean.phrases.classes import date_words
from textclean.phrases.matching import Survey
from textclean.phrases.tiling import NAME_WORDS
from textclean.phrases.words import fold
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

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
MOST_POST_WORDS = 6
POSTS = frozenset(
    {"reporter", "correspondent", "editor", "writer", "columnist", "journalist", "producer"}
    | {"redakteur", "redakteurin", "reporterin", "korrespondent", "korrespondentin", "journalistin"}
    | {"journaliste", "correspondant", "correspondante", "rédacteur", "rédactrice"}
    | {"periodista", "redactor", "redactora", "corresponsal", "giornalista", "inviato", "inviata"}
    | {
        "jornalista",
        "repórter",
        "redakteur",
        "verslaggever",
        "redacteur",
        "redaktör",
        "journalista",
    }
)
"""What the author of an article is, as the line below the name says it: `Business reporter`."""


class LoneName(NamedTuple):
    """The author's name alone on a line."""

    number: int
    """Of the block."""
    name: str
    date: str
    """Behind the name in the same line, empty if there is none."""
    post: int | None
    """The block below it that says what the author is."""


def find_lone_name(dates: set[int], lines: Survey) -> LoneName | None:
    """Return the author's name that stands alone below a title.

    `dates` are the blocks that hold a date: one of them stands before or behind the name, unless
    the date stands in the same line, or a line behind the name says what the author is.
    """
    below_title = False
    texts = dict(zip(lines.numbers, lines.blocks, strict=True))
    for place in lines.head:
        number, block = lines.numbers[place], lines.blocks[place]
        if below_title and block.kind is Kind.PARAGRAPH:
            text = block.text.strip()
            name = _without_date(text)
            below = texts.get(number + 1)
            post = number + 1 if below is not None and _is_post(below.text) else None
            third = texts.get(number + 3)
            if post and third is not None and _is_post(third.text):
                return None  # A list of the staff.
            beside = post or name != text or {number - 1, number + 1} & dates
            if beside and _is_name(name):
                return LoneName(number, name, text[len(name) :].strip(" ,|"), post)
        below_title = below_title or block.text.count(" ") >= LEAST_TITLE_WORDS - 1
    return None


def _without_date(text: str) -> str:
    """Return a line without the date at its end."""
    found = DATE_BEHIND.search(text) if text[-1:].isdigit() else None
    if found is None or (found[1] and fold(found[1]) not in date_words().names):
        return text
    return text[: found.start()]


def _is_post(text: str) -> bool:
    """Tell whether a line is an author's post, a place behind it: `Transport reporter, Oban`."""
    words = text.split(",", 1)[0].split()
    return (
        bool(words)
        and (words[-1].casefold() in POSTS or words[0].casefold() in POSTS)
        and len(text.split()) <= MOST_POST_WORDS
        and text[:1].isupper()
        and text[-1].isalpha()
    )


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
