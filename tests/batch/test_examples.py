"""The examples for cron, systemd and Slurm run as they are written."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.batch.test_run import texts

EXAMPLES = Path(__file__).parents[2] / "fixtures" / "schedules"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with texts, and a `textclean` on its path."""
    texts(tmp_path / "texts", 6)
    texts(tmp_path / "notes", 3)
    texts(tmp_path / "pages", 4)
    command = tmp_path / "bin" / "textclean"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m textclean "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(command: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "HOME": str(home),
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(EXAMPLES.parents[1]),
        **more,
    }
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=home, env=environment, capture_output=True, text=True
    )


@pytest.mark.slow
def test_cron_lines(home: Path) -> None:
    lines = (EXAMPLES / "textclean.cron").read_text().splitlines()
    commands = [line.split(None, 5)[5] for line in lines if not line.startswith("#")]
    assert len(commands) == 2
    for command in commands:
        done = run(command, home)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list((home / "clean").rglob("*.md"))) == 6
    assert (home / "clean-report.html").is_file()
    assert "6 documents cleaned" in (home / "textclean.log").read_text()


def test_systemd_unit(home: Path) -> None:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(EXAMPLES / "textclean.service")
    done = run(unit["Service"]["ExecStart"].replace("%h", shlex.quote(str(home))), home)
    assert done.returncode == 0, done.stderr
    assert len(list((home / "clean").rglob("*.md"))) == 6
    timer = ConfigParser(interpolation=None)
    timer.read(EXAMPLES / "textclean.timer")
    assert timer["Timer"]["OnCalendar"]


@pytest.mark.slow
def test_slurm_script(home: Path) -> None:
    script = shlex.quote(str(EXAMPLES / "slurm.sh"))
    for task in ("1", "2"):
        told = {"SLURM_ARRAY_TASK_ID": task, "SLURM_ARRAY_TASK_COUNT": "2"}
        done = run(f"sh {script}", home, SLURM_CPUS_PER_TASK="1", **told)
        assert done.returncode == 0, done.stderr
    assert len(list((home / "clean").rglob("*.md"))) == 4
    done = run("textclean report clean/ -o report.html", home)
    assert done.returncode == 0 and (home / "report.html").is_file()
