"""Reading what a command was pointed at."""

from __future__ import annotations

import sys
from pathlib import Path

from textclean.cli.output import write_note
from textclean.errors import InputError

STDIN = Path("-")


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
