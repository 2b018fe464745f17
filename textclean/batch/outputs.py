"""Writing a run's outputs so that each is there whole or not at all.

New files are written under temporary names; many are brought to the disk together, then each
takes its place.  Syncing them one by one would cost more than cleaning them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from textclean.containers.opening import file_system, is_remote
from textclean.errors import OutputError
from textclean.startup.records import NamedTuple

SYNC_THREADS = 8
"""Files synced at a time: the file system joins their journal entries."""

TEMPORARY = ".textclean-"


class Waiting(NamedTuple):
    """A file that is written but has not taken its place."""

    temporary: Path
    target: Path


class Outputs:
    """The files of a destination folder."""

    def __init__(self, root: Path, backup: Path | None = None) -> None:
        self.root = root
        self._backup = backup
        self._waiting: list[Waiting] = []
        self._folders: set[Path] = set()
        self._threads = ThreadPoolExecutor(SYNC_THREADS)

    def put(self, name: str, data: bytes) -> Path:
        """Write a file under a temporary name; `settle` gives it its place. Returns the place."""
        target = self.target(name)
        temporary = _temporary(target)
        old = target.stat() if target.exists() else None
        try:
            temporary.write_bytes(data)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        if old is not None:
            temporary.chmod(old.st_mode & 0o7777)
            with suppress(OSError):
                os.chown(temporary, old.st_uid, old.st_gid)
        self._waiting.append(Waiting(temporary, target))
        return target

    def target(self, name: str) -> Path:
        """Return where a file goes, through a symbolic link if there is one; makes its folder."""
        target = self.root / name
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return Path(os.path.realpath(target)) if target.is_symlink() else target

    def temporary(self, name: str) -> Path:
        """Return the name under which a file is written first. It is the same on a second try."""
        return _temporary(self.target(name))

    def take_place(self, name: str, temporary: Path) -> None:
        """Count a file that is written and synced among those to be settled."""
        self._waiting.append(Waiting(temporary, self.target(name)))

    def settle(self) -> None:
        """Bring what is waiting to the disk and to its place.

        Raises:
            OSError: some could not be written; those keep their old content.
        """
        waiting, self._waiting = self._waiting, []
        list(self._threads.map(_sync, (one.temporary for one in waiting)))
        for temporary, target in waiting:
            if self._backup is not None and target.exists():
                self._keep_old(target)
            temporary.replace(target)
        for folder in {one.target.parent for one in waiting}:
            _sync(folder)

    def discard(self) -> None:
        """Remove what is waiting."""
        for temporary, _ in self._waiting:
            with suppress(OSError):
                temporary.unlink()
        self._waiting = []

    def close(self) -> None:
        """Let go of the threads."""
        self.discard()
        self._threads.shutdown()

    def _keep_old(self, target: Path) -> None:
        assert self._backup is not None
        kept = self._backup / os.path.relpath(target, os.path.realpath(self.root))
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(target, kept)


class RemoteOutputs(Outputs):
    """The files of a destination at a URL; each is made here and then sent as a whole.

    Object stores show an object only when all of it is there; elsewhere a file is sent under a
    temporary name.
    """

    def __init__(self, address: str) -> None:
        """Take a destination.

        Raises:
            InputError: the library for such a URL is missing.
        """
        self._staging = tempfile.TemporaryDirectory(prefix="textclean-")
        super().__init__(Path(self._staging.name))
        self._address = address
        self._system, self._place = file_system(address)

    def settle(self) -> None:
        """Send what is waiting to its place.

        Raises:
            OSError: some could not be sent; those keep their old content.
        """
        waiting, self._waiting = self._waiting, []
        list(self._threads.map(self._send, waiting))

    def close(self) -> None:
        """Let go of the threads and of what has not been sent."""
        super().close()
        self._staging.cleanup()

    def _send(self, one: Waiting) -> None:
        name = one.target.relative_to(self.root).as_posix()
        target = f"{self._place.rstrip('/')}/{name}"
        try:
            if self._system.protocol in _WHOLE_OBJECTS or "s3" in self._system.protocol:
                self._system.put_file(str(one.temporary), target)
            else:
                folder, _, last = target.rpartition("/")
                self._system.makedirs(folder, exist_ok=True)
                self._system.put_file(str(one.temporary), f"{folder}/{TEMPORARY}{last}")
                self._system.mv(f"{folder}/{TEMPORARY}{last}", target)
        except Exception as error:  # Each library for URLs has errors of its own.
            raise OSError(
                f"{self._address}: {name} cannot be written: {type(error).__name__}: {error}"
            ) from error
        one.temporary.unlink()


_WHOLE_OBJECTS = (("s3", "s3a"), ("gs", "gcs"), ("abfs", "az"), "memory")
"""Kinds of file systems that put an object in its place at once, or not at all."""


def open_outputs(destination: str, backup: str = "") -> Outputs:
    """Return the outputs of a folder or of a URL."""
    if is_remote(destination):
        return RemoteOutputs(destination)
    return Outputs(Path(destination), Path(backup) if backup else None)


def _temporary(target: Path) -> Path:
    temporary = target.with_name(f"{TEMPORARY}{target.name[-200:]}")
    with suppress(FileNotFoundError):
        temporary.unlink()
    return temporary


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_writable(folder: Path) -> None:
    """Make a destination folder.

    Raises:
        OutputError: it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder cannot be made: {(error.strerror or str(error)).lower()}",
            where=str(folder),
            hint="name another destination",
        ) from error
    if not os.access(folder, os.W_OK):
        raise OutputError("you may not write there", where=str(folder), hint="see its permissions")
