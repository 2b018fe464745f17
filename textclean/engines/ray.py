"""A cluster: Ray Core tasks, each with the supervised workers of one machine inside.

So a document that crashes or hangs is blamed on its node and costs no node.  Ray does a task again
when its node is lost.  Nodes that see the inputs and outputs are given parts of the work to do by
themselves (`spread`); to others the documents are sent (`run`).  Ray Data and Spark bring nothing
that this needs, and take several times the memory and start-up.
"""

from __future__ import annotations

import itertools
import math
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textclean.containers.record import Cleaned, Record
from textclean.engines.ray_cluster import join_cluster, only_on
from textclean.engines.ray_node import clean_chunks, do_part
from textclean.engines.worker import Work
from textclean.report.tally import Tally

Tag = TypeVar("Tag")
Part = TypeVar("Part")
News = TypeVar("News")

CHUNKS_PER_TASK = 20
"""Two hundred documents: a second of work, against 5 ms that a task costs."""

TASKS_IN_HAND = 3
"""For each processor of the cluster, or for each so many as a part takes."""

PART_PROCESSORS = 8
"""Processors of one node that a part takes: one that reads and writes keeps so many workers busy.
Fewer if a node has fewer."""

NEWS_DOCUMENTS = 200
"""So many documents may pass before a part is heard of."""

STOP_S = 5.0
"""What parts in hand have to finish when the run is stopped; what they then lack is done again."""

ASK_S = 60.0
"""What a node has to answer a question."""

LOST_NODES = 5
"""How often a task is done again because its node was lost."""

GRACE_S = 120.0
"""What a task may take beyond its documents' limits: workers start, lost nodes are noticed."""


@dataclass(slots=True)
class _InHand(Generic[Part]):
    """A part that some node does."""

    part: Part
    begun: float = 0.0
    heard: float = 0.0
    """When there was news; 0 when it has not begun."""

    def hear(self) -> None:
        """Take down that there is news."""
        self.heard = time.monotonic()
        self.begun = self.begun or self.heard

    def is_silent(self, limit_s: float) -> bool:
        """Tell whether there has been no news for too long.

        When a node is lost, another has to do again what the first had told of.
        """
        again_s = 2 * (self.heard - self.begun)
        return self.heard > 0 and time.monotonic() - self.heard > limit_s + again_s


