"""Parquet: a row each record, with the text in one of its columns."""

from __future__ import annotations

import io
import itertools
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from textclean.containers.jsonl import make_record
from textclean.containers.opening import bare_name, open_raw, open_stream
from textclean.containers.record import UNREAD, Cleaned, Record, Wanted, all_of_them
from textclean.errors import InputError, OutputError

ROWS_AT_A_TIME = 64
"""Rows held as Python values while reading: web pages of 100 kB make this 6 MB."""

GROUP_ROWS = 1000
GROUP_CHARS = 32 << 20
"""A row group is written at so many rows or characters, whichever comes first."""


def read(
    path: str, wanted: Wanted = all_of_them, *, text_field: str = "", id_field: str = "id"
) -> Iterator[Record]:
    """Yield a record for each row, one row group after another.

    A row group without a row that is wanted is not read.

    Raises:
        OSError: the file cannot be read, is cut off or is no Parquet.
        InputError: pyarrow is missing, or the column named is.
    """
    arrow, parquet = _pyarrow(path)
    with _seekable(path) as stream:
        try:
            file = parquet.ParquetFile(stream)
        except arrow.ArrowInvalid as error:
            raise OSError(f"no Parquet file, or cut off: {error}") from error
        names = file.schema_arrow.names
        if text_field and text_field not in names:
            raise InputError(
                f"there is no column {text_field}",
                where=path,
                hint=f"columns are: {', '.join(names[:12])}",
            )
        row = 0
        try:
            for group in range(file.num_row_groups):
                count = file.metadata.row_group(group).num_rows
                if not any(wanted(number) for number in range(row, row + count)):
                    yield from itertools.repeat(UNREAD, count)
                    row += count
                    continue
                for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME, row_groups=[group]):
                    for values in batch.to_pylist():
                        row += 1
                        place = f"{path}, row {row}"
                        yield make_record(values, place, text_field=text_field, id_field=id_field)
        except arrow.ArrowException as error:
            raise OSError(f"broken data: {error}") from error


class Writer:
    """Writes rows to a file; the same rows give the same bytes.

    The columns and their types are those of the first rows; a column of which nothing is known yet
    holds strings.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._arrow, self._parquet = _pyarrow(name)
        self._name = name
        self._file = path.open("xb")
        self._writer: Any = None
        self._schema: Any = None
        self._rows: list[dict[str, Any]] = []
        self._chars = 0

    def add(self, rows: Iterable[Cleaned]) -> None:
        """Take some rows; a failed one has an `error`."""
        for row in rows:
            values = {key: _plain(value) for key, value in row.values.items()}
            self._rows.append({**values, "error": row.error or None})
            self._chars += sum(len(v) for v in values.values() if isinstance(v, str | bytes))
        if len(self._rows) >= GROUP_ROWS or self._chars >= GROUP_CHARS:
            self._write_group()

    def close(self) -> None:
        """Finish the file and see that it is on the disk.

        Raises:
            OutputError: a column changes its type.
        """
        if self._rows or self._writer is None:
            self._write_group()
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        """Close the file as it is; it will not be used."""
        with suppress(OSError):  # A full disk does not take what is still to be written.
            self._file.close()

    def _write_group(self) -> None:
        arrow = self._arrow
        if self._schema is None:
            self._schema = self._schema_of(self._rows)
            self._writer = self._parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        columns = []
        for field in self._schema:
            values = [row.get(field.name) for row in self._rows]
            try:
                columns.append(arrow.array(values, type=field.type))
            except (arrow.ArrowInvalid, arrow.ArrowTypeError) as error:
                if field.type != arrow.string():
                    raise OutputError(
                        f"the column {field.name} changes its type: {error}",
                        where=self._name,
                        hint="write JSON lines instead, or leave the column out",
                    ) from error
                texts = [None if value is None else str(value) for value in values]
                columns.append(arrow.array(texts, type=field.type))
        self._writer.write_table(arrow.Table.from_arrays(columns, schema=self._schema))
        self._rows, self._chars = [], 0

    def _schema_of(self, rows: list[dict[str, Any]]) -> Any:
        """Return the columns of the first rows; what is null in all of them holds strings."""
        arrow = self._arrow
        names = list(dict.fromkeys(name for row in rows for name in row)) or ["id", "error"]
        names.remove("error")
        fields = []
        for name in [*names, "error"]:
            try:
                kind = arrow.array([row.get(name) for row in rows]).type
            except (arrow.ArrowInvalid, arrow.ArrowTypeError):
                kind = arrow.string()
            fields.append(arrow.field(name, arrow.string() if kind == arrow.null() else kind))
        return arrow.schema(fields)


def _plain(value: Any) -> Any:
    """Return a value as a column takes it: what has no fixed shape as JSON."""
    if isinstance(value, dict) or (
        isinstance(value, list) and value and isinstance(value[0], dict)
    ):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return value


def _seekable(path: str) -> BinaryIO:
    """Return a stream that can be read in any order: Parquet's table of contents is at its end."""
    if bare_name(path) == path:
        return open_raw(path)
    with open_stream(path) as stream:
        return cast(BinaryIO, io.BytesIO(stream.read()))


def _pyarrow(path: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(
            "Parquet needs pyarrow", where=path, hint="pip install 'textclean[parquet]'"
        ) from None
    return pyarrow, pyarrow.parquet
