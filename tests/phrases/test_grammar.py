"""What patterns match."""

from __future__ import annotations

import time

import pytest

from textclean.phrases.classes import Words
from textclean.phrases.grammar import PatternError
from textclean.phrases.index import Index
from textclean.phrases.matcher import marked_text
from textclean.phrases.rules import rules_from


def index_of(pattern: str, **keys: object) -> Index:
    return Index.build(rules_from([{"id": "x", "pattern": pattern, **keys}]))


def matches(pattern: str, line: str, **keys: object) -> bool:
    return bool(index_of(pattern, **keys).match(Words(line)))


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("read more", "READ MORE …"),
        ("cafe fermé", "Café fermé!"),
        ("this (content|long video) is [not] here", "This long video is here."),
        ("this (content|long video) is [not] here", "This content is not here."),
        ("{number} comments", "1,204 comments"),
        ("{number} comments", "1.2K comments"),
        ("by {name}", "By Ana de Luca and AP"),
        ("by {name}", "BY ANA MARSH | REUTERS"),
        ("{date}", "Sunday, 2 February 2020"),
        ("{date}", "2020-02-03 10:30"),
        ("{date}", "03.02.2020"),
        ("{date}", "2020年2月3日"),
        ("{date}", "3. 2. 2020 14:12"),
        ("{date}", "2020-02-03 10 h 30"),
        ("sign up for ... newsletter", "Sign up for our big daily newsletter"),
        ("sign up for ... newsletter", "Sign up for newsletter"),
        ("photo : {name}", "Photo: Ana"),
        ("© {name}", "© AFP"),
        ("comments \\( {number} \\)", "Comments (3)"),
        ("このビデオは見られません", "このビデオは見られません。"),
        ("terms and conditions", "Terms & Conditions"),
    ],
)
def test_pattern_matches(pattern: str, line: str) -> None:
    assert matches(pattern, line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("read more", "Read more books"),
        ("read more", "To read more"),
        ("by {name}", "By the river"),
        ("by {name}", "By Ana and"),
        ("photo : {name}", "Photo Ana"),
        ("{date}", "12"),
        ("{date}", "May"),
        ("{date}", "020 7946 0018"),
        ("{date}", "+44 1234 567890"),
        ("{date}", "12 sheep in May fields"),
        ("{number} comments", "many comments"),
        ("read more", ""),
        ("read more", "!?"),
    ],
)
def test_pattern_does_not_match(pattern: str, line: str) -> None:
    assert not matches(pattern, line)


def test_modes_say_where_in_the_line_a_pattern_stands() -> None:
    line = "The harbour. Photo: Ana"
    assert not matches("photo : {name}", line)
    assert matches("photo : {name}", line, match="end")
    assert not matches("the harbour", line)
    assert matches("the harbour", line, match="start")
    assert matches("harbour photo", line, match="part")


def test_longest_line_is_held() -> None:
    assert matches("we ... cookies", "we use many cookies", longest=4)
    assert not matches("we ... cookies", "we use very many cookies", longest=4)


@pytest.mark.parametrize(
    ("pattern", "line", "marked"),
    [
        ("by <{name}>", "By Euronia with AP", "Euronia with AP"),
        ("by <{name}> [{date}]", "By Ana Marsh, 3 May 2020", "Ana Marsh"),
        ("copyright <{name}>", "Copyright  AP Photo/APTN", "AP Photo/APTN"),
        ("[on] <{date}>", "3 May 2020", "3 May 2020"),
    ],
)
def test_marked_part_is_found(pattern: str, line: str, marked: str) -> None:
    (match,) = index_of(pattern).match(Words(line))
    assert marked_text(match, line) == marked


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a (b", "not closed"),
        ("a b)", "closes nothing"),
        ("a (b]", "closes nothing"),
        ("a | b", "outside brackets"),
        ("{nmae}", "no class"),
        ("...", "at least one word"),
        ("", "at least one word"),
        ("a % b", "nothing can match"),
    ],
)
def test_bad_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(PatternError, match=message):
        index_of(pattern)


def test_long_line_takes_linear_time() -> None:
    index = index_of("a ... a ... a ... a ... b", longest=10**9)
    short, long = (Words("a " * count) for count in (2_000, 20_000))
    start = time.process_time()
    index.match(short)
    middle = time.process_time()
    index.match(long)
    assert time.process_time() - middle < 40 * (middle - start) + 0.2
