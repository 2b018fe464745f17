"""CPU time of runs of Python, their bytecode kept as in everyday use."""

from __future__ import annotations

import os
import resource
import subprocess
import sys


def cpu_seconds(arguments: list[str], stdin: bytes = b"") -> float:
    """Return the CPU time (user and system) of one run of Python with these arguments."""
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments], input=stdin, env=environment, capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
