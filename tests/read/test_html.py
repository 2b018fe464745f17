"""The HTML reader: what becomes of the elements of a page."""

from textclean.document import Block, Document, Kind, Mark, Source
from textclean.elements import HIDDEN, MAIN
from textclean.read.html import read
from textclean.read.html_apart import DEEPEST


def page(body: str, url: str = "https://example.org/a/b.html") -> Document:
    return read(f"<body>{body}</body>", Source(url=url))


def blocks(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in page(body).blocks]


def only(body: str) -> Block:
    (block,) = page(body).blocks
    return block


def test_white_space_is_collapsed_but_a_no_break_space_stays() -> None:
    assert blocks("<p> one\n  two\t three\N{NO-BREAK SPACE}four </p>") == [
        ("paragraph", "one two three\N{NO-BREAK SPACE}four")
    ]


def test_one_break_is_a_newline_and_two_are_a_paragraph() -> None:
    assert blocks("<p>one <br> two<br> <br/>three") == [
        ("paragraph", "one\ntwo"),
        ("paragraph", "three"),
    ]


def test_text_outside_any_paragraph_is_a_block() -> None:
    assert blocks("loose<div>inner</div>after") == [
        ("paragraph", "loose"),
        ("paragraph", "inner"),
        ("paragraph", "after"),
    ]


def test_nested_lists_name_their_containers() -> None:
    outer, inner, more, last = page(
        "<ol start=4><li>a<ul><li>b<p>c</p></li></ul></li><li>d</li></ol>"
    ).blocks
    assert [outer.kind, inner.kind, more.kind] == [Kind.ITEM, Kind.ITEM, Kind.PARAGRAPH]
    assert outer.within[0].marker == "4."
    assert last.within[0].marker == "5."
    assert outer.within[0].list_ident == last.within[0].list_ident
    assert inner.within == more.within
    assert inner.within[0] == outer.within[0]


def test_code_keeps_its_indentation_and_names_its_language() -> None:
    block = only('<pre><code class="hljs language-python">def f():\n    return 1\n</code></pre>')
    assert (block.kind, block.text, block.info) == (
        Kind.CODE,
        "def f():\n    return 1",
        "python",
    )
    assert block.protected == ((0, len(block.text)),)


def test_marks_of_a_line() -> None:
    block = only('<p>Go <b>to <a href="../c">the <i>place</i></a></b> and <code>run</code> it.')
    assert block.text == "Go to the place and run it."
    assert block.marks == (
        Mark(3, 15, "strong"),
        Mark(6, 15, "link", "https://example.org/c"),
        Mark(10, 15, "em"),
        Mark(20, 23, "code"),
    )


def test_a_mark_around_blocks_is_on_each_of_them() -> None:
    first, second = page("<b><p>one</p><p>two</p></b>").blocks
    assert first.marks == second.marks == (Mark(0, 3, "strong"),)


def test_an_image_is_a_mark_without_length() -> None:
    block = only(
        '<figure><img data-src="/i.png" src="data:image/gif;base64,R" alt="A cat"></figure>'
    )
    assert block.marks == (Mark(0, 0, "image", "https://example.org/i.png", "A cat"),)


def test_a_table_of_data_is_one_block() -> None:
    block = only(
        "<table><tr><th>Name<th align=right>Size<tr><td rowspan=2>a|b<td>1<tr><td><b>2</b></table>"
    )
    assert block.kind is Kind.TABLE
    assert block.text == "Name\tSize\na|b\t1\n\t2"
    assert block.info == "-r"
    assert block.marks == (Mark(17, 18, "strong"),)


def test_a_cell_of_paragraphs_is_a_column_of_the_page() -> None:
    text = "The ferry to the island runs every hour, and at night it does not run. " * 2
    column = "<br><br>".join([text] * 3)
    rows = "<tr><td>{}</td><td>Menu</td></tr><tr><td>Imprint</td><td>Terms</td></tr>"
    assert len(page(f"<table>{rows.format(column)}</table>").blocks) == 6
    assert only(f"<table>{rows.format(text)}</table>").kind == Kind.TABLE


