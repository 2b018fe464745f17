"""What the Markdown reader makes of a source, and that it knows where everything stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.document import Block, Document, Kind, Source
from textclean.read.markdown import read
from textclean.read.markdown_guards import guard_ranges
from textclean.read.mdx import mask_mdx


def blocks(text: str) -> tuple[Block, ...]:
    return checked(text).blocks


def checked(text: str, name: str = "page.md") -> Document:
    document = read(text, Source(name))
    last = 0
    for block in document.blocks:
        start, end = block.extent
        assert 0 <= start <= end <= len(text)
        assert not isinstance(block.origin, str)
        at = 0
        for piece in block.origin:
            assert piece.text_start >= at and piece.source_start >= last
            at, last = piece.text_start + piece.length, piece.source_start + piece.length
            assert block.text[piece.text_start : at] == text[piece.source_start : last]
        assert sorted(block.protected) == list(block.protected)
    return document


def prose(text: str) -> str:
    """Return what may be edited: the text of all pieces outside protected stretches."""
    parts = []
    for block in blocks(text):
        taken = [False] * len(block.text)
        for piece in block.origin:
            assert not isinstance(piece, str)
            for at in range(piece.text_start, piece.text_start + piece.length):
                taken[at] = True
        for start, end in block.protected:
            taken[start:end] = [False] * (end - start)
        parts.append(
            "".join(char if keep else "\0" for char, keep in zip(block.text, taken, strict=True))
        )
    return "|".join(parts)


def test_markup_is_not_in_the_text() -> None:
    (block,) = blocks("A *b* [c](d) ![e](f) `g` <b>h</b>.\n")
    assert block.text == "A b c  g h."
    assert [mark.kind for mark in block.marks] == ["em", "link", "image", "code"]


def test_soft_break_is_a_space_and_a_hard_one_a_newline() -> None:
    (block,) = blocks("> one\n> two  \n> three\n")
    assert block.text == "one two\nthree"
    assert [container.kind for container in block.within] == ["quote"]


def test_first_block_of_an_item_is_the_item_and_reaches_to_its_marker() -> None:
    first, later, nested = blocks("1. one\n\n   two\n   - three\n")
    assert (first.kind, first.text, first.extent[0]) == (Kind.ITEM, "one", 0)
    assert (later.kind, later.text) == (Kind.PARAGRAPH, "two")
    assert [container.marker for container in nested.within] == ["1.", "-"]


def test_table_has_tabs_and_newlines() -> None:
    (table,) = blocks("| a | b |\n|---|--:|\n| c | d\\|e |\n")
    assert (table.kind, table.text, table.info) == (Kind.TABLE, "a\tb\nc\td|e", "-r")


def test_front_matter_is_markup_and_gives_the_metadata() -> None:
    document = checked('---\ntitle: "A walk"\nlang: fr\n---\n\n# Other\n')
    assert [block.kind for block in document.blocks] == [Kind.MARKUP, Kind.HEADING]
    assert (document.metadata.title, document.metadata.language) == ("A walk", "fr")


@pytest.mark.parametrize("matter", ["+++\na = 1\n+++\n", '{\n"a": 1\n}\n', "---\n---\n"])
def test_other_front_matters(matter: str) -> None:
    assert [b.kind for b in blocks(matter + "text\n")] == [Kind.MARKUP, Kind.PARAGRAPH]


def test_byte_order_mark_does_not_hide_the_front_matter() -> None:
    document = checked("\N{ZERO WIDTH NO-BREAK SPACE}---\na: b\n---\n\ntext\n")
    assert document.blocks[0].extent == (1, 14)


@pytest.mark.parametrize(
    "text",
    [
        "{{< figure src='a'  title=\"b\" >}}",
        "{{% note %}}",
        "{{ page.title | default: 'x' }}",
        "{% include a.html  b='c' %}",
        "{: .class #id }",
        "{#anchor}",
        "https://example.org/a'b",
        "mail@example.org",
        "$a' b_1$",
        "$$\nf'(x)  = 1\n$$",
        "\\\\(a'\\\\)",
        "\\(a'\\)",
        ":smile:",
        "[[Page's  name]]",
        "](never('closed",
        "[^note]",
        "[!NOTE]",
        ":::tip 'It's  so'",
        '!!! note "The  title"',
        "<Tag a={b}  c='d'>",
        "{% raw %}a  'b'{% endraw %}",
        "<kbd>'</kbd>",
        "<code class='x'>a  \"<b>b</b>\"</code>",
    ],
)
def test_what_other_programs_read_is_protected(text: str) -> None:
    assert (0, len(text)) in guard_ranges(text)


@pytest.mark.parametrize("text", ["from $5 to $10", "it's 12:30", "a { b", "a < b", "{{ open"])
def test_prose_that_looks_alike_is_not(text: str) -> None:
    assert guard_ranges(text) == ()


def test_entities_and_escapes_are_protected() -> None:
    assert prose('a &amp; b \\"c\\" d') == "a \0 b \0c\0 d"


def test_label_that_is_the_text_of_a_link_is_protected() -> None:
    assert prose("[it's]\n\n[it's]: /a\n") == "\0\0\0\0"


def test_a_space_on_each_side_of_an_image_is_not_two() -> None:
    assert prose("a ![b](c) d") == "a\0\0d"


SCRAPS = """
# §- §> §1. §*§**§_§`§```
§~~~
§    §
§

