"""Whole texts with every defect at once come out as an editor would have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.laws import check_laws, check_second_pass
from textclean.api import Result, clean
from textclean.finding import Action, Finding
from textclean.settings import Settings

TEXTS = Path(__file__).parent.parent / "fixtures" / "text"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))
STRIKE = (TEXTS / "harbour-strike-en.txt").read_text()


def found(result: Result, rule_start: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule.startswith(rule_start)]


@pytest.mark.parametrize("name", NAMES)
def test_text_comes_out_as_expected(name: str) -> None:
    result = check_laws((TEXTS / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    assert result.markdown == (TEXTS / f"{name}.md").read_text()


@pytest.mark.parametrize("target", ["markdown", "text"])
@pytest.mark.parametrize("name", NAMES)
def test_second_pass_changes_nothing(name: str, target: str) -> None:
    check_second_pass(clean((TEXTS / f"{name}.txt").read_bytes()), target)


@pytest.mark.parametrize(
    ("name", "byline", "credit"),
    [
        ("harbour-strike-en", "Mara Lindqvist with Reuters", "Reuters/Havnsund TV"),
        ("harbour-strike-de", "Mara Lindqvist mit dpa", "dpa/Picture Alliance"),
        ("harbour-strike-fr", "Mara Lindqvist avec AFP", "AFP/Havnsund TV"),
        ("harbour-strike-es", "Mara Lindqvist con EFE", "EFE/Havnsund TV"),
        ("glacier-village-en", "Hannah Oyelaran and AFP", "AFP/Jonas Ekeberg"),
        ("boatyard-el", "Ελένη Καρρά με ΑΠΕ", "ΑΠΕ/Νίκος Δρακάκης"),
        ("forest-bought-id", "Sri Wulandari dengan Antara", "Antara/Budi Santoso"),
        ("last-ferry-ja", "高橋美咲、共同通信", "共同通信/中村健"),
        ("last-ferry-ko", "박서연 기자, 연합뉴스", "연합뉴스/이준호"),
        ("last-ferry-ru", "Ольга Мельникова, Reuters", "Reuters/Иван Петренко"),
        ("last-ferry-zh", "李晓梅 新华社", "新华社/王强"),
        ("lighthouse-pl", "Marta Wilczyńska, PAP", "PAP/Adam Nowicki"),
        ("old-dam-pt", "Rui Tavares da Cunha com Lusa", "Lusa/Inês Prates"),
        ("village-library-hi", "अनीता शर्मा, पीटीआई", "पीटीआई/राजेश कुमार"),
        ("village-school-fi", "Päivi Lehtonen, STT", "STT/Mikko Laine"),
    ],
)
def test_byline_credit_and_language_are_metadata(name: str, byline: str, credit: str) -> None:
    metadata = clean((TEXTS / f"{name}.txt").read_text()).document.metadata
    language = name.rpartition("-")[2]
    assert (metadata.byline, metadata.credits, metadata.language) == (byline, (credit,), language)


@pytest.mark.parametrize(
    ("name", "byline", "credit"),
    [
        ("horse-tram-pl", "Anna Lis", "Piotr Bąk / Agencja Gazeta"),
        ("lake-returns-sv", "", "Eva Holm/TT"),
        ("old-kiln-vi", "", "Minh Quân"),
        ("plane-trees-de", "Sabine Kloth", "Uwe Lang/dpa"),
        ("storm-live-en", "Priya Nair and Tom Calloway", ""),
        ("tram-museum-ru", "", "Сергей Лапин / ТАСС"),
        ("village-baker-es", "EL DIARIO DEL SUR", "MARTA GIL"),
        ("village-grocer-tr", "Haber Merkezi", ""),
        ("village-shop-nl", "", "ANP / Jan Visser"),
    ],
)
def test_text_from_another_kind_of_page_has_its_date(name: str, byline: str, credit: str) -> None:
    metadata = clean((TEXTS / f"{name}.txt").read_text()).document.metadata
    assert (metadata.byline, " ".join(metadata.credits), metadata.date) == (
        byline,
        credit,
        "2026-03-03",
    )
    assert metadata.language == name.rpartition("-")[2]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        *(("boatyard-el", "20:35"), ("forest-bought-id", "20:25"), ("glacier-village-en", "20:57")),
        *(("last-ferry-ja", "18:12"), ("last-ferry-ru", "18:33"), ("last-ferry-zh", "18:15")),
        *(("lighthouse-pl", "20:47"), ("old-dam-pt", "18:40"), ("village-school-fi", "18:29")),
    ],
)
def test_missing_closer_is_noted_where_it_is_said_who_speaks(name: str, place: str) -> None:
    (note,) = found(clean((TEXTS / f"{name}.txt").read_text()), "quotes/missing-closer")
    assert (str(note.place), note.action) == (place, Action.NOTE)


def test_missing_closer_is_a_note_at_its_place() -> None:
    (note,) = found(clean(STRIKE), "quotes/missing")
    line = STRIKE.splitlines()[21]
    assert note.action is Action.NOTE
    assert note.place.line == 22
    assert line[: note.place.column - 1].endswith("in one room,")
    assert note.after == '"'


def test_unsafe_puts_the_missing_closer_in() -> None:
    assert 'in one room," Aas told' in clean(STRIKE, unsafe=True).markdown


def test_every_drop_has_a_rule_and_a_reason() -> None:
    result = clean(STRIKE)
    drops = [finding for finding in result.findings if finding.action is Action.DROP]
    assert len(drops) == 4
    assert all(drop.rule.startswith(drop.filter + "/") and drop.evidence for drop in drops)
    assert {drop.filter for drop in drops} == {"banners", "comments", "credits", "repeats"}


def test_settings_change_the_chain() -> None:
    kept = clean(STRIKE, skip=("banners",)).markdown
    assert "This video is not available in your country" in kept
    assert clean(STRIKE, filters=("spaces",)).document.metadata.byline == ""
    assert "“step in”" in clean(STRIKE, options={"quotes": {"style": "curly"}}).markdown


def test_result_obeys_its_schema() -> None:
    import json

    import jsonschema

    schema_path = Path(__file__).parent.parent / "textclean" / "data" / "result.schema.json"
    schema = json.loads(schema_path.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for settings in (Settings(), Settings(unsafe=True), Settings(preset="hook")):
        record = json.loads(check_laws(STRIKE, settings).render("json"))
        jsonschema.validate(record, schema)
        dropped = [
            block["dropped_by"] for block in record["blocks"] if block["dropped_by"] is not None
        ]
        assert all(record["findings"][number]["action"] == "drop" for number in dropped)


def test_captions_go_when_they_are_not_wanted() -> None:
    options = {"credits": {"captions": "drop"}, "structure": {"captions": "drop"}}
    result = clean(STRIKE, options=options)
    assert "Screenshot" not in result.markdown
    assert result.document.metadata.credits == ("Reuters/Havnsund TV",)


def test_banner_of_a_short_text_is_no_title() -> None:
    banner = "This content is not available in your region"
    text = f"{banner}\n\nStorm hits coast\n\nIt came on Monday night."
    assert clean(text).markdown == "# Storm hits coast\n\nIt came on Monday night.\n"
