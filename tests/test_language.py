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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Мэрия объявила сроки ремонта моста. Рабочие начали разбирать старые перила."),
        ("uk", "Мерія оголосила терміни ремонту мосту. Робітники почали розбирати старі перила."),
        (
            "bg",
            "Кметството обяви срокове. Работниците започнаха ремонт, съобщи търговската камара.",
        ),
        ("fa", "شهرداری زمان بازسازی پل چوبی را اعلام کرد. گروه کارگران گاری‌ها را پاک کردند."),
    ],
)
def test_letters_tell_where_small_words_are_few(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fi",
            "Kyläläiset keräsivät rahat ja ostivat vanhan koulunsa. Se on nyt kahvila, ei koulu.",
        ),
        ("id", "Warga desa di lereng gunung itu dan para petani tidak menjual hutan yang ada."),
    ],
)
def test_few_or_shared_small_words_are_enough(language: str, text: str) -> None:
    assert guess_language(text) == language


def test_names_with_dots_over_them_are_no_language() -> None:
    assert guess_language("Jörg Müller, Käthe Schäfer, Sören Åkerström, Göran Hägg") == ""
    assert guess_language("Huset på skäret flyttas, sade Åsa Öberg på måndagen.") != "fi"


def test_a_menu_before_the_text_does_not_hide_its_language() -> None:
    menu = "Home\nTicker\nPodcast\nNewsletter\nLogin\nePaper\nVideo\nWetter\n" * 60
    assert guess_language(menu + "\n".join([PARAGRAPHS["de"]] * 12)) == "de"
