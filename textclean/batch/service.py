"""A job from its lock to its report: what a command, or a program, calls."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textclean.batch.job import Job, Summary, describe
from textclean.batch.ledger import Failure, Ledger, locked
from textclean.batch.outputs import check_writable
from textclean.batch.plan import STATE_FOLDER, check_places, find_inputs
from textclean.batch.run import Run
from textclean.batch.todo import inputs_of
from textclean.containers.opening import is_remote
from textclean.report.tally import Tally
from textclean.startup.records import NamedTuple


class Outcome(NamedTuple):
    """What a finished job has to say."""

    summary: Summary
    about: Mapping[str, Any]
    quarantine: list[Failure]
    """What of the job's inputs could not be cleaned, in this run or before."""


def run_job(
    job: Job,
    *,
    progress: Callable[[int, int, int], None] | None = None,
    began: Callable[[Run, bool], None] | None = None,
    remark: Callable[[str], None] | None = None,
) -> Outcome:
    """Do a job under its lock, with its ledger.

    `began` is told the run (to stop it) and whether the configuration has changed; `remark` what
    is to be said in between.

    Raises:
        LockedError: another run is at work on this output.
        TextcleanError, OSError: sources, destination or ledger cannot be used.
    """
    if not job.layout.in_place:
        check_places(job.sources, job.destination)
    for source in job.sources:
        next(find_inputs(source), None)
    state = state_folder(job.destination, job.part)
    check_writable(state)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with ExitStack() as stack:
        stack.enter_context(locked(state))
        ledger = Ledger(state / "ledger.sqlite")
        stack.callback(ledger.close)
        configuration = job.configuration()
        known = ledger.configuration()
        changed = bool(known) and known != configuration
        about = describe(job, started)
        ledger.begin(started, about, configuration)
        run = Run(job, ledger, progress, remark)
        if began is not None:
            began(run, changed)
        summary = run.run()
        about["seconds"] = round(summary.seconds, 1)
        if not summary.stopped:
            ledger.finish(datetime.now(UTC).isoformat(timespec="seconds"), about)
        return Outcome(summary, about, _of_inputs(job, ledger.failures()))


def _of_inputs(job: Job, failures: list[Failure]) -> list[Failure]:
    """Return the failures of inputs that the job still has: others may have been taken away."""
    if not failures:
        return failures
    unseen = {path for failure in failures for path in _paths_of(failure)}
    missing = unseen - {one.path for one in inputs_of(job) if one.path in unseen}
    return [failure for failure in failures if not missing.issuperset(_paths_of(failure))]


def _paths_of(failure: Failure) -> tuple[str, str]:
    """Return what may be the path of an input: its key, or that without the shard's number."""
    return failure.key, failure.key.rpartition("#")[0]


def state_folder(destination: str, part: tuple[int, int] = (0, 1)) -> Path:
    """Return where ledger and lock are: beside the output, for a URL in the user's state.

    Each part of a job that is split has its own, as the parts run side by side.
    """
    if is_remote(destination):
        home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
        digest = hashlib.blake2b(destination.rstrip("/").encode(), digest_size=8).hexdigest()
        folder = Path(home) / "textclean" / digest
    else:
        folder = Path(destination) / STATE_FOLDER
    index, count = part
    return folder if count == 1 else folder / f"part-{index + 1}-of-{count}"


def ledgers_of(place: str) -> list[Path]:
    """Return the ledgers of an output, those of its parts included; or the ledger named itself."""
    if Path(place).is_file():
        return [Path(place)]
    folder = state_folder(place)
    return sorted([*folder.glob("ledger.sqlite"), *folder.glob("part-*/ledger.sqlite")])


def merged_report(ledgers: Iterable[Path]) -> tuple[Tally, dict[str, Any]]:
    """Return the sums of the last runs of some ledgers, and what is to be said of them.

    Raises:
        OutputError: a ledger cannot be read or holds no run.
    """
    total = Tally()
    about: dict[str, Any] = {}
    seconds = 0.0
    for path in ledgers:
        book = Ledger(path)
        tally, told = book.report()
        book.close()
        total.merge(tally)
        seconds = max(seconds, float(told.get("seconds") or 0))
        about = {**told, **about}
    return total, {**about, "seconds": seconds} if about else about


def count_work(job: Job) -> tuple[int, int, int]:
    """Return how many documents, containers and bytes a job would look at; nothing is written."""
    documents = containers = size_bytes = 0
    for one in inputs_of(job):
        size_bytes += max(0, one.size_bytes)
        if one.kind == "document":
            documents += 1
        else:
            containers += 1
    return documents, containers, size_bytes


def report_values(tally: Tally, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report as JSON values."""
    return {"about": dict(about), **tally.to_json()}


def write_report(path: Path, tally: Tally, about: Mapping[str, Any]) -> None:
    """Write a report as a page, or as JSON when the path ends so.

    Raises:
        OSError: it cannot be written.
    """
    from textclean.atomic import write_file

    if path.suffix.lower() == ".json":
        text = json.dumps(report_values(tally, about), ensure_ascii=False, indent=1)
    else:
        from textclean.report.page import render_page

        text = render_page(tally, {"title": "textclean report", **about})
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text.encode("utf-8", "replace"))


class Rate:
    """Documents done, failed and done before so far, and how fast."""

    def __init__(self) -> None:
        self.done = 0
        self.failed = 0
        self.skipped = 0
        self._began = time.monotonic()

    def add(self, done: int, failed: int, skipped: int) -> None:
        """Count some more; `skipped` is all that were done before."""
        self.done += done
        self.failed += failed
        self.skipped = skipped

    @property
    def seconds(self) -> float:
        """Time since the beginning."""
        return time.monotonic() - self._began

    @property
    def per_second(self) -> float:
        """Documents a second."""
        return self.done / max(0.001, self.seconds)
