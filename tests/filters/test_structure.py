"""Titles, headings and captions of plain text."""

from __future__ import annotations

import pytest

from textclean.api import clean
from textclean.chain import Chain, Step, run
from textclean.document import Kind, Source
from textclean.filters.repeats import Repeats
from textclean.filters.structure import Structure
from textclean.read.text import read

PROSE = "The harbour stayed shut on Monday, after a night of gales that tore at the old sea wall."


def kinds(text: str) -> list[str]:
    document, _ = run(read(text, Source()), Chain((Step(Structure()),)))
    return [f"{block.kind}{block.level or ''}" for block in document.blocks]


@pytest.mark.parametrize(
    "title", ["Storm shuts the harbour", "Hafen bleibt zu: „Kein Ende“", "港口关闭"]
)
def test_title_and_section_heading(title: str) -> None:
    assert kinds(f"{title}\n\n{PROSE}\n\nA long wait\n\n{PROSE}") == [
        "heading1",
        "paragraph",
        "heading2",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "He said:",
        "and then nothing",
        "12.30 - 14.00",
        "www.example.org",
        "To be continued.",
        "“Who goes there?”",
        "- a dash",
    ],
)
def test_line_that_is_no_heading_stays(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] in ("paragraph", "item")


def test_short_lines_in_a_row_are_verse() -> None:
    poem = "The boats lie still\nThe wall stands fast\nThe gulls are gone\nThe night is vast"
    assert kinds(poem) == ["paragraph"] * 4


def test_lone_line_is_no_title() -> None:
    assert kinds("Storm shuts the harbour") == ["paragraph"]


def test_title_is_metadata() -> None:
    document, _ = run(read(f"Storm shuts it\n\n{PROSE}", Source()), Chain((Step(Structure()),)))
    assert document.metadata.title == "Storm shuts it"


def test_the_longer_of_two_copies_stays() -> None:
    longer = PROSE + " Ferries stayed in port."
    document, findings = run(read(f"{PROSE}\n{longer}", Source()), Chain((Step(Repeats()),)))
    assert [block.text for _, block in document.standing()] == [longer]
    assert findings[0].rule == "repeats/held-by-neighbour"


def test_copies_that_stand_apart_stay() -> None:
    document, findings = run(
        read(f"{PROSE}\n\nIn between.\n\n{PROSE}", Source()), Chain((Step(Repeats()),))
    )
    assert len(list(document.standing())) == 3 and not findings


def test_a_line_above_the_credit_of_a_picture_is_its_caption() -> None:
    from textclean import clean

    told = "{}\n\nThe mole under water{}Photo: Ana Marsh / EPA\n\n{}"
    for between, kind in (("\n", "caption"), ("\n\n", "heading")):
        text = f"Storm shuts the harbour\n\n{told.format(PROSE, between, PROSE)}\n"
        blocks = [block for _, block in clean(text).document.standing()]
        assert [block.kind for block in blocks] == ["heading", "paragraph", kind, "paragraph"]


def test_a_line_that_a_rule_knows_heads_nothing_though_it_stays() -> None:
    assert kinds(f"Storm shuts the harbour\n\n{PROSE}\n\nRead also: The storm of 1987\n\n{PROSE}")[
        2
    ] == ("paragraph")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"WORLD\n\nStorm closes the harbour\n\n{PROSE}", "Storm closes the harbour"),
        (f"Sport\n\nRegional\n\nStorm closes the harbour\n\n{PROSE}", "Storm closes the harbour"),
        (f"Inferno\n\n{PROSE}", "Inferno"),
        (f"Storm watch\n\nThe harbour stays shut\n\n{PROSE}", "Storm watch"),
    ],
)
def test_title_stands_below_the_name_of_its_section(text: str, title: str) -> None:
    assert clean(text, skip=("banners",)).document.metadata.title == title


def test_japanese_lines_are_headings_between_japanese_sentences() -> None:
    sentence = (
        "\u6771\u306e\u6e2f\u306f\u6708\u66dc\u65e5\u3082\u9589\u9396\u3055\u308c\u305f\u307e\u307e\u3067\u3001"
        "\u8239\u306f\u51fa\u306a\u304b\u3063\u305f\u3002"
    )
    heading = "\u9577\u3044\u4e00\u65e5"
    text = f"\u6e2f\u306e\u9589\u9396\n\n{sentence}\n\n{heading}\n\n{sentence}"
    assert f"## {heading}" in clean(text).markdown


def test_heading_below_a_line_that_a_rule_knows_is_one() -> None:
    text = f"Late again\n\n{PROSE}\n\nRead also: The old ferry\n\nA long wait\n\n{PROSE}"
    assert "## A long wait" in clean(text, skip=("banners", "residue")).markdown


def test_a_paragraph_above_a_credit_is_no_caption_where_no_blank_lines_part() -> None:
    text = f"Late again\n{PROSE}\n{PROSE} Ferries stayed in port.\nPhoto: Ana Marsh\n{PROSE} Why?"
    kept = clean(text, options={"structure": {"captions": "drop"}}).text
    assert "Ferries stayed" in kept
    assert "Ana Marsh" not in kept


def test_a_persons_post_above_a_credit_is_no_caption() -> None:
    text = f"Ferry hits a pier\n\nMorag Fenwick\nHarbour reporter, Oban\nGetty Images\n\n{PROSE}"
    document = clean(text).document
    assert not [block for block in document.blocks if block.kind is Kind.CAPTION]


def test_what_can_be_edited_by_itself_is_headed() -> None:
    text = f"The old light\n{PROSE}\nHistory[edit]\nBuilding[edit]\n{PROSE}"
    assert clean(text).markdown.count("## ") == 2


def test_a_line_of_a_stanza_is_no_heading() -> None:
    verse = "The second verse\nHas four lines too,\nAnd ends in rhyme\nAs the first one do."
    text = f"{PROSE}\n\nRoses are red,\nAnd so are you.\n\n{verse}\n\n{PROSE} Still."
    assert "heading2" not in kinds(text)


def test_a_paragraph_may_begin_right_below_its_heading() -> None:
    assert kinds(f"Late again\n\n{PROSE}\n\nA long wait\n{PROSE}")[2] == "heading2"


def test_a_question_of_an_interview_is_no_title() -> None:
    assert "heading1" not in kinds(f"Q: What is it?\nA: A lamp.\n\n{PROSE}")


@pytest.mark.parametrize(
    "quoted",
    [
        "“등도 있고 기름도 있다”고 의장은 말했다. “부족한 것은 유리뿐이다”",
        "「油もある」と議長は話した。「足りないのはガラスだけだ」",
    ],
)
def test_what_holds_a_whole_sentence_is_no_heading(quoted: str) -> None:
    assert "heading2" not in kinds(f"{PROSE}\n\n{quoted}\n\n{PROSE} Still.")


def test_a_title_without_spaces_may_stand_some_lines_above_the_text() -> None:
    prose = "島の北の崖に立つ古い灯台に、五月から再び明かりがともることになった。"
    head = "港の灯台、50年ぶりに再点灯へ\n\n山田花子\n\n写真\n\n図版\n\n北崎の灯台\n\n二日撮影"
    assert kinds(f"{head}\n\n{prose}\n\n{prose}")[0] == "heading1"
