"""The engine for a cluster, on real Ray nodes on loopback."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.batch.test_containers import HTML, response, warc_record
from tests.batch.test_remote import server as server
from tests.batch.test_run import LINE, WORK, job, outputs, texts
from textclean.batch import part, reach
from textclean.batch.job import Job
from textclean.batch.ledger import Ledger
from textclean.batch.plan import Layout
from textclean.batch.run import Run
from textclean.batch.service import Outcome, run_job
from textclean.containers.record import Record
from textclean.engines.processes import Engine
from textclean.engines.ray import RayEngine
from textclean.engines.ray_cluster import QUIET

pytestmark = pytest.mark.slow


NODE = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "object_store_memory": 100 << 20}


@pytest.fixture(scope="module")
def nodes(server: str) -> Iterator[Any]:
    """Give a cluster on loopback, for as long as the tests of this module run."""
    # Ray reads these when it is imported: without the last one it leaves loopback.
    told = {**QUIET, "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
    told["PYTHONPATH"] = str(Path(__file__).parents[2])
    told |= {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    told |= {"AWS_ENDPOINT_URL": server, "AWS_DEFAULT_REGION": "us-east-1"}
    told["FSSPEC_S3_ENDPOINT_URL"] = server
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(name, value)
        missing = "Ray is not installed: pip install 'textclean[ray]'"
        ray = pytest.importorskip("ray", reason=missing)
        from ray.cluster_utils import Cluster

        head = {**NODE, "include_dashboard": False}
        both = Cluster(initialize_head=True, head_node_args=head)
        yield both
        ray.shutdown()
        both.shutdown()


@pytest.fixture
def cluster(nodes: Any) -> Any:
    """Give the cluster with two nodes alive."""
    if not nodes.worker_nodes:
        nodes.add_node(**NODE)
    nodes.wait_for_nodes()
    return nodes


def test_documents_sent_to_a_node_that_is_killed_are_not_lost(cluster: Any) -> None:
    text = "Boats leave the harbour.\nBoats leave the harbour.\n"
    chunks = [[Record(f"{c}-{n}", text * (c % 9)) for n in range(10)] for c in range(300)]
    local: Engine[int] = Engine(WORK, 2)
    try:
        expected = [(tag, cleaned) for tag, cleaned, _ in local.run(enumerate(chunks))]
    finally:
        local.close()
    engine: RayEngine[int] = RayEngine(WORK, 2, cluster.address)
    try:
        found = []
        for tag, cleaned, _ in engine.run(enumerate(chunks)):
            found.append((tag, cleaned))
            if tag == 40:
                cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
        assert found == expected
    finally:
        engine.close()


def inputs(folder: Path) -> Path:
    """Make a folder of every kind of input, a few of them broken."""
    import pyarrow
    import pyarrow.parquet

    texts(folder / "texts", 450)
    (folder / "texts" / "d1" / "binary.txt").write_bytes(bytes(range(32)) * 50)
    rows = [{"id": str(n), "text": "\n".join([LINE.format(n)] * 2), "n": n} for n in range(900)]
    lines = [json.dumps(row) + "\n" for row in rows]
    (folder / "plain.jsonl").write_text("".join([*lines[:500], "\n{broken\n", *lines[500:]]))
    packed = gzip.compress("".join(lines).encode(), 0)
    (folder / "packed.jsonl.gz").write_bytes(packed)
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    table = pyarrow.table({name: [row[name] for row in rows] for name in rows[0]})
    pyarrow.parquet.write_table(table, folder / "table.parquet", row_group_size=70)
    page = "Content-Type: text/html; charset=utf-8"
    crawl = (response(HTML.format(f"Boats {n}").encode(), page) for n in range(300))
    pages = (gzip.compress(warc_record(n % 9, one)) for n, one in enumerate(crawl))
    (folder / "crawl.warc.gz").write_bytes(b"".join(pages))
    return folder


def entries(target: Path) -> tuple[list[Any], list[Any]]:
    """Return what the ledger of an output holds, but for the numbers of the runs."""
    ledger = Ledger(target / ".textclean" / "ledger.sqlite")
    try:
        return sorted(ledger._entries("1")), ledger.failures()
    finally:
        ledger.close()


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have containers of a few kilobytes done in several parts."""
    for module in ("pyarrow", "fastwarc"):
        pytest.importorskip(module)
    monkeypatch.setattr(part, "TURN_BYTES", 1 << 10)
    monkeypatch.setattr(part, "MOST_TURNS", {"parquet": 7, "jsonl": 5})
    monkeypatch.setattr(part, "MOST_PACKED_TURNS", 3)


def on(cluster: Any, a_job: Job, target: Path) -> Job:
    return replace(a_job, destination=str(target), engine="ray", address=cluster.address)


