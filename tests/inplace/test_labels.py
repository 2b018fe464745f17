"""Defects in alternative texts and titles are noted where they stand, and left."""

from __future__ import annotations

from textclean.api import clean
from textclean.finding import Action

SOURCE = (
    '# Title\n\nSee ![the caf\xc3\xa9](a.png) and [that](b.html "a  title").\n\n'
    '![plain  words](c.png "it`s")\n'
)


def test_defects_in_labels_are_notes() -> None:
    result = clean(SOURCE, source_format="markdown", preset="hook", in_place=True)
    assert [(f.rule, f.action, str(f.place)) for f in result.findings] == [
        ("mojibake/utf8-misread", Action.NOTE, "3:14"),
        ("spaces/doubled", Action.NOTE, "3:45"),
        ("spaces/doubled", Action.NOTE, "5:8"),
    ]
    assert result.render("source") == SOURCE


def test_a_suppressed_one_is_not_said() -> None:
    text = "<!-- textclean: off mojibake: a sample -->\n\n![the caf\xc3\xa9](a.png)\n"
    assert clean(text, source_format="markdown", preset="hook", in_place=True).findings == ()


def test_a_good_one_is_not_said() -> None:
    text = '![the caf\xe9](a.png "It\'s “fine”")\n'
    assert clean(text, source_format="markdown", preset="hook", in_place=True).findings == ()
