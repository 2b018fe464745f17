"""The cases of fixtures/cli: arguments and files in, output, messages, files and status out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import run_cli, write_tree

FOLDER = Path(__file__).parents[2] / "fixtures" / "cli"
KEYS = {"name", "args", "stdin", "stdin_hex", "env", "files", "links", "folders"} | {
    "stdout",
    "stdout_has",
    "stderr",
    "stderr_has",
    "status",
    "after",
}


def cases() -> list[Any]:
    """Return every case, named by its file and its own name."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            assert case.keys() <= KEYS, f"{path.name}: {case['name']}: {case.keys() - KEYS}"
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(empty_folder, case.get("files", {}))
    for name, target in case.get("links", {}).items():
        (empty_folder / name).symlink_to(target)
    for name in case.get("folders", []):
        (empty_folder / name).mkdir()
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    stdin = bytes.fromhex(case["stdin_hex"]) if "stdin_hex" in case else b""
    outcome = run_cli(case["args"], stdin or case.get("stdin", "").encode())
    assert outcome.stderr == case.get("stderr", "") or "stderr_has" in case, outcome.stderr
    for part in case.get("stderr_has", []):
        assert part in outcome.stderr
    if "stdout_has" in case:
        for part in case["stdout_has"]:
            assert part in outcome.stdout.decode()
    else:
        assert outcome.stdout.decode() == case.get("stdout", "")
    assert outcome.status == case.get("status", 0)
    for name, content in case.get("after", {}).items():
        path = empty_folder / name.removesuffix(".hex")
        if content == "(missing)":
            assert not path.exists(), name
        elif name.endswith(".hex"):
            assert path.read_bytes() == bytes.fromhex(content), name
        else:
            assert path.read_bytes().decode() == content, name
    assert not list(empty_folder.rglob("*.tmp")), "a temporary file was left"
