"""`textclean batch` as it is called: what it says, how it ends, what it does not touch."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.test_killed import COMMAND, children
from tests.batch.test_run import outputs, texts
from textclean.batch.ledger import Ledger, locked

LOUD = [part for part in COMMAND if part != "-q"]


def batch(*told: object, **more: str) -> subprocess.CompletedProcess[str]:
    command = [*LOUD, *map(str, told)]
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **more}, timeout=120
    )


def test_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 7)
    (source / "more.jsonl").write_text("{}\n")
    done = batch(source, "-o", tmp_path / "out", "--dry-run")
    assert (done.returncode, done.stdout) == (0, "")
    assert "7 documents and 1 container" in done.stderr
    assert not (tmp_path / "out").exists()


def test_file_whose_name_is_not_utf_8_is_cleaned_quarantined_and_found_again(
    tmp_path: Path,
) -> None:
    source, target = texts(tmp_path / "in", 2), tmp_path / "out"
    (source / os.fsdecode(b"caf\xe9.txt")).write_text("Boats leave the harbour at dawn.\n")
    (source / os.fsdecode(b"bin\xfe.txt")).write_bytes(bytes(64))
    first = batch(source, "-o", target, "--to", "text")
    assert first.returncode == 3
    assert "bin\\udcfe.txt: InputError: this is binary" in first.stderr
    assert b"caf\xe9.txt" in [os.fsencode(path.name) for path in target.iterdir()]
    assert "4 done before" in batch(source, "-o", target, "--to", "text").stderr
    assert (
        "1 failed, 3 done before" in batch(source, "-o", target, "--to", "text", "--retry").stderr
    )


def test_sample_takes_the_first_and_a_full_run_the_rest(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 30), tmp_path / "out"
    assert batch(source, "-o", target, "--sample", 12).returncode == 0
    first = outputs(target)
    assert sorted(first) == sorted(outputs(source) and list(first)) and len(first) == 12
    assert set(first) == {
        str(Path(name).with_suffix(".md")) for name in sorted(outputs(source))[:12]
    }
    assert (
        "18 documents cleaned, 18 of them changed, 0 failed, 12 done before"
        in batch(source, "-o", target).stderr
    )
    assert len(outputs(target)) == 30


def test_failures_end_with_3_and_are_named_with_their_place(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 2)
    (source / "rows.jsonl").write_text('{"id": 1, "text": "one"}\n{broken\n')
    done = batch(source, "-o", tmp_path / "out")
    assert done.returncode == 3
    assert re.search(r"quarantine: \S*rows\.jsonl:2: not JSON", done.stderr)
    assert "3 documents cleaned" in done.stderr and "1 failed" in done.stderr


def test_run_ends_with_3_as_long_as_a_document_is_in_quarantine(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 2), tmp_path / "out"
    bad, rows = source / "bad.txt", source / "rows.jsonl"
    bad.write_bytes(bytes(range(32)) * 50)
    rows.write_text('{"id": 1, "text": "one"}\n{broken\n')
    assert batch(source, "-o", target).returncode == 3
    again = batch(source, "-o", target)
    assert again.returncode == 3
    assert again.stderr.count("quarantine: ") == 2 and "--retry tries" in again.stderr
    rows.write_text('{"id": 1, "text": "one"}\n{"id": 2, "text": "two"}\n')
    mended = batch(source, "-o", target)
    assert mended.returncode == 3 and mended.stderr.count("quarantine: ") == 1
    bad.unlink()
    assert batch(source, "-o", target).returncode == 0


def test_second_run_finds_the_lock_and_ends_with_75(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 2), tmp_path / "out"
    with locked(target / ".textclean"):
        done = batch(source, "-o", target)
    assert done.returncode == 75 and "another run is writing there" in done.stderr
    assert outputs(target) == {}


def test_standard_input_is_no_source(tmp_path: Path) -> None:
    done = batch("-", "-o", tmp_path / "out")
    assert done.returncode == 3 and "hint: textclean clean --jsonl does" in done.stderr
    assert not (tmp_path / "out").exists()


def test_log_lines_for_programs(tmp_path: Path) -> None:
    source, log = texts(tmp_path / "in", 5), tmp_path / "log.jsonl"
    told = ["-o", tmp_path / "out", "--log-format", "json", "--log-file", log]
    done = batch(source, *told)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    last = json.loads(log.read_text().splitlines()[-1])
    assert last["level"] == "info" and last["time"].startswith("20")
    assert (last["documents"], last["failed"], last["skipped"]) == (5, 0, 0)


def test_without_a_terminal_there_are_only_lines_with_their_time(tmp_path: Path) -> None:
    done = batch(texts(tmp_path / "in", 5), "-o", tmp_path / "out")
    lines = done.stderr.splitlines()
    assert lines and all(re.match(r"\d{4}-\d\d-\d\dT[\d:]+\+00:00 \S", line) for line in lines)
    assert "\x1b" not in done.stderr


def test_changed_configuration_is_said_but_other_limits_are_none(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 4), tmp_path / "out"
    batch(source, "-o", target)
    same = batch(source, "-o", target, "--timeout", 90, "--memory", "2G", "--jobs", 1)
    assert "has changed" not in same.stderr and "4 done before" in same.stderr
    other = batch(source, "-o", target, "--skip", "quotes")
    assert "the configuration or the version has changed" in other.stderr
    assert "4 documents cleaned" in other.stderr
    assert (
        "4 documents cleaned" in batch(source, "-o", target, "--skip", "quotes", "--force").stderr
    )


def test_rows_hold_findings_when_asked(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "text": 'He said " no" and left.', "tag": 7}) + "\n")
    assert batch(source, "-o", tmp_path / "out", "--findings", "--to", "text").returncode == 0
    (line,) = (tmp_path / "out" / "in.jsonl").read_text().splitlines()
    row = json.loads(line)
    assert (row["id"], row["tag"]) == ("a", 7) and row["text"].strip() == 'He said "no" and left.'
    assert row["counts"]["edit"] == len(row["findings"]) == 1
    assert row["findings"][0]["rule"].startswith(("quotes/", "spaces/"))


@pytest.mark.parametrize("ending", ["bz2", "zst", "gz"])
def test_packed_outputs(tmp_path: Path, ending: str) -> None:
    if ending == "zst":
        pytest.importorskip("zstandard")
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "One boat."}\n')
    assert batch(source, "-o", tmp_path / "out", "--compress", ending).returncode == 0
    again = batch(tmp_path / "out" / f"in.jsonl.{ending}", "-o", tmp_path / "more")
    assert again.returncode == 0
    assert json.loads((tmp_path / "more" / "in.jsonl").read_text())["markdown"] == "One boat.\n"


def test_two_sources_with_one_output_are_refused(tmp_path: Path) -> None:
    for name in ("a/x.txt", "a/deep/y.txt", "b/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Boats of {name} leave.\n")
    done = batch(tmp_path / "a", tmp_path / "b", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "b/x.txt would both be written to x.md" in done.stderr


def test_a_source_that_cannot_be_listed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textclean.batch import plan
    from textclean.errors import InputError

    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(plan.os, "scandir", refuse)
    with pytest.raises(InputError, match="the folder cannot be read: permission denied"):
        list(plan.find_inputs(str(tmp_path)))


def test_output_inside_the_input_is_refused(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 2)
    done = batch(source, "-o", source / "clean")
    assert done.returncode == 2 and "lies inside the input" in done.stderr
    assert not (source / "clean").exists()


@pytest.mark.parametrize("kind", ["container", "document"])
def test_full_disk_is_said_and_the_next_run_goes_on(tmp_path: Path, kind: str) -> None:
    """The limit on a file's size stands in for a full disk."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    lines = [f"Boat {n} leaves the harbour of the island at dawn. " * 20 for n in range(1000)]
    rows = "".join(json.dumps({"id": line[:8], "text": line}) + "\n" for line in lines)
    if kind == "container":
        (source / "a.jsonl").write_text(rows)
    else:
        (source / "a.txt").write_text("\n\n".join(lines))
    limited = ["sh", "-c", 'ulimit -f 600; exec "$@"', "sh", *LOUD, str(source), "-o", str(target)]
    done = subprocess.run(limited, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3 and "too large" in done.stderr.lower()
    assert outputs(target) == {}
    assert batch(source, "-o", target).returncode == 0
    (written,) = outputs(target).values()
    assert written.count(b"leaves the harbour") >= 1000


def test_broken_ledger_is_said(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 2), tmp_path / "out"
    (target / ".textclean").mkdir(parents=True)
    (target / ".textclean" / "ledger.sqlite").write_bytes(b"no ledger " * 500)
    done = batch(source, "-o", target)
    assert done.returncode == 3 and "the ledger cannot be read" in done.stderr
    assert "hint: move it away to begin anew" in done.stderr


def test_cut_off_archive_keeps_what_is_whole(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": {n}, "text": "Boat {n} leaves."}}\n' for n in range(3000)).encode()
    packed = gzip.compress(rows)
    (tmp_path / "in.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    done = batch(tmp_path / "in.jsonl.gz", "-o", tmp_path / "out")
    assert done.returncode == 3
    found = re.search(r"in\.jsonl\.gz, after record (\d+): cannot be read on", done.stderr)
    lines = [json.loads(line) for line in (tmp_path / "out" / "in.jsonl").open()]
    assert found is not None and len(lines) == int(found[1]) + 1
    assert [line["id"] for line in lines[:-1]] == list(range(len(lines) - 1))
    assert "error" in lines[-1]


def test_ctrl_c_ends_in_order_and_says_how_to_go_on(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 600), tmp_path / "out"
    process = subprocess.Popen(
        [*LOUD, str(source), "-o", str(target)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not any(target.rglob("*.md")):
        time.sleep(0.02)
    os.killpg(process.pid, 2)  # As a terminal does: to all processes of the run.
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and "stopped; run it again to go on" in said
    cleaned = re.search(r"(\d+) documents cleaned", said)
    assert cleaned is not None and 0 < int(cleaned[1]) < 600
    again = batch(source, "-o", target)
    assert f"{cleaned[1]} done before" in again.stderr and len(outputs(target)) == 600


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
@pytest.mark.parametrize("delay_s", [0.0, 0.05, 0.15])
def test_ctrl_c_while_workers_are_started_ends_in_order(tmp_path: Path, delay_s: float) -> None:
    source, target = texts(tmp_path / "in", 600), tmp_path / "out"
    process = subprocess.Popen(
        [*LOUD, "-j", "2", str(source), "-o", str(target)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and len(children(process.pid)) < 3:  # Two servers and a worker.
        time.sleep(0.005)
    time.sleep(delay_s)
    os.killpg(process.pid, 2)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and "unforeseen" not in said and " 0 failed" in said


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
def test_no_process_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 600)
    process = subprocess.Popen([*COMMAND, str(source), "-o", str(tmp_path / "out")])
    while process.poll() is None and not any((tmp_path / "out").rglob("*.md")):
        time.sleep(0.02)
    below = children(process.pid)
    process.kill()
    process.wait(30)
    ends = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in below) and time.monotonic() < ends:
        time.sleep(0.1)
    assert below and not [pid for pid in below if Path(f"/proc/{pid}").exists()]


def test_report_of_a_ledger_is_that_of_its_run(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 9), tmp_path / "out"
    batch(source, "-o", target, "--report", tmp_path / "now.json")
    command = [sys.executable, "-m", "textclean", "report", str(target)]
    later = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    now = json.loads((tmp_path / "now.json").read_text())
    assert now == later and now["documents"] == 9
    book = Ledger(target / ".textclean" / "ledger.sqlite")
    assert book.failures() == []
    book.close()
