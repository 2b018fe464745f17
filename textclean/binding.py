"""Whether a no-break space joins what belongs together, or is there by accident.

Editors and web pages put such spaces between any words; people put them beside numbers, initials,
abbreviations and names, and where their language asks for it.
"""

from __future__ import annotations

from textclean.language import small_words
from textclean.lazy import lazy_compile

JOINED_CHARS = 3
"""Letters that both words beside a no-break space must have for it to join nothing: what is joined
on purpose is a number, an initial, an abbreviation, a preposition or an article."""
JOINED_CHARS_SLAVIC = 4
"""The same where typographers also bind prepositions of three letters."""
JOINED_CHARS_LOOSE = 2
"""The same where they bind none but words of one letter."""
LOOSE = frozenset(("en", "de", "nl", "fr", "es", "it", "pt", "sv", "da", "no", "nb"))
"""Languages whose prepositions and articles are not bound to the next word."""

_NEXT_WORD = lazy_compile(r"\S*\s+\S")
_SLAVIC = lazy_compile(
    "[\u0400-\u04ff\u010d\u010f\u011b\u0148\u0159\u0165\u016f\u0105\u0119\u0142]"
)
_WORD_BEFORE = lazy_compile(r"([^\W\d_]+)$")
_WORD_AFTER = lazy_compile(r"([^\W\d_]+)(.?)")
_LONGEST_WORD = 40


def joins(text: str, start: int, end: int, language: str = "") -> bool:
    """Return whether the no-break space there joins what belongs together, or may do so.

    >>> joins("closed at\\xa0noon and later", 9, 10), joins("closed at\\xa0noon and", 9, 10, "en")
    (True, False)
    >>> joins("some 10\\xa0km of it", 7, 8, "en"), joins("with New\\xa0York in it", 8, 9, "en")
    (True, True)
    """
    tag = language.partition("-")[0]
    sign = text[start - 1 : start]
    after = _WORD_AFTER.match(text, end, end + _LONGEST_WORD)
    if after is None:
        return True
    right, behind = after[1], after[2]
    if sign in (",", ";") and tag in LOOSE:
        return len(right) < JOINED_CHARS_LOOSE
    ends_sentence = sign in (".", "!", "?")
    stop = start - 1 if ends_sentence else start
    before = _WORD_BEFORE.search(text[max(0, stop - _LONGEST_WORD) : stop])
    if before is None:
        return True
    left = before[1]
    if ends_sentence:
        return len(left) <= JOINED_CHARS_SLAVIC or not left.islower() or len(right) < 2
    # A paragraph's last two words are often bound so that no line holds one word.
    if not _NEXT_WORD.match(text, end):
        return True
    least = JOINED_CHARS_LOOSE if tag in LOOSE else JOINED_CHARS
    if _SLAVIC.search(left + right):
        least = JOINED_CHARS_SLAVIC
    if len(left) < least or len(right) < least:
        return True
    if behind == "." and len(right) < JOINED_CHARS:
        return True  # An abbreviation: et al.
    if left.islower() and right.islower():
        return False
    return tag != "en" or left.lower() not in small_words(tag)