def test_a_table_for_layout_is_its_text() -> None:
    assert blocks("<table><tr><td><h2>Title</h2><p>text<td>side</table>") == [
        ("heading", "Title"),
        ("paragraph", "text"),
        ("paragraph", "side"),
    ]


def test_scripts_styles_and_templates_are_out() -> None:
    assert blocks("<script>x</script><style>y</style><template><p>z</template><p>text") == [
        ("paragraph", "text")
    ]


def test_a_frame_left_open_in_noscript_does_not_swallow_the_page() -> None:
    tracker = "<noscript><iframe src='//stats.example/x' /></noscript>"
    assert blocks(f"<p>Text</p>{tracker}<p>More</p>{tracker}") == [
        ("paragraph", "Text"),
        ("paragraph", "More"),
    ]


def test_noscript_is_read_only_when_it_carries_the_page() -> None:
    post = "A post of the forum that a script would have shown. " * 10
    assert blocks(f"<p>Loading</p><noscript><p>{post}</p></noscript>")[1][1] == post.strip()
    assert blocks("<p>Text</p><noscript><p>Turn on scripts.</p></noscript>") == [
        ("paragraph", "Text")
    ]


def test_what_stands_in_place_of_frames_is_read() -> None:
    frames = "<frameset><frame src=a.html><noframes><body><p>The <b>text</b>.</p></noframes>"
    (block,) = read(f"<html><head></head>{frames}</frameset></html>", Source()).blocks
    assert (block.text, [mark.kind for mark in block.marks]) == ("The text.", ["strong"])


def test_ruby_and_quotations_read_as_they_are_seen() -> None:
    assert only("<ruby>\u6f22<rt>kan</rt></ruby> <q>so</q>").text == (
        "\u6f22(kan) \N{LEFT DOUBLE QUOTATION MARK}so\N{RIGHT DOUBLE QUOTATION MARK}"
    )


def test_origin_is_a_path() -> None:
    blocks = page("<div><p>a</p><p>b</p></div>").blocks
    assert [block.origin for block in blocks] == [
        "/html/body/div[1]/p[1]",
        "/html/body/div[1]/p[2]",
    ]


def test_ten_thousand_nested_elements_are_read() -> None:
    for tag in ("div", "b", "ul><li", "blockquote", "table><tr><td", "span", "a href=x"):
        assert page(f"<{tag}>" * 10_000 + "deep").blocks[-1].text == "deep"


def test_a_table_that_sets_records_apart_by_empty_rows_is_text() -> None:
    rows = "".join(
        f"<tr><td>{n}.</td><td><a href='/{n}'>Story {n}</a></td></tr>"
        f"<tr><td></td><td>{n} points by Ann</td></tr><tr style='height:5px'></tr>"
        for n in range(1, 4)
    )
    texts = [block.text for block in read(f"<table>{rows}</table>", Source()).blocks]
    assert texts[:4] == ["1.", "Story 1", "1 points by Ann", "2."]


def test_empty_rows_in_a_table_with_headers_are_rows() -> None:
    page = "<table><tr><th>a<th>b<tr><td>1<td>2<tr><td><td><tr><td><td></table>"
    assert [block.kind for block in read(page, Source()).blocks] == ["table"]


def test_an_image_within_a_sentence_does_not_split_it() -> None:
    page = "<p>Press <img src='a.png' alt='save'> to keep <picture><img src='b.png'></picture> it."
    (block,) = read(page, Source()).blocks
    assert block.text == "Press to keep it."


def test_readings_stand_in_parentheses() -> None:
    page = "<p><ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp>\u5b57<rt>ji</rt></ruby>"
    (block,) = read(page, Source()).blocks
    assert block.text == "\u6f22(kan)\u5b57(ji)"


def test_text_from_right_to_left_keeps_its_order() -> None:
    page = "<p dir='rtl'>\u05e9\u05dc\u05d5\u05dd <b>\u05e2\u05d5\u05dc\u05dd</b>."
    (block,) = read(page, Source()).blocks
    assert block.text == "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd."
    assert block.marks == (Mark(5, 9, "strong"),)


