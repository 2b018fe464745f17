"""Pages made to cost time or memory: each is read in time linear in its length."""

import time
from collections.abc import Callable

import pytest

from textclean.document import Source
from textclean.read.html import read
from textclean.read.html_depth import without_deep_tags

PAGES: dict[str, Callable[[int], str]] = {
    "nested blocks": lambda n: "<div>" * n + "deep",
    "nested lists": lambda n: "<ul><li>x" * n + "deep",
    "nested quotes": lambda n: "<blockquote>x" * n + "deep",
    "nested tables": lambda n: "<table><tr><td>x" * n + "deep",
    "stray end tags": lambda n: "<span>" * n + "</b></div>" * n + "deep",
    "unclosed marks": lambda n: "".join(f"<i class=c{i}><div>x" for i in range(n)) + "deep",
    "wide cells": lambda n: "<table><tr>" + "<td colspan=50>x" * n + "deep",
    "tall cells": lambda n: "<table>" + "<tr><td rowspan=999>x<td>y" * n + "<td>deep",
    "nested noscript": lambda n: "<noscript><p>x" * n + "deep",
    "declarations": lambda n: "<!x" * n + ">deep",
    "comments": lambda n: "<!-- x" * n + "-->deep",
    "scripts": lambda n: "<script>x" * n + "</script>deep",
    "long attributes": lambda n: '<p title="' + "x" * 100 * n + '" class="' + "y " * n + '">deep',
    "image sizes": lambda n: '<img srcset="' + "a 1x, " * n + '">deep',
    "title": lambda n: "<title>" + "a | " * n + "</title><h1>" + "a " * n + "</h1>deep",
}


@pytest.mark.parametrize("name", PAGES)
def test_time_grows_no_faster_than_the_page(name: str) -> None:
    small, large = (read_time(PAGES[name](n)) for n in (2_000, 10_000))
    assert large < 5 * 4 * small + 0.3


def read_time(html: str) -> float:
    started = time.process_time()
    document = read(html, Source(url="https://example.org/"))
    spent = time.process_time() - started
    assert document.blocks[-1].text.endswith("deep")
    return spent


def test_a_page_of_ordinary_depth_is_not_touched() -> None:
    page = "<div><p>one<b>two</b></p><ul><li>x<li>y</ul></div>" * 5_000
    assert without_deep_tags(page) is page


def test_text_of_elements_that_are_too_deep_stays() -> None:
    page = "<div>" * 20_000 + "<p>one</p>" + "</div>" * 20_000 + "<p>two</p>"
    assert [block.text for block in read(page, Source()).blocks] == ["one", "two"]


@pytest.mark.parametrize(
    "page",
    ["", " ", "<", "</", "<html", "<p", "\x00", "<p>\x00</p>", "<table>", "</body>x", "<frameset>"],
)
def test_broken_markup_is_read(page: str) -> None:
    read(page, Source())
