"""Whether every node of a cluster sees the inputs and the output under the same names."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textclean.batch.job import Job
from textclean.batch.plan import STATE_FOLDER
from textclean.containers.opening import is_remote
from textclean.startup.records import NamedTuple

OF_ONE_MACHINE = ("file", "local", "memory")
"""URLs that mean something else on each machine."""


class Sign(NamedTuple):
    """What a place looks like from here."""

    path: str
    is_folder: bool
    modified_s: int


def unseen_place(job: Job, engine: Any) -> str:
    """Return a place of the job that a node does not see as this machine does, with the node.

    An empty string says that every node sees all. A file with a random name is put beside the
    output for the time of asking, as no two machines have that by chance.
    """
    places = [*job.sources, job.destination, *([job.backup] if job.backup else [])]
    for place in places:
        if is_remote(place) and place.partition(":")[0] in OF_ONE_MACHINE:
            return f"{place} is a place of one machine"
    local = [place for place in places if not is_remote(place)]
    if not local:
        return ""
    sign = None
    if not is_remote(job.destination):
        sign = Path(job.destination, STATE_FOLDER, f"seen-{secrets.token_hex(8)}")
        sign.parent.mkdir(parents=True, exist_ok=True)
        sign.touch()
        local.append(str(sign))
    try:
        for node, unseen in engine.everywhere(first_unseen, [sign_of(place) for place in local]):
            if unseen:
                return f"{node} does not see {unseen}"
    finally:
        if sign is not None:
            sign.unlink()
    return ""


def sign_of(place: str) -> Sign:
    """Return what a place looks like; it may be missing."""
    path = Path(place).absolute()
    try:
        status = path.stat()
    except OSError:
        return Sign(str(path), False, -1)
    return Sign(str(path), path.is_dir(), int(status.st_mtime))


def first_unseen(signs: Sequence[Sign]) -> str:
    """Return the first place that looks otherwise on this machine; empty if there is none."""
    for sign in signs:
        if sign_of(sign.path) != sign:
            return sign.path
    return ""
