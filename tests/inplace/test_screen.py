"""The cheap look that spares most files the parser must never say no where there is work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclean.api import Cleaner
from textclean.finding import Action
from textclean.settings import Settings

CLEANER = Cleaner(Settings(preset="hook", in_place=True, reports=False))
FOLDER = Path(__file__).parents[2] / "fixtures" / "markdown"


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
    assert CLEANER.find_suspects(data, source_id=path.name) != () or data == expected


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
    assert CLEANER.find_suspects(text.encode(), source_id="a.md") == ()
    assert not has_work(text)


@pytest.mark.parametrize(
    "text",
    [
        "A [link to the end\N{FULLWIDTH FULL STOP}](/x) and so on.\n",
        "| a | b |\n|---|---|\n| the end\N{FULLWIDTH FULL STOP} | x |\n",
        "\u0434\u0432\u0430\N{IDEOGRAPHIC SPACE}\u0441\u043b\u043e\u0432\u0430\n",
        "\u597d\u7684\u3002\n" * 99
        + "\nIt is the first of two words in all\N{FULLWIDTH COMMA} you see\n",
        "\u9577\u306f\u300c \u547d\u7db1 \u300d\u3068\u8a00\u3046\u3002\n",
        "\u9577\u306f\u300c\u547d\u7db1\u3002\u300d\u300d\u3068\u8a00\u3046\u3002\n",
    ],
)
def test_signs_beside_markup_and_other_letters_are_looked_at(text: str) -> None:
    # Long enough to be read by parts.
    text = "It is a page of some length, with a word and another.\n\n" * 30 + text
    assert CLEANER.find_suspects(text.encode(), source_id="a.md") != ()
    assert has_work(text)


@given(
    st.lists(
        st.sampled_from(SCRAPS.split("|")),
        max_size=12,
    ).map("".join)
)
def test_prose_with_work_is_looked_at(text: str) -> None:
    assert CLEANER.find_suspects(text.encode(), source_id="a.md") != () or not has_work(text)


PARAGRAPHS = (
    'It\'s "fine" here.',
    "It\u2019s \u201cfine\u201d here.",
    "One  two.",
    "caf\xc3\xa9",
    "# It`s late",
    '- \u201cone"\n- two',
    "```\ncode  \u201cx\u201d\n```",
    '> "Yes,\u201d he said.',
    "| a  b | \u2019 |\n|---|---|\n| c | ``d'' |",
    "<div title='\u201c'>",
    "*\u201cone\u201d*",
    "word\u200b word",
    '[\u201ca\u201d](b "c") `"`',
    "\u201eJa\u201c",
    "\xab\xa0Oui\xa0\xbb",
    "[a]: b 'c'",
    "\u4e2d\u6587\uff0c\u201c\u4e2d\u201d\u3002",
    "1. one\n\n   two \u201cthree\n",
    "    code \u201d",
    "She said:",
    '"No.',
    "Plain words.",
)


ENGLISH = Cleaner(Settings(preset="hook", in_place=True, reports=False, language="en"))


@pytest.fixture(scope="module", autouse=True)
def _small_texts_too() -> Iterator[None]:
    """Let texts of a few words be read in part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textclean.inplace.screen.SMALL_CHARS", 0)
        yield


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=9).map("\n\n".join))
def test_reading_only_the_suspects_finds_the_same(text: str) -> None:
    suspects = ENGLISH.find_suspects(text.encode(), source_id="a.md")
    whole = ENGLISH.clean(text, source_id="a.md")
    part = ENGLISH.clean(text, source_id="a.md", suspects=suspects)
    assert part.render("source") == whole.render("source")


def test_only_what_is_suspect_is_read() -> None:
    text = "# One\n\nTwo  three.\n\n- four\n- five\n\n```\nsix\n```\n"
    suspects = CLEANER.find_suspects(text.encode(), source_id="a.md")
    result = CLEANER.clean(text, source_id="a.md", suspects=suspects)
    assert [block.info for block in result.original.blocks] == ["unread", "", "unread", "unread"]
    assert "- four" in result.original.blocks[2].text
    assert result.render("source") == text.replace("  ", " ")


def test_what_may_change_the_meaning_is_looked_for_in_the_whole() -> None:
    unsafe = Cleaner(Settings(preset="hook", in_place=True, unsafe=True))
    assert unsafe.find_suspects(b"Nothing here.\n", source_id="a.md") is None


@pytest.mark.parametrize(
    "scrap",
    ["`", "```\n", "<!--", "<code>a</b>", "](a(", "\u201c", "  a", "\u6f22\u5b57 a\uff0c b\u3000"],
)
def test_the_look_takes_time_linear_in_the_length(scrap: str) -> None:
    text = (scrap * 200_000)[:200_000].encode()
    start = process_time()
    CLEANER.find_suspects(text, source_id="a.md")
    assert process_time() - start < 3


@pytest.mark.parametrize(
    "text",
    [
        "<script setup>\nimport A from './a.js'\nconst b = ''\n</script>\n\nText.\n",
        "---\ntitle: T\n---\n<style>\na::after { content: '' }\n</style>\n\nText.\n",
        "> ```sh\n> echo ''  `x'\n> ```\n\nText.\n",
        "- one\n\n    ```sh\n    echo ''  `x'\n    ```\n\nText.\n",
        "Run `cargo build\n--release` and `1 |\n3 | ''` here.\n",
        '{% include "a.html",\n  quote="``so\'\'" %}\n\nText.\n',
        "Three parts \N{EM DASH}\N{NO-BREAK SPACE}one and two.\n",
    ],
)
def test_code_in_many_shapes_needs_no_parser(text: str) -> None:
    assert CLEANER.find_suspects(text.encode(), source_id="a.md") == ()
    assert not has_work(text)


@pytest.mark.parametrize("opened", ["\n<script>", "\n<pre>\n<style>", "{% a ", "> ```x\n>", "`a\n"])
def test_what_is_never_closed_takes_no_longer(opened: str) -> None:
    def seconds(times: int) -> float:
        text = (opened * times + '"x" ``y').encode()
        return min(_timed(lambda: CLEANER.find_suspects(text, source_id="a.md")) for _ in range(3))

    assert seconds(8_000) < 8 * max(seconds(2_000), 0.002)


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