class RayEngine(Generic[Tag]):
    """Cleans chunks of records, in order, on a cluster."""

    def __init__(self, work: Work, jobs: int, address: str = "") -> None:
        """Join the cluster at an address, or begin one of `jobs` processors on this machine.

        Raises:
            UsageError: Ray is missing, or there is no cluster at the address.
        """
        self._ray, self._begun = join_cluster(jobs, address)
        self._work = work
        self._stopping = False
        task = self._ray.remote(num_cpus=1, max_retries=LOST_NODES)(clean_chunks)
        self._task: Any = task
        self._shared_work = self._ray.put(work)
        self._run = secrets.token_hex(8)

    def stop(self) -> None:
        """Take no more work; what is in hand has a few seconds to finish."""
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
            waiting.append((group, self._task.remote(self._shared_work, self._run, records)))
            in_hand = TASKS_IN_HAND * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            while len(waiting) >= in_hand:
                yield from self._collect(*waiting.popleft())
        ends = time.monotonic() + STOP_S
        while waiting and not (self._stopping and self._is_late(waiting[0][1], ends)):
            yield from self._collect(*waiting.popleft())
        for _, reference in waiting:
            self._ray.cancel(reference, force=True)

    def everywhere(self, function: Callable[..., Any], *told: Any) -> Iterator[tuple[str, Any]]:
        """Yield the name of each node that works, and what a function returns there."""
        answers = []
        for node in self._working_nodes():
            there = only_on(node["NodeID"])
            task = self._ray.remote(num_cpus=0, scheduling_strategy=there)(function)
            answers.append((node["NodeManagerAddress"], task.remote(*told)))
        for name, answer in answers:
            try:
                yield name, self._ray.get(answer, timeout=ASK_S)
            except (self._ray.exceptions.RayError, self._ray.exceptions.GetTimeoutError) as error:
                yield name, f"anything: {type(error).__name__}"

    def spread(
        self,
        function: Callable[[Any, Any, Part], Iterator[News]],
        told: Any,
        parts: Iterator[Part],
    ) -> Iterator[tuple[Part, News | None, str]]:
        """Have nodes do parts, and yield the news of each as it comes, or why it is given up.

        `function` is called with an engine of the node, `told` and a part, and yields news: the
        first when it begins, then at least every NEWS_DOCUMENTS documents.

        Raises:
            Exception: what the function raises.
        """
        processors = [int(node["Resources"]["CPU"]) for node in self._working_nodes()]
        each = min([PART_PROCESSORS, *processors])
        most = TASKS_IN_HAND * max(1, sum(one // each for one in processors))
        remote = self._ray.remote(num_cpus=each, max_retries=LOST_NODES, num_returns="streaming")
        task: Any = remote(do_part)
        shared = self._ray.put((function, told))
        in_hand: dict[Any, _InHand[Part]] = {}
        stopped = 0.0
        try:
            while True:
                if not self._stopping:
                    for part in itertools.islice(parts, most - len(in_hand)):
                        stream = task.remote(self._shared_work, self._run, each, shared, part)
                        in_hand[stream] = _InHand(part)
                stopped = stopped or (time.monotonic() if self._stopping else 0.0)
                if not in_hand or (stopped and time.monotonic() - stopped > STOP_S):
                    return
                for stream in self._talking(list(in_hand)):
                    try:
                        news = self._ray.get(next(stream))
                    except StopIteration:
                        del in_hand[stream]
                    except self._ray.exceptions.RayTaskError as error:
                        raise error.cause from None
                    except self._ray.exceptions.RayError as error:
                        reason = f"its task failed: {type(error).__name__}"
                        yield in_hand.pop(stream).part, None, reason
                    else:
                        in_hand[stream].hear()
                        yield in_hand[stream].part, news, ""
                for stream in self._silent(in_hand):
                    self._ray.cancel(stream, force=True)
                    yield in_hand.pop(stream).part, None, "its task hung and was ended"
        finally:
            for stream in in_hand:
                self._ray.cancel(stream, force=True)

    def _working_nodes(self) -> list[dict[str, Any]]:
        return [
            node
            for node in self._ray.nodes()
            if node["Alive"] and node["Resources"].get("CPU", 0) >= 1
        ]

    def _talking(self, streams: list[Any]) -> list[Any]:
        """Return the streams that have news, after a second at the most."""
        ready, _ = self._ray.wait(streams, num_returns=1, timeout=1.0)
        if ready:
            ready, _ = self._ray.wait(streams, num_returns=len(streams), timeout=0)
        return list(ready)

    def _silent(self, in_hand: dict[Any, _InHand[Part]]) -> list[Any]:
        """Return the streams of parts that began and have not been heard of for too long."""
        limit = self._work.time_limit_s
        longest = limit * NEWS_DOCUMENTS + GRACE_S if limit > 0 else math.inf
        return [stream for stream, one in in_hand.items() if one.is_silent(longest)]

    def _is_late(self, reference: Any, ends: float) -> bool:
        """Tell whether a task has not finished by a time."""
        left_s = max(0.0, ends - time.monotonic())
        return not self._ray.wait([reference], timeout=left_s)[0]

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


def _failed(records: Sequence[Record], error: str) -> tuple[list[Cleaned], Tally]:
    tally = Tally()
    for record in records:
        tally.add_failure(record.id, error)
    cleaned = [Cleaned(r.id, {"id": r.id, **r.fields}, error, r.place) for r in records]
    return cleaned, tally
