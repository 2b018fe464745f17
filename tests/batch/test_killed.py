"""Runs that are killed at any moment: nothing is lost and nothing doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.test_run import outputs, texts

COMMAND = [sys.executable, "-m", "textclean", "batch", "-q", "--isolated", "--jobs", "2"]


def start(source: Path, target: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(source), "-o", str(target), *more]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)


def finish(source: Path, target: Path, *more: str) -> None:
    process = start(source, target, *more)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()


def children(pid: int) -> list[int]:
    """Return the processes that descend from one, by /proc."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, stack = [], [pid]
    while stack:
        below = parents.get(stack.pop(), [])
        found += below
        stack += below
    return found


def jsonl(folder: Path, count: int) -> Path:
    folder.mkdir()
    lines = [
        f'{{"id": "{n}", "text": "Boat {n} leaves the harbour at dawn."}}' for n in range(count)
    ]
    (folder / "boats.jsonl").write_text("\n".join(lines) + "\n")
    return folder


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
@pytest.mark.parametrize("kind", ["folder", "container"])
@pytest.mark.parametrize("victim", ["run", "worker"])
def test_killed_runs_end_as_an_undisturbed_one(tmp_path: Path, kind: str, victim: str) -> None:
    source = texts(tmp_path / "in", 400) if kind == "folder" else jsonl(tmp_path / "in", 2000)
    more = () if kind == "folder" else ("--shard-size", "150")
    finish(source, tmp_path / "calm", *more)
    chance = random.Random(f"{kind} {victim}")
    for _ in range(6):
        process = start(source, tmp_path / "killed", *more)
        time.sleep(chance.uniform(0.3, 2.5))
        if victim == "run":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            for pid in children(process.pid)[-1:]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        process.communicate(timeout=300)
    finish(source, tmp_path / "killed", "--retry", *more)
    assert outputs(tmp_path / "killed") == outputs(tmp_path / "calm")


def test_sigterm_ends_in_order_and_the_next_run_goes_on(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 300)
    process = start(source, tmp_path / "out")
    while process.poll() is None and not any((tmp_path / "out").rglob("*.md")):
        time.sleep(0.02)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode in (0, 143)
    finish(source, tmp_path / "out")
    assert len(outputs(tmp_path / "out")) == 300


def test_parts_run_side_by_side_and_make_one_report(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 30)
    target = tmp_path / "out"
    parts = [start(source, target, "--shard", f"{part}/3") for part in (1, 2, 3)]
    for process in parts:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert len(outputs(target)) == 30
    command = [sys.executable, "-m", "textclean", "report", str(target)]
    written = subprocess.run(command, capture_output=True, check=True).stdout
    assert json.loads(written)["documents"] == 30
