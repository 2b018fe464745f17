"""Texts of many forms that hold nothing but content: all of it must come out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.laws import check_laws, check_second_pass
from textclean.finding import Action
from textclean.settings import Settings

FORMS = sorted((Path(__file__).parents[1] / "fixtures" / "forms").glob("*.txt"))
WORD = re.compile(r"\w+")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
@pytest.mark.parametrize("preset", ["standard", "strict"])
def test_content_stays(path: Path, preset: str) -> None:
    content = path.read_bytes()
    settings = Settings(source_format="text", preset=preset)
    result = check_laws(content, settings)
    dropped = [f"{f.rule}: {f.before}" for f in result.findings if f.action is Action.DROP]
    assert not dropped
    given = content.decode("utf-8")
    assert WORD.findall(result.text) == WORD.findall(result.original.source_text)
    assert result.original.source_text == given
    check_second_pass(result, "text", settings)


def blocks(name: str) -> list[str]:
    path = next(path for path in FORMS if path.stem == name)
    result = check_laws(path.read_bytes(), Settings(source_format="text"))
    return [block.text for block in result.document.blocks]


@pytest.mark.parametrize(
    ("name", "count"),
    [("email-wrapped", 6), ("crlf", 3), ("indented-first-lines", 3), ("novel-wrapped", 6)],
)
def test_wrapped_lines_are_joined(name: str, count: int) -> None:
    assert len(blocks(name)) == count


@pytest.mark.parametrize(("name", "count"), [("poem", 13), ("one-line-paragraphs", 7)])
def test_lines_that_are_not_wrapped_stay_apart(name: str, count: int) -> None:
    assert len(blocks(name)) == count
