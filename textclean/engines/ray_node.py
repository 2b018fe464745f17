"""What a node of a Ray cluster does: the work of a task, by supervised workers of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textclean.containers.record import Cleaned, Record
from textclean.engines.worker import Work
from textclean.report.tally import Tally

_engines: dict[tuple[str, int, str], Any] = {}
"""Engines of this process, by what they are told and the run they serve."""


def clean_chunks(
    work: Work, run: str, chunks: list[list[Record]]
) -> list[tuple[list[Cleaned], Tally]]:
    """Clean chunks on one processor of a node."""
    engine = _local_engine(work, 1, run)
    return [(cleaned, tally) for _, cleaned, tally in engine.run(enumerate(chunks))]


def do_part(work: Work, run: str, jobs: int, shared: tuple[Any, Any], part: Any) -> Iterator[Any]:
    """Do a part on some processors of a node."""
    function, told = shared
    yield from function(_local_engine(work, jobs, run), told, part)


def _local_engine(work: Work, jobs: int, run: str) -> Any:
    """Return an engine of this process; its workers live on for the next task."""
    from textclean.engines.processes import Engine

    key = repr(work), jobs, run
    if key not in _engines:
        _engines[key] = Engine(work, jobs)
    return _engines[key]
