"""The laws hold for every fixture and for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws import check_laws, check_second_pass
from textclean.api import Cleaner, clean
from textclean.errors import TextcleanError
from textclean.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
TEXTS = sorted(
    path
    for pattern in ("text/*", "markdown/**/*", "pages/**/*", "forms/**/*")
    for path in FIXTURES.glob(pattern)
    if path.suffix in (".txt", ".md", ".mdx", ".html")
)

WORDS = [
    *(
        "the",
        "Sea",
        "said",
        "don't",
        "l'été",
        "œuvre",
        "Straße",
        "море",
        "海",
        "עברית",
        "https://a.b",
    ),
    *(
        '"',
        "'",
        "``",
        "''",
        "“",
        "”",
        "„",
        "«",
        "»",
        "‘",
        "’",
        '.``"',
        "-",
        "--",
        "- ",
        "1. ",
        "# ",
    ),
    *("**", "*", "_", "`", "[a](b)", "<p>", "</p>", "<b>", "&amp;", "&quot;", "|", "\t", "   "),
    *("\n", "\n\n", "\r\n", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\x00", "\x85", "\u2028"),
    *("Ã©", "â€œ", "\ufffd", "5'10\"", "10 km", "ﬁ", "Advertisement", "Share this", "© AFP"),
    *(
        "By Ann Other",
        "Comments",
        "Read more",
        "All rights reserved",
        "Photo: AP",
        "🙂",
        "👨\u200d👩",
    ),
]
words = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
texts = words | st.text(max_size=200)
formats = st.sampled_from(["text", "markdown", "html"])
slow_but_sure = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(FIXTURES)))
@pytest.mark.parametrize("preset", ["hook", "standard", "strict"])
def test_every_fixture_obeys_the_laws(path: Path, preset: str) -> None:
    check_laws(path.read_bytes(), Settings(preset=preset), path.name)


@pytest.mark.parametrize("target", ["markdown", "text"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_second_pass_over_a_fixture_changes_nothing(path: Path, target: str) -> None:
    given_settings = Settings(preset="standard")
    result = Cleaner(given_settings).clean(path.read_bytes(), source_id=path.name)
    form = result.document.format
    if form == "text" or target == "markdown":  # As plain text, code would be read as prose.
        check_second_pass(result, target, given_settings, path.name if form == "markdown" else "")


@slow_but_sure
@given(texts, formats, st.sampled_from(["hook", "standard", "strict"]))
def test_any_text_obeys_the_laws(text: str, source_format: str, preset: str) -> None:
    check_laws(text, Settings(source_format=source_format, preset=preset))


@slow_but_sure
@given(words, st.sampled_from(["hook", "standard"]))
def test_second_pass_over_any_plain_text_changes_nothing(text: str, preset: str) -> None:
    given_settings = Settings(source_format="text", preset=preset)
    check_second_pass(Cleaner(given_settings).clean(text), "text", given_settings)


@slow_but_sure
@given(words)
def test_second_pass_over_any_markdown_changes_nothing(text: str) -> None:
    given_settings = Settings(source_format="markdown", preset="hook")
    check_second_pass(Cleaner(given_settings).clean(text), "markdown", given_settings)


@slow_but_sure
@given(st.binary(max_size=400), st.sampled_from(["auto", "text", "html", "markdown"]))
def test_any_bytes_end_in_a_result_or_a_clear_error(data: bytes, source_format: str) -> None:
    try:
        clean(data, source_format=source_format)
    except TextcleanError as error:
        assert error.message and error.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\ufeff",
        "\ud800",
        "\x00",
        "\u200b",
        "a" * 100_000,
        '"' * 20_000,
        "<" * 20_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
@pytest.mark.parametrize("source_format", ["text", "markdown", "html"])
def test_odd_texts_obey_the_laws(text: str, source_format: str) -> None:
    check_laws(text, Settings(source_format=source_format))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["word ", '"', "a", "“ ", "``", "( ", "* ", "<b>", "é", "\u00a0"])
def test_a_line_of_ten_megabytes_is_cleaned(unit: str) -> None:
    text = unit * (10_000_000 // len(unit.encode()))
    assert clean(text, source_format="text").document.blocks


def test_order_of_documents_does_not_matter() -> None:
    cleaner = Cleaner(Settings())
    contents = [path.read_bytes() for path in TEXTS[:12]]
    alone = [Cleaner(Settings()).clean(content).json() for content in contents]
    assert [cleaner.clean(content).json() for content in reversed(contents)] == alone[::-1]


def test_second_pass_where_marks_move_beside_a_full_width_comma() -> None:
    given_settings = Settings(source_format="text", preset="hook")
    check_second_pass(Cleaner(given_settings).clean("‘ ， the ‘"), "text", given_settings)
