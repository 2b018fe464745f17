"""What has been done: outputs written, and entries made, of records that come back clean."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from textclean.batch.job import Job
from textclean.batch.ledger import Entry, Failure
from textclean.batch.outputs import Outputs
from textclean.batch.plan import shard_target
from textclean.batch.records import digest_of, writer_of
from textclean.batch.todo import Chunk
from textclean.containers.record import Cleaned
from textclean.report.tally import Tally

COMMIT_PAUSE = 100
"""A commit is followed by a pause of so many times its own length at least."""


class Account(Protocol):
    """What takes down the work that is done: a ledger, or the notes on a part of the work."""

    def commit(self, entries: Iterable[Entry], failures: Iterable[Failure], tally: Tally) -> None:
        """Take down entries and failures, and the tally so far, all or nothing."""


class Pace:
    """Says when it is time to commit: now and then, and so that it takes a hundredth of the time.

    The sums and samples of a long run are megabytes, and disks may be slow.
    """

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._next = time.monotonic() + every_s

    def is_due(self) -> bool:
        """Tell whether it is time."""
        return time.monotonic() > self._next

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Take the time of the block, which commits."""
        began = time.monotonic()
        yield
        ended = time.monotonic()
        self._next = ended + max(self._every_s, COMMIT_PAUSE * (ended - began))


class Done:
    """Writes what comes back from the workers and takes it down when it is in its place."""

    def __init__(self, job: Job, account: Account, outputs: Outputs, commit_s: float) -> None:
        """Take a job; entries are made every `commit_s` seconds, and at the end of shards if 0."""
        self._job = job
        self._account = account
        self._outputs = outputs
        self._pace = Pace(commit_s) if commit_s else None
        self._pending: list[tuple[Entry, list[Failure]]] = []
        self.tally = Tally()

    def take(
        self, outcomes: Iterable[tuple[Chunk, list[Cleaned], Tally]]
    ) -> Iterator[tuple[int, int]]:
        """Take what became of chunks, in their order; yield documents and failures of each."""
        writer: Any = None
        name, temporary = "", Path()
        failures: list[Failure] = []
        shard_tally = Tally()
        try:
            for chunk, cleaned, tally in outcomes:
                if chunk.shard.inputs[0].kind == "document":
                    self._put_documents(chunk, cleaned)
                    self.tally.merge(tally)
                elif not chunk.shard.targets:
                    self._pending.append((chunk.entries[0], []))
                else:
                    if writer is None:
                        name = shard_target(chunk.shard, self._job.layout)
                        temporary = self._outputs.temporary(name)
                        writer = writer_of(name)(temporary, name)
                    writer.add(cleaned)
                    failures += _failures(chunk.shard.key, cleaned)
                    shard_tally.merge(tally)
                    if chunk.is_last:
                        writer.close()
                        self._outputs.take_place(name, temporary)
                        self.tally.merge(shard_tally)
                        outcome = "failed" if failures else "done"
                        entry = chunk.entries[0]._replace(outcome=outcome)
                        self._pending.append((entry, failures))
                        writer, failures, shard_tally = None, [], Tally()
                if self._pace is None:
                    if chunk.is_last:
                        self._commit()
                elif self._pace.is_due():
                    with self._pace.spent():
                        self._commit()
                yield len(cleaned), tally.failed
            self._commit()
        finally:
            if writer is not None:
                writer.discard()
                temporary.unlink(missing_ok=True)

    def _put_documents(self, chunk: Chunk, cleaned: Sequence[Cleaned]) -> None:
        self._pending += [(entry, []) for entry in chunk.same]
        for entry, row in zip(chunk.entries, cleaned, strict=True):
            failures = _failures(entry.key, [row])
            if row.error:
                self._pending.append((entry._replace(outcome="failed"), failures))
                continue
            data: bytes = row.values["output"]
            if self._job.layout.in_place:
                written = digest_of(data)
                if written != entry.digest:
                    self._outputs.put(entry.target, data)
                entry = entry._replace(digest=written, modified_ns=-1)
            else:
                self._outputs.put(entry.target, data)
            self._pending.append((entry, failures))

    def _commit(self) -> None:
        """Give what is finished its place, then make its entries."""
        if not self._pending:
            return
        self._outputs.settle()
        entries = [self._stamped(entry) for entry, _ in self._pending]
        failures = [failure for _, some in self._pending for failure in some]
        self._account.commit(entries, failures, self.tally)
        self._pending = []

    def _stamped(self, entry: Entry) -> Entry:
        """Return an entry with the size and time of the file as it is after a write in place."""
        if entry.modified_ns >= 0 or not self._job.layout.in_place:
            return entry
        status = Path(entry.key).stat()
        return entry._replace(size_bytes=status.st_size, modified_ns=status.st_mtime_ns)


def _failures(key: str, cleaned: Iterable[Cleaned]) -> list[Failure]:
    return [Failure(key, row.id, row.place or row.id, row.error) for row in cleaned if row.error]
