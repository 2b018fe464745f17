"""The regions filter, and the examples of its rules."""

import pytest

from textclean.api import clean
from textclean.chain import Chain, Step, run
from textclean.document import Document, Source
from textclean.filters.regions import Regions
from textclean.read.html import read
from textclean.write.text import write


def kept(html: str, regions: Regions | None = None) -> str:
    document, findings = run(read(html, Source()), Chain((Step(regions or Regions()),)))
    return write(document, findings)


@pytest.mark.parametrize("rule", Regions.rules, ids=lambda rule: rule.id)
def test_examples_change_and_look_alikes_stay(rule) -> None:  # type: ignore[no-untyped-def]
    for example in rule.changes:
        document, findings = run(read(example.before, Source()), Chain((Step(Regions()),)))
        assert write(document, findings) == example.after
        assert {finding.rule for finding in findings} == {rule.id}
        assert all(finding.evidence for finding in findings)
    for text in rule.stays:
        assert kept(text) == write(read(text, Source()), ())


def test_the_title_in_the_header_stays() -> None:
    page = "<header><h1>Title</h1><p>Menu</p></header><p>The text of the page.</p>"
    assert kept(page) == "Title\n\nThe text of the page.\n"


def test_comments_stay_when_asked_for() -> None:
    page = "<p>The text of the page.</p><div class='comment-list'><p>Well said!</p></div>"
    assert kept(page, Regions(comments="keep")) == "The text of the page.\n\nWell said!\n"
    assert kept(page) == "The text of the page.\n"


def test_comments_are_marked_when_they_are_to_be_told_apart() -> None:
    page = "<p>The text of the page.</p><div class='comment-list'><p>Well said!</p></div>"
    document, _ = run(read(page, Source()), Chain((Step(Regions(comments="separate")),)))
    assert [block.info for _, block in document.standing()] == ["", "comment"]


def test_comments_told_apart_have_a_field_of_their_own() -> None:
    page = "<p>The text of the page.</p><div class='comment-list'><p>Well said!</p></div>"
    options = {"regions": {"comments": "separate"}}
    result = clean(page, source_format="html", filters=("regions",), options=options)
    assert result.json()["comments"] == ["Well said!"]
    plain = clean(page, source_format="html", filters=("regions",))
    assert plain.json()["comments"] == []


def test_plain_text_is_not_touched() -> None:
    from textclean.read.text import read as read_text

    document: Document = read_text("nav\n\nfooter\n", Source())
    assert list(Regions().find(document)) == []
