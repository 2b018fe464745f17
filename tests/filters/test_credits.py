"""The author's name that stands alone beside the date, or above what the author is."""

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


@pytest.mark.parametrize(
    "post", ["Transport correspondent, Oban", "Redakteurin", "Journaliste", "Senior reporter"]
)
def test_a_name_above_a_post_is_the_author(post: str) -> None:
    text = f"Ferry hits a pier at dawn\n\nMorag Fenwick\n{post}\n\n{PROSE}\n\n{PROSE} Still."
    document = clean(text).document
    assert document.metadata.byline == "Morag Fenwick"
    assert all(post not in block.text for _, block in document.standing())


def test_a_list_of_the_staff_stays() -> None:
    staff = "Morag Fenwick\nEditor\nTom Field\nReporter"
    text = f"The people who make this paper\n\n{staff}\n\n{PROSE}\n\n{PROSE} Still."
    texts = [block.text for _, block in clean(text).document.standing()]
    assert {"Morag Fenwick", "Editor", "Tom Field", "Reporter"} <= set(texts)
