"""The first cut: short blocks in navigation, header and footer, unless that is the whole page."""

from __future__ import annotations

import pytest

from textclean.document import Source
from textclean.read.html import read
from textclean.scoring.frame import outside_frame
from textclean.scoring.page import FRAME_SCORE, judge_page

PROSE = "<p>In the night the river rose by two metres, and the lower town was left in a hurry.</p>"
LONG = "The river rose and fell and rose again all night. " * 5


def kept(html: str) -> list[str]:
    document = read(f"<html><body>{html}</body></html>", Source())
    blocks = document.blocks
    return [blocks[n].text for n in outside_frame(blocks[0].features.page, blocks)]


@pytest.mark.parametrize(
    "html",
    [
        "<nav><a href=/>Home</a></nav>",
        "<header><p>The Paper</p></header>",
        "<footer><p>© The Paper</p></footer>",
        "<aside><a href=/1>Ten cakes</a></aside>",
    ],
)
def test_short_blocks_of_the_frame_are_cut(html: str) -> None:
    assert len(kept(html + PROSE)) == 1


@pytest.mark.parametrize(
    "html",
    [
        f"<header><p>{LONG}</p></header>",
        "<main><nav><a href=/>Part two</a></nav></main>",
        "<article><header><h1>The river</h1></header></article>",
        "<aside><p>A word on tides</p></aside>",
        "<div><a href=/>Home</a></div>",
    ],
)
def test_what_may_be_content_is_not(html: str) -> None:
    assert len(kept(html + PROSE)) == 2


def test_a_page_that_stands_in_a_header_by_mistake_is_left_whole() -> None:
    assert len(kept("<header>" + "<p>The river rose.</p>" * 20 + "</header>")) == 20


def test_the_trees_are_not_asked_about_the_frame() -> None:
    document = read(f"<nav><a href=/>Home</a></nav><main>{PROSE * 3}</main>", Source())
    judgement = judge_page(document.blocks, document.metadata)
    assert judgement.scores[0] == FRAME_SCORE
    assert judgement.reasons(0) == []
    assert len(judgement.reasons(1)) == 3
