"""Edits that our parser takes for nothing and others do not are not made."""

from __future__ import annotations

import cmarkgfm
import pytest

from textclean.api import clean


def _cleaned(text: str, name: str = "page.md") -> str:
    return clean(text, source_id=name, preset="hook", in_place=True).render("source")


def test_accents_before_code_stay_where_they_hide_it_from_a_parser() -> None:
    text = "Say ``so'' and `a` or `b` here.\n"
    assert _cleaned(text) == text
    assert cmarkgfm.github_flavored_markdown_to_html(text).count("<code>") == 1


def test_accents_before_no_more_than_one_code_go() -> None:
    assert _cleaned("Say ``so'' and `a` here.\n") == 'Say "so" and `a` here.\n'
    assert _cleaned("Use `a` and `b`, ``so''.\n") == 'Use `a` and `b`, "so".\n'


@pytest.mark.parametrize(
    "text",
    [
        "At https://a.example/b>\xe2\u20ac\u2122s end.\n",
        "At www.a.example\x0cb now.\n",
        "See [it](/a\x02b\xc3\xa9\n  c) now.\n",
        'The end.\n{:ref: style="a  {b"  c="d"}\n',
        "    ```'\n    a  b\n",
        "A ~\u200b~ b ~c~.\n",
    ],
)
def test_what_other_parsers_read_stays(text: str) -> None:
    assert _cleaned(text) == text


def test_address_in_angle_brackets_ends_with_them() -> None:
    assert (
        _cleaned("At <https://a.example/b>, caf\xc3\xa9.\n")
        == "At <https://a.example/b>, caf\xe9.\n"
    )
    text = '<a href="https://a.example/b">caf\xc3\xa9  two</a> here.\n'
    assert _cleaned(text) == '<a href="https://a.example/b">caf\xe9 two</a> here.\n'


def test_tag_with_a_letter_beyond_ascii_is_jsx() -> None:
    text = 'Text <\xc9t\xe9  a="b" /> here.\n'
    assert _cleaned(text, "page.mdx") == text


def test_prose_in_a_component_that_others_take_for_code_stays() -> None:
    text = "- One.\n\n<Tabs>\n  <Tab>\n\n    Two  words.\n\n  </Tab>\n</Tabs>\n"
    assert _cleaned(text, "page.mdx") == text
    text = "<Tabs>\n\n- One.\n\n    Two  words.\n\n</Tabs>\n"
    assert _cleaned(text, "page.mdx") == text.replace("  words", " words")


@pytest.mark.parametrize("tag", ["{{< tab >}}", "{% if a %}", "{{% note %}}"])
def test_a_word_may_begin_behind_a_tag_of_a_template(tag: str) -> None:
    text = f"{tag}\u2018Single\u2019 and \u201cdouble\u201d{tag}\n"
    assert _cleaned(text) == text


def test_code_that_a_quotation_interrupts_is_none() -> None:
    text = f"{'Some words of prose. ' * 60}\n\nRun `now\n> or never` there.\n\nA  b.\n"
    from textclean.api import Cleaner
    from textclean.inplace.contents import settled_bytes
    from textclean.settings import Settings

    cleaner = Cleaner(Settings(preset="hook", in_place=True, reports=False))

    def run(data: bytes) -> bytes:
        suspects = cleaner.find_suspects(data, source_id="page.md")
        result = cleaner.clean(data, source_id="page.md", suspects=suspects)
        return settled_bytes(cleaner, result, data, "page.md")

    once = run(text.encode())
    assert run(once) == once
