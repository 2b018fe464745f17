"""Defects in the texts of images are mended; those in titles, and where it is not safe, noted."""

from __future__ import annotations

import pytest

from textclean.api import clean
from textclean.finding import Action

SOURCE = (
    '# Title\n\nSee ![the caf\xc3\xa9](a.png) and [that](b.html "a  title").\n\n'
    '![plain  words](c.png "it`s")\n'
)


def _cleaned(text: str, **settings: object) -> str:
    settings = {"source_format": "markdown", "preset": "hook", "in_place": True, **settings}
    return clean(text, **settings).render("source")


def test_defects_in_the_texts_of_images_are_mended_and_those_in_titles_noted() -> None:
    result = clean(SOURCE, source_format="markdown", preset="hook", in_place=True)
    assert [(f.rule, f.action, str(f.place)) for f in result.findings] == [
        ("mojibake/utf8-misread", Action.EDIT, "3:14"),
        ("spaces/doubled", Action.EDIT, "5:8"),
        ("spaces/doubled", Action.NOTE, "3:45"),
    ]
    assert result.render("source") == SOURCE.replace("\xc3\xa9", "\xe9").replace("n  w", "n w")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[![two  words](x)](y) and  more", "[![two words](x)](y) and more"),
        ("- ![two\u200b](x)\n- ![of\ufb01ce\xad](z)", "- ![two](x)\n- ![office](z)"),
        ("![\ufeffa sign](c)", "![a sign](c)"),
        ("| a |\n|---|\n| ![a  b](c) |", "| a |\n|---|\n| ![a b](c) |"),
        ("`![a  b](c)` and ![a  b](c)", "`![a  b](c)` and ![a b](c)"),
        ("![\xc3\xa9t\xc3\xa9](x) ![\xc3\xa9t\xc3\xa9](x)", "![\xe9t\xe9](x) ![\xe9t\xe9](x)"),
    ],
)
def test_text_of_an_image_is_mended_wherever_it_stands(before: str, after: str) -> None:
    assert _cleaned(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "# The ![caf\xc3\xa9](x) here\n",
        "![a  b][] or ![a  b]\n\n[a  b]: c.png\n",
        "![x {{ a  b }}](d) ![`c  d`](e)\n",
        "![a *b  c*](d)\n",
        "![bg  left:40%](d)\n\n![w:32px  h:32px](e)\n",
        "`![a  b](c)`![a  b](c)\n",
        "![it's \"fine” here](c)\n",
        "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0\u3067\u3059\u3002![API\uff0cSDK\u3002](a.png)\n",
    ],
)
def test_text_of_an_image_that_is_more_than_text_stays(text: str) -> None:
    assert _cleaned(text) == text


def test_own_words_stay_in_the_text_of_an_image() -> None:
    assert _cleaned("![a  b and  c](d)", words=("a  b",)) == "![a  b and c](d)"


def test_without_a_place_to_write_to_they_are_notes() -> None:
    result = clean(SOURCE, source_format="markdown", preset="hook")
    assert {f.action for f in result.findings} == {Action.NOTE}
    assert result.markdown == SOURCE


def test_a_suppressed_one_is_not_said() -> None:
    text = "<!-- textclean: off mojibake: a sample -->\n\n![the caf\xc3\xa9](a.png)\n"
    assert clean(text, source_format="markdown", preset="hook", in_place=True).findings == ()


def test_a_good_one_is_not_said() -> None:
    text = '![the caf\xe9](a.png "It\'s “fine”")\n'
    assert clean(text, source_format="markdown", preset="hook", in_place=True).findings == ()
