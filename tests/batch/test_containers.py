"""Parquet and WARC: what comes in, what goes out, and what is broken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from textclean.containers.record import Cleaned
from textclean.errors import InputError, OutputError

HTML = "<html><body><h1>Boats</h1><p>{} leave the harbour of the island at dawn.</p></body></html>"


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def warc_record(
    number: int, block: bytes, kind: str = "response", length: int | None = None
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2024-05-0{number}T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def crawl() -> list[bytes]:
    page = "Content-Type: text/html; charset=windows-1251"
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (b"<p>One ", b"two.</p>")) + b"0\r\n\r\n"
    )
    return [
        warc_record(1, b"software: test\r\n", "warcinfo"),
        warc_record(2, response(HTML.format("Лодки").encode("cp1251"), page)),
        warc_record(3, response(b"GIF89a", "Content-Type: image/gif")),
        warc_record(4, response(b"gone", "Content-Type: text/html", status="404 Not Found")),
        warc_record(5, response(chunked, "Content-Type: text/html", "Transfer-Encoding: chunked")),
        warc_record(
            6,
            response(
                gzip.compress(b"<p>Packed.</p>"),
                "Content-Type: text/html",
                "Content-Encoding: gzip",
            ),
        ),
    ]


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_warc_gives_its_pages(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("fastwarc")
    from textclean.containers.warc import read

    path = tmp_path / f"crawl.warc{ending}"
    path.write_bytes(b"".join(map(gzip.compress, crawl()) if ending else crawl()))
    records = list(read(str(path)))
    assert [record.url for record in records] == [f"https://example.org/{n}" for n in (2, 5, 6)]
    assert records[0].declared == "windows-1251"
    assert isinstance(records[0].content, bytes) and "Лодки" in records[0].content.decode("cp1251")
    assert [record.content for record in records[1:]] == [b"<p>One two.</p>", b"<p>Packed.</p>"]
    assert records[0].fields["fetched"] == "2024-05-02T00:00:00Z"
    assert not any(record.error for record in records)


def test_warc_cut_off_in_a_record_says_so(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    from textclean.containers.warc import read

    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(crawl()[:2])[:-60])
    (record,) = list(read(str(path)))
    assert record.error.startswith("cut off") and "offset" in record.place


def test_packed_warc_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    from textclean.containers.warc import read

    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, crawl()))[:-20])
    seen = []
    with pytest.raises((OSError, EOFError)):
        for record in read(str(path)):
            seen.append(record)
    assert [record.error[:7] for record in seen] == ["", "", "cut off"]


def test_parquet_rows_come_and_go(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow
    import pyarrow.parquet

    from textclean.containers.parquet import Writer, read

    path = tmp_path / "in.parquet"
    table = {"id": ["a", "b", "c"], "text": ["One.", None, "Three."], "year": [1, 2, 3]}
    pyarrow.parquet.write_table(pyarrow.table(table), path, row_group_size=2)
    records = list(read(str(path)))
    assert [record.id for record in records] == ["a", "b", "c"]
    assert records[0].fields == {"id": "a", "year": 1}
    assert "no text" in records[1].error and records[1].place.endswith("row 2")
    out = [tmp_path / "1.parquet", tmp_path / "2.parquet"]
    for place in out:
        writer = Writer(place, "out.parquet")
        writer.add(
            [Cleaned("a", {"id": "a", "text": "One.", "counts": {"drop": 1}, "title": None})]
        )
        writer.add([Cleaned("b", {"id": "b"}, "broken")])
        writer.close()
    assert out[0].read_bytes() == out[1].read_bytes()
    rows = pyarrow.parquet.read_table(out[0]).to_pylist()
    assert rows[0] == {
        "id": "a",
        "text": "One.",
        "counts": '{"drop": 1}',
        "title": None,
        "error": None,
    }
    assert rows[1]["error"] == "broken"


def test_parquet_that_is_none_or_lacks_a_column_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow
    import pyarrow.parquet

    from textclean.containers.parquet import Writer, read

    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(OSError, match="no Parquet file"):
        list(read(str(broken)))
    good = tmp_path / "good.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a"], "body": ["One."]}), good)
    with pytest.raises(InputError, match="no column content"):
        list(read(str(good), text_field="content"))
    assert [record.content for record in read(str(good), text_field="body")] == ["One."]
    packed = tmp_path / "good.parquet.gz"
    packed.write_bytes(gzip.compress(good.read_bytes()))
    assert len(list(read(str(packed), text_field="body"))) == 1
    writer = Writer(tmp_path / "out.parquet", "out.parquet")
    writer.add([Cleaned(str(n), {"id": str(n), "year": n}) for n in range(1000)])
    writer.add([Cleaned("x", {"id": "x", "year": "MMXX"})])
    with pytest.raises(OutputError, match="year"):
        writer.close()


def test_nothing_written_is_still_a_file(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from textclean.containers.parquet import Writer, read

    writer = Writer(tmp_path / "empty.parquet", "empty.parquet")
    writer.close()
    assert list(read(str(tmp_path / "empty.parquet"))) == []


def test_json_lines_of_odd_values_are_parquet_too(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from textclean.containers.parquet import Writer, read

    writer = Writer(tmp_path / "odd.parquet", "odd.parquet")
    values = {"id": "1", "text": "a\ud800b", "tags": ["x"], "more": [{"a": 1}], "nothing": {}}
    writer.add([Cleaned("1", values)])
    writer.close()
    (record,) = read(str(tmp_path / "odd.parquet"))
    assert record.content == "a?b"
    assert json.loads(record.fields["more"]) == [{"a": 1}]
