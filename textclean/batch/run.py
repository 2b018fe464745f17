"""A run: reads what is new, has it cleaned, writes it, and keeps the ledger."""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textclean import __version__
from textclean.batch.ledger import Entry, Failure, Ledger
from textclean.batch.outputs import open_outputs
from textclean.batch.plan import (
    Input,
    Layout,
    Shard,
    cut_shards,
    find_inputs,
    next_shard,
    shard_target,
)
from textclean.batch.records import (
    CHUNK_RECORDS,
    chunked,
    digest_of,
    ended,
    read_documents,
    reader_of,
    writer_of,
)
from textclean.containers.record import Cleaned, Record
from textclean.engines.worker import Work
from textclean.plugins import load
from textclean.records import NamedTuple
from textclean.report.tally import Tally

COMMIT_S = 1.0
"""How often, in seconds, finished documents are settled and entered in the ledger."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that a run is told."""

    sources: tuple[str, ...]
    destination: str
    work: Work = field(default_factory=Work)
    layout: Layout = field(default_factory=Layout)
    fields: tuple[tuple[str, str], ...] = ()
    """Options of the container readers: `text_field`, `id_field`."""
    jobs: int = 1
    force: bool = False
    retry: bool = False
    """Try again what is in quarantine."""
    backup: str = ""
    sample: int = 0
    """Only so many documents; 0 for all."""
    engine: str = "processes"
    """`processes` on this machine, `ray`, or the name of an installed one."""
    address: str = ""
    """Of a cluster that the engine is to join."""
    part: tuple[int, int] = (0, 1)
    """Take every n-th input, beginning with the i-th: (i, n)."""

    def configuration(self) -> str:
        """Return a digest of all that the outputs depend on besides the inputs."""
        told = [repr(self.work), repr(self.layout), repr(self.fields), __version__]
        return hashlib.blake2b(json.dumps(told).encode(), digest_size=12).hexdigest()


class Summary(NamedTuple):
    """How a run ended."""

    tally: Tally
    skipped: int
    """Documents, or shards of containers, that were done before."""
    seconds: float
    stopped: bool


class _Chunk(NamedTuple):
    """What travels with records: where they belong. The last chunk of a shard may be empty."""

    shard: Shard
    entries: tuple[Entry, ...]
    """Of document files, an entry each; of a container's last chunk, the shard's."""
    is_last: bool = False