def test_a_shadow_root_is_read_where_its_element_stands() -> None:
    root = '<template shadowrootmode="{}"><style>p {{}}</style><p>{}</p>{}</template>'
    inner = "<x-in>" + root.format("open", "within", "") + "</x-in>"
    outer = "<x-out>" + root.format("closed", "around", inner) + "<p>slotted</p></x-out>"
    assert blocks(f"<p>before</p>{outer}<p>after</p>") == [
        ("paragraph", text) for text in ("before", "around", "within", "slotted", "after")
    ]


def test_a_template_for_scripts_is_not_read() -> None:
    assert blocks('<template id="card"><p>none</p></template><p>text</p>') == [
        ("paragraph", "text")
    ]


def test_a_shadow_root_in_too_many_others_is_not_read() -> None:
    html = "<p>deepest</p>"
    for level in range(DEEPEST + 1):
        html = (
            f"<x-{level}><template shadowrootmode=open><p>{level}</p>{html}</template></x-{level}>"
        )
    assert [text for _, text in blocks(html)] == [str(n) for n in range(DEEPEST, 0, -1)]


STREAMED = (
    '<main><p>first</p><template id="B:0"></template><p>last</p></main>'
    '<div hidden id="S:0"><p>late</p><template id="P:1"></template></div>'
    '<div hidden id="S:1"><p>later</p></div>'
)


def test_a_streamed_part_is_read_once_and_where_its_placeholder_is() -> None:
    found = page(STREAMED).blocks
    assert [block.text for block in found] == ["first", "late", "later", "last"]
    assert not any(block.features.flags & HIDDEN for block in found)
    assert all(block.features.flags & MAIN for block in found)


def test_a_streamed_part_without_a_placeholder_stays_where_it_is() -> None:
    found = page(STREAMED.replace('"B:0"', '"B:7"')).blocks
    assert [block.text for block in found] == ["first", "last", "late", "later"]


def test_a_streamed_part_that_asks_for_itself_is_read_once() -> None:
    html = '<div hidden id="S:0"><p>one</p><template id="B:0"></template></div>'
    assert blocks(html) == [("paragraph", "one")]
    ring = '<div hidden id="S:{}"><p>{}</p><template id="B:{}"></template></div>'
    found = blocks(ring.format(0, "a", 1) + ring.format(1, "b", 0))
    assert [text for _, text in found] == ["a", "b"]


def test_streamed_parts_in_each_other_without_end_are_all_read() -> None:
    part = '<div hidden id="S:{}"><p>{}</p><template id="B:{}"></template></div>'
    count = 5 * DEEPEST
    html = '<template id="B:0"></template>' + "".join(
        part.format(n, n, n + 1) for n in range(count)
    )
    assert [text for _, text in blocks(html)] == [str(n) for n in range(count)]


def test_a_streamed_part_is_found_for_a_placeholder_in_a_shadow_root() -> None:
    root = '<template shadowrootmode="open"><p>a</p><template id="B:0"></template></template>'
    html = f'<x-a>{root}</x-a><div hidden id="S:0"><p>b</p></div>'
    assert [text for _, text in blocks(html)] == ["a", "b"]


def test_of_two_streamed_parts_with_one_id_the_second_stays_where_it_is() -> None:
    part = '<div hidden id="S:0"><p>{}</p></div>'
    html = '<template id="B:0"></template><p>c</p>' + part.format("a") + part.format("b")
    assert [text for _, text in blocks(html)] == ["a", "c", "b"]


def test_a_streamed_part_that_was_read_with_another_in_it_stays_where_it_is() -> None:
    part = '<div hidden id="S:{}"><p>{}</p><template id="B:{}"></template></div>'
    html = part.format(0, "a", 1) + part.format(1, "b", 5) + part.format(2, "c", 0)
    assert [text for _, text in blocks(html)] == ["a", "b", "c"]
