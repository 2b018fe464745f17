"""Reading what a command was pointed at."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from textclean.cli.output import write_note
from textclean.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


class _StandardInput:
    """Equals the path `-`, without the import of pathlib, a tenth of what a pipe costs."""

    def __str__(self) -> str:
        return "-"

    def __eq__(self, other: object) -> bool:
        return str(other) == "-"

    def __hash__(self) -> int:
        return hash("-")


STDIN = cast("Path", _StandardInput())


def said_name(path: Path) -> str:
    """Return what an input is called in messages."""
    return "standard input" if path == STDIN else str(path)


def read_input(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input for `-`.

    Raises:
        OSError: the file cannot be read.
        InputError: standard input is closed.
    """
    if path != STDIN:
        return path.read_bytes()
    if sys.stdin is None:
        raise InputError("standard input is closed", hint="name a file")
    if sys.stdin.isatty():
        write_note("reading from the terminal: end the text with Ctrl-D on a line of its own")
    return sys.stdin.buffer.read()