§\r
§a§word §é§漢字§“§'§"§[x]§](y)§[x]: z
§![§<b>§<div>
§</div>§&amp;§\\§$§{{§}}§{%§%}§---
§+++
§:::§[^1]§\x20\x20
§\0§\t§<!--§-->§|§|-|
"""
MARKDOWN = st.lists(st.sampled_from(SCRAPS[1:-1].split("§")), max_size=40).map("".join)


@given(MARKDOWN)
def test_any_source_is_read_with_exact_places(text: str) -> None:
    checked(text)
    checked(text, "page.mdx")


MDX = """import A from './a'

export const b = {
  c: 'd  e',

  f: "g  h",
}

# Title {b.c} here

<A x={1 > 0 ? "i  j" : `k`} y="l  m">
Prose *one* <B z={{n: 'o'}}>two</B> {/* p  q */} three.
</A>

{
  r.map(s => <i>{s}</i>)
}

`{t  u}` end.

```js
const v = {  w }
```
"""


def test_mdx_has_prose_between_its_code() -> None:
    document = checked(MDX, "page.mdx")
    kinds = [(block.kind, block.text) for block in document.blocks]
    assert kinds == [
        (Kind.HEADING, "Title {b.c} here"),
        (Kind.PARAGRAPH, "Prose one two {/* p  q */} three."),
        (Kind.PARAGRAPH, "{t  u} end."),
        (Kind.CODE, "const v = {  w }\n"),
    ]
    protected = [block.text[s:e] for block in document.blocks for s, e in block.protected]
    assert protected == ["{b.c}", "{/* p  q */}", "{t  u}", "const v = {  w }\n"]


@given(st.text("<>{}/\"'`\n *abA=", max_size=60), st.sampled_from(["import a\n", "", "~~~\n"]))
def test_mask_of_mdx_is_as_long_as_the_source(text: str, before: str) -> None:
    masked, stretches = mask_mdx(before + text)
    assert len(masked) == len(before + text)
    assert stretches == sorted(stretches)
    checked(before + text, "page.mdx")


@pytest.mark.parametrize(
    ("text", "editable"),
    [
        ('See "https://a.example/b" or', 'See "" or'),
        ("(see 'https://a.example/b'.) So", "(see ''.) So"),
        ('as in "http://" or "https://".', 'as in "http://" or "https://".'),
    ],
)
def test_marks_and_stops_behind_an_address_are_prose(text: str, editable: str) -> None:
    guarded = {at for start, end in guard_ranges(text) for at in range(start, end)}
    assert "".join(char for at, char in enumerate(text) if at not in guarded) == editable


def test_a_tag_does_not_begin_at_the_end_of_a_shells_input() -> None:
    text = "```\ncat <<EOF | sort\nb\nEOF\n```\n\nIt's  so.\n\n> Quoted <<a>> and <b\nc='d'>."
    assert [text[start:end] for start, end in guard_ranges(text)] == ["<a>", "<b\nc='d'>"]
