"""Instructions in a text that hide findings, and the words of a project."""

from __future__ import annotations

import pytest

from textclean.api import Cleaner, Result
from textclean.finding import Action
from textclean.settings import Settings

MESS = "She said ``yes'' and left.\n"
CLEAN = 'She said "yes" and left.\n'
SETTINGS = Settings(filters=("quotes",), in_place=True)


def cleaned(text: str, name: str = "page.md", settings: Settings = SETTINGS) -> Result:
    return Cleaner(settings).clean(text, source_id=name)


def rules(result: Result) -> list[str]:
    return [finding.rule for finding in result.findings if finding.action is Action.NOTE]


def test_off_holds_until_on() -> None:
    text = f"<!-- textclean: off quotes: TeX here -->\n\n{MESS}\n<!-- textclean: on -->\n\n"
    result = cleaned(text + MESS)
    assert result.render("source") == text + CLEAN
    assert rules(result) == []


def test_ignore_next_holds_for_one_block() -> None:
    text = f"<!-- textclean: ignore-next quotes/tex: TeX here -->\n{MESS}\n"
    assert cleaned(text + MESS).render("source") == text + CLEAN


def test_jsx_comments_hold_in_mdx() -> None:
    text = f"{{/* textclean: ignore-next all: TeX here */}}\n\n{MESS}\n"
    assert cleaned(text + MESS, "page.mdx").render("source") == text + CLEAN


@pytest.mark.parametrize(
    "matter", ["---\ntitle: x\ntextclean: off\n---\n", '+++\ntextclean = "off"\n+++\n']
)
def test_front_matter_switches_off_a_whole_file(matter: str) -> None:
    result = cleaned(f"{matter}\n{MESS}")
    assert result.render("source") == f"{matter}\n{MESS}"
    assert result.findings == ()


def test_instruction_that_hides_nothing_is_reported_with_its_place() -> None:
    result = cleaned("Fine.\n\n<!-- textclean: off quotes: because -->\n\nFine.\n")
    assert rules(result) == ["suppressions/unused"]
    assert str(result.findings[0].place) == "3:1"


def test_instruction_about_a_filter_that_does_not_run_is_not() -> None:
    assert rules(cleaned("<!-- textclean: off dashes: because -->\n\nFine.\n")) == []


@pytest.mark.parametrize(
    ("order", "rule"),
    [
        ("off quotes", "suppressions/no-reason"),
        ("off qoutes: because", "suppressions/unknown"),
        ("off quotes/nothing-such: because", "suppressions/unknown"),
        ("disable quotes: because", "suppressions/unknown"),
    ],
)
def test_broken_instruction_is_reported(order: str, rule: str) -> None:
    assert rule in rules(cleaned(f"<!-- textclean: {order} -->\n\n{MESS}"))


def test_instruction_shown_as_code_is_none() -> None:
    shown = "`<!-- textclean: off quotes: x -->`\n\n```\n<!-- textclean: off -->\n```\n\n"
    result = cleaned(shown + MESS)
    assert result.render("source") == shown + CLEAN
    assert rules(result) == []


def test_words_of_a_project_stay() -> None:
    settings = Settings(filters=("quotes",), in_place=True, words=("``yes''",))
    assert cleaned(MESS, settings=settings).render("source") == MESS
