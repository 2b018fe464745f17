"""What a long run says while it goes: a line that moves on a terminal, log lines elsewhere."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textclean.batch.service import Rate
from textclean.cli.output import visible

LOG_EVERY_S = 30.0
"""How often, in seconds, a run without a terminal says how far it is."""


class Log:
    """Writes lines for a person or a program to standard error or a file."""

    def __init__(
        self, format: str = "text", path: Path | None = None, *, quiet: bool = False
    ) -> None:
        self._format = format
        self._path = path
        self._quiet = quiet

    def say(self, message: str, *, level: str = "info", **facts: Any) -> None:
        """Write one line; `facts` are the message's numbers for a program."""
        if self._quiet and level == "info":
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if self._format == "json":
            values = {"time": now, "level": level, "message": message, **facts}
            line = json.dumps(values, ensure_ascii=False)
        elif self._path is not None or not sys.stderr.isatty():
            line = f"{now} {visible(message)}"
        else:
            line = visible(message)
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        else:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    @contextmanager
    def progress(self, total: int = 0) -> Iterator[Progress]:
        """Show how far a run is for the time of the block; `total` documents, 0 if not known."""
        on_terminal = sys.stderr.isatty() and self._path is None and not self._quiet
        if on_terminal and self._format == "text":
            from textclean.cli.terminal import live_bar

            with live_bar(total) as show:
                yield Progress(lambda rate: show(_line(rate, total), rate.done + rate.skipped), 0.2)
        else:
            yield Progress(lambda rate: self.say(_line(rate, total), done=rate.done), LOG_EVERY_S)


class Progress:
    """Counts, and shows the count now and then."""

    def __init__(self, show: Any, every_s: float) -> None:
        self._rate = Rate()
        self._show = show
        self._every_s = every_s
        self._shown = time.monotonic()

    def add(self, done: int, failed: int, skipped: int) -> None:
        """Count some documents; `skipped` is all that were done before."""
        self._rate.add(done, failed, skipped)
        if time.monotonic() - self._shown >= self._every_s:
            self._shown = time.monotonic()
            self._show(self._rate)


def _line(rate: Rate, total: int) -> str:
    """Return how far a run is.

    >>> _line(Rate(), 100)
    '0 of 100 documents'
    """
    past = rate.done + rate.skipped
    line = f"{past} of {total} documents" if total else f"{past} documents"
    if rate.failed:
        line += f", {rate.failed} failed"
    if not rate.done:
        return line
    line += f", {rate.per_second:.0f} a second"
    if total:
        left_s = int((total - past) / rate.per_second)
        line += f", {left_s // 3600}:{left_s // 60 % 60:02}:{left_s % 60:02} left"
    return line
