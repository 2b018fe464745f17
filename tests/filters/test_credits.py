"""The author's name that stands alone beside the date."""

from __future__ import annotations

import pytest

from textclean.api import clean

TITLE = "The old cinema that would not close"
PROSE = "For forty years the Regal has shown one film a week, and its owner says that is enough."


@pytest.mark.parametrize(
    "head",
    [f"{TITLE}\n3 May 2024\nRuth Ansell", f"{TITLE}\nRuth Ansell\n3 May 2024"],
)
def test_name_beside_the_date_is_the_byline(head: str) -> None:
    result = clean(f"{head}\n\n{PROSE}\n\n{PROSE} Why?")
    assert result.document.metadata.byline == "Ruth Ansell"
    assert "Ansell" not in result.text
    assert TITLE in result.text


@pytest.mark.parametrize(
    "head", ["Old Cinema\n3 May 2024", "Culture Pages\nOld Cinema\n3 May 2024", "Old Cinema"]
)
def test_short_title_beside_the_date_stays(head: str) -> None:
    assert "Old Cinema" in clean(f"{head}\n\n{PROSE}\n\n{PROSE} Why?").text
