"""HTML read with its places, and edited where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.api import Cleaner
from textclean.document import Block, Kind, Source
from textclean.read.html_source import read
from textclean.read.html_tokens import tokens
from textclean.settings import Settings


def blocks(text: str) -> tuple[Block, ...]:
    document = read(text, Source("page.html"))
    for block in document.blocks:
        for piece in block.origin:
            assert not isinstance(piece, str)
            here = block.text[piece.text_start : piece.text_start + piece.length]
            assert here == text[piece.source_start : piece.source_start + piece.length]
    return document.blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_inline_elements_join_and_others_part() -> None:
    assert texts("<p>One <b>two</b>\n  three<p>four<br>five</p>") == ["One two three", "four\nfive"]


def test_kinds_and_language() -> None:
    document = read("<html lang='de-CH'><h2>A</h2><ul><li>b</ul>", Source("a.html"))
    assert document.metadata.language == "de-CH"
    assert [(b.kind, b.level) for b in document.blocks] == [(Kind.HEADING, 2), (Kind.ITEM, 0)]


@pytest.mark.parametrize(
    "markup",
    [
        "<pre>a  'b</pre>",
        "<script>if (a < b) '<p>x'</script>",
        "<style>a > b {}</style>",
        "<textarea>a <b></textarea>",
        "<svg><text>a</text></svg>",
        "<!-- a <p> b -->",
        "<?php echo '<p>' ?>",
        "<img alt=\"a > b\" src='c'>",
        "<!doctype html>",
    ],
)
def test_what_is_not_prose_is_left_out(markup: str) -> None:
    assert texts(f"<div>{markup}</div><p>seen</p>") == ["seen"]


def test_code_entities_and_templates_are_protected() -> None:
    (block,) = blocks("<p>a <code>b  c</code> &amp; {{ 'd' }} e</p>")
    assert block.text == "a b c & {{ 'd' }} e"
    assert [block.text[start:end] for start, end in block.protected] == ["b c", "&", "{{ 'd' }}"]


@given(
    st.lists(
        st.sampled_from(
            re.split(
                r"(?<=\S) ",
                "<p> </p> <b > <!-- --> &amp; & \" =' a  <script> </script> <pre> </pre> <br/>"
                " \n é <? <![CDATA[",
            )
        ),
        max_size=40,
    ).map("".join)
)
def test_tokens_cover_any_source(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start == end < token.end
        end = token.end
    assert end == len(text)
    blocks(text)


def test_page_is_edited_where_it_stands() -> None:
    page = (
        "<!DOCTYPE html>\r\n<HTML><body class=x>\r\n<p>She said ``yes''\r\n"
        "  and <i>left</i>.<p title=\"``\">Fine &mdash; <code>``x''</code>\r\n</BODY>"
    )
    cleaner = Cleaner(Settings(filters=("quotes",), in_place=True))
    result = cleaner.clean(page, source_id="page.html")
    assert result.render("source") == page.replace("``yes''", '"yes"')
    assert str(result.findings[0].place) == "3:13"
