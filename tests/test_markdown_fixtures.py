"""Whole Markdown files through the preset `hook`, as an edit in place does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from textclean.api import Cleaner
from textclean.finding import Action
from textclean.settings import Settings

FOLDER = Path(__file__).parents[1] / "fixtures" / "markdown"
CASES = sorted(FOLDER.glob("*/before.*"))
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def mended(text: str, name: str) -> str:
    result = Cleaner(Settings(preset="hook", in_place=True)).clean(text, source_id=name)
    return result.render("source")


@pytest.mark.parametrize("before", CASES, ids=lambda path: path.parent.name)
def test_file_is_mended_as_expected(before: Path) -> None:
    expected = before.with_stem("after").read_text(encoding="utf-8")
    assert mended(before.read_text(encoding="utf-8"), before.name) == expected
    assert mended(expected, before.name) == expected, "a second run changes it again"


@pytest.mark.parametrize("before", CASES, ids=lambda path: path.parent.name)
def test_line_ends_mark_and_missing_newline_are_kept(before: Path) -> None:
    source = before.read_text(encoding="utf-8")
    expected = before.with_stem("after").read_text(encoding="utf-8")
    for change in (
        lambda text: text.replace("\n", "\r\n"),
        lambda text: MARK + text,
        lambda text: text.rstrip("\n"),
    ):
        assert mended(change(source), before.name) == change(expected)


def test_every_note_says_why_nothing_was_done() -> None:
    text = (FOLDER / "headings" / "before.md").read_text(encoding="utf-8")
    result = Cleaner(Settings(preset="hook", in_place=True)).clean(text, source_id="a.md")
    notes = [finding for finding in result.findings if finding.action is Action.NOTE]
    assert notes
    assert all("the link to this heading" in note.evidence for note in notes)


def test_headings_are_mended_in_a_pipe_where_no_link_leads_to_them() -> None:
    text = "# A caf\xc3\xa9 by the sea\n\nIt opens at nine.\n"
    assert Cleaner(Settings()).clean(text, source_id="a.md").markdown == (
        "# A caf\xe9 by the sea\n\nIt opens at nine.\n"
    )
    asked = Settings(options={"hook": {"headings": "false"}})
    assert Cleaner(asked).clean(text, source_id="a.md").markdown == text
