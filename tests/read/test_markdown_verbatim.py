"""Paragraphs between the tags of `<pre>`, `<code>` and the like are not prose."""

from __future__ import annotations

import pytest

from textclean.api import clean


def _cleaned(text: str, name: str = "page.md") -> str:
    return clean(text, source_id=name, preset="hook", in_place=True).render("source")


@pytest.mark.parametrize("name", ["page.md", "page.mdx"])
@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>\n<pre>\n**Hello**,\n\n_two   words_.\n</pre>\n</td></tr></table>\n",
        "See <code>a  b\n\nand  more</code>.\n",
        "See <b><code>a  b</b>\n\nand  more.\n\n- or  else\n",
        "<div>\n<code>a<b</code>\n</div>\n\nand  more\n",
        "<div>\n<script>\nvar a  = 1\n\n</div>\n\nvar b  = 2\n",
    ],
)
def test_what_is_shown_as_code_stays(text: str, name: str) -> None:
    assert _cleaned(text, name) == text


@pytest.mark.parametrize("name", ["page.md", "page.mdx"])
@pytest.mark.parametrize(
    "text",
    [
        "<pre>\na  b\n</pre>\n\ntwo  words\n",
        "The <code>a  b</code> and two  words.\n",
        "<code/>\n\ntwo  words\n",
        "<div>\n<pre title='a > b'>c</pre>\n</div>\n\ntwo  words\n",
        "<div>\n<style>\na  {}\n</style>\n</div>\n\ntwo  words\n",
    ],
)
def test_what_follows_is_prose(text: str, name: str) -> None:
    assert _cleaned(text, name) == text.replace("two  w", "two w")


@pytest.mark.parametrize(
    "tag", ["<pre>\n\n", "<script>", "<!--", "<code>a\n\n", "<style></pre>", '<a "', "<a 'b' "]
)
def test_tags_that_nothing_closes_take_no_longer(tag: str) -> None:
    text = tag * 20_000 + "\n\na  b\n"
    assert _cleaned(text) in (text, text.replace("a  b", "a b"))
