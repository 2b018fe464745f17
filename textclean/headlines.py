"""Which lines of a plain text look like its title or a section's heading, by their form alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textclean.document import Block, Kind
from textclean.repair.prose import is_cjk
from textclean.startup.lazy import lazy_compile

MAX_TITLE_WORDS = 25
MAX_HEADING_WORDS = 12
"""In words; headings in news texts have 2 to 9, titles 5 to 20."""

MAX_TITLE_CHARS = 180
MAX_HEADING_CHARS = 90
"""In characters, for scripts that do not part words."""

KICKER_WORDS = 3
MOST_KICKERS = 3
LEAST_BELOW_KICKER = 3
"""Words of a line in capitals that names a section, such lines above a title, and words that the
title below them has: `WORLD`, `Sport`."""

NEAR_LINES = 4
FAR_LINES, LEAST_WORDS_AFAR = 8, 5
"""Within how many lines below a title prose begins: names, dates and a list of the key points may
stand between, below a title of so many words."""

UNSPACED_TITLE_CHARS = 7
"""From so many characters on a line in a script that does not part words is no section's name."""

MIN_PROSE_CHARS = 80
"""A block of this length, or one that ends as a sentence does, is a paragraph of prose."""

MIN_UNSPACED_CHARS = 24
MIN_CJK_CHARS = 12
"""Of a sentence in a script that does not part words, and in one whose characters are words."""

SLACK_CHARS = 20
"""Blanks that a line may have at its ends."""
LONGEST_LINE = MAX_HEADING_CHARS + SLACK_CHARS

CLOSERS = "\"'”’»“)]」』"
SENTENCE_END = ".!?…:;,。！？：；،؟।"
TITLE_END = ".…:;,。：；،।"
"""A title may be a question or a call; a section heading of that form could be dialogue."""

NOT_A_HEADING = lazy_compile(
    r"[-–—*•|=_#~+<>{}\[\]/\\@©]|[QA]: |\W*\d[\d\s.,:/-]*$|.*(?:https?://|www\.|@\w)"
)
"""Begins with a sign or as an interview's lines do, holds only figures, or has an address in it."""


SENTENCE_WITHIN = lazy_compile(r"。|[가-힣]\. \S")
"""A sentence ends within the line, in scripts whose words are not cut short with a stop."""


def find_title(standing: Sequence[tuple[int, Block]], *, known: str) -> int | None:
    """Return the position of the title: the first standing line, when prose follows.

    Single words, or a few in capitals, above a longer line are what names its section.
    """
    if len(standing) < 2 or known:
        return None
    at = 0
    while at < min(MOST_KICKERS, len(standing) - 2) and _is_kicker(standing, at):
        at += 1
    title = standing[at][1]
    if at and title.text.count(" ") < LEAST_BELOW_KICKER - 1:
        at, title = 0, standing[0][1]
    if not is_line(title, MAX_TITLE_WORDS, MAX_TITLE_CHARS, TITLE_END):
        return None
    reach = FAR_LINES if _is_long(title.text) else NEAR_LINES
    below = (block for _, block in standing[at + 1 : at + 1 + reach])
    return at if any(map(is_prose, below)) else None


def _is_long(text: str) -> bool:
    """Tell whether a line has the words of a title, not only of a label."""
    return text.count(" ") >= LEAST_WORDS_AFAR - 1 or (len(text) >= MIN_CJK_CHARS and is_cjk(text))


def _is_kicker(standing: Sequence[tuple[int, Block]], at: int) -> bool:
    """Tell whether a line may name the section of a text, and the next one head the text."""
    text, below = standing[at][1].text.strip(), standing[at + 1][1]
    words = text.count(" ") + 1
    if words == 1 and len(text) >= UNSPACED_TITLE_CHARS and is_cjk(text):
        return False
    if words > 1 and not (words <= KICKER_WORDS and text.isupper() and not below.text.isupper()):
        return False
    return is_line(below, MAX_TITLE_WORDS, MAX_TITLE_CHARS, TITLE_END)


def is_heading(
    standing: Sequence[tuple[int, Block]],
    number: int,
    title_at: int | None,
    is_known: Callable[[Block], bool],
) -> bool:
    """Tell whether a line heads the paragraph after it.

    Before it stands a paragraph, a list or a table, not another short line but the title or one
    that a phrase rule knows.
    """
    if number + 1 >= len(standing) or number == 0:
        return False
    block, before = standing[number][1], standing[number - 1][1]
    if not is_line(block, MAX_HEADING_WORDS, MAX_HEADING_CHARS, SENTENCE_END):
        return False
    if SENTENCE_WITHIN.search(block.text):
        return False
    following = standing[number + 1][1]
    if following.kind is not Kind.PARAGRAPH or not is_prose(following):
        return False
    headed = before.kind is not Kind.PARAGRAPH or is_prose(before) or number - 1 == title_at
    return headed or is_known(before)


def is_line(block: Block, max_words: int, max_chars: int, ends: str) -> bool:
    """Tell whether a block has the form of a headline: short, and no sentence.

    `ends` are the signs that it must not end in.
    """
    if block.kind is not Kind.PARAGRAPH or len(block.text) > max_chars + SLACK_CHARS:
        return False
    text = block.text.strip()
    if not text or len(text) > max_chars:
        return False
    bare = text.rstrip(CLOSERS)
    if not bare or bare[-1] in ends or not any(char.isalpha() for char in text):
        return False
    first = text.lstrip("\"'“‘„«¿¡(「『")[:1]
    if first.islower() or NOT_A_HEADING.match(text) or "\t" in text or "   " in text:
        return False
    return len(text.split()) <= max_words


def is_prose(block: Block) -> bool:
    """Tell whether a block is a paragraph of prose: long, or a sentence of four words or more."""
    if block.kind is not Kind.PARAGRAPH:
        return False
    text = block.text.strip()
    if len(text) >= MIN_PROSE_CHARS:
        return True
    if text.rstrip(CLOSERS)[-1:] not in SENTENCE_END:
        return False
    # A script that does not part words has none or few blanks.
    if len(text.split()) >= 4:
        return True
    if text.isascii() or len(text) < MIN_CJK_CHARS:
        return False
    return len(text) >= MIN_UNSPACED_CHARS or is_cjk(text)
