"""WARC: the pages of a crawl, each with its address and the encoding that its server named."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from textclean.containers.opening import open_stream
from textclean.containers.record import Record, Wanted, all_of_them
from textclean.errors import InputError

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

LONGEST_PAGE_BYTES = 64 << 20
"""A longer response is no page that anyone reads; it is quarantined without being held."""


def read(
    path: str, wanted: Wanted = all_of_them, *, text_field: str = "", id_field: str = "id"
) -> Iterator[Record]:
    """Yield a record for each successful response that holds HTML, in the order of the file.

    Those that are not wanted are read all the same: only that tells what they are.

    A response whose body ends before its stated length is a record with an error.

    Raises:
        OSError: the file cannot be read.
        EOFError: a compressed file was cut off; the records before it have been yielded.
        InputError: the reader's library is missing.
    """
    library = _fastwarc(path)
    with open_stream(path) as raw:
        stream = _UntilCut(raw)
        records = library.ArchiveIterator(
            stream,
            record_types=library.WarcRecordType.response,
            parse_http=False,
            stream_detect=False,
        )
        for record in records:
            place = f"{path}, offset {record.stream_pos}"
            stated = record.content_length
            if stated > LONGEST_PAGE_BYTES:
                yield _failed(record, place, f"a response of {stated / 1e6:.0f} MB is no page")
                continue
            body = record.reader.read()
            if len(body) < stated:
                yield _failed(record, place, f"cut off: {len(body)} of {stated} bytes are there")
                continue
            found = _response(record, body, place)
            if found is not None:
                yield found
        if stream.error is not None:
            raise stream.error


class _UntilCut:
    """A stream that ends where its data end; what went wrong there is kept for later.

    The library reads ahead: an error at once would cost the records before it.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._offset = 0
        self.error: Exception | None = None

    def tell(self) -> int:
        """Return how many bytes have been read."""
        return self._offset

    def read(self, size: int) -> bytes:
        """Return some bytes, none at the end."""
        try:
            data: bytes = self._raw.read1(size)  # type: ignore[attr-defined]
        except (OSError, EOFError, zlib.error) as error:
            self.error = error if not isinstance(error, zlib.error) else OSError(str(error))
            data = b""
        self._offset += len(data)
        return data


def _response(record: Any, body: bytes, place: str) -> Record | None:
    """Return the page of a response, None if it holds none."""
    head, separator, content = _split(body)
    headers, status = _headers(head)
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    if not separator or status != "200" or media_type.strip().lower() not in HTML_TYPES:
        return None
    try:
        content = _decoded(content, headers)
    except (OSError, EOFError, ValueError) as error:
        return _failed(record, place, f"the body cannot be unpacked: {error}")
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    fields = {"url": url, "fetched": record.headers.get("WARC-Date", "")}
    charset = ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(" \t\"'")
    return Record(_ident(record), content, "html", url, charset, fields, place)


def _split(body: bytes) -> tuple[bytes, bytes, bytes]:
    head, separator, content = body.partition(b"\r\n\r\n")
    return (head, separator, content) if separator else body.partition(b"\n\n")


def _headers(head: bytes) -> tuple[dict[str, str], str]:
    """Return the headers of a response by lower-case name, and its status."""
    first, *lines = head.decode("latin-1").splitlines() or [""]
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return headers, [*first.split(None, 2), "", ""][1]


def _decoded(content: bytes, headers: dict[str, str]) -> bytes:
    """Return a body without its transfer and content encodings, where it still has them.

    Many crawlers store bodies decoded and leave the headers as they were, so what does not look
    encoded is taken as it is.
    """
    if headers.get("transfer-encoding", "").lower() == "chunked":
        content = _unchunked(content)
    encoding = headers.get("content-encoding", "").lower()
    if encoding in ("gzip", "x-gzip") and content.startswith(b"\x1f\x8b"):
        import gzip

        return gzip.decompress(content)
    if encoding == "deflate" and content[:1] == b"\x78":
        try:
            return zlib.decompress(content)
        except zlib.error as error:
            raise ValueError(str(error)) from error
    if encoding == "br" and not content.lstrip()[:1] == b"<":
        raise ValueError("it is packed with brotli")
    return content


def _unchunked(content: bytes) -> bytes:
    """Return a chunked body put together; one that is not chunked is returned as it is."""
    parts: list[bytes] = []
    offset = 0
    while True:
        end = content.find(b"\r\n", offset, offset + 20)
        try:
            size = int(content[offset:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else content
        if size == 0:
            return b"".join(parts)
        parts.append(content[end + 2 : end + 2 + size])
        offset = end + 2 + size + 2


def _failed(record: Any, place: str, error: str) -> Record:
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    return Record(_ident(record), url=url, fields={"url": url}, place=place, error=error)


def _ident(record: Any) -> str:
    return str(record.headers.get("WARC-Record-ID", "")).strip("<>")


def _fastwarc(path: str) -> Any:
    try:
        from fastwarc import warc
    except ImportError:
        raise InputError(
            "WARC needs fastwarc", where=path, hint="pip install 'textclean[warc]'"
        ) from None
    return warc
