"""What a text is taken for, by its name and by its signs."""

from __future__ import annotations

import pytest

from textclean.read.sniff import sniff

PROSE = "The harbour stayed shut on Monday, after a night of gales.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n**Key points:**\n\n| Item | Cost |\n|------|------|\n| Roads | 2 |\n",
        f'{PROSE}\n```python\nprint("``")\n```\n\n{PROSE}',
        f"# Shut\n\n{PROSE}\nRead [the notice](https://example.org/n).\n",
    ],
)
def test_markdown_that_is_saved_as_a_plain_text_is_markdown(text: str) -> None:
    assert sniff(text, "answer.txt") == sniff(text) == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"# 1 of 2\n\n{PROSE}",
        f"{PROSE}\n```\nAn opening that nothing closes, the keeper said.\n",
        f"{PROSE}\nThe note read ** shut ** in red.\n",
    ],
)
def test_one_sign_makes_no_markdown_of_what_is_named_a_plain_text(text: str) -> None:
    assert sniff(text, "notes.txt") == "text"


def test_many_openings_take_linear_time() -> None:
    assert sniff("```a\n" * 100_000, "notes.txt") == "text"
