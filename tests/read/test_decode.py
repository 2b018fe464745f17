"""Bytes to text, with evidence."""

from __future__ import annotations

import bz2
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.errors import InputError, TextcleanError, UsageError
from textclean.read.decode import PACKED_STARTS, decode
from textclean.read.packed import KINDS

SAMPLES = [
    ("cp1252", "Die Mädchen gingen über die Straße, und der Wirt sagte „schön“ – très bien."),
    ("cp1252", "It’s the “best” café in town, and the tea is £3."),
    ("cp1252", "Ayer el niño comió piñas en la plaza, ¿verdad? Así está la situación."),
    (
        "cp1250",
        "Zażółć gęślą jaźń. Polska jest krajem, który leży w Europie Środkowej.",
    ),
    ("cp1251", "Министр сказал, что переговоры продолжаются, и все стороны готовы к диалогу."),
    ("koi8-r", "Министр сказал, что переговоры продолжаются, и все стороны готовы к диалогу."),
    ("cp1253", "Οι συνομιλίες συνεχίζονται και όλες οι πλευρές είναι έτοιμες για διάλογο."),
    ("cp1255", "השיחות נמשכות וכל הצדדים מוכנים לדיאלוג."),
    ("cp1256", "المحادثات مستمرة وجميع الأطراف مستعدة للحوار."),
    ("shift_jis", "協議は続いており、すべての当事者が対話の用意がある。"),
    ("euc-jp", "協議は続いており、すべての当事者が対話の用意がある。"),
    ("gb18030", "谈判仍在继续，各方都准备好对话。"),
    ("big5", "談判仍在繼續，各方都準備好對話。"),
    ("euc-kr", "협상은 계속되고 있으며 모든 당사자가 대화할 준비가 되어 있다."),
    ("koi8-u", "Рада гавані повідомила, що переговори з профспілкою тривають."),
    ("iso8859-5", "Совет гавани сообщил, что переговоры с профсоюзом продолжаются."),
    ("cp866", "Совет гавани сообщил, что переговоры с профсоюзом продолжаются."),
    ("iso8859-2", "Zarząd portu poinformował, że ostatni prom odpłynął w niedzielę."),
    ("cp1250", "Správa přístavu oznámila, že poslední trajekt odplul v neděli."),
    ("cp1250", "A kikötő vezetése közölte, hogy a tárgyalások folytatódnak."),
    ("cp1254", "Liman yönetimi, son feribotun pazar günü ayrıldığını açıkladı."),
    ("cp1257", "Uosto valdyba pranešė, kad derybos tęsiasi, o salos liko be kuro."),
    ("iso8859-15", "Le ferry est parti dimanche, l’œuvre coûte 5 €.".replace("’", "'")),
    ("mac-roman", "Le conseil du port a annoncé que les négociations se poursuivent."),
    ("cp874", "คณะกรรมการท่าเรือกล่าวว่าการเจรจากับสหภาพลูกเรือยังคงดำเนินต่อไป"),
    ("iso8859-6", "أعلن مجلس الميناء أن المحادثات مع نقابة الطاقم مستمرة."),
    ("iso2022-jp", "協議は続いており、すべての当事者が対話の用意がある。"),
    ("utf-16-le", "協議は続いており、すべての当事者が対話の用意がある。"),
    ("utf-16-be", "Совет гавани сообщил, что переговоры продолжаются."),
    ("utf-16-le", "Talks go on, and all sides are ready."),
    ("utf-16-be", "Talks go on, and all sides are ready."),
]


@pytest.mark.parametrize(("encoding", "text"), SAMPLES)
@pytest.mark.parametrize("times", [1, 3])
def test_undeclared_encoding_is_guessed(encoding: str, text: str, times: int) -> None:
    decoded = decode((text + "\n").encode(encoding) * times)
    assert decoded.text.splitlines() == [text] * times
    assert decoded.evidence in ("guess", "zero bytes", "escape sequences")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Последний паром ушёл в воскресенье."),
        ("cp932", "最後のフェリーは日曜日に出航した。"),
        ("cp1252", "Die letzte Fähre fuhr über die Straße ab."),
    ],
)
def test_markup_does_not_speak_against_a_script(encoding: str, text: str) -> None:
    page = f'<div class="content wide"><p class="text">{text}</p></div>\n' * 3
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides_and_is_not_text(encoding: str) -> None:
    decoded = decode("é".encode(encoding))
    assert (decoded.text, decoded.evidence) == ("é", "byte order mark")


def test_declaration_far_down_the_head_is_found() -> None:
    page = "<html><head>" + "<!-- x -->" * 500 + '<meta charset="iso-8859-2"></head><body>Łódź'
    decoded = decode(page.encode("iso-8859-2"))
    assert decoded.text.endswith("Łódź") and decoded.evidence == "declared"


def test_declaration_in_a_comment_or_the_body_does_not_count() -> None:
    page = '<html><head><!-- <meta charset="koi8-r"> --></head><body><meta charset="koi8-r">caf\xe9'
    assert decode(page.encode("latin-1")).text.endswith("café")


def test_valid_utf8_outranks_a_wrong_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>Łódź'
    assert decode(page.encode()).text.endswith("Łódź")


def test_damaged_utf8_is_an_error_that_says_where() -> None:
    data = "Łódź ".encode() * 40 + b"\xff\n"
    with pytest.raises(InputError, match=r"0xff at offset 320 \(line 1\) is not utf-8"):
        decode(data)
    assert decode(data, errors="replace").replaced == 1


def test_named_encoding_is_not_doubted() -> None:
    assert decode("é".encode(), encoding="latin-1").text == "Ã©"
    with pytest.raises(UsageError, match="no encoding named klingon"):
        decode(b"x", encoding="klingon")


def test_binary_is_refused() -> None:
    with pytest.raises(InputError, match="binary"):
        decode(bytes(range(256)) * 20)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_a_clear_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except TextcleanError as error:
        assert error.hint


@pytest.mark.parametrize(
    ("data", "kind", "hint"),
    [
        (gzip.compress(b"A text."), "packed with gzip", "textclean batch a.txt.gz -o DIR"),
        (bz2.compress(b"A text."), "packed with bzip2", "textclean batch"),
        (b"\x28\xb5\x2f\xfd\x04\x00A text.", "packed with zstd", "textclean batch"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a WARC file", "textclean batch"),
        (b"PAR1\x15\x04", "a Parquet file", "textclean batch"),
        (b"%PDF-1.7\nA text.", "a PDF file", "pdftotext"),
        (b"{\\rtf1 A text.}", "an RTF document", "as text"),
        (b"PK\3\4A text.", "a zip archive or an office document", "the text in it"),
    ],
)
def test_what_is_packed_is_refused_with_a_way_to_read_it(data: bytes, kind: str, hint: str) -> None:
    with pytest.raises(InputError, match=kind) as caught:
        decode(data, where="a.txt.gz")
    assert hint in caught.value.hint


def test_every_kind_of_packing_is_looked_for() -> None:
    assert {start[:3] for start, _, _ in KINDS} == PACKED_STARTS


@pytest.mark.parametrize("text", ["PARIS, Monday.", "WAR and peace.", "BZh is no word.", "%PD"])
def test_text_that_begins_almost_like_an_archive_is_read(text: str) -> None:
    assert decode(text.encode()).text == text
