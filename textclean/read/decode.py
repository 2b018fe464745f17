"""Bytes to text, with the evidence for how it was done.

In order: the encoding that the caller names, a byte order mark, UTF-8 validity, a declaration in
the document (XML declaration, `<meta>`), UTF-16 without a mark, and a guess.  Valid UTF-8 with
characters beyond ASCII outranks a declaration: text in another encoding is hardly ever valid
UTF-8 by chance, and wrong declarations are common.
"""

from __future__ import annotations

import codecs
import re

from textclean.errors import InputError, UsageError
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

WEB_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "utf-16": "utf-8",
    "utf16": "utf-8",
}
"""Labels that pages use for a superset. A declaration that can be read at all is not in UTF-16.

Source: the WHATWG encoding standard's table of labels, the rows that differ from Python's codecs.
"""

XML_DECLARATION = lazy_compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
META_DECLARATION = lazy_compile(
    rb"""<meta\s[^>]{0,1000}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
COMMENT = lazy_compile(rb"<!--.*?-->", re.S)
BODY = lazy_compile(rb"<body[\s>]", re.I)

PACKED_STARTS = frozenset(
    (b"\x1f\x8b\x08", b"\x28\xb5\x2f", b"BZh", b"PAR", b"WAR", b"\xfd7z", b"PK\3", b"\xd0\xcf\x11")
) | {b"%PD", b"{\\r"}
"""First bytes of what `textclean.read.packed` refuses, and of few texts."""

ESCAPED = lazy_compile(rb"\x1b\$[@B]")
"""What begins Japanese in the seven-bit encoding of its mail."""

MAX_CONTROL_SHARE = 0.02
"""Above this share of control bytes the input is taken for binary (texts with stray ones: .001)."""

MAX_INVALID_SHARE = 0.05
"""UTF-8 with a smaller share of its high bytes broken is damaged UTF-8, not another encoding."""


class Decoded(NamedTuple):
    """A text and how it was read."""

    text: str
    encoding: str
    evidence: str
    replaced: int = 0
    """Number of undecodable places that became U+FFFD."""
    utf8: bytes = b""
    """The bytes, where they are the text in UTF-8."""

    @property
    def summary(self) -> str:
        """The encoding with its evidence, as metadata give it."""
        lost = f", {self.replaced} places replaced" if self.replaced else ""
        return f"{self.encoding} ({self.evidence}{lost})"


def decode(
    data: bytes, *, encoding: str = "", errors: str = "strict", declared: str = "", where: str = ""
) -> Decoded:
    """Return the text of some bytes; a byte order mark is not part of it.

    `encoding` is the caller's word and is not doubted; `declared` is what a transport says (an
    HTTP header) and counts like a declaration in the document.

    Raises:
        InputError: the bytes are binary, or some cannot be decoded and `errors` is `strict`.
        UsageError: Python knows no encoding of that name.
    """
    if encoding:
        return _decode_as(data, _codec(encoding), "named", errors, where)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name, "byte order mark", errors, where)
    if data[:3] in PACKED_STARTS:
        from textclean.read.packed import refuse_packed

        refuse_packed(data, where)
    wide = _wide_without_mark(data)
    if wide:
        return _decode_as(data, wide, "zero bytes", errors, where)
    _refuse_binary(data, where)
    if data.isascii():
        if ESCAPED.search(data):
            return _decode_as(data, "iso2022_jp", "escape sequences", errors, where)
        return Decoded(data.decode("ascii"), "utf-8", "ascii", utf8=data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid", utf8=data)
    except UnicodeDecodeError:
        pass
    label = _usable(declared) or _usable(_find_declaration(data))
    if label and label != "utf-8":
        try:
            return Decoded(data.decode(label), label, "declared")
        except UnicodeDecodeError:
            pass
    if label == "utf-8" or _is_damaged_utf8(data):
        return _decode_as(data, "utf-8", "damaged", errors, where)
    return _guess(data, errors, where)


def _decode_as(data: bytes, name: str, evidence: str, errors: str, where: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name, evidence)
    except UnicodeDecodeError as error:
        if errors != "replace":
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"byte 0x{data[error.start]:02x} at offset {error.start} (line {line})"
                f" is not {name}",
                hint="name the encoding with --encoding, or accept losses with --errors replace",
                where=where,
            ) from None
        text = data.decode(name, "replace")
        replaced = text.count("\N{REPLACEMENT CHARACTER}")
        return Decoded(text, name, evidence, replaced)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise UsageError(
            f"there is no encoding named {name}", hint="try utf-8, windows-1252 or iso-8859-2"
        ) from None


def _usable(label: str) -> str:
    """Return the codec for a declared label, empty when Python knows none."""
    name = WEB_ALIASES.get(label.strip().lower(), label.strip().lower())
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _find_declaration(data: bytes) -> str:
    """Return the encoding that a document declares in its head, however long that is."""
    match = XML_DECLARATION.match(data)
    if match is None:
        body = BODY.search(data)
        match = META_DECLARATION.search(COMMENT.sub(b"", data[: body.start()] if body else data))
    return match[1].decode("ascii") if match else ""


def _wide_without_mark(data: bytes) -> str:
    """Return utf-16-le or -be where that makes a text of bytes with zeros among them."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2 or 0 not in head:
        return ""
    from unicodedata import category

    for name in ("utf-16-le", "utf-16-be"):
        text = head.decode(name, "replace")
        odd = sum(category(char) in NO_TEXT and char not in BLANKS for char in text)
        # In the wrong order, blanks and line ends are characters of scripts that nobody mixes.
        if odd <= len(text) * MAX_ODD_SHARE and not BLANKS.isdisjoint(text):
            return name
    return ""


NO_TEXT = frozenset(("Cc", "Cn", "Co", "Cs"))
"""Categories of code points that a text does not have: controls, unassigned, private, halves."""
MAX_ODD_SHARE = 0.01
BLANKS = frozenset(" \t\r\n\N{IDEOGRAPHIC SPACE}")

HIGH_BYTES = bytes(range(128, 256))
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def _has_many_controls(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, CONTROL_BYTES))
    return controls > max(4, len(head) * MAX_CONTROL_SHARE)


def _refuse_binary(data: bytes, where: str) -> None:
    if _has_many_controls(data[:65536]):
        raise InputError(
            "this is binary, not text",
            hint="give text, HTML or Markdown; name the encoding with --encoding if it is text",
            where=where,
        )


def _is_damaged_utf8(data: bytes) -> bool:
    high = len(data) - len(data.translate(None, HIGH_BYTES))
    broken = data.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
    return broken < high * MAX_INVALID_SHARE


def _guess(data: bytes, errors: str, where: str) -> Decoded:
    """Return the text in the encoding that its words point to."""
    from textclean.read.guess import OTHERWISE, guess_encoding

    name = guess_encoding(data)
    for codec in (name, OTHERWISE):
        try:
            return Decoded(data.decode(codec), codec, "guess")
        except UnicodeDecodeError:
            continue
    return _decode_as(data, name, "guess", errors, where)
