"""Which files a command works on, and doing so with several processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from textclean.errors import InputError, TextcleanError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from textclean.cli.settings import Chooser

CONTENT = frozenset(
    (".md", ".markdown", ".mdown", ".mdx", ".txt", ".text", ".html", ".htm", ".xhtml")
)
"""Endings of the files that a folder is searched for."""

MACHINE_READ = frozenset(("robots.txt", "humans.txt", "ads.txt", "llms.txt", "cmakelists.txt"))
"""Text files that are not prose; so are those whose names start with `requirements`."""

NOT_CONTENT = frozenset((".git", ".hg", ".svn", "node_modules", ".venv", ".tox", "__pycache__"))
"""Folders that hold nothing a person has written for this project."""

CHUNK_FILES = 16
"""Files that a worker process is given at a time."""

MIN_FILES_A_JOB = 100
"""Below this a process more costs more than it saves (measured: 40 ms to start, 1 ms a file)."""

T = TypeVar("T")


def find_files(paths: Iterable[Path], chooser: Chooser) -> list[Path]:
    """Return the files named, and those of the folders named that have content.

    In folders git's ignore rules hold, and the configuration's patterns.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if str(path) != "-" and path.is_dir():
            for file in _walk(path, chooser):
                found.setdefault(file)
        else:
            found.setdefault(path)
    return list(found)


def _walk(folder: Path, chooser: Chooser) -> Iterator[Path]:
    """Yield the content files below a folder, in the order of their names."""
    from textclean.gitignore import Ignored

    here = folder.absolute()
    ignored = Ignored(here)
    waiting = [(folder, here)]
    while waiting:
        shown, real = waiting.pop()
        with os.scandir(real) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        folders = []
        for name, is_folder in names:
            if real / name in ignored:
                continue
            if is_folder:
                if name not in NOT_CONTENT:
                    folders.append((shown / name, real / name))
            elif is_content(name) and not chooser.is_excluded(shown / name):
                yield shown / name
        waiting += reversed(folders)


def is_content(name: str) -> bool:
    """Tell whether a file of that name holds prose.

    >>> is_content("guide.MD"), is_content("requirements-dev.txt"), is_content("a.py")
    (True, False, False)
    """
    lower = name.lower()
    if lower in MACHINE_READ or (lower.startswith("requirements") and lower.endswith(".txt")):
        return False
    return os.path.splitext(lower)[1] in CONTENT  # noqa: PTH122


def job_count(asked: int, files: int) -> int:
    """Return how many processes to use; 0 asks for what pays on this machine."""
    if asked > 0:
        return min(asked, max(files, 1))
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return max(1, min(cores, files // MIN_FILES_A_JOB))


def over_files(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int
) -> Iterator[tuple[Path, T | Exception]]:
    """Yield for each file, in order, what the work returned or raised.

    With several jobs `work` travels to other processes.  Only a few results wait at a time, so
    memory does not grow with the number of files.
    """
    if jobs <= 1:
        for path in paths:
            yield path, _tried(work, path)
        return
    from concurrent.futures import ProcessPoolExecutor

    waiting: deque[tuple[list[Path], Future[list[T | Exception]]]] = deque()
    chunks = _chunks(paths)
    with ProcessPoolExecutor(jobs) as pool:
        try:
            for chunk in islice(chunks, jobs * 2):
                waiting.append((chunk, pool.submit(_work_on, work, chunk)))
            while waiting:
                chunk, future = waiting.popleft()
                yield from zip(chunk, _results(chunk, future), strict=True)
                for following in islice(chunks, 1):
                    waiting.append((following, pool.submit(_work_on, work, following)))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _chunks(paths: Sequence[Path]) -> Iterator[list[Path]]:
    for start in range(0, len(paths), CHUNK_FILES):
        yield list(paths[start : start + CHUNK_FILES])


def _work_on(work: Callable[[Path], T], paths: list[Path]) -> list[T | Exception]:
    """Work on some files in another process; an error that cannot travel is put in words."""
    outcomes = [_tried(work, path) for path in paths]
    for number, outcome in enumerate(outcomes):
        if isinstance(outcome, Exception) and not isinstance(outcome, (TextcleanError, OSError)):
            outcomes[number] = InputError(f"{type(outcome).__name__}: {outcome}")
    return outcomes


def _tried(work: Callable[[Path], T], path: Path) -> T | Exception:
    try:
        return work(path)
    except BrokenPipeError:
        raise
    except Exception as error:
        return error


def _results(paths: list[Path], future: Future[list[T | Exception]]) -> list[T | Exception]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        hint = "run it again with --jobs 1 to see which file it is"
        return [InputError("a worker process died", where=str(p), hint=hint) for p in paths]
