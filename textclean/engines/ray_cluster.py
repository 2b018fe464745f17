"""Joining a Ray cluster, or beginning one on this machine, without a word to anybody else."""

from __future__ import annotations

import os
import signal
from typing import Any

from textclean.errors import UsageError

QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    # The switch alone does not keep it from trying.
    "RAY_USAGE_STATS_REPORT_URL": "http://127.0.0.1:9/",
    "RAY_DEDUP_LOGS": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


def join_cluster(jobs: int, address: str) -> tuple[Any, bool]:
    """Return Ray, and whether this call brought it up: it may have been in use before.

    It joins the cluster at an address, or begins one of `jobs` processors on this machine.

    Raises:
        UsageError: Ray is missing, or there is no cluster at the address.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if address.startswith("127."):
        # Else Ray asks for the cluster at this machine's outer address.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    ray = _import_ray()
    if ray.is_initialized():
        return ray, False
    told: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address:
        told["address"] = address
    else:
        told |= {"address": "local", "num_cpus": jobs, "include_dashboard": False}
        told["_node_ip_address"] = "127.0.0.1"
    # Ray takes the signal for itself; the run wants to end in order.
    handler = signal.getsignal(signal.SIGTERM)
    try:
        ray.init(**told)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"no cluster can be joined: {error}",
            where=address,
            hint="start one with `ray start --head`, or leave out --address",
        ) from error
    finally:
        if handler is not None:
            signal.signal(signal.SIGTERM, handler)
    return ray, True


def only_on(node: str) -> Any:
    """Return what has a task run on one node, named by its id, and nowhere else."""
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    return NodeAffinitySchedulingStrategy(node, soft=False)


def _import_ray() -> Any:
    try:
        import ray
    except ImportError:
        raise UsageError("the engine ray needs Ray", hint="pip install 'textclean[ray]'") from None
    return ray
