"""Which files a folder has to offer, and work on many of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import write_tree
from textclean.cli.files import job_count, over_files
from textclean.errors import InputError
from textclean.gitignore import Ignored, parse_line


@pytest.mark.parametrize(
    ("line", "path", "fits"),
    [
        ("*.md", "a/b.md", True),
        ("/*.md", "a/b.md", False),
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "x/docs/a.md", False),
        ("docs/**", "docs/a/b.md", True),
        ("**/a.md", "x/y/a.md", True),
        ("a[0-9].md", "a7.md", True),
        ("a[!0-9].md", "a7.md", False),
        ("a.md  ", "a.md", True),
        ("\\#a.md", "#a.md", True),
    ],
)
def test_lines_of_an_ignore_file(line: str, path: str, fits: bool) -> None:
    parsed = parse_line(line)
    assert parsed is not None
    assert (parsed.expression.fullmatch(path) is not None) == fits


def test_nearer_ignore_files_outrank_farther_ones(tmp_path: Path) -> None:
    files = {".git/HEAD": "", ".git/info/exclude": "c.md", ".gitignore": "*.md\n!b.md\nsub2/\n"}
    write_tree(tmp_path, {**files, "sub/.gitignore": "!a.md\nb.md\n", "sub/a.md": "", "sub2/x": ""})
    ignored = Ignored(tmp_path)
    found = {name: tmp_path / name in ignored for name in ("a.md", "b.md", "sub/a.md", "sub/b.md")}
    assert found == {"a.md": True, "b.md": False, "sub/a.md": False, "sub/b.md": True}
    assert tmp_path / "sub2" in ignored


def _double(path: Path) -> str:
    if path.name == "13":
        raise InputError("unlucky", where=str(path))
    if path.name == "14":
        raise ZeroDivisionError("odd")
    return path.name * 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_whatever_the_number_of_processes(jobs: int) -> None:
    paths = [Path(str(number)) for number in range(100)]
    results = dict(over_files(paths, _double, jobs))
    assert list(results) == paths
    assert results[Path("99")] == "9999"
    assert isinstance(results[Path("13")], InputError)
    assert "odd" in str(results[Path("14")])


def test_few_files_are_not_worth_a_process() -> None:
    assert job_count(0, 10) == 1
    assert job_count(3, 10) == 3
    assert job_count(8, 2) == 2
