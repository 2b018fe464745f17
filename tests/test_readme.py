"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import textclean
from textclean.config import check

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Return the first fenced block of a language."""
    match = re.search(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)
    assert match is not None
    return match[1]


def test_before_becomes_after() -> None:
    result = textclean.clean(block("text"))
    assert result.markdown == block("markdown")
    assert result.document.metadata.byline == "Mara Lindqvist with Reuters"
    assert result.document.metadata.credits == ("Reuters/Havnsund TV",)


def test_configuration_is_one() -> None:
    import tomllib

    config = check(tomllib.loads(block("toml")), Path("textclean.toml"))
    assert config.presets["house"][-1] == "?banners"


def test_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(block("text"), encoding="utf-8")
    exec(compile(block("python"), "README.md", "exec"), {})
    assert "# Ferry talks drag on" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["install", "test"])
def test_commands_are_given_where_the_checks_look(name: str) -> None:
    match = re.search(rf"<!-- the {name} command -->\n((?:    .+\n)+)\n", README)
    assert match is not None
    assert match[1].count("\n") == 1
