"""URLs: a real S3 server on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from textclean.batch.job import Job
from textclean.batch.plan import check_places
from textclean.batch.service import run_job
from textclean.engines.worker import Work
from textclean.errors import InputError, UsageError
from textclean.settings import Settings

WORK = Work(Settings(filters=("repeats", "structure")))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the address of an S3 server for as long as the tests of this module run."""
    for name in ("moto", "s3fs", "flask"):
        pytest.importorskip(name, reason="needs pip install 'textclean[remote]' 'moto[server]'")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Iterator[str]:
    import s3fs

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("FSSPEC_S3_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"boats-{os.getpid()}-{time.monotonic_ns()}"
    s3fs.S3FileSystem(endpoint_url=server).mkdir(name)
    yield f"s3://{name}"
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.mark.slow
def test_a_bucket_is_cleaned_into_another_place(server: str, bucket: str) -> None:
    import s3fs

    system = s3fs.S3FileSystem(endpoint_url=server)
    line = "Boats leave the harbour of the island at dawn."
    for number in range(12):
        system.pipe_file(f"{bucket}/in/d/{number:02}.txt", f"{line}\n{line}\n".encode())
    rows = b"".join(b'{"id": "%d", "text": "One.\\nOne."}\n' % n for n in range(30))
    system.pipe_file(f"{bucket}/in/rows.jsonl", rows)
    job = Job((f"{bucket}/in",), f"{bucket}/out", WORK)
    first = run_job(job)
    assert (first.summary.tally.documents, first.summary.tally.failed) == (42, 0)
    system.invalidate_cache()
    assert system.cat_file(f"{bucket}/out/d/03.md") == (line + "\n").encode()
    assert len(system.cat_file(f"{bucket}/out/rows.jsonl").splitlines()) == 30
    again = run_job(job)
    assert again.summary.tally.documents == 0
    system.pipe_file(f"{bucket}/in/d/03.txt", b"Something else.\n")
    third = run_job(job)
    assert third.summary.tally.documents == 1
    with pytest.raises(InputError, match="nothing at this address"):
        run_job(Job((f"{bucket}/none",), f"{bucket}/out2", WORK))


def test_output_inside_the_input_is_refused_for_urls_too() -> None:
    with pytest.raises(UsageError, match="inside the input"):
        check_places(["s3://a/b"], "s3://a/b/c")
    check_places(["s3://a/b"], "s3://a/bc")
