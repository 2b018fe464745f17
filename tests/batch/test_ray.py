"""The engine for a cluster, on real Ray nodes on loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.test_run import WORK, go, job, outputs, texts
from textclean.containers.record import Record
from textclean.engines.processes import Engine
from textclean.engines.ray import QUIET, RayEngine

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    # Ray reads these when it is imported: without the last one it leaves loopback.
    for name, value in {**QUIET, "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}.items():
        monkeypatch.setenv(name, value)
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'textclean[ray]'")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2])]))
    from ray.cluster_utils import Cluster

    told = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "object_store_memory": 100 << 20}
    nodes = Cluster(initialize_head=True, head_node_args={**told, "include_dashboard": False})
    nodes.add_node(**told)
    nodes.wait_for_nodes()
    yield nodes
    ray.shutdown()
    nodes.shutdown()


def test_a_killed_node_loses_nothing(tmp_path: Path, cluster: Any) -> None:
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
        # A run of the whole command's job, on the node that is left.
        source = texts(tmp_path / "in", 60)
        go(job(source, tmp_path / "local", jobs=2))
        go(job(source, tmp_path / "ray", engine="ray", address=cluster.address))
        assert outputs(tmp_path / "ray") == outputs(tmp_path / "local")
    finally:
        engine.close()
