"""The records of inputs: read as long as that goes, in chunks, and the modules that know how."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from typing import Any

from textclean.batch.plan import Input
from textclean.containers.opening import is_remote, open_stream
from textclean.containers.record import Record
from textclean.errors import TextcleanError

CHUNK_RECORDS = 10
"""Records sent to a worker at a time, at most: their way costs a hundredth of their cleaning."""

CHUNK_BYTES = 1 << 20
"""Fewer records where they are larger: near a run's end some workers wait for another's chunk."""

READ_AHEAD = 16
"""Documents that are fetched from URLs at a time."""

READERS = {
    "jsonl": "textclean.containers.jsonl",
    "parquet": "textclean.containers.parquet",
    "warc": "textclean.containers.warc",
}


def read_document(one: Input) -> tuple[Record, str]:
    """Return a document file as a record, and the digest of its bytes."""
    try:
        with open_stream(one.path) as stream:
            data = stream.read()
    except Exception as error:  # Libraries for URLs have errors of their own.
        return Record(one.path, error=f"cannot be read: {_reason(error)}"), ""
    return Record(one.path, data), digest_of(data)


def read_documents(inputs: Iterable[Input]) -> Iterator[tuple[Input, Record, str]]:
    """Yield document files as records with the digests of their bytes, in order.

    Those at URLs are read several at a time: a store answers in hundredths of a second.
    """
    waiting: deque[tuple[Input, Future[tuple[Record, str]]]] = deque()
    with ThreadPoolExecutor(READ_AHEAD) as threads:
        for one in inputs:
            if not is_remote(one.path):
                yield one, *read_document(one)
                continue
            waiting.append((one, threads.submit(read_document, one)))
            if len(waiting) == READ_AHEAD:
                first, future = waiting.popleft()
                yield first, *future.result()
        for first, future in waiting:
            yield first, *future.result()


def digest_of(data: bytes) -> str:
    """Return what tells the bytes of one input from all others.

    Processors have instructions for SHA-256, which takes half the time of BLAKE2 with them.
    """
    return hashlib.sha256(data).hexdigest()[:24]


def reader_of(kind: str) -> Callable[..., Iterator[Record]]:
    reader: Callable[..., Iterator[Record]] = import_module(READERS[kind]).read
    return reader


def writer_of(name: str) -> Any:
    kind = "parquet" if name.endswith(".parquet") else "jsonl"
    return import_module(READERS[kind]).Writer


def ended(records: Iterator[Record], path: str) -> Iterator[Record]:
    """Yield records; where the reading breaks off, one with an error that says where."""
    count = 0
    try:
        for record in records:
            count += 1
            yield record
    except Exception as error:  # Libraries for URLs and formats have errors of their own.
        place = f"{path}, after record {count}"
        yield Record(place, place=place, error=f"cannot be read on: {_reason(error)}")


def _reason(error: Exception) -> str:
    """Return what an error says, with its kind where it is not one of ours."""
    if isinstance(error, TextcleanError):
        return f"{error.message} ({error.hint})" if error.hint else error.message
    if isinstance(error, OSError | EOFError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def is_full(chunk: Sequence[Record]) -> bool:
    """Tell whether some records are enough to send."""
    size = sum(len(record.content) for record in chunk)
    return len(chunk) >= CHUNK_RECORDS or size >= CHUNK_BYTES


def chunked(records: Iterator[Record]) -> Iterator[list[Record]]:
    chunk: list[Record] = []
    for record in records:
        chunk.append(record)
        if is_full(chunk):
            yield chunk
            chunk = []
    if chunk:
        yield chunk
