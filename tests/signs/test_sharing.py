"""Buttons and counts beside a call to share."""

from __future__ import annotations

from textclean.api import clean

MORE = "Then a bug hid in code that nobody needed, and I began to delete more than I wrote."
PROSE = "I used to measure my days in lines, and four hundred of them were a good day, I thought."


def test_counts_beside_a_call_to_share_go_with_it() -> None:
    text = f"Why I stopped counting\n\n312\n\n4\n\nListen\n\nShare\n\n{PROSE}\n\n{MORE}"
    kept = [block.text for _, block in clean(text).document.standing()]
    assert kept == ["Why I stopped counting", PROSE, MORE]


def test_a_number_below_the_last_call_may_be_that_of_a_chapter() -> None:
    text = f"Why I stopped counting\n\nShare\n\n1\n\n{PROSE}\n\n2\n\n{MORE}"
    kept = [block.text for _, block in clean(text).document.standing()]
    assert "1" in kept and "2" in kept


def test_many_figures_beside_a_call_are_a_table() -> None:
    text = f"Results\n\n{PROSE}\n\n12\n\n15\n\n18\n\nShare this article\n\n{MORE}"
    kept = [block.text for _, block in clean(text).document.standing()]
    assert {"12", "15", "18"} <= set(kept)
