"""A part of a run that a node of a cluster does by itself: it reads, cleans and writes.

What a node sends home is news: how far it is, and what is to be entered in the ledger.  The
news of a part are the same each time that it is done, so that a node that is lost can be replaced
by another in mid-part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from textclean.batch.done import Done
from textclean.batch.job import Job
from textclean.batch.ledger import Entry, Failure, Ledger
from textclean.batch.outputs import open_outputs
from textclean.batch.plan import Input, Shard
from textclean.batch.todo import Todo
from textclean.containers.opening import bare_name
from textclean.report.tally import Tally
from textclean.startup.records import NamedTuple

CHUNKS_A_NEWS = 20
"""Two hundred documents: a second of work, against 2 ms that news cost."""

TURN_BYTES = 64 << 20
"""A container that is written in shards is one part for each so many bytes: half a minute."""

MOST_TURNS = {"parquet": 1000, "jsonl": 64}
"""Parts of one container by its kind. What belongs to other parts is not read in Parquet, and in
JSON lines not parsed: 64 times 4 us are a twentieth of what cleaning a text takes."""

MOST_PACKED_TURNS = 8
"""Parts of one container that has to be unpacked, or is a WARC: 8 times 40 us are as much."""


class Part(NamedTuple):
    """Some document files, or every n-th shard of a container."""

    shard: Shard
    known: tuple[Entry, ...] = ()
    """What the ledger has of them."""
    turn: tuple[int, int] = (0, 1)
    """Which shards of the container: every n-th, beginning with the i-th: (i, n)."""


class News(NamedTuple):
    """What has been done of a part since the last news."""

    documents: int = 0
    failed: int = 0
    entries: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()
    tally: Tally | None = None
    """Of what is entered."""
    skipped: int = 0


class Notes:
    """What stands in for the ledger where a part is done."""

    def __init__(self, known: Iterable[Entry]) -> None:
        self._known = {entry.key: entry for entry in known}
        self.entries: list[Entry] = []
        self.failures: list[Failure] = []

    def entry(self, key: str) -> Entry | None:
        """Return what the ledger had of an input."""
        return self._known.get(key)

    def commit(self, entries: Iterable[Entry], failures: Iterable[Failure], tally: Tally) -> None:
        """Note what is to be entered."""
        self.entries += entries
        self.failures += failures


def parts_of(todo: Todo, ledger: Ledger) -> Iterator[Part]:
    """Yield the parts of what is to be done."""
    for shard in todo.shards():
        one = shard.inputs[0]
        if one.kind == "document":
            new = todo.new_documents(shard)
            if new.inputs:
                known = (ledger.entry(document.path) for document in new.inputs)
                yield Part(new, tuple(entry for entry in known if entry is not None))
        elif not todo.is_whole(one):
            known_shards = ledger.shards_of(one.path)
            turns = _turns(one) if shard.stop is not None else 1
            for turn in range(turns):
                yield Part(shard, known_shards, (turn, turns))


def _turns(one: Input) -> int:
    """Return how many parts a container is done in."""
    is_packed = bare_name(one.path) != one.path
    most = MOST_PACKED_TURNS if is_packed else MOST_TURNS.get(one.kind, MOST_PACKED_TURNS)
    return max(1, min(most, -(-one.size_bytes // TURN_BYTES)))


def do_part(engine: Any, job: Job, part: Part) -> Iterator[News]:
    """Do a part with an engine of this machine; yield its news, the first when it begins.

    Raises:
        TextcleanError, OSError: the outputs cannot be written.
    """
    yield News()
    notes = Notes(part.known)
    outputs = open_outputs(job.destination, job.backup)
    todo = Todo(job, notes)
    done = Done(job, notes, outputs, commit_s=0)
    documents = failed = chunks = 0

    def news() -> News:
        nonlocal documents, failed, chunks
        told = News(documents, failed, tuple(notes.entries), tuple(notes.failures))
        if notes.entries:
            told = told._replace(tally=done.tally)
            done.tally = Tally()
        notes.entries, notes.failures = [], []
        documents = failed = chunks = 0
        return told

    try:
        outcomes = engine.run(todo.chunks_of(part.shard, part.turn))
        for count, failures in done.take(outcomes):
            documents += count
            failed += failures
            chunks += 1
            if chunks == CHUNKS_A_NEWS or notes.entries:
                yield news()
        yield news()._replace(skipped=todo.skipped)
    finally:
        outputs.close()


def lost(part: Part, todo: Todo, error: str) -> News:
    """Return the news of a part that could not be done: its inputs are quarantined."""
    tally = Tally()
    entries = []
    for one in part.shard.inputs:
        tally.add_failure(one.path, error)
        entries.append(todo.entry(one.path, one)._replace(outcome="failed"))
    failures = tuple(Failure(entry.key, entry.key, entry.key, error) for entry in entries)
    return News(len(entries), len(entries), tuple(entries), failures, tally)
