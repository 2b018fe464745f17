"""The header of a reading service becomes metadata; texts that only resemble it stay."""

from __future__ import annotations

import pytest

from textclean.api import clean

HEADER = "Title: Late again\n\nURL Source: https://example.com/late\n\nMarkdown Content:\n"
BODY = "The ferry was late again on Monday, as the pilot had said that it would be.\n"


def test_header_becomes_metadata_and_the_title_stays() -> None:
    result = clean(f"{HEADER}{BODY}", source_format="text")
    assert result.text == f"Late again\n\n{BODY}"
    assert result.document.metadata.title == "Late again"
    assert result.document.metadata.url == "https://example.com/late"


def test_header_of_markdown_goes() -> None:
    result = clean(f"{HEADER}## Storm\n\n{BODY}", source_format="markdown")
    assert result.markdown == f"Late again\n\n## Storm\n\n{BODY}"


def test_what_is_known_already_is_not_overwritten() -> None:
    result = clean(f"{HEADER}{BODY}", source_format="text", url="https://example.org/")
    assert result.document.metadata.url == "https://example.org/"


@pytest.mark.parametrize(
    "text", [f"Title: Late again\n\n{BODY}", f"Title: A\n\nMarkdown Content:\n\n{BODY}"]
)
def test_no_header_without_its_address_and_its_end(text: str) -> None:
    assert clean(text, source_format="text").text == text
