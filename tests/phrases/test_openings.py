"""What the beginning of a line tells of the patterns that it may match."""

from __future__ import annotations

import pytest

from textclean.phrases import openings
from textclean.phrases.classes import Words
from textclean.phrases.index import Index
from textclean.phrases.openings import Opening
from textclean.phrases.rules import rules_from

RULES = Index.build(
    rules_from(
        [
            {"id": "all", "pattern": "read (more|all) : ... here"},
            {"id": "by", "pattern": "by {name} [at sea]"},
            {"id": "more", "pattern": "more about ...", "match": "start"},
        ]
    )
)
OTHERS = Index.build(rules_from([{"id": "other", "pattern": "by sea ... here"}]))
LINES = (
    "Read more",
    "Read more: all of it here",
    "Read on",
    "Read!! all, all of it here",
    "By Ana Marsh at sea",
    "By ana",
    "By sea and land from here",
    "More about",
    "More about the sea, and then much more",
    "More of it",
    "? More about it",
    "!",
    "",
)


@pytest.mark.parametrize("most_known", [0, 2, 5000])
def test_line_that_a_pattern_matches_may_match(
    monkeypatch: pytest.MonkeyPatch, most_known: int
) -> None:
    monkeypatch.setattr(openings, "MOST_KNOWN", most_known)
    opening = Opening.of((RULES, OTHERS))
    for line in LINES * 2:
        words = Words(line)
        matched = RULES.match(words) + OTHERS.match(words)
        assert opening.may_match(words.tokens) or not matched, line


@pytest.mark.parametrize("line", ["Read on", "By ana", "More of it", "? Mores about"])
def test_line_that_goes_on_otherwise_is_told(line: str) -> None:
    assert not Opening.of((RULES, OTHERS)).may_match(Words(line).tokens)


def test_pattern_that_may_end_before_its_line_needs_no_further_look() -> None:
    tokens = iter(Words("More about the sea, and then much more").tokens)
    assert Opening.of((RULES,)).may_match(tokens)
    assert next(tokens)[0] == "the"


def test_part_of_a_line_is_enough_where_lines_are_laid_out_with_several() -> None:
    parts = Index.build(rules_from([{"id": "x", "category": "share", "pattern": "share on sea"}]))
    tokens = Words("Share on sea Copy link").tokens
    assert Opening.of((parts,)).may_match(tokens, tiled=True)
    assert not Opening.of((parts,)).may_match(tokens)
