"""Laws of the filters that mend characters, spaces and dashes, on texts made of what they mind."""

from __future__ import annotations

import random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclean.apply import apply
from textclean.document import Block, Document, Kind, Piece
from textclean.filters.dashes import Dashes
from textclean.filters.invisible import Invisible
from textclean.filters.mojibake import Mojibake
from textclean.filters.spaces import Spaces
from textclean.finding import Action, Finding
from textclean.repair.suspicion import may_be_broken
from textclean.settle import settle

FILTERS = {kind.name: kind() for kind in (Mojibake, Invisible, Spaces, Dashes)}
REPAIR = [FILTERS["mojibake"], FILTERS["invisible"], FILTERS["spaces"]]
PARTS = (
    *("word", "Wörter", "été", "мост", "می", "橋", "क", "👩", "10", "km", "a", "ö"),
    *(" ", "  ", "   ", "\xa0", "\u202f", "\u2009", "\u2003", "\u3000", "\n", "\t", "\x85"),
    *("\u200b", "\u200c", "\u200d", "\xad", "\ufeff", "\u200f", "\x00", "\x1b[1m", "\u2028"),
    *("\xc3\xa9", "\xe2\u20ac\u2122", "\xe2\u20ac", "\xc3\xa2\xe2\u201a\xac\xe2\u201e\xa2"),
    *("\x93", "\x94", "\xd0\xbc\xd0\xb8", "\xc5\u201c", "\ufffd", "\u201d", "\u201c", "\xab"),
    *("\ufb01", "\ufb03", "\uff0c", "\uff0e", "\u3002", ".", ",", "!", "--", "-", " - ", "..."),
    *("\u2014", "@", "1", "\x0c", "\xbb", "\u20ac", "\U000e0041", "office"),
)
WORDS = st.sampled_from(PARTS)
TEXTS = st.lists(WORDS, max_size=14).map("".join)


def document(
    *texts: str, protected: tuple[tuple[int, int], ...] = (), form: str = "text"
) -> Document:
    source, blocks = "", []
    for text in texts:
        start = len(source)
        block = Block(
            Kind.PARAGRAPH, text, (Piece(0, start, len(text)),), (start, start + len(text))
        )
        blocks.append(block._replace(protected=protected))
        source += text + "\n\n"
    return Document("", source, form, tuple(blocks))


def mend(given: Document, filter: Any) -> tuple[Document, list[Finding]]:
    found = settle(given, filter.find(given), filter=filter.name, rules=filter.rules)
    return apply(given, found), found


@pytest.mark.parametrize("name", FILTERS)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(first=TEXTS, second=TEXTS, form=st.sampled_from(["text", "markdown", "html"]))
def test_second_pass_changes_nothing(name: str, first: str, second: str, form: str) -> None:
    once, _ = mend(document(first, second, form=form), FILTERS[name])
    _, found = mend(once, FILTERS[name])
    assert not [finding for finding in found if finding.action is not Action.NOTE]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(first=TEXTS, second=TEXTS)
def test_second_pass_of_all_changes_nothing(first: str, second: str) -> None:
    given = document(first, second)
    for filter in REPAIR:
        given, _ = mend(given, filter)
    for filter in REPAIR:
        _, found = mend(given, filter)
        assert not [finding for finding in found if finding.action is not Action.NOTE]


@pytest.mark.parametrize("name", FILTERS)
@settings(max_examples=100, deadline=None, derandomize=True)
@given(before=TEXTS, middle=TEXTS.filter(len), after=TEXTS)
def test_protected_text_stays(name: str, before: str, middle: str, after: str) -> None:
    start, end = len(before), len(before) + len(middle)
    given = document(before + middle + after, protected=((start, end),))
    mended, _ = mend(given, FILTERS[name])
    (kept,) = mended.blocks[0].protected
    assert mended.blocks[0].text[slice(*kept)] == middle


@pytest.mark.parametrize("name", FILTERS)
@given(text=st.text())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text_is_survived(name: str, text: str) -> None:
    mend(document(text), FILTERS[name])


@pytest.mark.parametrize("name", FILTERS)
def test_code_is_left_alone(name: str) -> None:
    block = Block(Kind.CODE, "a  b\u200b caf\xc3\xa9 -- x...\x00")
    assert not list(FILTERS[name].find(Document("", "", "text", (block,))))


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize(
    "part",
    [
        "word ",
        " ",
        "\xa0",
        "\u200b",
        "\x1b",
        "\u200c\xad",
        "-",
        ".",
        "Ã©t ",
        "é",
        "â€",
        "\u3000a",
        "ﬁ",
    ],
)
def test_a_long_line_ends(name: str, part: str) -> None:
    """A quadratic step would take minutes here."""
    mend(document(part * (15_000 // len(part)), "x"), FILTERS[name])


def test_full_width_signs_among_chinese_take_linear_time() -> None:
    def seconds(count: int) -> float:
        line = document("\u6f22\u5b57 a)\uff0c b\uff0c " * count)
        start = process_time()
        list(Invisible().find(line))
        return process_time() - start

    seconds(100)
    assert seconds(4_000) < 40 * max(seconds(400), 0.001)


def test_suspicion_misses_nothing_that_ftfy_finds() -> None:
    from ftfy.badness import is_bad

    signs = [
        chr(code) for code in (*range(0x80, 0x180), *range(0x386, 0x3CF), *range(0x401, 0x460))
    ]
    signs += "ƒˆˇ˘˛˜†‡‰⌐◊�₧€⁄№∂∆∏∑√∞∩∫≈≠≡≤≥│┌┐└═╬▀▒΄΅‘‚“„•‹˝”›™–—…’ŒœŸ\uf8ff"
    signs += [*"azAZ .,1\n"] * 8
    chance = random.Random(7)
    missed = []
    for _ in range(60_000):
        text = "".join(chance.choices(signs, k=chance.choice((2, 3, 4, 6))))
        if is_bad(text) and not may_be_broken(text):
            missed.append(text)
    assert not missed
