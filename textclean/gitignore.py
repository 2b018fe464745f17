"""Which files below a folder git would ignore, by the `.gitignore` files themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from textclean.patterns import pattern_source
from textclean.startup.records import NamedTuple


class Line(NamedTuple):
    """One line of a `.gitignore`: the last that fits a path decides."""

    expression: re.Pattern[str]
    ignores: bool
    folders_only: bool


class Ignored:
    """The rules that hold in a repository; those of a folder are read when it is entered."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that a walk starts in."""
        self._root = repository_root(folder)
        self._lines: dict[Path, tuple[Line, ...]] = {}

    def __contains__(self, path: Path) -> bool:
        """Tell whether a path is ignored. What is inside an ignored folder is not asked about."""
        root = self._root
        if root is None:
            return False
        is_folder = path.is_dir()
        for folder in path.parents:
            for line in reversed(self._lines_of(folder)):
                if line.folders_only and not is_folder:
                    continue
                if line.expression.fullmatch(path.relative_to(folder).as_posix()):
                    return line.ignores
            if folder == root:
                break
        return False

    def _lines_of(self, folder: Path) -> tuple[Line, ...]:
        if folder not in self._lines:
            lines = read_lines(folder / ".gitignore")
            if folder == self._root:
                lines = read_lines(folder / ".git" / "info" / "exclude") + lines
            self._lines[folder] = lines
        return self._lines[folder]


@lru_cache(maxsize=1024)
def repository_root(folder: Path) -> Path | None:
    """Return the folder that holds the repository a folder is in, None outside of any."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    return None


def read_lines(path: Path) -> tuple[Line, ...]:
    """Return the rules of an ignore file, none if it cannot be read."""
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return ()
    return tuple(line for raw in text.splitlines() if (line := parse_line(raw)) is not None)


def parse_line(raw: str) -> Line | None:
    r"""Return the rule that a line states, None for a comment or a blank line.

    >>> parse_line("!/docs/*.md").expression.fullmatch("docs/a.md") is not None
    True
    >>> parse_line("build/").expression.fullmatch("a/build") is not None
    True
    """
    text = raw.rstrip(" \t") if not raw.rstrip(" \t").endswith("\\") else raw
    if not text or text.startswith("#"):
        return None
    ignores = not text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    bare = text.rstrip("/").replace("\\", "")
    if not bare:
        return None
    anywhere = "" if "/" in bare else "(?:.*/)?"
    expression = re.compile(anywhere + pattern_source(bare.lstrip("/")), re.DOTALL)
    return Line(expression, ignores, folders_only)
