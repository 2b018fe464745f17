"""The engine for a cluster, on real Ray nodes on loopback."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.test_run import go, job, outputs, texts

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'textclean[ray]'")
    from textclean.engines.ray import QUIET

    for name, value in {**QUIET, "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2])]))
    from ray.cluster_utils import Cluster

    told = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "object_store_memory": 100 << 20}
    nodes = Cluster(initialize_head=True, head_node_args={**told, "include_dashboard": False})
    nodes.add_node(**told)
    nodes.wait_for_nodes()
    yield nodes
    ray.shutdown()
    nodes.shutdown()


def test_output_equals_the_local_one_though_a_node_is_killed(tmp_path: Path, cluster: Any) -> None:
    source = texts(tmp_path / "in", 1200)
    go(job(source, tmp_path / "local", jobs=2))
    killed = threading.Event()

    def kill() -> None:
        while not any((tmp_path / "ray").rglob("*.md")):
            time.sleep(0.02)
        cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
        killed.set()

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    summary = go(job(source, tmp_path / "ray", engine="ray", address=cluster.address))
    thread.join(60)
    assert killed.is_set()
    assert (summary.tally.documents, summary.tally.failed) == (1200, 0)
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "local")
