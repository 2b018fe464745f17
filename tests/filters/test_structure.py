"""Titles, headings and captions of plain text."""

from __future__ import annotations

import pytest

from textclean.chain import Chain, Step, run
from textclean.document import Source
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
