"""Runs over folders and containers on one machine."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from textclean.batch.job import Job, Summary
from textclean.batch.ledger import Ledger, locked
from textclean.batch.plan import Layout, check_places, cut_shards, find_inputs
from textclean.batch.run import Run
from textclean.engines.worker import Work
from textclean.errors import InputError, LockedError, OutputError, UsageError
from textclean.settings import Settings

WORK = Work(Settings(filters=("repeats", "structure")))
LINE = "Boats {} leave the harbour of the island at dawn on Monday."


def job(source: Path, target: Path, **changes: object) -> Job:
    return replace(Job((str(source),), str(target), WORK), **changes)  # type: ignore[arg-type]


def go(a_job: Job) -> Summary:
    state = Path(a_job.destination) / ".textclean"
    state.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(state / "ledger.sqlite")
    ledger.begin("now", {}, a_job.configuration())
    try:
        return Run(a_job, ledger).run()
    finally:
        ledger.close()


def texts(folder: Path, count: int) -> Path:
    for number in range(count):
        path = folder / f"d{number % 3}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([LINE.format(number)] * 2) + "\n")
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".textclean" not in path.parts
    }


def test_folder_comes_out_in_the_same_shape_and_a_second_run_does_nothing(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 25), tmp_path / "out"
    first = go(job(source, target, jobs=2))
    assert (first.tally.documents, first.tally.failed, first.skipped) == (25, 0, 0)
    written = outputs(target)
    assert len(written) == 25 and written["d1/001.md"] == (LINE.format(1) + "\n").encode()
    second = go(job(source, target))
    assert (second.tally.documents, second.skipped) == (0, 25)
    (source / "d1" / "001.txt").write_text("Something else.\n")
    (source / "d1" / "999.txt").write_text("Something new.\n")
    third = go(job(source, target))
    assert (third.tally.documents, third.skipped) == (2, 24)
    assert outputs(target)["d1/999.md"] == b"Something new.\n"
    assert go(job(source, target, force=True)).tally.documents == 26


def test_changed_configuration_cleans_anew(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 3), tmp_path / "out"
    go(job(source, target))
    other = job(source, target, work=Work(Settings(filters=("structure",))))
    assert go(other).tally.documents == 3


def test_in_place_keeps_what_needs_no_change_and_backs_up_the_rest(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 3)
    clean = source / "d0" / "clean.txt"
    clean.write_text("Nothing to mend here.\n")
    before = clean.stat()
    layout = Layout(in_place=True)
    work = replace(WORK, in_place=True)
    told = job(source, source, layout=layout, work=work, backup=str(tmp_path / "old"))
    assert go(told).tally.documents == 4
    assert (source / "d1" / "001.txt").read_text() == LINE.format(1) + "\n"
    after = clean.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(outputs(tmp_path / "old")) == 3
    assert go(told).skipped == 4


@pytest.mark.parametrize("size", [0, 4])
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_json_lines_come_out_in_order_and_keep_their_fields(
    tmp_path: Path, size: int, packed: str
) -> None:
    rows = [{"id": n, "text": f"{LINE.format(n)}\n{LINE.format(n)}", "tag": "x"} for n in range(10)]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    source = tmp_path / f"in.jsonl{packed}"
    source.write_bytes(gzip.compress(data) if packed else data)
    target = tmp_path / "out"
    layout = Layout(shard_records=size, compression=packed)
    assert go(job(source, target, layout=layout)).tally.documents == 10
    written = outputs(target)
    assert len(written) == (3 if size else 1)
    unpacked = b"".join(gzip.decompress(one) if packed else one for one in written.values())
    lines = [json.loads(line) for line in unpacked.splitlines()]
    assert [(line["id"], line["tag"]) for line in lines] == [(n, "x") for n in range(10)]
    assert lines[3]["markdown"] == LINE.format(3) + "\n"
    assert go(job(source, target, layout=layout)).skipped == 10


def test_broken_lines_and_a_cut_file_are_quarantined_with_their_places(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.jsonl").write_text('{"id": 1, "text": "one"}\n{broken\n{"id": 3}\n')
    whole = gzip.compress(b'{"id": 1, "text": "one"}\n' * 5000, 0)
    (source / "b.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    summary = go(job(source, target))
    assert summary.tally.failed == 3
    failures = Ledger(target / ".textclean" / "ledger.sqlite").failures()
    assert sorted(failure.place.rpartition(":")[2] for failure in failures[:2]) == ["2", "3"]
    assert "cannot be read on" in failures[2].error
    again = job(source, target)
    assert go(again).tally.documents == 0
    assert go(replace(again, retry=True)).tally.failed == 3
    lines = (target / "a.jsonl").read_text().splitlines()
    assert len(lines) == 3 and "error" in json.loads(lines[1])


def test_binary_document_is_quarantined_and_not_tried_again_until_told(tmp_path: Path) -> None:
    source, target = texts(tmp_path / "in", 2), tmp_path / "out"
    (source / "bad.txt").write_bytes(bytes(range(32)) * 50)
    assert go(job(source, target)).tally.failed == 1
    assert go(job(source, target)).skipped == 3
    assert go(job(source, target, retry=True)).tally.failed == 1


def test_two_inputs_with_one_output_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.html").write_text("<p>x")
    with pytest.raises(UsageError, match=r"a\.html and .*a\.txt would both be written"):
        list(cut_shards(find_inputs(str(tmp_path)), Layout()))


def test_output_inside_the_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lies inside"):
        check_places([str(tmp_path)], str(tmp_path / "out"))


def test_missing_source_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(find_inputs(str(tmp_path / "nothing")))


def test_lock_keeps_a_second_run_out(tmp_path: Path) -> None:
    state = tmp_path / ".textclean"
    with locked(state), pytest.raises(LockedError), locked(state):
        pass


def test_ledger_of_another_version_or_broken_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    ledger._database.execute("UPDATE about SET value = '99' WHERE name = 'schema'")
    ledger.close()
    with pytest.raises(OutputError, match="version 99"):
        Ledger(path)
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(OutputError, match="cannot be read"):
        Ledger(path)
