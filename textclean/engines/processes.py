"""One machine: supervised worker processes.

Records travel in chunks.  A chunk whose worker crashed or hung is cleaned again, each record by
itself, so that only the guilty one fails.  pebble was chosen because it blames exactly the task
that broke its worker; the standard library's pool fails all tasks in hand.
"""

from __future__ import annotations

import itertools
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, Generic, TypeVar

from textclean.containers.record import Cleaned, Record
from textclean.engines.worker import Work, Worker, limit_memory
from textclean.report.tally import Tally
from textclean.startup.collector import search_seldom

Tag = TypeVar("Tag")

CHUNKS_IN_HAND = 8
"""For each worker: enough to keep it busy, few enough to keep memory small."""

GRACE_S = 5.0
"""What a chunk may take beyond its documents' limits before its worker is ended."""

_worker: Worker | None = None


class Engine(Generic[Tag]):
    """Cleans chunks of records, in order, on some processes."""

    def __init__(self, work: Work, jobs: int) -> None:
        from pebble import ProcessPool

        self._work = work
        self._jobs = jobs
        _start_server()
        self._pool: Any = ProcessPool(
            max_workers=jobs,
            initializer=_begin,
            initargs=(work,),
            context=multiprocessing.get_context("forkserver"),
        )
        self._stopping = False

    def stop(self) -> None:
        """Take no more chunks; those that workers have begun are finished."""
        self._stopping = True

    def close(self) -> None:
        """End the workers."""
        self._pool.stop()
        self._pool.join()

    def run(
        self, chunks: Iterable[tuple[Tag, Sequence[Record]]]
    ) -> Iterator[tuple[Tag, list[Cleaned], Tally]]:
        """Yield each chunk's tag and what became of its records, in the order of the chunks."""
        waiting: deque[tuple[Tag, Sequence[Record], Any]] = deque()
        for tag, records in chunks:
            if self._stopping:
                break
            waiting.append((tag, records, self._schedule(records)))
            while len(waiting) >= self._jobs * CHUNKS_IN_HAND or (waiting and waiting[0][2].done()):
                yield self._collect(*waiting.popleft())
        while waiting:
            if self._stopping:
                _drop_queued(waiting)
            if waiting:
                yield self._collect(*waiting.popleft())

    def _schedule(self, records: Sequence[Record]) -> Any:
        limit = self._work.time_limit_s
        timeout = limit * len(records) + GRACE_S if limit > 0 else None
        return self._pool.schedule(_clean, args=(records,), timeout=timeout)

    def _collect(
        self, tag: Tag, records: Sequence[Record], future: Any
    ) -> tuple[Tag, list[Cleaned], Tally]:
        cleaned, tally, error = _outcome(future)
        if not error:
            return tag, cleaned, tally
        for record in records:
            one, its_tally, error = _outcome(self._schedule([record]))
            if error:
                its_tally.add_failure(record.id, error)
                values = {"id": record.id, **record.fields}
                one = [Cleaned(record.id, values, error, record.place)]
            cleaned += one
            tally.merge(its_tally)
        return tag, cleaned, tally


def _start_server() -> None:
    """Start the process that workers are forked from, with interrupts blocked for all of them.

    A Ctrl-C reaches every process of the terminal, also a worker that is still being started. What
    is to be done about it, the parent says.
    """
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # Else the server starts it, and that unblocks the signal.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _drop_queued(waiting: deque[tuple[Tag, Sequence[Record], Any]]) -> None:
    """Drop the first chunk that no worker has begun, and all behind it."""
    begun = list(itertools.takewhile(lambda one: one[2].running() or one[2].done(), waiting))
    while len(waiting) > len(begun):
        waiting.pop()[2].cancel()


def _outcome(future: Any) -> tuple[list[Cleaned], Tally, str]:
    """Return what a task gave, or why it gave nothing."""
    from pebble import ProcessExpired

    try:
        cleaned, tally = future.result()
    except FutureTimeout:
        return [], Tally(), "hung, and its worker was ended"
    except ProcessExpired as error:
        return [], Tally(), f"its worker died ({_exit_name(error.exitcode)})"
    except Exception as error:
        return [], Tally(), f"unforeseen failure: {type(error).__name__}: {error}"
    return cleaned, tally, ""


def _exit_name(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


def _begin(work: Work) -> None:
    """Prepare a worker process. Interrupts are the parent's to handle."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(work.memory_limit_bytes)
    _worker = Worker(work)
    search_seldom(settled=True)


def _clean(records: Sequence[Record]) -> tuple[list[Cleaned], Tally]:
    assert _worker is not None
    return _worker.clean(records)
