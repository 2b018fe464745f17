"""Edits that could make a link of a bare address."""

from __future__ import annotations

import cmarkgfm
import pytest

from textclean.api import clean
from textclean.finding import Action

CODE = "\x1b[1m"


@pytest.mark.parametrize("address", ["https://a.example/b", "www.a.example"])
def test_bracket_before_an_address_is_only_reported(address: str) -> None:
    text = f"See {CODE}this and {address} now.\n"
    result = clean(text, source_format="markdown", preset="hook", in_place=True)
    assert result.render("source") == text
    assert [finding.action for finding in result.findings] == [Action.NOTE]
    mended = cmarkgfm.github_flavored_markdown_to_html(text.replace(CODE, ""))
    assert "<a " in mended and "<a " not in cmarkgfm.github_flavored_markdown_to_html(text)


@pytest.mark.parametrize("rest", ["is bold.", "is bold.\n\nSee https://a.example/b"])
def test_bracket_before_no_address_goes(rest: str) -> None:
    result = clean(f"This {CODE}{rest}\n", source_format="markdown", preset="hook", in_place=True)
    assert result.render("source") == f"This {rest}\n"


def test_bracket_that_closes_a_link_is_only_reported() -> None:
    text = f"A [<x {CODE}link][b] here.\n\n[b]: /c\n"
    result = clean(text, source_format="markdown", preset="hook", in_place=True)
    assert result.render("source") == text
