"""Documents that crash, hang or eat memory: only they fail, and they are named."""

from __future__ import annotations

import os
import signal
import time

import pytest

from textclean.containers.record import Record
from textclean.engines.processes import Engine
from textclean.engines.worker import Work
from textclean.settings import Settings

TEXT = "Boats leave the harbour of the island at dawn."


class Crashing(Record):
    """A record that kills the worker that looks at it."""

    @property
    def error(self) -> str:  # type: ignore[override]
        os.kill(os.getpid(), signal.SIGSEGV)
        return ""


class Hanging(Record):
    """A record that holds its worker and cannot be interrupted by an alarm."""

    @property
    def error(self) -> str:  # type: ignore[override]
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(3600)
        return ""


class Hungry(Record):
    """A record that takes more memory than it may."""

    @property
    def error(self) -> str:  # type: ignore[override]
        return "x" * (8 << 30)


@pytest.mark.slow
def test_only_the_guilty_document_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textclean.engines.processes.GRACE_S", 1.0)
    chunks = [[Record(f"{c}-{n}", TEXT) for n in range(5)] for c in range(12)]
    chunks[2][1] = Crashing("crash", TEXT)
    chunks[5][4] = Hanging("hang", TEXT)
    chunks[8][0] = Hungry("memory", TEXT)
    work = Work(Settings(filters=("structure",)), time_limit_s=0.5, memory_limit_bytes=2 << 30)
    engine: Engine[int] = Engine(work, 2)
    try:
        outcomes = list(engine.run(enumerate(chunks)))
    finally:
        engine.close()
    assert [tag for tag, _, _ in outcomes] == list(range(12))
    rows = [row for _, cleaned, _ in outcomes for row in cleaned]
    assert [row.id for row in rows] == [record.id for chunk in chunks for record in chunk]
    failed = {row.id: row.error for row in rows if row.error}
    assert set(failed) == {"crash", "hang", "memory"}
    assert "SIGSEGV" in failed["crash"]
    assert "hung" in failed["hang"]
    assert "Memory" in failed["memory"] or "memory" in failed["memory"]
    assert sum(tally.failed for _, _, tally in outcomes) == 3


def test_a_record_of_a_hundred_megabytes_is_cleaned_or_named() -> None:
    work = Work(Settings(filters=("structure",)), time_limit_s=60)
    engine: Engine[int] = Engine(work, 1)
    big = (TEXT + "\n") * ((20 << 20) // len(TEXT))
    try:
        ((_, (row,), _),) = list(engine.run([(0, [Record("big", big)])]))
    finally:
        engine.close()
    assert row.error or len(row.values["output"]) > 1 << 20
