"""Breadcrumbs above a text."""

from __future__ import annotations

import pytest

from textclean.api import clean

PROSE = (
    "The ferry to the islands was late again on Monday, as the pilot said it would be, and the"
    " people on the quay had to wait for three hours in the rain."
)


@pytest.mark.parametrize(
    "line",
    ["Home > News > Europe", "Startseite › Politik", "News > Islands > Ferries", "首页 > 新闻"],
)
def test_breadcrumb_goes(line: str) -> None:
    result = clean(f"{line}\n\nFerry late again\n\n{PROSE}\n", source_format="text")
    assert result.document.metadata.title == "Ferry late again"
    dropped = [finding for finding in result.findings if finding.before == line]
    assert [finding.rule for finding in dropped] == ["banners/navigation"]


@pytest.mark.parametrize(
    "text",
    [
        f"Settings > Privacy > Location\n\n{PROSE}",  # No other line could be the title.
        f"Ferry late again\n\n{PROSE}\n\nHome > News > Europe\n\n{PROSE}",
        f"Ferry late again\n\nThree > two, he said.\n\n{PROSE}",
    ],
)
def test_other_lines_with_arrows_stay(text: str) -> None:
    assert all(
        block.dropped_by is None for block in clean(text, filters=["banners"]).document.blocks
    )
