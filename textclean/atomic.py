"""Writing a file so that at every moment either the old or the new one is there, whole."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from textclean.errors import OutputError
from textclean.startup.records import NamedTuple


class Stamp(NamedTuple):
    """What tells whether a file is still the one that was read."""

    device: int
    inode: int
    size_bytes: int
    modified_ns: int


def read_stamped(path: Path) -> tuple[bytes, Stamp]:
    """Return a file's bytes and its stamp.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read()
        return data, _stamp(os.fstat(file.fileno()))


def write_file(path: Path, data: bytes, *, seen: Stamp | None = None) -> None:
    """Write a file by way of a temporary one beside it, which then takes its place.

    A symbolic link keeps pointing to its file, which is the one replaced. Mode and, where the
    system allows it, owner and group of an existing file are kept. With `seen` the file is left
    alone when it is no longer the one that was read.

    Raises:
        OSError: it cannot be written; the old file is untouched and no temporary one is left.
        OutputError: somebody else changed or removed the file in the meantime.
    """
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    old = _status(target)
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    temporary = target.with_name(f".{target.name[:200]}.{os.urandom(4).hex()}.tmp")
    try:
        _write_new(temporary, data, old)
        if seen is not None:
            _refuse_change(path, target, seen)
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and error.filename in (None, str(temporary)):
            error.filename = str(path)
        raise
    _sync_folder(target.parent)


def _write_new(path: Path, data: bytes, old: os.stat_result | None) -> None:
    """Write a file that does not exist yet, with the mode and owner of the one it will replace."""
    mode = 0o666 if old is None else 0o600
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if old is not None:
            if hasattr(os, "fchown"):
                with suppress(OSError):
                    os.fchown(descriptor, old.st_uid, old.st_gid)
            path.chmod(stat.S_IMODE(old.st_mode))
        os.fsync(descriptor)


def _refuse_change(path: Path, target: Path, seen: Stamp) -> None:
    now = _status(target)
    if now is None or _stamp(now) != seen:
        what = "vanished" if now is None else "was changed by another program"
        raise OutputError(
            f"{what} while it was being cleaned; it was left alone",
            where=str(path),
            hint="run it again",
        )


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, on systems where a folder can be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
