"""What there is to do: the records of inputs that are new or have changed."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Protocol

from textclean.batch.job import Job
from textclean.batch.ledger import Entry
from textclean.batch.plan import (
    Input,
    Shard,
    cut_shards,
    find_inputs,
    next_shard,
    shard_target,
)
from textclean.batch.records import chunked, ended, is_full, read_documents, reader_of
from textclean.containers.record import Record
from textclean.startup.records import NamedTuple


class Book(Protocol):
    """What knows which inputs are done: a ledger, or what a part of the work was told of it."""

    def entry(self, key: str) -> Entry | None:
        """Return what is known of an input."""


class Chunk(NamedTuple):
    """What travels with records: where they belong. The last chunk of a shard may be empty."""

    shard: Shard
    entries: tuple[Entry, ...] = ()
    """Of document files, an entry each; of a container's last chunk, the shard's."""
    is_last: bool = False
    same: tuple[Entry, ...] = ()
    """Of documents that are as they were, but for their time stamp."""


def inputs_of(job: Job) -> Iterator[Input]:
    """Yield the inputs of a job, or of its part of them, in their order.

    Raises:
        InputError: see `find_inputs`.
    """
    skip = "" if job.layout.in_place else job.destination
    found = itertools.chain.from_iterable(find_inputs(source, skip=skip) for source in job.sources)
    index, count = job.part
    return itertools.islice(found, index, None, count)


class Todo:
    """Yields the work of a job that its book does not know as done."""

    def __init__(self, job: Job, book: Book) -> None:
        self._job = job
        self._book = book
        self._configuration = job.configuration()
        self._left = job.sample or -1
        self.skipped = 0
        """Documents that were done before."""

    def shards(self) -> Iterator[Shard]:
        """Yield the shards of the job's inputs, those that are done among them."""
        several = len(self._job.sources) > 1
        yield from cut_shards(inputs_of(self._job), self._job.layout, several_sources=several)

    def chunks(self) -> Iterator[tuple[Chunk, Sequence[Record]]]:
        """Yield the records to clean, in the order of the inputs."""
        for shard in self.shards():
            if self._left == 0:
                return
            yield from self.chunks_of(shard)

    def chunks_of(
        self, shard: Shard, turn: tuple[int, int] = (0, 1)
    ) -> Iterator[tuple[Chunk, Sequence[Record]]]:
        """Yield the records to clean of one shard of documents, or of one container.

        Of a container every n-th shard is taken, beginning with the i-th: `turn` is (i, n).
        """
        if shard.inputs[0].kind == "document":
            yield from self._document_chunks(self.new_documents(shard))
        elif not self.is_whole(shard.inputs[0]):
            yield from self._container_chunks(shard, turn)

    def new_documents(self, shard: Shard) -> Shard:
        """Return a shard without the documents that look as they did when last done."""
        new = [
            (one, target)
            for one, target in zip(shard.inputs, shard.targets, strict=True)
            if not self._is_done(self._book.entry(one.path), one)
        ]
        self.skipped += len(shard.inputs) - len(new)
        inputs, targets = tuple(one for one, _ in new), tuple(target for _, target in new)
        return shard._replace(inputs=inputs, targets=targets)

    def is_whole(self, one: Input) -> bool:
        """Tell whether all of a container is done; its records then count as done before."""
        whole = self._book.entry(one.path)
        if whole is None or not self._is_done(whole, one) or self._job.retry:
            return False
        self.skipped += whole.records
        return True

    def entry(self, key: str, one: Input, *, digest: str = "", target: str = "") -> Entry:
        """Return the entry of an input, or of a shard of it, that will have been done."""
        size_bytes, modified_ns = one.size_bytes, one.modified_ns
        return Entry(key, size_bytes, modified_ns, digest, self._configuration, "done", target)

    def _document_chunks(self, shard: Shard) -> Iterator[tuple[Chunk, Sequence[Record]]]:
        records: list[Record] = []
        entries: list[Entry] = []
        same: list[Entry] = []
        targets = dict(zip(shard.inputs, shard.targets, strict=True))
        for one, record, digest in read_documents(iter(shard.inputs)):
            if self._left == 0:
                break
            entry = self.entry(one.path, one, digest=digest, target=targets[one])
            known = self._book.entry(one.path)
            if known is not None and self._is_same(known, digest):
                same.append(entry)
                self.skipped += 1
            else:
                records.append(record)
                entries.append(entry)
                self._left -= 1
            if is_full(records):
                yield Chunk(shard, tuple(entries), same=tuple(same)), records
                records, entries, same = [], [], []
        if records or same:
            yield Chunk(shard, tuple(entries), same=tuple(same)), records

    def _container_chunks(
        self, shard: Shard, turn: tuple[int, int]
    ) -> Iterator[tuple[Chunk, Sequence[Record]]]:
        """Yield the chunks of a container, shard by shard; those done are read past."""
        one = shard.inputs[0]
        size = shard.stop - shard.start if shard.stop is not None else None
        if size is None:
            known = self._book.entry(shard.key)
            if known is not None and self._is_done(known, one):
                self.skipped += known.records
                return

        @functools.cache
        def is_due(index: int) -> bool:
            key = shard._replace(start=index * (size or 0)).key
            return index % turn[1] == turn[0] and not self._is_done(self._book.entry(key), one)

        read = reader_of(one.kind)
        due = (lambda number: is_due(number // size)) if size else (lambda number: True)
        records = iter(ended(read(one.path, due, **dict(self._job.fields)), one.path))
        total = 0
        while True:
            taken = itertools.islice(records, size)
            count = 0
            index = total // size if size else 0
            if not is_due(index):
                count = sum(1 for _ in taken)
                self.skipped += count if index % turn[1] == turn[0] else 0
            else:
                for chunk in chunked(taken):
                    chunk = chunk[: self._left] if self._left >= 0 else chunk
                    self._left -= len(chunk) if self._left > 0 else 0
                    count += len(chunk)
                    yield Chunk(shard), chunk
                    if self._left == 0:
                        break
                if count or shard.start == 0:
                    target = shard_target(shard, self._job.layout)
                    entry = self.entry(shard.key, one, target=target)._replace(records=count)
                    yield Chunk(shard, (entry,), is_last=True), ()
            total += count
            if size is None or count < size:
                break
            shard = next_shard(shard, self._job.layout)
        if self._left != 0 and size is not None:
            entry = self.entry(one.path, one)._replace(records=total)
            yield Chunk(shard._replace(targets=()), (entry,), is_last=True), ()

    def _is_done(self, known: Entry | None, one: Input) -> bool:
        return (
            known is not None
            and self._is_current(known)
            and (known.size_bytes, known.modified_ns) == (one.size_bytes, one.modified_ns)
        )

    def _is_same(self, known: Entry, digest: str) -> bool:
        return self._is_current(known) and known.outcome == "done" and known.digest == digest

    def _is_current(self, known: Entry) -> bool:
        if self._job.force or known.configuration != self._configuration:
            return False
        return known.outcome == "done" or not self._job.retry
