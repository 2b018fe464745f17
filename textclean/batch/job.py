"""A job: everything that a run is told, and how the run ended."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from textclean import __version__
from textclean.batch.plan import Layout
from textclean.engines.worker import Work
from textclean.report.tally import Tally
from textclean.startup.records import NamedTuple


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
        work = replace(self.work, time_limit_s=0, memory_limit_bytes=0)
        told = [repr(work), repr(self.layout), repr(self.fields), __version__]
        return hashlib.blake2b(json.dumps(told).encode(), digest_size=12).hexdigest()


class Summary(NamedTuple):
    """How a run ended."""

    tally: Tally
    skipped: int
    """Documents, or shards of containers, that were done before."""
    seconds: float
    stopped: bool


def describe(job: Job, started: str) -> dict[str, Any]:
    """Return what a report says of a run besides its sums and its time."""
    return {
        "source": " ".join(job.sources),
        "target": job.destination,
        "started": started,
        "jobs": job.jobs,
        "version": __version__,
    }
