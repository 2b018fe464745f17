"""Running the command line inside the test process, with its own standard streams."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from textclean.cli.main import main


class Outcome(NamedTuple):
    """What a run wrote, and how it ended."""

    stdout: bytes
    stderr: str
    status: int


def run_cli(args: Sequence[str], stdin: bytes = b"") -> Outcome:
    """Return what `textclean ARGS` does in the current folder."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="utf-8", newline=""),
        "stderr": io.TextIOWrapper(err, encoding="utf-8", newline=""),
    }
    with patch.multiple(sys, **streams):
        status = main(args)
        sys.stdout.flush()
        sys.stderr.flush()
    return Outcome(out.getvalue(), err.getvalue().decode(), status)


def write_tree(folder: Path, files: dict[str, str]) -> None:
    """Write files by relative name. A name that ends in `.hex` holds bytes in hexadecimal."""
    for name, content in files.items():
        path = folder / name.removesuffix(".hex")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes.fromhex(content) if name.endswith(".hex") else content.encode())
