"""What a worker does: clean records one by one, each within its time, and count what was done."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from textclean.api import Cleaner, Result
from textclean.containers.record import Cleaned, Record
from textclean.errors import InputError, TextcleanError
from textclean.inplace.contents import edited_bytes, is_sure_of_encoding
from textclean.report.tally import Tally
from textclean.settings import Settings

FIELDS = {"markdown": "markdown", "text": "text", "json": "document"}
"""Name of the field for the cleaned text in containers, by target."""


@dataclass(frozen=True, slots=True)
class Work:
    """How each record is to be cleaned and put out; it is sent to workers and to clusters."""

    settings: Settings = field(default_factory=Settings)
    target: str = "markdown"
    front_matter: bool = False
    in_place: bool = False
    findings: bool = False
    """Rows of containers hold every drop and edit."""
    time_limit_s: float = 60.0
    """For one document."""
    memory_limit_bytes: int = 4 << 30
    """For one worker; 0 for none."""


class OutOfTime(Exception):
    """A document took longer than it may."""


class Worker:
    """Cleans records with one cleaner."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cleaner = Cleaner(work.settings)
        self._best = Tally()

    def clean(self, records: Sequence[Record]) -> tuple[list[Cleaned], Tally]:
        """Return what became of each record, in order, and the sums.

        The sums of all calls, added up, are whole; samples that an earlier one beats are left out.
        """
        tally = Tally()
        cleaned = [self._clean_one(record, tally) for record in records]
        tally.leave_out_worse(self._best)
        return cleaned, tally

    def _clean_one(self, record: Record, tally: Tally) -> Cleaned:
        error = record.error
        if not error:
            try:
                with time_limit(self._work.time_limit_s):
                    result = self._cleaner_for(record).clean(
                        record.content,
                        source_id=record.id,
                        url=record.url,
                        declared=record.declared,
                    )
                    values = self._values(result, record)
                tally.add(record.id, result.document, result.findings)
                return Cleaned(record.id, values, place=record.place)
            except TextcleanError as failure:
                error = f"{type(failure).__name__}: {failure.message}"
            except OutOfTime:
                error = f"took longer than {self._work.time_limit_s:g} seconds"
            except MemoryError:
                error = "needed more memory than it may have"
            except Exception as failure:
                error = f"unforeseen failure: {type(failure).__name__}: {failure}"
        tally.add_failure(record.id, error)
        return Cleaned(record.id, {"id": record.id, **record.fields}, error, record.place)

    def _cleaner_for(self, record: Record) -> Cleaner:
        settings = self._work.settings
        if record.format == "auto" or settings.source_format != "auto":
            return self._cleaner
        return self._cleaner.for_format(record.format)

    def _values(self, result: Result, record: Record) -> dict[str, Any]:
        if self._work.in_place:
            return {"output": self._edited(result, record)}
        text = result.render(self._work.target)
        if self._work.front_matter and self._work.target == "markdown":
            from textclean.write.front_matter import front_matter

            text = front_matter(result.document.metadata) + text
        if record.place == "":  # A document file: the text is the whole output.
            return {"output": text.encode("utf-8", "replace")}
        return self._row(result, record, text)

    def _edited(self, result: Result, record: Record) -> bytes:
        data = record.content if isinstance(record.content, bytes) else record.content.encode()
        settings = self._work.settings
        if result.original.format == "html" and settings.preset != "hook":
            raise InputError("HTML is edited in place by the preset hook only", hint="use -o DIR")
        if not is_sure_of_encoding(result):
            raise InputError("not UTF-8: left alone", hint="name its encoding with --encoding")
        return edited_bytes(result, data, record.id)

    def _row(self, result: Result, record: Record, text: str) -> dict[str, Any]:
        target = self._work.target
        metadata = result.document.metadata
        counts = {"drop": 0, "edit": 0, "note": 0}
        for finding in result.findings:
            if finding.action in counts:
                counts[finding.action] += 1
        added: dict[str, Any] = {
            FIELDS.get(target, target): result.json() if target == "json" else text,
            "title": metadata.title or None,
            "byline": metadata.byline or None,
            "date": metadata.date or None,
            "language": metadata.language or None,
            "counts": counts,
        }
        if self._work.findings:
            from textclean.write.json import finding_values

            added["findings"] = [finding_values(finding) for finding in result.findings]
        kept = {
            f"source_{key}" if key in added else key: record.fields[key] for key in record.fields
        }
        return {"id": record.id, **kept, **added}


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block after so many seconds, where the system has such alarms.

    Code that does not return to Python is not interrupted; the engine ends such a worker.
    """
    if seconds <= 0 or not hasattr(signal, "setitimer"):
        yield
        return
    try:
        old = signal.signal(signal.SIGALRM, _raise_out_of_time)
    except ValueError:  # Not in the main thread: the engine's own limit must do.
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def _raise_out_of_time(number: int, frame: object) -> None:
    raise OutOfTime


def limit_memory(limit_bytes: int) -> None:
    """Let this process have no more memory than that, where the system can hold it to it."""
    if limit_bytes:
        try:
            import resource
        except ImportError:
            return
        resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, resource.RLIM_INFINITY))
