"""Pages that word processors write."""

from __future__ import annotations

import pytest

from textclean.api import clean

BULLET = (
    "<p class={name} style='{style}'><![if !supportLists]><span style='font-family:Symbol'>{sign}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>{text}</p>"
)


def markdown(body: str) -> str:
    return clean(body, source_format="html").markdown


def item(text: str, style: str = "", sign: str = "\N{MIDDLE DOT}") -> str:
    return BULLET.format(name="MsoListParagraph", style=style, sign=sign, text=text)


def word(body: str) -> str:
    return markdown(f"<div class=WordSection1><p class=MsoNormal>Before.</p>{body}</div>")


def test_title_of_a_letter_is_its_heading() -> None:
    assert word("<p class=MsoTitle>The quay</p>") == "Before.\n\n# The quay\n"


@pytest.mark.parametrize("sign", ["\N{MIDDLE DOT}", "\uf0b7", "o", "-"])
def test_bullets_are_items(sign: str) -> None:
    body = item("one", sign=sign) + item("two <b>more</b>", sign=sign)
    assert word(body) == "Before.\n\n- one\n- two **more**\n"


def test_numbers_are_kept() -> None:
    assert word(item("one", sign="3.") + item("two", sign="4.")) == "Before.\n\n3. one\n4. two\n"


@pytest.mark.parametrize("style", ["mso-list:l0 level2 lfo1", "margin-left:72.0pt"])
def test_items_are_nested(style: str) -> None:
    body = item("one") + item("deeper", style, "o") + item("two")
    assert word(body) == "Before.\n\n- one\n  - deeper\n- two\n"


def test_a_paragraph_parts_two_lists() -> None:
    body = item("one") + "<p class=MsoNormal>Between.</p>" + item("two")
    assert word(body) == "Before.\n\n- one\n\nBetween.\n\n- two\n"


def test_paragraph_of_a_list_without_marker_is_a_paragraph() -> None:
    assert word("<p class=MsoListParagraph>Indented.</p>") == "Before.\n\nIndented.\n"


def test_notes_are_footnotes() -> None:
    body = (
        "<p class=MsoNormal>As agreed.<a href='#_ftn1' name='_ftnref1'>[1]</a></p>"
        "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> In May.</p>"
        "</div>"
    )
    assert word(body) == "Before.\n\nAs agreed.[^1]\n\n[^1]: In May.\n"


def test_whole_page_of_word_is_kept_whole() -> None:
    head = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><title>The quay</title><body>'
    result = clean(f"{head}<p class=MsoNormal>Kept.</p><p class=MsoNormal>And this.</p>")
    assert result.text == "Kept.\n\nAnd this.\n"


def docs(body: str) -> str:
    wrapper = '<b style="font-weight:normal;" id="docs-internal-guid-1">'
    return markdown(f"<meta charset='utf-8'>{wrapper}{body}</b>")


def test_google_docs_bold_and_italic_are_styles() -> None:
    body = (
        '<p><span style="font-weight:700;font-style:italic">Now</span>'
        '<span style="font-weight:400"> or <b>never</b></span></p>'
    )
    assert docs(body) == "***Now*** or **never**\n"


def test_google_docs_links_lead_to_their_target() -> None:
    body = '<p><a href="https://www.google.com/url?q=https://a.example/b?c%3Dd&amp;sa=D">x</a></p>'
    assert docs(body) == "[x](https://a.example/b?c=d)\n"


def test_list_directly_in_a_list_is_nested() -> None:
    body = "<ul><li>one</li><ul><li>deeper</li></ul><li>two</li></ul>"
    assert markdown(body) == "- one\n  - deeper\n- two\n"