class Run:
    """One run of a job over a ledger."""

    def __init__(
        self, job: Job, ledger: Ledger, progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Take a job and its ledger; `progress` is told documents done and failed so far."""
        self._job = job
        self._ledger = ledger
        self._progress = progress or (lambda done, failed: None)
        self._configuration = job.configuration()
        self._outputs = open_outputs(job.destination, job.backup)
        self._engine: Any = None
        self._tally = Tally()
        self._pending: list[tuple[Entry, list[Failure]]] = []
        self._skipped = 0
        self._stopped = False
        self._left = job.sample or -1

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
            self._write(self._engine.run(self._chunks()))
        finally:
            self._engine.close()
            self._outputs.close()
        return Summary(self._tally, self._skipped, time.monotonic() - began, self._stopped)

    # What is to be done.

    def _chunks(self) -> Iterator[tuple[_Chunk, Sequence[Record]]]:
        job = self._job
        found = itertools.chain.from_iterable(
            find_inputs(source, skip=job.destination if not job.layout.in_place else "")
            for source in job.sources
        )
        index, count = job.part
        for shard in cut_shards(itertools.islice(found, index, None, count), job.layout):
            if self._left == 0:
                return
            if shard.inputs[0].kind == "document":
                yield from self._document_chunks(shard)
            else:
                yield from self._container_chunks(shard)

    def _document_chunks(self, shard: Shard) -> Iterator[tuple[_Chunk, Sequence[Record]]]:
        records: list[Record] = []
        entries: list[Entry] = []
        targets = dict(zip(shard.inputs, shard.targets, strict=True))
        for one, record, digest in read_documents(self._new_documents(shard)):
            if self._left == 0:
                break
            entry = self._entry(one.path, one, digest, targets[one])
            known = self._ledger.entry(one.path)
            if self._is_same(known, digest):
                self._ledger.commit([entry], [], self._tally)
                self._skipped += 1
                continue
            records.append(record)
            entries.append(entry)
            self._left -= 1
            if len(records) == CHUNK_RECORDS:
                yield _Chunk(shard, tuple(entries)), records
                records, entries = [], []
        if records:
            yield _Chunk(shard, tuple(entries)), records

    def _new_documents(self, shard: Shard) -> Iterator[Input]:
        """Yield the document files of a shard that do not look as they did when last done."""
        for one in shard.inputs:
            if self._is_done(self._ledger.entry(one.path), one.size_bytes, one.modified_ns):
                self._skipped += 1
            else:
                yield one

    def _container_chunks(self, shard: Shard) -> Iterator[tuple[_Chunk, Sequence[Record]]]:
        """Yield the chunks of a container, shard by shard; those done are read past."""
        one = shard.inputs[0]
        whole = self._ledger.entry(one.path)
        if self._is_done(whole, one.size_bytes, one.modified_ns) and not self._job.retry:
            self._skipped += whole.records if whole else 0
            return
        records = iter(ended(reader_of(one.kind)(one.path, **dict(self._job.fields)), one.path))
        total = 0
        while True:
            known = self._ledger.entry(shard.key)
            size = shard.stop - shard.start if shard.stop is not None else None
            target = shard_target(shard, self._job.layout)
            taken = itertools.islice(records, size)
            if self._is_done(known, one.size_bytes, one.modified_ns):
                count = sum(1 for _ in taken)
                self._skipped += count
            else:
                count = 0
                for chunk in chunked(taken):
                    chunk = chunk[: self._left] if self._left >= 0 else chunk
                    self._left -= len(chunk) if self._left > 0 else 0
                    count += len(chunk)
                    yield _Chunk(shard, ()), chunk
                    if self._left == 0:
                        break
                if count or shard.start == 0:
                    entry = self._entry(shard.key, one, "", target)._replace(records=count)
                    yield _Chunk(shard, (entry,), is_last=True), ()
            total += count
            if size is None or count < size:
                break
            shard = next_shard(shard, self._job.layout)
        if self._left != 0 and size is not None:
            entry = self._entry(one.path, one, "", "")._replace(records=total)
            yield _Chunk(shard._replace(targets=()), (entry,), is_last=True), ()

    def _entry(self, key: str, one: Input, digest: str, target: str) -> Entry:
        return Entry(
            key, one.size_bytes, one.modified_ns, digest, self._configuration, "done", target
        )

    def _is_done(self, known: Entry | None, size_bytes: int, modified_ns: int) -> bool:
        return (
            self._is_current(known)
            and known is not None
            and (known.size_bytes, known.modified_ns) == (size_bytes, modified_ns)
        )

    def _is_same(self, known: Entry | None, digest: str) -> bool:
        return self._is_current(known) and known is not None and known.digest == digest

    def _is_current(self, known: Entry | None) -> bool:
        if known is None or self._job.force or known.configuration != self._configuration:
            return False
        return known.outcome == "done" or not self._job.retry

    # What has been done.

    def _write(self, outcomes: Iterable[tuple[_Chunk, list[Cleaned], Tally]]) -> None:
        last_commit = time.monotonic()
        writer: Any = None
        name, temporary = "", Path()
        failures: list[Failure] = []
        shard_tally = Tally()
        try:
            for chunk, cleaned, tally in outcomes:
                self._progress(len(cleaned), tally.failed)
                if chunk.shard.inputs[0].kind == "document":
                    self._put_documents(chunk, cleaned)
                    self._tally.merge(tally)
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
                        self._tally.merge(shard_tally)
                        outcome = "failed" if failures else "done"
                        entry = chunk.entries[0]._replace(outcome=outcome)
                        self._pending.append((entry, failures))
                        writer, failures, shard_tally = None, [], Tally()
                if time.monotonic() - last_commit > COMMIT_S:
                    self._commit()
                    last_commit = time.monotonic()
            self._commit()
        finally:
            if writer is not None:
                writer.discard()
                temporary.unlink(missing_ok=True)

    def _put_documents(self, chunk: _Chunk, cleaned: Sequence[Cleaned]) -> None:
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
        """Give what is finished its place, then enter it in the ledger."""
        if not self._pending:
            return
        self._outputs.settle()
        entries = [self._stamped(entry) for entry, _ in self._pending]
        failures = [failure for _, some in self._pending for failure in some]
        self._ledger.commit(entries, failures, self._tally)
        self._pending = []

    def _stamped(self, entry: Entry) -> Entry:
        """Return an entry with the size and time of the file as it is after a write in place."""
        if entry.modified_ns >= 0 or not self._job.layout.in_place:
            return entry
        status = Path(entry.key).stat()
        return entry._replace(size_bytes=status.st_size, modified_ns=status.st_mtime_ns)


def _failures(key: str, cleaned: Iterable[Cleaned]) -> list[Failure]:
    return [Failure(key, row.id, row.place or row.id, row.error) for row in cleaned if row.error]


def describe(job: Job, summary: Summary, started: str) -> Mapping[str, Any]:
    """Return what a report says of a run besides its sums."""
    return {
        "source": " ".join(job.sources),
        "target": job.destination,
        "started": started,
        "seconds": round(summary.seconds, 1),
        "jobs": job.jobs,
        "version": __version__,
    }
