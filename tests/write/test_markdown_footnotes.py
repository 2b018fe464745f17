"""Footnotes of pages, against an independent parser that knows them."""

import time

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from textclean.document import Source
from textclean.read.html import read
from textclean.write.markdown import write

URL = "https://gazette.example/tides"

NOTES = """<p>High<sup id="r1"><a href="#fn1">1</a></sup> and low<a href="#fn2">[2]</a>, high again
<sup><a href="#fn1">1</a></sup>.</p><p>Then it ends.</p><div class="footnotes"><hr><ol>
<li id="fn1"><p>See <em>there</em>. <a href="#r1">\N{LEFTWARDS ARROW WITH HOOK}</a></p>
<p>And here.</p></li>
<li id="fn2"><a href="#r2">^</a> Low is low.</li></ol></div>"""


def markdown(html: str, url: str = URL) -> str:
    return write(read(html, Source(url=url)), ())


@pytest.mark.parametrize("url", [URL, ""])
def test_notes_are_written_as_footnotes(url: str) -> None:
    assert markdown(NOTES, url) == (
        "High[^1] and low[^2], high again [^1].\n\nThen it ends.\n\n---\n\n"
        "[^1]: See *there*.\n\n    And here.\n\n[^2]: Low is low.\n"
    )


def test_another_parser_finds_the_same_notes() -> None:
    html = cmarkgfm.markdown_to_html(markdown(NOTES), Options.CMARK_OPT_FOOTNOTES)
    assert html.count("data-footnote-ref>") == 3
    assert "<em>there</em>" in html
    assert html.index("And here.") > html.index('<section class="footnotes"')
    assert "[^" not in html


def test_time_grows_no_faster_than_the_page() -> None:
    def spent(count: int) -> float:
        document = read("<p>" + "x<sup><a href='#fn1'>1</a></sup> " * count, Source())
        started = time.process_time()
        write(document, ())
        return time.process_time() - started

    assert spent(10_000) < 5 * 4 * spent(2_000) + 0.3


@pytest.mark.parametrize(
    "html",
    [
        "<p>See <a href='#part1'>1</a>.</p><p id='part1'>The first part.</p>",
        "<p>High<sup><a href='#fn1'>1</a></sup>.</p><p>No such note.</p>",
        "<p>High<sup><a href='https://other.example/#fn1'>1</a></sup>.</p><p id='fn1'>Note.</p>",
        "<p id='fn1'>Before it.</p><p>High<sup><a href='#fn1'>1</a></sup>.</p>",
    ],
)
def test_other_links_stay_links(html: str) -> None:
    assert "[^" not in markdown(html)
