"""How fast `textclean batch` is: workers against one, against a loop, against trafilatura.

    python -m benchmarks.batch PAGES_FOLDER [--copies N]

PAGES_FOLDER holds HTML pages; each is copied N times. Prints pages a second (wall clock) of
`clean()` in a loop, of batch with one worker and with all, and of trafilatura's own batch mode if
it is installed, all on the same pages in one run; then the memory of the run's process.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from textclean.api import Cleaner
from textclean.settings import Settings


def copy_pages(source: Path, target: Path, copies: int) -> int:
    """Copy the pages and return how many there are."""
    target.mkdir()
    count = 0
    for page in sorted(source.rglob("*.html")):
        for copy in range(copies):
            shutil.copyfile(page, target / f"{page.stem}-{copy}.html")
            count += 1
    return count


def loop_seconds(pages: Path) -> float:
    """Return the time of cleaning the pages one by one in this process, outputs not written."""
    began = time.monotonic()
    cleaner = Cleaner(Settings())
    for page in sorted(pages.iterdir()):
        cleaner.clean(page.read_bytes(), source_id=str(page)).render("markdown")
    return time.monotonic() - began


def command_seconds(command: list[str]) -> tuple[float, float, int]:
    """Return the wall and processor seconds of a command, and its exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, code


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    told = parser.parse_args()
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pages = root / "pages"
        count = copy_pages(told.pages, pages, told.copies)
        print(f"{count} pages, {jobs} processors")
        seconds = loop_seconds(pages)
        print(f"clean() in a loop    {count / seconds:7.1f} a second")
        batch = [sys.executable, "-m", "textclean", "batch", "-q", "--isolated", str(pages)]
        for workers in sorted({1, jobs}):
            target = str(root / f"out-{workers}")
            wall, cpu, code = command_seconds([*batch, "-o", target, "--jobs", str(workers)])
            print(
                f"batch --jobs {workers}       {count / wall:7.1f} a second,"
                f" {1000 * cpu / count:.2f} ms of processor a page, exit {code}"
            )
        if shutil.which("trafilatura"):
            target = str(root / "trafilatura")
            given = ["--input-dir", str(pages), "--output-dir", target, "--markdown"]
            wall, cpu, code = command_seconds(["trafilatura", *given, "--parallel", str(jobs)])
            print(
                f"trafilatura          {count / wall:7.1f} a second,"
                f" {1000 * cpu / count:.2f} ms of processor a page, exit {code}"
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest process      {peak / 1024:7.0f} MB")


if __name__ == "__main__":
    main()
