"""The account of what has been done, in SQLite beside the output, and the lock on it.

An entry is written in the same transaction that counts it, after its output has taken its place.
A run that is killed between the two does the work again, with the same result.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textclean.errors import LockedError, OutputError
from textclean.report.tally import Tally
from textclean.startup.records import NamedTuple

SCHEMA = 1

TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    digest TEXT NOT NULL,
    configuration TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed')),
    target TEXT NOT NULL,
    records INTEGER NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    place TEXT NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (key, id, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    about TEXT NOT NULL,
    tally TEXT NOT NULL
);
"""


class Entry(NamedTuple):
    """What became of one document, or of one shard of a container."""

    key: str
    size_bytes: int
    modified_ns: int
    digest: str
    """Of the input as read; for a file cleaned in place, of the file as written."""
    configuration: str
    outcome: str
    target: str
    records: int = 1


class Failure(NamedTuple):
    """One document that could not be cleaned."""

    key: str
    id: str
    place: str
    error: str


def _stored(value: Any) -> Any:
    """Return a value as SQLite takes it: the name of a file that is not UTF-8 as its bytes."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return os.fsencode(value)
    return value


def _read(value: Any) -> Any:
    """Return a value that `_stored` made ready as it was."""
    return os.fsdecode(value) if isinstance(value, bytes) else value


class Ledger:
    """The entries, failures and runs of one output."""

    def __init__(self, path: Path) -> None:
        """Open a ledger, or begin one.

        Raises:
            OutputError: it is corrupt or of another version; the hint says what to do.
        """
        self.path = path
        try:
            self._database = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.executescript(TABLES)
            self._check_schema()
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"the ledger cannot be read: {error}",
                where=str(path),
                hint="move it away to begin anew; everything will then be cleaned again",
            ) from error
        self._run = 0

    def _check_schema(self) -> None:
        row = self._database.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
        if row is None:
            self._database.execute("INSERT INTO about VALUES ('schema', ?)", (str(SCHEMA),))
        elif row[0] != str(SCHEMA):
            raise OutputError(
                f"the ledger is of version {row[0]}, this program writes version {SCHEMA}",
                where=str(self.path),
                hint="use the program that wrote it, or move the ledger away to begin anew",
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def configuration(self) -> str:
        """Return the digest of the configuration of the last run, empty if there was none."""
        row = self._database.execute(
            "SELECT value FROM about WHERE name = 'configuration'"
        ).fetchone()
        return str(row[0]) if row else ""

    def begin(self, started: str, about: dict[str, Any], configuration: str) -> None:
        """Begin a run: what follows is counted for it."""
        with self._transaction():
            cursor = self._database.execute(
                "INSERT INTO runs (started, about, tally) VALUES (?, ?, ?)",
                (started, json.dumps(about), json.dumps(Tally().to_json())),
            )
            self._run = int(cursor.lastrowid or 0)
            self._database.execute(
                "INSERT OR REPLACE INTO about VALUES ('configuration', ?)", (configuration,)
            )

    def entry(self, key: str) -> Entry | None:
        """Return what is known of an input."""
        found = self._entries("key = ?", key)
        return found[0] if found else None

    def shards_of(self, path: str) -> tuple[Entry, ...]:
        """Return what is known of the shards of a container."""
        return self._entries("key >= ? AND key < ?", f"{path}#", f"{path}$")

    def _entries(self, condition: str, *values: str) -> tuple[Entry, ...]:
        rows = self._database.execute(
            "SELECT key, size_bytes, modified_ns, digest, configuration, outcome, target, records"
            f" FROM entries WHERE {condition}",
            [_stored(value) for value in values],
        )
        return tuple(Entry(*map(_read, row)) for row in rows)

    def commit(self, entries: Iterable[Entry], failures: Iterable[Failure], tally: Tally) -> None:
        """Write entries and failures, and the tally of the run so far, in one transaction."""
        with self._transaction():
            rows = [(*map(_stored, entry), self._run) for entry in entries]
            write = self._database.executemany
            write("DELETE FROM failures WHERE key = ?", [row[:1] for row in rows])
            write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            quarantine = [tuple(map(_stored, failure)) for failure in failures]
            write("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", quarantine)
            self._database.execute(
                "UPDATE runs SET tally = ? WHERE number = ?",
                (json.dumps(tally.to_json()), self._run),
            )

    def finish(self, finished: str, about: dict[str, Any]) -> None:
        """Mark the run as finished, with what is to be said of it."""
        with self._transaction():
            self._database.execute(
                "UPDATE runs SET finished = ?, about = ? WHERE number = ?",
                (finished, json.dumps(about), self._run),
            )

    def failures(self) -> list[Failure]:
        """Return the documents in quarantine."""
        rows = self._database.execute("SELECT * FROM failures ORDER BY key, id")
        return [Failure(*map(_read, row)) for row in rows]

    def report(self) -> tuple[Tally, dict[str, Any]]:
        """Return the tally of the last run and of the unfinished ones that it completed.

        Raises:
            OutputError: there has been no run.
        """
        rows = self._database.execute(
            "SELECT finished, about, tally FROM runs ORDER BY number DESC"
        ).fetchall()
        if not rows:
            raise OutputError("the ledger holds no run", where=str(self.path))
        tally = Tally.from_json(json.loads(rows[0][2]))
        for finished, _, earlier in rows[1:]:
            if finished is not None:
                break
            tally.merge(Tally.from_json(json.loads(earlier)))
        return tally, json.loads(rows[0][1])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(
                f"the ledger cannot be written: {error}",
                where=str(self.path),
                hint="free some space, or see its permissions; run it again to go on",
            ) from error
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of an output for the time of the block.

    Raises:
        LockedError: another run holds it.
    """
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(
                "another run is writing there", where=str(folder.parent), hint="try again later"
            ) from None
        yield
