"""Lines laid out with several rules side by side."""

import re

import pytest

from textclean.phrases.matcher import marked_text, match_text


def covered(line: str, language: str = "en") -> list[str]:
    """Return the words of a line that rules cover."""
    tags = (language,) if language == "en" else (language, "en")
    spans = [match.span for match in match_text(line, tags) if match.whole]
    return [m[0] for m in re.finditer(r"\w+", line) if any(a <= m.start() < b for a, b in spans)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Log in", "Subscribe"]),
        ("en", ["Accept all cookies", "Reject all", "Manage preferences"]),
        ("de", ["Lesezeit: 3 Min", "Teilen", "Kommentare"]),
        ("fr", ["Accueil", "Politique", "Sport", "M\xe9t\xe9o"]),
        ("es", ["Escuchar este art\xedculo", "5 minutos"]),
        ("pl", ["Prywatno\u015b\u0107", "Regulamin", "Kontakt"]),
    ],
)
@pytest.mark.parametrize("separator", [" ", " | ", " \u2022 "])
def test_a_bar_is_laid_out(language: str, expected: list[str], separator: str) -> None:
    words = " ".join(expected).replace(":", "").split()
    assert covered(separator.join(expected), language) == words


def test_a_name_stands_beside_a_date() -> None:
    line = "3 Maggio 2020 | Anna Rossi"
    matches = match_text(line, ("it", "en"))
    assert [(m.category, marked_text(m, line)) for m in matches] == [
        ("date", "3 Maggio 2020"),
        ("byline", "Anna Rossi"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "World Health",
        "News Culture",
        "Anna Rossi | Marco Verdi",
        "Anna Rossi | Share",
        "Contact the harbour office",
        "Log in and subscribe to the quay",
        "Live from the harbour \u2013 news at nine.",
        "Home | Anna Rossi on the quay | Contact",
    ],
)
def test_what_no_rules_cover_or_too_few_words_is_left(line: str) -> None:
    assert covered(line) == []


def test_a_long_line_of_words_takes_linear_time() -> None:
    assert covered("Home " * 40) == []
    assert covered("Home | " * 20 + "Home")
