"""The cheap look that spares most files the parser must never say no where there is work."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.api import Cleaner, Settings
from textclean.finding import Action

CLEANER = Cleaner(Settings(preset="hook", in_place=True, reports=False))
FOLDER = Path(__file__).parents[1] / "fixtures" / "markdown"


SCRAPS = (
    "a|b|.|,| |  |\n|\n\n|\xa0|\u2003|\u200b|\ufb01|\uff0c|\"|'|''|``|\u201c|\u201d"
    "|caf\xc3\xa9|\x02|\u2019|word"
)


def has_work(text: str) -> bool:
    result = CLEANER.clean(text, source_id="a.md")
    return any(finding.action is not Action.NOTE for finding in result.findings)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/before.*")), ids=lambda p: p.parent.name)
def test_every_fixture_that_is_mended_is_looked_at(path: Path) -> None:
    data = path.read_bytes()
    expected = path.with_stem("after").read_bytes()
    assert CLEANER.may_change(data, source_id=path.name) or data == expected


@pytest.mark.parametrize(
    "text",
    [
        "# Plain\n\nIt's \"fine\" here, `code ''x''`.\n",
        "```js\nconst a  = ``x''\n```\n\nText.\n",
        "-   item\n1.  item\n\n| a  | b |\n|----|---|\n",
        "Oui\N{NO-BREAK SPACE}: 10\N{NO-BREAK SPACE}km.\n",
        "\N{CJK UNIFIED IDEOGRAPH-597D}\N{FULLWIDTH COMMA}\N{CJK UNIFIED IDEOGRAPH-7684}\n",
    ],
)
def test_fine_files_need_no_parser(text: str) -> None:
    assert not CLEANER.may_change(text.encode(), source_id="a.md")
    assert not has_work(text)


@given(
    st.lists(
        st.sampled_from(SCRAPS.split("|")),
        max_size=12,
    ).map("".join)
)
def test_prose_with_work_is_looked_at(text: str) -> None:
    assert CLEANER.may_change(text.encode(), source_id="a.md") or not has_work(text)
