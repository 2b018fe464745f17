"""Rows of a page: as many as blocks, as long as the names, the same each time, in linear time."""

from __future__ import annotations

import time

import pytest

from textclean.document import Document, Source
from textclean.read.html import read
from textclean.scoring.features import FEATURES, page_columns, page_rows
from textclean.scoring.tree import name_parts
from textclean.scoring.words import WORD_FEATURES, measurer

CARDS = "".join(
    f"<li class='card n{n}'><a href='/{n}'>Thing {n}</a><b>{n} EUR</b></li>" for n in range(5)
)
PAGE = f"""<html><head><title>A river rises</title></head><body>
<nav class="menu"><a href="/">Home</a> <a href="/news">News</a></nav>
<main><h1>A river rises</h1>
<p>In the night the river rose by two metres, and the lower town had to be left in a hurry.</p>
<p>By noon it fell again, but the bridge at the mill will stay closed until it has been seen to.</p>
</main><ul class="shop">{CARDS}</ul><footer>© 2020 The Paper</footer></body></html>"""


def rows_of(html: str) -> tuple[Document, list[tuple[float, ...]]]:
    document = read(html, Source())
    blocks = [block for block in document.blocks if block.text.strip()]
    page = blocks[0].features.page
    lexicon = {"home": -1.0, "river": 0.5}
    columns = page_columns(page, blocks, document.metadata, measurer(lexicon), {"menu": -1.0})
    return document, list(page_rows(columns))


def test_each_block_has_a_value_for_each_feature():
    document, rows = rows_of(PAGE)
    assert len(rows) == len(document.blocks)
    assert {len(row) for row in rows} == {len(FEATURES)}
    assert len(set(FEATURES)) == len(FEATURES)


def test_the_same_page_gives_the_same_rows():
    assert rows_of(PAGE)[1] == rows_of(PAGE)[1]


def test_what_the_measures_see():
    document, rows = rows_of(PAGE)
    by_text = {
        block.text: dict(zip(FEATURES, row, strict=True))
        for block, row in zip(document.blocks, rows, strict=True)
    }
    menu = by_text["Home News"]
    assert menu["in_nav"] and menu["names"] == -1 and menu["link_density"] > 0.8
    title = by_text["A river rises"]
    assert title["is_title"] == 3 and title["above_best"] == 0
    card = next(row for text, row in by_text.items() if "Thing 3" in text)
    assert card["record_count"] == 5
    assert by_text["© 2020 The Paper"]["in_footer"]


@pytest.mark.parametrize(
    "text",
    [
        "Il fiume è salito di due metri nella notte, e la città bassa è stata lasciata in fretta.",
        "Река поднялась за ночь на два метра, и нижний город пришлось покинуть, как это было.",
        "夜のうちに川の水位が二メートル上がり、下町の人々は急いで避難しなければならなかった。",
        "Sungai itu naik dua meter pada malam hari, dan kota bawah harus ditinggalkan.",
    ],
)
def test_prose_of_any_language_has_small_words_and_an_end(text):
    row = dict(zip(WORD_FEATURES, measurer({})(text), strict=True))
    assert row["words"] > 10
    assert row["small_words"] > 0.1
    assert row["ends_sentence"] == 1


def test_names_are_parted_at_capitals_digits_and_signs():
    assert name_parts("postBody post-body-2 XL") == ("post", "body", "xl")


@pytest.mark.parametrize(
    "html",
    [
        "<div class='a'>" * 10_000 + "text" + "</div>" * 10_000,
        "<p>one two</p>" * 5_000,
        "<ul>" + "<li><a href='#'>x</a>" * 5_000 + "</ul>",
        f"<p class='{'name ' * 200_000}'>text</p>",
        "<p>" + '."' * 300_000 + "</p>",
        "<p>" + "word, " * 200_000 + "</p>",
    ],
    ids=["deep", "wide", "links", "attribute", "marks", "long"],
)
def test_hostile_pages_take_linear_time(html):
    judge_within(html, seconds=5)


@pytest.mark.slow
def test_a_page_of_many_blocks_takes_linear_time():
    judge_within("<ul>" + "<li class='a'><p>one</p><p><b>x</b></p>" * 25_000 + "</ul>", seconds=40)


def judge_within(html: str, seconds: float) -> None:
    document = read(html, Source())
    blocks = [block for block in document.blocks if block.text.strip()]
    started = time.process_time()
    columns = page_columns(blocks[0].features.page, blocks, document.metadata, measurer({}), {})
    rows = list(page_rows(columns))
    assert len(rows) == len(blocks)
    assert time.process_time() - started < seconds
