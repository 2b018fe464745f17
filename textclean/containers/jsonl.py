"""JSON lines: an object a line, with the text in one of its fields."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from textclean.containers.opening import compressing, open_stream
from textclean.containers.record import UNREAD, Cleaned, Record, Wanted, all_of_them
from textclean.jsontext import dump_object

CONTENT = ("html", "markdown", "text")
"""Fields that may hold the text; the name says its format."""


def read(
    path: str, wanted: Wanted = all_of_them, *, text_field: str = "", id_field: str = "id"
) -> Iterator[Record]:
    """Yield a record for each line that is not blank.

    A broken line is a record with an error. Lines that are not wanted are not parsed.

    Raises:
        OSError: the file cannot be read.
        EOFError: a compressed file was cut off; the records before it have been yielded.
    """
    with open_stream(path) as stream:
        count = 0
        for number, line in enumerate(stream, 1):
            if line.isspace():
                continue
            if wanted(count):
                yield _record(line, path, number, text_field, id_field)
            else:
                yield UNREAD
            count += 1


class Writer:
    """Writes rows to a file, packed as its final name asks for; the same rows, the same bytes."""

    def __init__(self, path: Path, name: str) -> None:
        self._file = path.open("xb")
        self._stream = compressing(self._file, name)

    def add(self, rows: Iterable[Cleaned]) -> None:
        """Write a line for each row; a failed one has an `error`."""
        for row in rows:
            values = {**row.values, "error": row.error} if row.error else row.values
            line = dump_object(values, default=str) + "\n"
            self._stream.write(line.encode("utf-8", "replace"))

    def close(self) -> None:
        """Finish the file and see that it is on the disk."""
        if self._stream is not self._file:
            self._stream.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        """Close the file as it is; it will not be used."""
        with suppress(OSError):  # A full disk does not take what is still to be written.
            self._file.close()


def _record(line: bytes, path: str, number: int, text_field: str, id_field: str) -> Record:
    place = f"{path}:{number}"
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Record(place, place=place, error=f"not JSON: {error}")
    if not isinstance(values, dict):
        return Record(place, place=place, error="not a JSON object")
    return make_record(values, place, text_field=text_field, id_field=id_field)


def make_record(
    values: dict[str, Any], place: str, *, text_field: str = "", id_field: str = "id"
) -> Record:
    """Return the record of a row's values; one without a text has an error that says so."""
    ident = str(values.get(id_field) or place)
    names = [text_field] if text_field else [n for n in CONTENT if values.get(n) is not None]
    fields = {key: value for key, value in values.items() if key not in names}
    if len(names) > 1:
        return Record(
            ident,
            place=place,
            fields=values,
            error=f"several texts: {', '.join(names)}; name one with --text-field",
        )
    content = values.get(names[0]) if names else None
    if not isinstance(content, str | bytes):
        wanted = text_field or " or ".join(CONTENT)
        return Record(ident, place=place, fields=fields, error=f"no text in the field {wanted}")
    format = names[0] if names[0] in CONTENT else "auto"
    url = values.get("url")
    return Record(ident, content, format, url if isinstance(url, str) else "", "", fields, place)
