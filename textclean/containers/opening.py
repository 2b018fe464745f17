"""Opening a container for reading: compression by its name's ending, local or remote.

A stream that was cut off raises EOFError for each compression; the library for zstandard would
end it in silence.
"""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

from textclean.errors import InputError
from textclean.startup.records import NamedTuple

COMPRESSIONS = (".gz", ".bz2", ".zst")
CHUNK_BYTES = 1 << 18


def is_remote(path: str) -> bool:
    """Tell whether a path is a URL such as `s3://bucket/key`."""
    return "://" in path


def bare_name(path: str) -> str:
    """Return a name without the ending of its compression.

    >>> bare_name("pages.jsonl.gz")
    'pages.jsonl'
    """
    for ending in COMPRESSIONS:
        if path.endswith(ending):
            return path[: -len(ending)]
    return path


class RemoteFile(NamedTuple):
    """A file at a URL."""

    path: str
    name: str
    """Its path below the address that was listed."""
    size_bytes: int
    stamp: int
    """Changes when the file's time stamp or tag does."""


def list_remote(address: str) -> list[RemoteFile]:
    """Return the files at a URL or below it, sorted by path.

    Raises:
        InputError: there is none, or the library for such a URL is missing.
    """
    system, path = file_system(address)
    protocol = address.partition("://")[0]
    try:
        details = system.find(path, detail=True)
    except Exception as error:  # Each library for URLs has errors of its own.
        raise InputError(
            f"cannot be listed: {type(error).__name__}: {error}",
            where=address,
            hint="see the address, the network and your credentials",
        ) from error
    if not details:
        raise InputError("there is nothing at this address", where=address)
    found = []
    for place, about in sorted(details.items()):
        name = place[len(path) :].lstrip("/") or place.rpartition("/")[2]
        stamp = about.get("LastModified") or about.get("mtime") or about.get("ETag") or ""
        digest = zlib.crc32(str(stamp).encode())
        found.append(RemoteFile(f"{protocol}://{place}", name, about["size"], digest))
    return found


def file_system(address: str) -> tuple[Any, str]:
    """Return the file system of a URL, as fsspec has it, and the path on it.

    Raises:
        InputError: the library for such a URL is missing.
    """
    try:
        system, path = _fsspec(address).core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(
            f"a URL of this kind cannot be used: {error}",
            where=address,
            hint="install the library for it, as fsspec names it",
        ) from error
    return system, path


def _fsspec(address: str) -> Any:
    try:
        import fsspec
    except ImportError:
        raise InputError(
            "reading from a URL needs fsspec", where=address, hint="pip install 'textclean[remote]'"
        ) from None
    return fsspec


def open_raw(path: str) -> BinaryIO:
    """Return the bytes of a local file or a URL, as stored.

    Raises:
        OSError: it cannot be opened.
        InputError: the library for a URL of that kind is missing.
    """
    if not is_remote(path):
        return Path(path).open("rb", buffering=CHUNK_BYTES)
    return cast(BinaryIO, _fsspec(path).open(path, "rb").open())


def open_stream(path: str) -> BinaryIO:
    """Return the decompressed bytes of a file or a URL.

    Reading from it raises EOFError where the file was cut off.

    Raises:
        OSError, InputError: see `open_raw`.
    """
    raw = open_raw(path)
    if path.endswith(".gz"):
        # Buffered once more, it would lose what comes before a cut.
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if path.endswith(".bz2"):
        return cast(BinaryIO, bz2.BZ2File(raw))
    if path.endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_ZstandardReader(raw, path), CHUNK_BYTES))
    return raw


def compressing(raw: BinaryIO, name: str) -> BinaryIO:
    """Return a stream that compresses to `raw` as the ending of a name asks for.

    The same data give the same bytes each time. Closing it does not close `raw`.
    """
    if name.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0))
    if name.endswith(".bz2"):
        return cast(BinaryIO, bz2.BZ2File(raw, "wb"))
    if name.endswith(".zst"):
        compressor = _zstandard(name).ZstdCompressor()
        return cast(BinaryIO, compressor.stream_writer(raw, closefd=False))
    return raw


def _zstandard(path: str) -> Any:
    try:
        import zstandard
    except ImportError:
        raise InputError(
            "a .zst file needs zstandard", where=path, hint="pip install 'textclean[zst]'"
        ) from None
    return zstandard


class _ZstandardReader(io.RawIOBase):
    """Frames of zstandard one after another; a cut one is an error."""

    def __init__(self, raw: BinaryIO, path: str) -> None:
        self._raw = raw
        self._library = _zstandard(path)
        self._frame: Any = None
        self._pending = b""
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            compressed = self._pending or self._raw.read(CHUNK_BYTES)
            self._pending = b""
            if not compressed:
                if self._frame is not None:
                    raise EOFError("the compressed file was cut off")
                return 0
            if self._frame is None:
                self._frame = self._library.ZstdDecompressor().decompressobj()
            try:
                self._ready = self._frame.decompress(compressed)
            except self._library.ZstdError as error:
                raise OSError(f"broken zstandard data: {error}") from error
            if self._frame.eof:
                self._pending = self._frame.unused_data
                self._frame = None
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()
