"""CPU time of short runs, against bare Python, `import click`, and other tools' commands.

    python -m benchmarks.startup [--runs N]

Every command is run in turn, N times, so that a busy machine is busy for all of them; the median
of the CPU time (user and system) counts. ftfy and trafilatura take part when they are installed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from importlib.util import find_spec

from benchmarks.measuring import cpu_seconds

TEXT = b"plain text\n"
PAGE = b"<!doctype html><title>T</title><body><article><p>" + b"Plain text. " * 50
COMMAND = "import sys; from textclean.cli.main import main; sys.exit(main())"
FTFY = "from ftfy.cli import main; main()"
TRAFILATURA = "from trafilatura.cli import main; main()"

MAX_RATIO = 2.0
"""A pipe and --help may cost this many times `python -c "import click"`."""


def cases() -> list[tuple[str, list[str], bytes]]:
    """Return a name, the arguments of Python and the standard input of each case."""
    found = [
        ("python -c pass", ["-c", "pass"], b""),
        ("python -c 'import click'", ["-c", "import click"], b""),
        ("textclean --help", ["-c", COMMAND, "--help"], b""),
        ("echo plain text | textclean clean", ["-c", COMMAND, "clean"], TEXT),
        ("textclean clean < page.html", ["-c", COMMAND, "clean"], PAGE),
    ]
    if find_spec("ftfy"):
        found.append(("echo plain text | ftfy", ["-c", FTFY], TEXT))
    if find_spec("trafilatura"):
        found.append(("trafilatura < page.html", ["-c", TRAFILATURA], PAGE))
    return found


def main() -> int:
    """Print the table; the status is 1 when a ratio is above what is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name, _, _ in cases()}
    for number in range(runs + 1):
        for name, arguments, stdin in cases():
            seconds = cpu_seconds(arguments, stdin)
            if number:  # The first round compiles.
                times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    click = medians["python -c 'import click'"]
    print(f"{'command':36} {'CPU ms':>7} {'x import click':>15}")
    for name, seconds in medians.items():
        print(f"{name:36} {seconds * 1000:7.0f} {seconds / click:15.2f}")
    promised = ("textclean --help", "echo plain text | textclean clean")
    return int(any(medians[name] > MAX_RATIO * click for name in promised))


if __name__ == "__main__":
    sys.exit(main())
