"""What a page tells about itself is mended like its text, and each change is told."""

import pytest

import textclean
from textclean.apply import replay

BODY = (
    "<article><h1>{title}</h1>"
    "<p>The council voted on Monday, after nine hours of talks, to close the harbour bridge for "
    "good, and the mayor said \u201cthat is that\u201d to the reporters who had waited.</p>"
    "<p>Those who live on the other side, some of them for fifty years, said that they would not "
    "take this, and that they would be heard before the winter came.</p></article>"
)


def page(title: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>{title} | Harbour News</title>{head}</head>"
        f"<body>{BODY.format(title=title)}</body></html>"
    )


@pytest.mark.parametrize("preset", ["strict", "standard"])
def test_title_is_mended_in_text_and_metadata(preset: str) -> None:
    source = page("Mayor: ``No bridge'' for the caf\xc3\xa9 quarter")
    result = textclean.clean(source, preset=preset)
    assert result.document.metadata.title == "Mayor: \u201cNo bridge\u201d for the caf\xe9 quarter"
    assert result.markdown.startswith("# Mayor: \u201cNo bridge\u201d for the caf\xe9 quarter\n")


def test_each_change_of_a_field_is_told() -> None:
    head = '<meta name="author" content="Ana\xc3\xafs Dupr\xc3\xa9">'
    result = textclean.clean(page("Bridge closed", head))
    assert result.document.metadata.byline == "Ana\xefs Dupr\xe9"
    told = [finding for finding in result.findings if finding.sets and finding.block is None]
    assert [(f.rule, dict(f.sets)["metadata.byline"]) for f in told] == [
        ("mojibake/utf8-misread", "Ana\xefs Dupr\xc3\xa9"),
        ("mojibake/utf8-misread", "Ana\xefs Dupr\xe9"),
    ]
    assert told[0].before == "Ana\xc3\xafs Dupr\xc3\xa9"
    assert told[0].after == told[1].before
    assert replay(result.original, result.findings) == result.document


def test_sound_fields_stay() -> None:
    head = '<meta name="description" content="Voil\xe0: \u201cthe end\u201d of a bridge">'
    result = textclean.clean(page("Caf\xe9 bridge: \u201cnever again\u201d", head))
    assert result.document.metadata == result.original.metadata


def test_front_matter_of_a_source_is_no_fact_to_mend() -> None:
    source = '---\ntitle: "Caf\xc3\xa9"\n---\n\nThe end of the bridge.\n'
    result = textclean.clean(source, source_format="markdown", preset="hook", in_place=True)
    assert result.markdown == source
    assert result.original.metadata.title == "Caf\xc3\xa9"
