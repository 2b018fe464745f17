"""What only a process of its own can show: signals, closed pipes, full disks, permissions."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DIRTY = 'He told them to "rein in " the cost.\n'
MENDED = 'He told them to "rein in" the cost.\n'


def start(args: list[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start `textclean ARGS` in the current folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "textclean", *args],
        env=environment,
        stdin=options.pop("stdin", subprocess.PIPE),
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        **options,
    )


def finish(process: subprocess.Popen[bytes], stdin: bytes = b"") -> tuple[str, str, int]:
    """Return what a process wrote, and its status."""
    out, err = process.communicate(stdin, timeout=60)
    return (out or b"").decode(), err.decode(), process.returncode


def limit_files(size_bytes: int) -> Callable[[], None]:
    """Return what makes a child process fail to write files longer than a size, as a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))

    return limit


def heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupt_is_one_line_and_130() -> None:
    process = start(["clean", "--jsonl", "-f", "structure"], preexec_fn=heed_interrupts)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"text": "One."}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"text"')  # Now it waits for the next.
    process.send_signal(signal.SIGINT)
    out, err, status = finish(process)
    assert (out, err, status) == ("", "interrupted\n", 130)


def test_closed_pipe_is_silent_and_141(empty_folder: Path) -> None:
    Path("a.txt").write_text("Some words to fill a line.\n\n" * 20_000, encoding="utf-8")
    process = start(["clean", "-f", "structure", "a.txt"])
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141


def test_closed_standard_streams_are_named(empty_folder: Path) -> None:
    line = f'"{sys.executable}" -m textclean clean -f structure'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def shell(redirection: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["/bin/sh", "-c", f"{line} {redirection}"],
            env=environment,
            input=b"Text.",
            capture_output=True,
            timeout=60,
            check=False,
        )

    closed_input = shell("<&-")
    assert closed_input.returncode == 3
    assert closed_input.stderr.startswith(b"error: standard input: ")
    closed_output = shell(">&-")
    assert closed_output.returncode == 3
    assert b"standard output is closed" in closed_output.stderr
    assert shell("2>&-").returncode == 0


def test_full_device_for_standard_output() -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(["clean", "-f", "structure"], stdout=full)
        _, err, status = finish(process, b"Some text.\n")
    assert err == (
        "error: standard output: no space left on device\nhint: the output is not complete\n"
    )
    assert status == 3


def test_full_disk_leaves_the_file_as_it_was(empty_folder: Path) -> None:
    Path("big.txt").write_text(DIRTY * 1000, encoding="utf-8")
    Path("small.txt").write_text(DIRTY, encoding="utf-8")
    process = start(
        ["clean", "-i", "-f", "quotes", "big.txt", "small.txt"], preexec_fn=limit_files(10_000)
    )
    _, err, status = finish(process)
    assert status == 3
    assert err.startswith("error: big.txt: file too large\n")
    assert err.endswith("1 file changed, 1 failed.\n")
    assert Path("big.txt").read_text(encoding="utf-8") == DIRTY * 1000
    assert Path("small.txt").read_text(encoding="utf-8") == MENDED
    assert sorted(path.name for path in empty_folder.iterdir()) == ["big.txt", "small.txt"]


def test_mode_is_kept(empty_folder: Path) -> None:
    path = Path("a.txt")
    path.write_text(DIRTY, encoding="utf-8")
    path.chmod(0o640)
    assert finish(start(["clean", "-i", "-f", "quotes", "a.txt"]))[2] == 0
    assert path.read_text(encoding="utf-8") == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_file_without_findings_is_not_rewritten(empty_folder: Path) -> None:
    path = Path("a.txt")
    path.write_text(MENDED, encoding="utf-8")
    before = path.stat()
    assert finish(start(["clean", "-i", "-f", "quotes", "a.txt"]))[2] == 0
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_unreadable_and_unwritable_files_are_named(empty_folder: Path, tmp_path: Path) -> None:
    modes = {"warm.txt": 0o666, "secret.txt": 0o000, "fixed.txt": 0o444, "good.txt": 0o666}
    for name, mode in modes.items():
        Path(name).write_text(DIRTY, encoding="utf-8")
        Path(name).chmod(mode)
    empty_folder.chmod(0o777)
    run = subprocess.run(
        [sys.executable, "-c", AS_ORDINARY_USER],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 3
    assert run.stderr == (
        "error: secret.txt: permission denied\n"
        "hint: you may not read or write it: see its permissions\n"
        "error: fixed.txt: permission denied\n"
        "hint: you may not read or write it: see its permissions\n"
        "good.txt: 1 quotes\n"
        "1 file changed, 2 failed.\n"
    )
    assert Path("fixed.txt").read_text(encoding="utf-8") == DIRTY
    assert Path("good.txt").read_text(encoding="utf-8") == MENDED


AS_ORDINARY_USER = """
import os, sys
from textclean.cli.main import main
# Nothing is forbidden to root, and an ordinary user may not see where modules are: load them first.
main(["clean", "-q", "-i", "-f", "quotes", "warm.txt"])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["clean", "-i", "-f", "quotes", "secret.txt", "fixed.txt", "good.txt"]))
"""