def test_nodes_do_parts_by_themselves_and_one_is_killed(
    tmp_path: Path, cluster: Any, small_parts: None
) -> None:
    source = inputs(tmp_path / "in")
    local = job(source, tmp_path / "local", jobs=2, layout=Layout(shard_records=60))
    expected = run_job(local)
    remarks: list[str] = []
    seen = 0

    def kill_a_node(documents: int, failed: int, skipped: int) -> None:
        nonlocal seen
        seen += documents
        if seen > 700 and cluster.worker_nodes:
            cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)

    spread = on(cluster, local, tmp_path / "ray")
    found = run_job(spread, progress=kill_a_node, remark=remarks.append)
    assert not remarks and not cluster.worker_nodes
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "local")
    assert entries(tmp_path / "ray") == entries(tmp_path / "local")
    assert report_of(found) == report_of(expected)
    assert seen == expected.summary.tally.documents
    again = run_job(spread)
    assert again.summary.tally.documents == 0 and again.summary.skipped == seen
    (source / "texts" / "d0" / "new.txt").write_text("Something new.\n")
    (source / "plain.jsonl").write_text('{"id": 1, "text": "Only this."}\n')
    more = run_job(spread)
    assert (more.summary.tally.documents, more.summary.skipped) == (2, seen - 901)


def report_of(outcome: Outcome) -> Any:
    return outcome.summary.tally.to_json()


def test_nodes_read_and_write_a_bucket(
    tmp_path: Path, cluster: Any, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import s3fs

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    bucket = f"boats-{time.monotonic_ns()}"
    system.mkdir(bucket)
    source = tmp_path / "in"
    rows = [{"id": str(n), "text": "\n".join([LINE.format(n)] * 2)} for n in range(200)]
    texts(source, 30)
    (source / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    system.put(str(source), f"{bucket}/in", recursive=True)
    local = job(source, tmp_path / "local", layout=Layout(shard_records=60))
    run_job(local)
    remarks: list[str] = []
    spread = replace(on(cluster, local, tmp_path), destination=f"s3://{bucket}/out")
    found = run_job(replace(spread, sources=(f"s3://{bucket}/in",)), remark=remarks.append)
    assert (found.summary.tally.documents, found.summary.tally.failed, remarks) == (230, 0, [])
    system.invalidate_cache()
    system.get(f"{bucket}/out", str(tmp_path / "got"), recursive=True)
    assert outputs(tmp_path / "got") == outputs(tmp_path / "local")
    s3fs.S3FileSystem.clear_instance_cache()


def test_a_place_of_one_machine_is_read_there(tmp_path: Path, cluster: Any) -> None:
    pytest.importorskip("fsspec")
    source = texts(tmp_path / "in", 60)
    local = replace(job(source, tmp_path / "local"), sources=(f"file://{source}",))
    run_job(local)
    remarks: list[str] = []
    run_job(on(cluster, local, tmp_path / "ray"), remark=remarks.append)
    assert len(remarks) == 1 and "is a place of one machine: this machine reads" in remarks[0]
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "local")
    assert len(outputs(tmp_path / "ray")) == 60


def test_stopping_ends_in_seconds_and_the_next_run_goes_on(tmp_path: Path, cluster: Any) -> None:
    source = tmp_path / "rows.jsonl"
    rows = (json.dumps({"id": n, "text": LINE.format(n) * 20}) for n in range(8_000))
    source.write_text("\n".join(rows))
    local = job(source, tmp_path / "local", jobs=2, layout=Layout(shard_records=200))
    run_job(local)
    runs: list[Run] = []
    stopped_at = 0.0

    def stop(documents: int, failed: int, skipped: int) -> None:
        nonlocal stopped_at
        stopped_at = stopped_at or time.monotonic()
        runs[0].stop()

    spread = on(cluster, local, tmp_path / "ray")
    first = run_job(spread, progress=stop, began=lambda run, changed: runs.append(run))
    assert first.summary.stopped and time.monotonic() - stopped_at < 15
    second = run_job(spread)
    assert second.summary.tally.documents + second.summary.skipped == 8_000
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "local")


class Hanging:
    """Work that begins and is not heard of again."""

    def __call__(self, engine: Any, told: Any, number: int) -> Iterator[int]:
        yield number
        if number == told:
            time.sleep(3600)
        yield -number


def test_a_part_that_hangs_is_ended(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textclean.engines.ray.GRACE_S", 3.0)
    engine: RayEngine[int] = RayEngine(replace(WORK, time_limit_s=0.01), 2, cluster.address)
    try:
        news = list(engine.spread(Hanging(), 2, iter([1, 2, 3])))
    finally:
        engine.close()
    assert sorted(said for _, said, error in news if said is not None) == [-3, -1, 1, 2, 3]
    assert [(number, error) for number, _, error in news if error] == [
        (2, "its task hung and was ended")
    ]


def test_signs_tell_one_machine_from_another(tmp_path: Path) -> None:
    place = texts(tmp_path / "in", 1)
    told = [reach.sign_of(str(place)), reach.sign_of(str(tmp_path / "missing"))]
    assert reach.first_unseen(told) == ""
    assert reach.first_unseen([told[0]._replace(modified_s=1)]) == str(place)

    class Elsewhere:
        """Two nodes, one of which sees nothing."""

        def everywhere(self, function: Callable[..., Any], *told: Any) -> Iterator[tuple[str, Any]]:
            yield "10.0.0.1", function(*told)
            yield "10.0.0.2", told[0][-1].path

    a_job = job(place, tmp_path / "out")
    assert reach.unseen_place(a_job, Elsewhere()).startswith("10.0.0.2 does not see ")
    assert not any((tmp_path / "out" / ".textclean").iterdir())
    bucket = replace(a_job, sources=("s3://a/b",), destination="s3://a/c")
    assert reach.unseen_place(bucket, Elsewhere()) == ""
