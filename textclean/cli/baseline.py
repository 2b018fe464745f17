"""A list of known problems, so that an old repository can begin by checking what is new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textclean.cli.problems import Problem
from textclean.errors import UsageError

SCHEMA = 1


class Baseline:
    """Known problems by file and rule, counted; lines do not matter, as they move."""

    def __init__(self, known: dict[str, dict[str, int]], root: Path) -> None:
        """Take the counts, and the folder that the files' names are relative to."""
        self._root = root
        self._left = {
            (path, said): count for path, counts in known.items() for said, count in counts.items()
        }

    def is_known(self, problem: Problem) -> bool:
        """Tell whether a problem is on the list, and strike it off: each counts once."""
        key = (_path(problem, self._root), _said(problem))
        left = self._left.get(key, 0)
        if left:
            self._left[key] = left - 1
        return left > 0


def read_baseline(path: Path) -> Baseline:
    """Return the list in a file.

    Raises:
        UsageError: there is no such file, or it is not such a list.
    """
    try:
        values: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        hint = f"textclean check --write-baseline --baseline {path} PATH… makes one"
        raise UsageError("there is no such baseline", where=str(path), hint=hint) from None
    except ValueError as error:
        raise UsageError(f"not a baseline: {error}", where=str(path)) from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise UsageError("not a baseline of this version", where=str(path), hint="write it anew")
    return Baseline(values["problems"], path.absolute().parent)


def baseline_text(problems: Iterable[Problem], path: Path) -> str:
    """Return the list of problems for that file as JSON, in an order that makes small diffs."""
    root = path.absolute().parent
    known: dict[str, Counter[str]] = {}
    for problem in problems:
        known.setdefault(_path(problem, root), Counter())[_said(problem)] += 1
    ordered = {path: dict(sorted(known[path].items())) for path in sorted(known)}
    return json.dumps({"schema": SCHEMA, "problems": ordered}, ensure_ascii=False, indent=1) + "\n"


def _path(problem: Problem, root: Path) -> str:
    path = Path(problem.path).absolute()
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _said(problem: Problem) -> str:
    return f"{problem.rule}: {problem.before} -> {problem.after}"
