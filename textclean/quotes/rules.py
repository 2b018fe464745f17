"""The rules of the `quotes` filter, with what each changes and what looks like it and stays."""

from __future__ import annotations

from typing import Final

from textclean.finding import Example, Rule, Safety
from textclean.quotes.marks import (
    ACUTE,
    DOUBLE_PRIME,
    FULL_WIDTH_DOUBLE,
    LEFT_DOUBLE,
    LEFT_GUILLEMET,
    LEFT_SINGLE,
    LOW_DOUBLE,
    RIGHT_DOUBLE,
    RIGHT_GUILLEMET,
    RIGHT_SINGLE,
)

_CURLY: Final = (
    f"{LEFT_DOUBLE}Yes,{RIGHT_DOUBLE} she said. {LEFT_DOUBLE}It{RIGHT_SINGLE}s late.{RIGHT_DOUBLE}"
)
"""Enough correct text to show which style a document has."""


def _rule(
    name: str,
    summary: str,
    *changes: tuple[str, str],
    stays: tuple[str, ...],
    safety: Safety = Safety.SAFE,
) -> Rule:
    return Rule(f"quotes/{name}", summary, safety, tuple(Example(*pair) for pair in changes), stays)


def _curly(opening: str, closing: str) -> tuple[str, str]:
    """Return a curly document with one pair that is wrong, and as it should be."""
    return (
        f"{_CURLY} {opening}No,{closing} he said.",
        f"{_CURLY} {LEFT_DOUBLE}No,{RIGHT_DOUBLE} he said.",
    )


RULES: Final = (
    _rule(
        "tex",
        "TeX's marks, or grave accents, for double quotation marks",
        ("She said ``yes, of course'' and left.", 'She said "yes, of course" and left.'),
        _curly("``", "''"),
        stays=("Run `make` and then `make install` there.",),
    ),
    _rule(
        "two-singles",
        "Two single marks for a double one",
        ("She said ''yes, of course'' and left.", 'She said "yes, of course" and left.'),
        _curly(LEFT_SINGLE * 2, RIGHT_SINGLE * 2),
        stays=("The empty string '' is false.",),
    ),
    _rule(
        "backtick",
        "A grave or acute accent for a single quotation mark",
        ("The `new deal' of that year was old.", "The 'new deal' of that year was old."),
        stays=("Call `open` before `close` here.",),
    ),
    _rule(
        "full-width",
        "A full-width mark between words that are not",
        (
            f"She said {FULL_WIDTH_DOUBLE}yes{FULL_WIDTH_DOUBLE} and left.",
            'She said "yes" and left.',
        ),
        stays=('She said "yes" and left.',),
    ),
    _rule(
        "prime",
        "Primes for quotation marks",
        (f"She said {DOUBLE_PRIME}yes{DOUBLE_PRIME} and left.", 'She said "yes" and left.'),
        stays=(f"It lies at 45\N{DEGREE SIGN} 30\N{PRIME} 15{DOUBLE_PRIME} north.",),
    ),
    _rule(
        "swapped",
        "A pair whose marks have changed places",
        _curly(RIGHT_DOUBLE, LEFT_DOUBLE),
        stays=(_CURLY,),
    ),
    _rule(
        "same-direction",
        "A pair whose marks point the same way",
        _curly(RIGHT_DOUBLE, RIGHT_DOUBLE),
        _curly(LEFT_DOUBLE, LEFT_DOUBLE),
        stays=(_CURLY,),
    ),
    _rule(
        "foreign-mark",
        "A mark of another language's quotations",
        _curly(LOW_DOUBLE, RIGHT_DOUBLE),
        _curly(LEFT_GUILLEMET, RIGHT_DOUBLE),
        stays=(
            f"{_CURLY} The sign read {LOW_DOUBLE}Bitte t\N{LATIN SMALL LETTER U WITH DIAERESIS}r"
            f" schlie\N{LATIN SMALL LETTER SHARP S}en{LEFT_DOUBLE} in red.",
            f"{LEFT_GUILLEMET}\N{NARROW NO-BREAK SPACE}Oui\N{NARROW NO-BREAK SPACE}"
            f"{RIGHT_GUILLEMET}, dit-elle.",
        ),
    ),
    _rule(
        "mixed",
        "Marks of another style than the document's own",
        _curly('"', '"'),
        _curly(LEFT_DOUBLE, '"'),
        (
            '"Yes," she said. ' + f"{LEFT_DOUBLE}No," + '" he said.',
            '"Yes," she said. "No," he said.',
        ),
        stays=(_CURLY, 'She said "yes" twice; it was "no" then.'),
    ),
    _rule(
        "straight",
        "Straight marks where curly ones are asked for",
        stays=('She said "yes" and left.',),
    ),
    _rule(
        "curly",
        "Curly marks where straight ones are asked for",
        stays=(_CURLY,),
    ),
    _rule(
        "inner-space",
        "A space between a quotation and its mark",
        ('They had to "hold on " until noon.', 'They had to "hold on" until noon.'),
        (
            "\u300c \u5cf6\u306e\u547d\u7db1 \u300d\u3068\u8a71\u3057\u305f\u3002",
            "\u300c\u5cf6\u306e\u547d\u7db1\u300d\u3068\u8a71\u3057\u305f\u3002",
        ),
        stays=('They had to "hold on" until "noon" came.',),
    ),
    _rule(
        "angle-signs",
        "Angle signs in twos for guillemets",
        (
            "He said: <<We will stay here.>> So they did.",
            'He said: "We will stay here." So they did.',
        ),
        stays=("Write <<name>> there.", "The value of a << b >> c is odd."),
    ),
    _rule(
        "doubled",
        "The same mark twice",
        ('She said ""yes, of course"" and left.', 'She said "yes, of course" and left.'),
        stays=("\"He said 'no'\" was all of it.", 'The value "" is empty.'),
    ),
    _rule(
        "stray-closer",
        "A mark too many beside another",
        ('She said: "It is late.``"', 'She said: "It is late."'),
        stays=("\"He said 'no'\" was all of it.",),
    ),
    _rule(
        "wrong-apostrophe",
        "Another sign for an apostrophe",
        ("It`s late, isn`t it?", "It's late, isn't it?"),
        (f"It{ACUTE}s late, isn{ACUTE}t it?", "It's late, isn't it?"),
        (f"{_CURLY} Get {LEFT_SINGLE}em!", f"{_CURLY} Get {RIGHT_SINGLE}em!"),
        stays=(f"{_CURLY} Get {RIGHT_SINGLE}em!", "It's late, isn't it?"),
    ),
    _rule(
        "missing-closer",
        "A quotation that is opened and not closed",
        (
            '"The road will stay closed, Mayor Ilse Brandt told reporters.',
            '"The road will stay closed," Mayor Ilse Brandt told reporters.',
        ),
        stays=('"The road is closed," she said.', '"The road is closed.\n\n"It will stay so."'),
        safety=Safety.UNSAFE,
    ),
    _rule(
        "missing-opener",
        "A quotation that is closed and not opened",
        ('The road is closed," she said.', '"The road is closed," she said.'),
        stays=('A 12" record.', '"The road is closed," she said.'),
        safety=Safety.UNSAFE,
    ),
)
