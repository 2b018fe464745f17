"""What is written reads back as the same text, in two independent parsers."""

from __future__ import annotations

import html
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from textclean.document import Block, Container, Kind, Mark, Source
from textclean.read.html import read
from textclean.write.markdown import write_blocks

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TEXTS = st.text(
    alphabet=st.sampled_from("ab1 *_`~[](){}<>#+-=.!|\\&;:\"'/\n\N{EM DASH}\N{EURO SIGN}\u6f22"),
    max_size=24,
)
KINDS = ("strong", "em", "strike", "code", "link", "sup")


def parsers(markdown: str) -> list[str]:
    gfm = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return [PARSER.render(markdown), gfm]


def plain(page: str) -> str:
    """Return the text of rendered HTML, white space as one blank."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", page.replace("<br />", " ")))
    return " ".join(text.split())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("*a*\n--")
@example("a*b*c")
@example("``a`")
@example("1.\n#")
@example("[a]: b")
@example("|a\n|-")
@example("~a~~b~~")
def test_a_paragraph_of_any_text_reads_back(text: str) -> None:
    markdown = write_blocks([Block(Kind.PARAGRAPH, text)])
    for page in parsers(markdown):
        assert plain(page) == " ".join(text.split())
        assert not re.search(r"<(?!/?p>|br />|a |/a>)", page)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.data())
def test_text_with_any_marks_reads_back(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    marks = [
        Mark(*sorted((data.draw(edges), data.draw(edges))), kind, "u" if kind == "link" else "")
        for kind in data.draw(st.lists(st.sampled_from(KINDS), max_size=4))
    ]
    check_reading(text, marks)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("11:1", ["strong 0 3", "link 3 3"], id="a link of nothing after bold"),
        pytest.param("1:1", ["strike 0 1", "em 1 3"], id="bold beside struck text"),
        pytest.param(
            "b\u6f22a\n>'", ["strike 2 5", "link 2 3", "em 1 3"], id="cut to a link's length"
        ),
        pytest.param("#[!!](", ["strong 1 4", "link 0 6"], id="an escaped bracket in a link"),
        pytest.param('=["]~a[', ["link 0 6", "code 2 7"], id="a bracket of code in a link"),
        pytest.param("[]:[x", ["code 1 4"], id="code that could end a definition's label"),
        pytest.param("#]:=+.", ["code 1 6", "link 0 3"], id="the same in a link"),
        pytest.param("&~ \n&/<~", [], id="a tilde before a hard break"),
    ],
)
def test_these_marks_read_back(text: str, marks: list[str]) -> None:
    parts = [mark.split() for mark in marks]
    check_reading(
        text, [Mark(int(a), int(b), kind, "u" * (kind == "link")) for kind, a, b in parts]
    )


def check_reading(text: str, marks: list[Mark]) -> None:
    markdown = write_blocks([Block(Kind.PARAGRAPH, text, marks=tuple(marks))])
    for page in parsers(markdown):
        assert plain(page) == " ".join(text.split())


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([Kind.HEADING, Kind.CAPTION, Kind.ITEM, Kind.TABLE]), TEXTS)
def test_other_kinds_read_back(kind: Kind, text: str) -> None:
    within = (Container("item", 1, "-", 2),) if kind is Kind.ITEM else ()
    markdown = write_blocks([Block(kind, text, level=2, within=within)])
    if text.strip():
        for page in parsers(markdown):
            assert plain(page) == " ".join(text.split())


@st.composite
def trees(draw: st.DrawFn) -> list[Block]:
    """Draw the blocks of a page with nested lists, quotes, code and headings."""
    blocks: list[Block] = []
    open_now: list[Container] = []
    for number in range(draw(st.integers(1, 9))):
        step = draw(st.sampled_from(["stay", "item", "list", "quote", "out", "out"]))
        fresh = False
        if step == "out" and open_now:
            open_now.pop()
        elif step == "item" and open_now and open_now[-1].kind == "item":
            last = open_now.pop()
            open_now.append(last._replace(ident=100 + number))
            fresh = True
        elif step == "list":
            open_now.append(Container("item", 100 + number, "-", 200 + number))
            fresh = True
        elif step == "quote":
            open_now.append(Container("quote", 100 + number))
        kind = draw(st.sampled_from([Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.CODE, Kind.HEADING]))
        if fresh and kind is Kind.PARAGRAPH:
            kind = Kind.ITEM
        text = f"  x{number}\n    y" if kind is Kind.CODE else f"text {number}"
        level = 2 if kind is Kind.HEADING else 0
        blocks.append(Block(kind, text, level=level, within=tuple(open_now)))
    return blocks


def shape(blocks: tuple[Block, ...] | list[Block]) -> list[tuple[str, str, list[str]]]:
    """Return what must survive: kind, text and containers (as numbers in order of coming up)."""
    numbers: dict[tuple[str, int], int] = {}
    rows = []
    for block in blocks:
        names = [
            f"{c.kind}{numbers.setdefault((c.kind, c.ident), len(numbers))}" for c in block.within
        ]
        kind = "paragraph" if block.kind is Kind.ITEM else block.kind
        rows.append((kind, block.text, names))
    return rows


@settings(max_examples=80, deadline=None)
@given(trees())
def test_nesting_reads_back(blocks: list[Block]) -> None:
    markdown = write_blocks(blocks)
    for page in parsers(markdown):
        again = read(f"<body>{page}</body>", Source()).blocks
        assert shape(again) == shape(blocks), markdown


PAGES = [
    "<ol start=3><li>a<pre><code class='language-py'>if x:\n    y</code></pre></li><li>b</li></ol>",
    "<blockquote><p>a</p><ul><li>b<ul><li>c</li></ul></li></ul></blockquote><p>d</p>",
    "<table><tr><th>a|b<th align=center><em>c</em></tr><tr><td></td><td>d</td></tr></table>",
    "<p><a href='https://e.org/a_(b)?c=1&amp;copy=2'>x <b>y</b></a><img src='/i j' alt='a]b'></p>",
    "<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol><ol><li>d</li></ol>",
    "<ul><li><p>a</p><p>b</p></li><li><h3>c</h3><blockquote>d</blockquote></li></ul><hr><p>e</p>",
    "<pre>```\n  deep\n```</pre><p>one<br>two</p><h4>C #</h4>",
    "<p>a<b>b</b>c <i>d</i> e <b>f</b>:g <code>a`b</code> <s>h</s> <b><i>j</i></b></p>",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_back_with_its_structure(page: str) -> None:
    source = Source(url="https://e.org/")
    first = read(page, source).blocks
    for rendered in parsers(write_blocks(first)):
        again = read(rendered, source).blocks
        assert [facts(block) for block in again] == [facts(block) for block in first]


def facts(block: Block) -> tuple[object, ...]:
    """Return what a round trip keeps of a block."""
    marks = [(m.start, m.end, m.kind, m.target.replace(" ", "%20"), m.label) for m in block.marks]
    containers = [(c.kind, c.marker) for c in block.within]
    kind = "paragraph" if block.kind is Kind.ITEM else block.kind
    return kind, block.text, block.level, block.info, containers, sorted(marks)
