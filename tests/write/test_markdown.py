"""The Markdown writer, on small blocks and on text that looks like markup."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from textclean.api import clean
from textclean.document import Block, Container, Kind, Mark
from textclean.write.markdown import write_blocks
from textclean.write.markdown_inline import write_inline

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"


@pytest.mark.parametrize(
    "text",
    [
        "It fell by 5 -- or 6 -- per cent",
        "A lone * star and 2 * 3 * 4",
        "snake_case and _one underscore",
        "#hashtag and #2",
        "In 1990. Then",
        "a < b, 3 > 2, R&D, AT&T; fish & chips",
        "[sic] and [1]",
        "C:\\new\\file",
        "~5 to ~10",
        "a | b",
        "don't!",
        "-5 degrees",
        "+49 170",
        "1990.5 was better",
    ],
)
def test_plain_text_is_not_escaped(text: str) -> None:
    assert write_inline(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("1990. A year", "1990\\. A year"),
        ("3) too", "3\\) too"),
        ("> no quote", "\\> no quote"),
        ("a *star* b", "a \\*star\\* b"),
        ("_under_", "\\_under\\_"),
        ("<b>tag</b>", "\\<b>tag\\</b>"),
        ("&amp; so", "\\&amp; so"),
        ("`code` b", "\\`code\\` b"),
        ("[a](b)", "[a\\](b)"),
        ("***", "\\***"),
        ("a\\*b", "a\\\\*b"),
        ("[a]: b", "\\[a]: b"),
        ("line\n--", "line\\\n\\--"),
        ("line\n1990. no", "line\\\n1990. no"),
    ],
)
def test_text_that_would_be_markup_is_escaped(text: str, written: str) -> None:
    assert write_inline(text) == written
    html = MarkdownIt().render(written)
    assert "".join(html.split("<br />")).strip()[3:-4] == (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )


def strong(start: int, end: int) -> Mark:
    return Mark(start, end, "strong")


@pytest.mark.parametrize(
    ("text", "marks", "written"),
    [
        ("Note: this", [strong(0, 6)], "**Note:** this"),
        ("Note:this", [strong(0, 5)], "**Note**:this"),
        ("unbelievable", [Mark(2, 9, "em")], "un*believa*ble"),
        ("one two", [strong(0, 3), strong(3, 7)], "**one two**"),
        ("both", [strong(0, 4), Mark(0, 4, "em")], "***both***"),
        ("a b c", [strong(0, 3), Mark(2, 5, "em")], "**a *b*** c"),
        ("see it!now", [Mark(7, 10, "link", "u")], "see it\\![now](u)"),
        ("x`y", [Mark(0, 3, "code")], "``x`y``"),
        ("run it now", [Mark(0, 6, "code"), Mark(4, 6, "link", "u")], "`run `[`it`](u) now"),
        ("a [b c", [Mark(2, 6, "link", "u (")], "a [\\[b c](u%20%28)"),
        ("https://a.b/c", [Mark(0, 13, "link", "https://a.b/c")], "<https://a.b/c>"),
        ("10 5", [Mark(3, 4, "sup")], "10 <sup>5</sup>"),
        ("star * bold", [strong(7, 11)], "star * **bold**"),
        ("", [Mark(0, 0, "image", "i.png", "a [b")], "![a \\[b](i.png)"),
        ("", [Mark(0, 0, "image", "i", "a"), Mark(0, 0, "link", "u")], "[![a](i)](u)"),
        ("x(y)", [strong(1, 4)], "x(**y**)"),
        ("C:\\ drive", [strong(0, 3)], "**C:\\\\** drive"),
    ],
)
def test_marks(text: str, marks: list[Mark], written: str) -> None:
    assert write_inline(text, marks) == written


def item(text: str, *containers: Container, kind: Kind = Kind.ITEM) -> Block:
    return Block(kind, text, within=containers)


def bullet(ident: int, of: int = 100) -> Container:
    return Container("item", ident, "-", of)


def test_items_are_tight_until_one_holds_two_paragraphs() -> None:
    one, two = bullet(1), bullet(2)
    assert write_blocks([item("a", one), item("b", two)]) == "- a\n- b\n"
    more = item("c", two, kind=Kind.PARAGRAPH)
    assert write_blocks([item("a", one), item("b", two), more]) == "- a\n\n- b\n\n  c\n"


def test_nested_lists_are_indented_by_the_width_of_the_marker() -> None:
    outer = Container("item", 1, "10.", 5)
    assert write_blocks([item("a", outer), item("b", outer, bullet(2))]) == "10. a\n    - b\n"


def test_two_lists_in_a_row_are_told_apart() -> None:
    assert write_blocks([item("a", bullet(1, 8)), item("b", bullet(2, 9))]) == "- a\n\n* b\n"


def test_a_quote_in_an_item_and_a_list_in_a_quote() -> None:
    quote = Container("quote", 7)
    assert write_blocks([item("a", bullet(1), quote, kind=Kind.PARAGRAPH)]) == "- > a\n"
    assert write_blocks([item("a", quote, bullet(1))]) == "> - a\n"


def test_a_fence_is_longer_than_those_inside() -> None:
    block = Block(Kind.CODE, "```\nx\n```", info="md")
    assert write_blocks([block]) == "````md\n```\nx\n```\n````\n"


def test_a_table_pads_its_rows_and_escapes_pipes() -> None:
    block = Block(Kind.TABLE, "A\tB\na|b\t1\nx", info="-r", marks=(Mark(4, 7, "code"),))
    assert write_blocks([block]) == "| A | B |\n| --- | --: |\n| `a\\|b` | 1 |\n| x |  |\n"


def test_a_caption_is_in_italics_once() -> None:
    block = Block(Kind.CAPTION, "A cat. ", marks=(Mark(0, 1, "em"),))
    assert write_blocks([block]) == "*A cat.*\n"


def test_a_heading_keeps_the_marks_at_its_end() -> None:
    assert write_blocks([Block(Kind.HEADING, "In C #", level=2)]) == "## In C \\#\n"


def test_nothing_is_written_for_no_block() -> None:
    assert write_blocks([]) == ""


def test_title_that_was_taken_out_of_the_text_stands_above_it() -> None:
    page = (PAGES / "article" / "source.html").read_bytes()
    result = clean(page, preset="strict")
    assert result.markdown.startswith(f"# {result.document.metadata.title}\n\n")
    assert result.markdown.count(result.document.metadata.title) == 1


def test_comments_told_apart_stand_below_the_text_under_a_line() -> None:
    page = (
        "<p>The text.</p><div class='comment-list'><p>Well said!</p></div><p>Its end is here.</p>"
    )
    options = {"regions": {"comments": "separate"}}
    result = clean(page, source_format="html", filters=("regions",), options=options)
    assert result.markdown == "The text.\n\nIts end is here.\n\n---\n\nWell said!\n"
