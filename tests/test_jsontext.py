"""Objects as JSON are what the standard library makes of them, character for character."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.jsontext import LONG_CHARS, dump_object

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(
    st.dictionaries(st.text(), VALUES | st.text(st.characters(exclude_categories=()), min_size=1))
)
def test_objects_are_written_as_by_the_standard_library(values: dict[str, object]) -> None:
    assert dump_object(values) == json.dumps(values, ensure_ascii=False)


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from('\\"\n\t\r\0'), min_size=1))
def test_long_texts_are_written_as_by_the_standard_library(text: str) -> None:
    values = {"text": text * LONG_CHARS}
    assert dump_object(values) == json.dumps(values, ensure_ascii=False)


@pytest.mark.parametrize("sign", ["\ud800", "\x85", "\u2028", "\x7f", "\x1f", "\N{GRINNING FACE}"])
def test_signs_that_some_writers_escape_are_left(sign: str) -> None:
    values = {"text": "a" * LONG_CHARS + sign}
    assert dump_object(values) == json.dumps(values, ensure_ascii=False)


def test_a_default_speaks_for_values_that_json_does_not_know() -> None:
    values = {"path": {1, 2}.__class__, "long": "x" * LONG_CHARS}
    assert dump_object(values, default=str) == json.dumps(values, default=str, ensure_ascii=False)
