"""A run: what is new is read, cleaned and written, and the ledger is kept.

With workers on this machine the run reads and writes and they clean.  The nodes of a cluster that
see inputs and outputs do all three, a part of the work each; only the ledger is kept here.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from textclean.batch.done import Done, Pace
from textclean.batch.job import Job, Summary
from textclean.batch.ledger import Entry, Failure, Ledger
from textclean.batch.outputs import open_outputs
from textclean.batch.part import Part, do_part, lost, parts_of
from textclean.batch.reach import unseen_place
from textclean.batch.todo import Todo
from textclean.plugins import load
from textclean.report.tally import Tally

COMMIT_S = 1.0
"""How often, in seconds, finished documents are settled and entered in the ledger."""


class Run:
    """One run of a job over a ledger."""

    def __init__(
        self,
        job: Job,
        ledger: Ledger,
        progress: Callable[[int, int, int], None] | None = None,
        remark: Callable[[str], None] | None = None,
    ) -> None:
        """Take a job and its ledger.

        `progress` is told documents done and failed, and all that were done before; `remark` what
        else is to be said.
        """
        self._job = job
        self._ledger = ledger
        self._progress = progress or (lambda done, failed, skipped: None)
        self._remark = remark or (lambda message: None)
        self._todo = Todo(job, ledger)
        self._engine: Any = None
        self._stopped = False

    def stop(self) -> None:
        """Finish the documents in hand and then end the run."""
        self._stopped = True
        if self._engine is not None:
            self._engine.stop()

    def run(self) -> Summary:
        """Do the job and return how it went.

        Raises:
            TextcleanError, OSError: the sources cannot be found or the outputs not written.
        """
        began = time.monotonic()
        engine = load("engines", self._job.engine)
        told = {"address": self._job.address} if self._job.address else {}
        self._engine = engine(self._job.work, self._job.jobs, **told)
        try:
            tally = self._do_parts() if self._can_spread() else self._do_here()
        finally:
            self._engine.close()
        return Summary(tally, self._todo.skipped, time.monotonic() - began, self._stopped)

    def _can_spread(self) -> bool:
        """Tell whether nodes can do parts by themselves."""
        if self._job.sample or not hasattr(self._engine, "spread"):
            return False
        unseen = unseen_place(self._job, self._engine)
        if unseen:
            self._remark(f"{unseen}: this machine reads and writes for the cluster")
        return not unseen

    def _do_here(self) -> Tally:
        outputs = open_outputs(self._job.destination, self._job.backup)
        done = Done(self._job, self._ledger, outputs, COMMIT_S)
        try:
            for documents, failed in done.take(self._engine.run(self._todo.chunks())):
                self._progress(documents, failed, self._todo.skipped)
        finally:
            outputs.close()
        return done.tally

    def _do_parts(self) -> Tally:
        """Have the nodes do it, and enter what they say."""
        total = Tally()
        entries: list[Entry] = []
        failures: list[Failure] = []
        whole: Counter[str] = Counter()
        pace = Pace(COMMIT_S)
        parts = parts_of(self._todo, self._ledger)
        for part, news, error in self._engine.spread(do_part, self._job, parts):
            said = lost(part, self._todo, error) if error else news
            self._todo.skipped += said.skipped
            self._progress(said.documents, said.failed, self._todo.skipped)
            if said.tally is not None:
                total.merge(said.tally)
            failures += said.failures
            entries += [entry for entry in said.entries if self._is_due(entry, part, whole)]
            if pace.is_due():
                with pace.spent():
                    self._ledger.commit(entries, failures, total)
                entries, failures = [], []
        self._ledger.commit(entries, failures, total)
        return total

    def _is_due(self, entry: Entry, part: Part, whole: Counter[str]) -> bool:
        """Tell whether to make an entry: that of a whole container when all its parts are done."""
        if part.turn[1] == 1 or entry.key != part.shard.inputs[0].path or entry.outcome != "done":
            return True
        whole[entry.key] += 1
        return whole[entry.key] == part.turn[1]
