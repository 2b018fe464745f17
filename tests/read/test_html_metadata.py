"""What a page says about itself, and where it says so."""

import pytest

from textclean.document import Metadata, Source
from textclean.read.html import read


def metadata(head: str = "", body: str = "<p>Text.</p>", url: str = "") -> Metadata:
    page = f"<html lang=en-gb><head>{head}</head><body>{body}</body></html>"
    return read(page, Source(url=url)).metadata


@pytest.mark.parametrize(
    ("head", "body", "title", "place"),
    [
        ("<title>Low tide | The Bay</title>", "<h1>Low tide</h1>", "Low tide", "h1"),
        ("<title>Low tide | The Bay</title>", "<h1>The Bay</h1><p>x", "Low tide", "title"),
        ("<title>Low tide - Bay</title>", "<h1>Feel the sea</h1>", "Low tide", "title"),
        ("", "<nav><h1>Bay</h1></nav><h1>Low tide</h1>", "Low tide", "h1"),
        ("<meta property=og:title content='Low tide'>", "", "Low tide", "meta og:title"),
    ],
)
def test_the_title_is_a_heading_that_the_head_confirms(
    head: str, body: str, title: str, place: str
) -> None:
    head += "<meta property='og:site_name' content='The Bay'>"
    found = metadata(head, body)
    assert (found.title, dict(found.sources)["title"]) == (title, place)


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ('{"@type":"Article","author":{"name":"Ann Lee"}}', "", "Ann Lee"),
        ('{"@type":"Article","author":["Ann Lee","Bo Ek"]}', "", "Ann Lee, Bo Ek"),
        (
            '{"@graph":[{"@type":"Article","author":{"@id":"#1"}},{"@id":"#1","name":"Ann Lee"}]}',
            "",
            "Ann Lee",
        ),
        ('{"@type":"ItemList","itemListElement":{"@type":"Article","author":"X Y"}}', "", ""),
        ("{broken", "<p class=byline>By <a>Ann Lee</a> | 4 May</p>", "Ann Lee"),
        ("{}", "<h1>Tide</h1><p>By Ann Lee</p>", "Ann Lee"),
        ("{}", "<h1>Tide</h1><p>Ann Lee</p><p>4 May 2025</p>", "Ann Lee"),
        ("{}", "<p>Stand by the sea.</p>", ""),
    ],
)
def test_the_byline(head: str, body: str, byline: str) -> None:
    script = f"<script type=application/ld+json>{head}</script>"
    assert metadata(script, body).byline == byline


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("<meta property=article:published_time content=2025-09-04T10:00:00Z>", "", "2025-09-04"),
        ("", "<time datetime=2025-09-04>now</time>", "2025-09-04"),
        ("", "<h1>Tide</h1><p>Posted on 4. September 2025</p>", "2025-09-04"),
        ("", "<h1>Tide</h1><p>In 2025 it rose by 4 feet.</p>", ""),
    ],
)
def test_the_date(head: str, body: str, date: str) -> None:
    assert metadata(head, body).date == date


def test_the_rest_with_its_sources() -> None:
    found = metadata(
        "<link rel=canonical href=/tide><meta name=description content=' All of it '>"
        "<meta property=og:image content=/i.png><meta property=article:modified_time "
        "content=2025-10-01>",
        url="https://bay.example/tide?x=1",
    )
    assert found.url == "https://bay.example/tide?x=1"
    assert found.description == "All of it"
    assert found.image == "https://bay.example/i.png"
    assert found.modified == "2025-10-01"
    assert found.language == "en-GB"
    assert dict(found.sources)["language"] == "html lang"


def test_a_canonical_address_stands_in_for_an_unknown_one() -> None:
    assert metadata("<link rel=canonical href=https://b.example/t>").url == "https://b.example/t"


def test_json_that_is_nested_deeper_than_python_reads_is_left_out() -> None:
    deep = "[" * 100_000
    assert metadata(f"<script type=application/ld+json>{deep}</script>").byline == ""
