"""A cluster: Ray Core tasks, each with a supervised worker inside.

A task takes a stretch of chunks and cleans them with the engine of one machine, so a document that
crashes or hangs is blamed there and costs no node.  Ray does a task again when its node is lost.
Ray Data and Spark bring nothing that this needs, and take several times the memory and start-up.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from textclean.containers.record import Cleaned, Record
from textclean.engines.worker import Work
from textclean.errors import UsageError
from textclean.report.tally import Tally

Tag = TypeVar("Tag")

CHUNKS_PER_TASK = 20
"""Two hundred documents: a second of work, against 5 ms that a task costs."""

TASKS_IN_HAND = 3
"""For each processor of the cluster."""

LOST_NODES = 5
"""How often a task is done again because its node was lost."""

GRACE_S = 120.0
"""What a task may take beyond its documents' limits: workers start, lost nodes are noticed."""

QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    # The switch alone does not keep it from trying.
    "RAY_USAGE_STATS_REPORT_URL": "http://127.0.0.1:9/",
    "RAY_DEDUP_LOGS": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}

_engines: dict[str, Any] = {}
"""Engines of this process, by what they are told."""


class RayEngine(Generic[Tag]):
    """Cleans chunks of records, in order, on a cluster."""

    def __init__(self, work: Work, jobs: int, address: str = "") -> None:
        """Join the cluster at an address, or begin one of `jobs` processors on this machine.

        Raises:
            UsageError: Ray is missing, or there is no cluster at the address.
        """
        for name, value in QUIET.items():
            os.environ.setdefault(name, value)
        if address.startswith("127."):
            # Else Ray asks for the cluster at this machine's outer address.
            os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        self._ray = _import_ray()
        self._work = work
        self._stopping = False
        self._begun = not self._ray.is_initialized()
        if self._begun:
            self._join(jobs, address)
        task = self._ray.remote(num_cpus=1, max_retries=LOST_NODES)(_clean)
        self._task: Any = task
        self._shared_work = self._ray.put(work)

    def _join(self, jobs: int, address: str) -> None:
        told: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
        if address:
            told["address"] = address
        else:
            told |= {"address": "local", "num_cpus": jobs, "include_dashboard": False}
            told["_node_ip_address"] = "127.0.0.1"
        # Ray takes the signal for itself; the run wants to end in order.
        handler = signal.getsignal(signal.SIGTERM)
        try:
            self._ray.init(**told)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise UsageError(
                f"no cluster can be joined: {error}",
                where=address,
                hint="start one with `ray start --head`, or leave out --address",
            ) from error
        finally:
            if handler is not None:
                signal.signal(signal.SIGTERM, handler)

    def stop(self) -> None:
        """Take no more chunks; those in hand are finished."""
        self._stopping = True

    def close(self) -> None:
        """Leave the cluster; one that was begun here ends."""
        if self._begun:
            self._ray.shutdown()

    def run(
        self, chunks: Iterable[tuple[Tag, Sequence[Record]]]
    ) -> Iterator[tuple[Tag, list[Cleaned], Tally]]:
        """Yield each chunk's tag and what became of its records, in the order of the chunks."""
        waiting: deque[tuple[list[tuple[Tag, Sequence[Record]]], Any]] = deque()
        source = iter(chunks)
        while not self._stopping:
            group = list(itertools.islice(source, CHUNKS_PER_TASK))
            if not group:
                break
            records = [list(some) for _, some in group]
            waiting.append((group, self._task.remote(self._shared_work, records)))
            in_hand = TASKS_IN_HAND * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            while len(waiting) >= in_hand:
                yield from self._collect(*waiting.popleft())
        while waiting:
            yield from self._collect(*waiting.popleft())

    def _collect(
        self, group: list[tuple[Tag, Sequence[Record]]], reference: Any
    ) -> Iterator[tuple[Tag, list[Cleaned], Tally]]:
        count = sum(len(records) for _, records in group)
        limit = self._work.time_limit_s
        # The tasks before it in the queue have as long.
        deadline = (limit * count + GRACE_S) * TASKS_IN_HAND if limit > 0 else None
        try:
            outcomes = self._ray.get(reference, timeout=deadline)
        except self._ray.exceptions.GetTimeoutError:
            self._ray.cancel(reference, force=True)
            outcomes = [_failed(records, "its task hung and was ended") for _, records in group]
        except self._ray.exceptions.RayError as error:
            reason = f"its task failed: {type(error).__name__}"
            outcomes = [_failed(records, reason) for _, records in group]
        for (tag, _), (cleaned, tally) in zip(group, outcomes, strict=True):
            yield tag, cleaned, tally


def _clean(work: Work, chunks: list[list[Record]]) -> list[tuple[list[Cleaned], Tally]]:
    """Clean chunks on one processor of a node; its worker lives on for the next task."""
    from textclean.engines.processes import Engine

    key = repr(work)
    if key not in _engines:
        _engines[key] = Engine(work, 1)
    engine = _engines[key]
    return [(cleaned, tally) for _, cleaned, tally in engine.run(enumerate(chunks))]


def _failed(records: Sequence[Record], error: str) -> tuple[list[Cleaned], Tally]:
    tally = Tally()
    for record in records:
        tally.add_failure(record.id, error)
    cleaned = [Cleaned(r.id, {"id": r.id, **r.fields}, error, r.place) for r in records]
    return cleaned, tally


def _import_ray() -> Any:
    try:
        import ray
    except ImportError:
        raise UsageError("the engine ray needs Ray", hint="pip install 'textclean[ray]'") from None
    return ray
