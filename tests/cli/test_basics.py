"""The command line as a whole: help, version, mistakes, exit codes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest

from textclean.cli.exits import Status, guarded
from textclean.cli.main import COMMANDS, main
from textclean.cli.output import visible, wants_colour
from textclean.errors import ConfigError, InputError, LockedError


def test_every_summary_is_the_first_line_of_the_command_s_help() -> None:
    for name, (target, summary) in COMMANDS.items():
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        assert command.help is not None
        assert command.help.splitlines()[0] == summary, name


def test_mistyped_command_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["filtres"]) == Status.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "error: there is no command named filtres\nhint: did you mean filters?\n"


def test_mistyped_option_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["filters", "--isolate"]) == Status.USAGE
    assert "did you mean --isolated?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--set", "qoutes.style=curly"], ["--skip", "qoutes"], ["-f", "qoutes"]]
)
def test_mistyped_filter_is_answered_wherever_it_is_named(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Words.\n", encoding="utf-8")
    assert main(["clean", *words, str(text)]) == Status.USAGE
    assert capsys.readouterr().err == (
        "error: there is no filter named qoutes\nhint: did you mean quotes?\n"
    )


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (ConfigError("c"), Status.USAGE),
        (click.UsageError("u"), Status.USAGE),
        (InputError("i"), Status.FAILED),
        (LockedError("l"), Status.LOCKED),
        (OSError(28, "No space left on device"), Status.FAILED),
        (MemoryError(), Status.FAILED),
        (RuntimeError("r"), Status.FAILED),
        (KeyboardInterrupt(), Status.INTERRUPTED),
        (click.Abort(), Status.INTERRUPTED),
        (click.exceptions.Exit(0), Status.DONE),
    ],
)
def test_each_ending_has_its_exit_code(raised: BaseException, status: Status) -> None:
    def run() -> int:
        raise raised

    assert guarded(run) == status


def test_traceback_only_with_debug(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> int:
        raise InputError("broken", where="a.txt", hint="mend it")

    guarded(run)
    assert capsys.readouterr().err == "error: a.txt: broken\nhint: mend it\n"
    guarded(run, debug=True)
    assert "Traceback" in capsys.readouterr().err


def test_control_characters_are_shown_not_obeyed() -> None:
    assert visible("\x1b[2J\u202egpj.exe\ud800") == "\\x1b[2J\\u202egpj.exe\\ud800"


def test_no_color_outranks_force_color() -> None:
    assert wants_colour(None, {"FORCE_COLOR": "1"})
    assert not wants_colour(None, {"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert not wants_colour(None, {})
