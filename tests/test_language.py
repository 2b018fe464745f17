"""Guessing languages: one short paragraph each, and texts that must stay unguessed."""

import json
from pathlib import Path

import pytest

import textclean.language
from textclean.language import guess_language

FIXTURE = Path(__file__).parent.parent / "fixtures" / "languages.json"
PARAGRAPHS: dict[str, str] = json.loads(FIXTURE.read_text("utf-8"))


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_sentence_gives_its_language(language: str) -> None:
    assert guess_language(PARAGRAPHS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "$4,345.00",
        "Paris",
        "ARTE",
        "Jean-Luc Picard, Will Riker",
        "\ud800 ???",
    ],
)
def test_too_little_to_go_by_gives_nothing(text: str) -> None:
    assert guess_language(text) == ""


def test_foreign_words_in_a_text_do_not_turn_it() -> None:
    assert guess_language(PARAGRAPHS["en"] + " Λόγος, Москва, 東京.") == "en"
    assert guess_language("print('the end') " + PARAGRAPHS["ru"]) == "ru"


def test_word_list_has_no_language_twice_and_no_upper_case() -> None:
    path = Path(textclean.language.__file__).with_name("data") / "stopwords.txt"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    tags = [line.split()[0] for line in lines]
    assert len(tags) == len(set(tags)) >= 30
    assert all(line == line.lower() for line in lines)
