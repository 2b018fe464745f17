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
    wide = _wide_without_mark(data)
    if wide:
        return _decode_as(data, wide, "zero bytes", errors, where)
    _refuse_binary(data, where)
    if data.isascii():
        return Decoded(data.decode("ascii"), "utf-8", "ascii")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid")
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
    """Return utf-16-le or -be when every other byte of the beginning is mostly zero."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 2 * 0.7
    name = ""
    if odd >= enough > even:
        name = "utf-16-le"
    elif even >= enough > odd:
        name = "utf-16-be"
    if name and _has_many_controls(head.decode(name, "ignore").encode("latin-1", "ignore")):
        return ""
    return name


FOREIGN = ["cp1251", "cp1253", "cp1256", "koi8_r", "cp874", "cp932", "euc_jp"]
FOREIGN += ["gb18030", "big5", "cp949"]
"""What a guess may answer for a text that is not in Latin letters (Hebrew is told apart before)."""

LATIN = {
    "windows-1250": ("pl", "cs", "sk", "hu", "sl", "hr", "ro", "bs", "sq"),
    "windows-1254": ("tr", "az"),
    "windows-1257": ("lt", "lv", "et"),
    "windows-1258": ("vi",),
}
"""The legacy encoding of languages in Latin letters; all others used windows-1252."""

ISO_LATIN_2_ONLY = {0xA1, 0xA6, 0xA9, 0xAC, 0xAE, 0xB1, 0xB5, 0xB6, 0xB9, 0xBB, 0xBC, 0xBE}
"""Letters in ISO 8859-2, signs that hardly occur in windows-1250."""

MIN_FOREIGN_SHARE = 0.4
"""Of all letters, the share beyond ASCII above which a text is not in Latin letters.

Vietnamese and Czech stay below .3, Greek and Cyrillic with foreign names above .6.
"""

SIGN_IN_WORD = lazy_compile(rb"[A-Za-z][\xa1-\xac\xae-\xbf\xd7\xf7][A-Za-z]")
"""A letter, what windows-1252 has as a sign, a letter: then it is another encoding."""

HIGH_BYTES = bytes(range(128, 256))
ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
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
    """Return the text in the encoding that its letters and its language point to."""
    high = len(data) - len(data.translate(None, HIGH_BYTES))
    letters = high + len(data) - len(data.translate(None, ASCII_LETTERS))
    name = _guess_script(data) if high > letters * MIN_FOREIGN_SHARE else _guess_latin(data)
    for codec in (name, "windows-1252"):
        try:
            return Decoded(data.decode(codec), codec, "guess")
        except UnicodeDecodeError:
            continue
    return _decode_as(data, name, "guess", errors, where)


def _guess_script(data: bytes) -> str:
    """Return the encoding of a text that is mostly not in Latin letters."""
    from charset_normalizer import from_bytes

    used = set(data) & set(HIGH_BYTES)
    if used and max(used) <= 0xFA and not used & set(range(0xC0, 0xE0)):
        return "windows-1255"  # Hebrew has no capitals, and no letters above 0xFA.
    best = from_bytes(data[:20000], cp_isolation=FOREIGN).best()
    return codecs.lookup(best.encoding).name if best else "windows-1252"


def _guess_latin(data: bytes) -> str:
    """Return the encoding that goes with the language of a text in Latin letters."""
    from textclean.language import guess_language

    language = guess_language(data[:20000].decode("windows-1252", "replace"))
    for codec, languages in LATIN.items():
        if language in languages:
            if codec == "windows-1250" and not set(data) & set(range(0x80, 0xA0)):
                return "iso8859-2" if set(data) & ISO_LATIN_2_ONLY else codec
            return codec
    if SIGN_IN_WORD.search(data):
        from charset_normalizer import from_bytes

        best = from_bytes(data[:20000], cp_isolation=["cp1250", "iso8859_2", "cp1257"]).best()
        return codecs.lookup(best.encoding).name if best else "windows-1252"
    return "windows-1252"
