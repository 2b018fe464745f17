"""Every example in every help page runs as it is written."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from tests.cli.runner import run_cli, write_tree
from textclean.cli.main import COMMANDS, group

PAGE = "<!doctype html><title>Tides</title><body><h1>Tides</h1><p>The sea rises twice a day.</p>"
FILES = {
    "article.txt": "A headline of the day\n\nHe said:  it is late.\n",
    "notes.txt": "Some notes.\n",
    "page.html": PAGE,
    "page.md": "# Tides\n\nThe sea rises twice a day.\n",
    "README.md": "# A project\n\nWhat it does.\n",
    "docs/page.md": "# Tides\n\nThe sea rises twice a day.\n",
    "texts/one.txt": "A headline of the day\n\nHe said: it is late.\n",
    "notes/one.txt": "Some notes.\n",
    **{
        f"pages/{name}.txt": f"News of the {name}\n\nSome {name} words.\n\nMore news here\n"
        for name in ("north", "south", "east", "west")
    },
    "page.txt": "News of the north\n\nMore news here\n",
    "crawl.jsonl": "".join(
        f'{{"url": "https://example.org/{number}", "text": "Page {number}.\\n\\nMore news here"}}\n'
        for number in range(4)
    ),
    "pages.jsonl": '{"id": 1, "text": "One."}\n{"id": 2, "html": "<p>Two.</p>"}\n',
}


BEFORE = {
    "check": "textclean check --write-baseline --baseline known.json docs",
    "learn": "textclean learn pages/ --site example.org -o example.toml",
    "report": "textclean batch texts/ -o clean/",
}
"""What has to be done before the examples of a command make sense."""


def commands() -> dict[str, click.Command]:
    """Return the group and its commands by name."""
    found: dict[str, click.Command] = {"textclean": group}
    for name, (target, _) in COMMANDS.items():
        module, _, attribute = target.partition(":")
        found[name] = getattr(import_module(module), attribute)
    return found


def examples() -> list[tuple[str, str]]:
    """Return every example with the name of the command whose help holds it."""
    found = []
    for name, command in commands().items():
        assert command.help is not None
        _, marker, rest = command.help.partition("Examples:\n")
        assert marker, f"the help of {name} has no examples"
        lines = [line.strip() for line in rest.partition("\n\n")[0].splitlines()]
        found += [(name, line) for line in lines if line]
    return found


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """Return a folder with a `textclean` that runs this source tree."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "textclean"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m textclean "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


@pytest.mark.parametrize(("name", "line"), examples())
def test_example_runs(name: str, line: str, empty_folder: Path, bin_folder: Path) -> None:
    write_tree(empty_folder, FILES)
    for command in (BEFORE.get(name, ""), line):
        if not command:
            continue
        if name in ("batch", "report") or set(command) & set("|<>*"):
            message, status = run_in_shell(command, bin_folder)
        else:
            _, message, status = run_cli(shlex.split(command)[1:])
        assert status == 0, message
        assert "error" not in message


def run_in_shell(command: str, bin_folder: Path) -> tuple[str, int]:
    """Return what a command says on standard error, and its status."""
    path = f"{bin_folder}:{os.environ['PATH']}"
    run = subprocess.run(
        ["/bin/sh", "-e", "-c", command],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return run.stderr, run.returncode


def test_every_option_says_what_it_does() -> None:
    for name, command in commands().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"
