"""Edits beside marks of emphasis: only those that may change what a mark does are refused."""

from __future__ import annotations

import pytest

from textclean.inplace.flanking import flanking_changed


def edit(before: str, old: str, new: str) -> tuple[str, list[tuple[int, int, str]]]:
    start = before.index(old)
    return before, [(start, start + len(old), new)]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("*so*\N{LINE SEPARATOR}it is", "\N{LINE SEPARATOR}", " "),
        ("a ~\N{ZERO WIDTH SPACE}~ b", "\N{ZERO WIDTH SPACE}", ""),
        ("caf\xc3\xa9**, so**", "\xc3\xa9", "\xe9"),
        ("**a** caf\xc3\xa9**, so**", "\xc3\xa9", "\xe9"),
        ("`**` caf\xc3\xa9**, so**", "\xc3\xa9", "\xe9"),
        ("**a\u5f00**\xe8\xae**\uff0c\u9009**", "\xe8\xae", "\u8bbe"),
        ("**(a)**\N{DEGREE SIGN}b", "\N{DEGREE SIGN}", "o"),
        ('**so "*(b"c*" d*', '"', ""),
        ("*so* \xe2\u20ac\u0153**b** c", "\xe2\u20ac\u0153", "\N{LEFT DOUBLE QUOTATION MARK}"),
    ],
)
def test_an_edit_that_some_parser_would_notice_is_seen(source: str, old: str, new: str) -> None:
    assert flanking_changed(*edit(source, old, new))


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("*government.\xe2\u20ac\x9d*\n", "\xe2\u20ac\x9d", "\N{RIGHT DOUBLE QUOTATION MARK}"),
        ("a **line\xc2\xb8** b", "\xc2\xb8", "s"),
        ("a ~~word\N{FULLWIDTH COMMA}~~ b", "\N{FULLWIDTH COMMA}", ","),
        ("*a*\N{NO-BREAK SPACE}b", "\N{NO-BREAK SPACE}", " "),
        ("a **caf\xc3\xa9**, so", "\xc3\xa9", "\xe9"),
        ("**a**\N{MODIFIER LETTER APOSTROPHE}b", "\N{MODIFIER LETTER APOSTROPHE}", "'"),
        ("**so** \xe2\u20ac\u0153**b** c", "\xe2\u20ac\u0153", "\N{LEFT DOUBLE QUOTATION MARK}"),
        ("* so \xe2\u20ac\u0153**b** c", "\xe2\u20ac\u0153", "\N{LEFT DOUBLE QUOTATION MARK}"),
        ("*so*\n\n\xe2\u20ac\u0153**b** c", "\xe2\u20ac\u0153", "\N{LEFT DOUBLE QUOTATION MARK}"),
        ("\u6253\u5f00**\xe8\xae**\uff0c\u9009", "\xe8\xae", "\u8bbe"),
        ("snake_\N{ZERO WIDTH SPACE}_case", "\N{ZERO WIDTH SPACE}", " "),
    ],
)
def test_an_edit_that_no_parser_notices_passes(source: str, old: str, new: str) -> None:
    assert not flanking_changed(*edit(source, old, new))
