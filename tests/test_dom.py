"""Filters on the tree of a page, and the first of them, `select`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from textclean.api import Result, clean
from textclean.apply import replay
from textclean.document import Source
from textclean.dom import Label, Labelled
from textclean.errors import FilterError, UsageError
from textclean.finding import Action, Rule
from textclean.read.dom import read_labelled

PAGE = """<html><body><h1>Title</h1><article><p>One <span class=promo>buy this</span> two.</p>
<p class="promo">All <b>of it</b>.</p><p><a class=promo href=/x>Only a link</a></p>
<p>Look <img class=promo src=/i.png alt="An ad"> here.</p></article>
<div id=cookie><p>We use cookies.</p><p class=inner>Keep me.</p></div></body></html>"""


def select(**options: str) -> Result:
    return clean(PAGE, filters=("select",), options={"select": options})


def test_drop_takes_blocks_and_stretches_of_them() -> None:
    result = select(drop=".promo, #cookie")
    assert result.text == "Title\n\nOne two.\n\nLook\n\nhere.\n"
    assert "An ad" not in result.markdown
    assert [finding.action for finding in result.findings].count(Action.EDIT) == 1
    assert {finding.rule for finding in result.findings} == {"select/drop"}
    assert result.findings[0].evidence == "<span class=promo>"
    assert replay(result.original, result.findings) == result.document


def test_keep_drops_all_else_and_drop_goes_on_inside() -> None:
    result = select(keep="article", drop=".promo")
    assert result.text == "One two.\n\nLook\n\nhere.\n"
    assert {finding.rule for finding in result.findings} == {"select/drop", "select/outside"}
    assert all(block.dropped_by or block.text for block in result.document.blocks)


def test_keep_that_matches_nothing_drops_nothing() -> None:
    assert select(keep=".nothing").findings == ()


def test_options_let_select_join_a_preset() -> None:
    result = clean(PAGE, preset="standard", options={"select": {"drop": "h1"}})
    assert "Title" not in result.text
    assert result.findings[0].rule == "select/drop"


def test_text_and_markdown_are_left_alone() -> None:
    for form in ("text", "markdown"):
        result = clean("a\n", filters=("select:drop=p",), source_format=form)
        assert (result.text, result.findings) == ("a\n", ())


def test_it_cannot_follow_a_filter_on_blocks() -> None:
    with pytest.raises(UsageError, match="cannot follow spaces") as caught:
        clean(PAGE, filters=("spaces", "select:drop=p"))
    assert caught.value.hint == "name select first"


def test_what_is_no_selector_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"select\.drop is no CSS selector"):
        clean(PAGE, filters=("select:drop=p[",))


def test_the_same_blocks_are_read_with_and_without_labels() -> None:
    plain = clean(PAGE, filters=("spaces",)).original
    again = clean(PAGE, filters=("select:drop=h1",)).original
    assert [(b.kind, b.text, b.origin) for b in plain.blocks] == [
        (b.kind, b.text, b.origin) for b in again.blocks
    ]


@dataclass(frozen=True)
class Faulty:
    """A filter that labels what it should not, or fails."""

    how: str
    name: ClassVar[str] = "faulty"
    rules: ClassVar[tuple[Rule, ...]] = (Rule("faulty/it", "A fault"),)

    def label(self, soup: Any, source: Source) -> Iterator[Label]:
        if self.how == "raises":
            raise ValueError("no such site")
        yield Label(soup.new_tag("p"), "faulty/it")


@pytest.mark.parametrize(
    ("how", "message"), [("raises", "no such site"), ("labels", "not an element of the page")]
)
def test_a_faulty_filter_is_named(how: str, message: str) -> None:
    with pytest.raises(FilterError, match=message) as caught:
        read_labelled(PAGE, Source("a.html"), [Faulty(how)])
    assert caught.value.filter == "faulty"
    assert caught.value.where == "a.html" or how == "labels"


def test_without_labels_it_finds_nothing() -> None:
    result = clean(PAGE, filters=("spaces",))
    assert list(Labelled(Faulty("raises")).find(result.document)) == []
