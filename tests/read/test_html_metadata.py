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
        (
            "<title>Low tide - Bay</title><meta name=og:title content='Low tide'>",
            "<h1>Feel the sea</h1>",
            "Low tide",
            "meta og:title",
        ),
        ("<title>Where all sailors meet</title>", "<h1>Low tide</h1>", "Low tide", "h1"),
        ("<title>Low tide | Times of the day</title>", "", "Low tide", "title"),
        ("<title>Low tide, high wind</title>", "<h2>Low tide</h2>", "Low tide, high wind", "title"),
        ("<title>Low tides of the north sea</title>", "<h1>Low tides</h1>", "Low tides", "h1"),
        (
            "<title>Low tide - The Sea</title>",
            "<h1>The Sea</h1><h2>Low tide</h2>",
            "Low tide",
            "h2",
        ),
        (
            "<title>Low tide | Bay</title>",
            "<h1>Low tide<a href=#a>\N{PILCROW SIGN}</a></h1>",
            "Low tide",
            "h1",
        ),
        (
            "<title>Low tide | Times, maps | Bay</title><meta name=og:title content='Low tide'>",
            "",
            "Low tide",
            "meta og:title",
        ),
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
        ("{}", "<h1>Tide</h1><p>by the population</p>", ""),
        ("{}", "<div class=author><p>Written By</p><p>Ann Lee</p></div>", "Ann Lee"),
        ("{}", "<div class=author><p>May 4, 2025</p><p>Ann Lee</p></div>", "Ann Lee"),
        ("{}", "<h1>Tide</h1><p>by: Ann Lee, Dec 17, 2025</p>", "Ann Lee"),
        ("{}", "<p>x</p><a href=/authors/ann-lee>Ann Lee</a>", "Ann Lee"),
        ("{}", "<p>x</p><h3>Written by Ann Lee</h3><p>She writes.</p>", "Ann Lee"),
        ("{}", "<div itemprop=author itemscope><meta itemprop=name content=ann1></div>", "ann1"),
        (
            '{"@type":"Article","author":{"@type":"Organization","name":"Tide Ltd"}}',
            "<p class=author-name>Ann Lee</p>",
            "Ann Lee",
        ),
        ('{"@type":"Article","author":{"@type":"Organization","name":"DPA"}}', "", "DPA"),
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
        ("<meta name=ms.date content=2025-09-04>", "", "2025-09-04"),
        ("<meta name=citation_publication_date content='2025 Sep 4'>", "", "2025-09-04"),
        ("<meta name=last-modified-date content=2025-09-04>", "", ""),
        ("", "<p>One</p><div class=post_date>4 Sep 2025</div>", "2025-09-04"),
    ],
)
def test_the_date(head: str, body: str, date: str) -> None:
    assert metadata(head, body).date == date


def test_several_authors_in_the_head_and_a_surname_that_comes_first() -> None:
    head = "".join(f"<meta name=citation_author content='{n}'>" for n in ("Lee, Ann", "Bo Ek"))
    assert metadata(head).byline == "Ann Lee, Bo Ek"


def test_what_cards_for_social_networks_say() -> None:
    head = "<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content=Ann>"
    assert metadata(head).byline == "Ann"


def test_the_head_that_a_stray_element_ended() -> None:
    assert metadata("<div>x</div><meta name=author content='Ann Lee'>").byline == "Ann Lee"


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


def test_a_heading_that_leads_home_is_the_name_of_the_site() -> None:
    head = "<title>Notes of the Bay: Low tide</title>"
    body = "<h1><a href='/'>Notes of the Bay</a></h1><h3>Low tide</h3>"
    inside = metadata(head, body, "https://bay.example/2024/low.html")
    assert inside.title == "Notes of the Bay: Low tide"
    assert metadata(head, body, "https://bay.example/").title == "Notes of the Bay"
