"""What a short run does not import: a pipe must feel instant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HEAVY = (
    *("ftfy", "bs4", "rich", "selectolax", "pyromark", "charset_normalizer", "asyncio"),
    *("importlib.metadata", "tomllib", "sqlite3", "difflib", "tempfile", "multiprocessing"),
    *("email", "http", "urllib.request", "subprocess", "argparse", "logging"),
    *("pathlib", "ipaddress", "dataclasses", "textclean.phrases.grammar"),
)


def loaded(args: list[str], stdin: str = "") -> set[str]:
    """Return the names of the modules that a run of the command loads.

    What the interpreter has before (an editable install brings a finder) is not the command's.
    """
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from textclean.cli.main import main\n"
        "status = main()\n"
        "sys.stderr.write(' '.join(set(sys.modules) - before))\n"
        "sys.exit(status)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *args],
        input=stdin,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(run.stderr.split())


def test_help_imports_no_command_and_nothing_of_the_core() -> None:
    names = loaded(["--help"])
    assert not names & {*HEAVY, "textclean.api", "textclean.document", "textclean.config"}
    assert not names & {"textclean.cli.clean", "textclean.cli.explain", "dataclasses_json"}


@pytest.mark.parametrize(
    "text",
    [
        "plain text\n",
        'He said "it\'s late" and left.\n\nIt was \N{LATIN SMALL LETTER E WITH ACUTE}.\n',
    ],
)
def test_plain_text_through_a_pipe_imports_nothing_heavy(text: str) -> None:
    names = loaded(["clean", "--isolated"], text)
    assert not names & set(HEAVY)
    assert not {name for name in names if name.startswith("textclean.read.html")}
    assert "textclean.write.json" not in names
