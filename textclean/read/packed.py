"""Names what is plainly no text by its first bytes: archives, containers, office documents."""

from __future__ import annotations

from textclean.errors import InputError

_CONTAINER = "textclean batch {} -o DIR reads it"
_PACKED = f"unpack it, or: {_CONTAINER}"

KINDS = (
    (b"\x1f\x8b\x08", "packed with gzip", _PACKED),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", _PACKED),
    *((b"BZh%d1AY&SY" % level, "packed with bzip2", _PACKED) for level in range(1, 10)),
    (b"PAR1", "a Parquet file", _CONTAINER),
    (b"WARC/1.", "a WARC file", _CONTAINER),
    (b"\xfd7zXZ\0", "packed with xz", "unpack it first"),
    (b"PK\3\4", "a zip archive or an office document", "give the text in it"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as a web page or as text"),
    (b"%PDF-", "a PDF file", "give the text in it, as pdftotext prints it"),
    (b"{\\rtf", "an RTF document", "save it as a web page or as text"),
)
"""First bytes, what they mean, and what to do about it, with a place for the file's name."""


def refuse_packed(data: bytes, where: str) -> None:
    """Raise an InputError for bytes that begin as one of `KINDS` does."""
    for start, kind, hint in KINDS:
        if data.startswith(start):
            raise InputError(
                f"this is {kind}, not text", hint=hint.format(where or "FILE"), where=where
            )
