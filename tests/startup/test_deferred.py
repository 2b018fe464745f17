"""A deferred filter finds what the filter itself finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclean import plugins
from textclean.api import Cleaner
from textclean.document import Source
from textclean.phrases.rules import all_rules
from textclean.settings import Settings
from textclean.startup.deferred import MAY_NEED, Deferred

TEXTS = st.text(
    st.sampled_from("ab. \t\n\r,'\"`<>\x0b\x0c\x1f\x7f\x85\xa0\xad\u2019\u200b\ufffd\xe2\u20ac"),
    max_size=20,
)


@pytest.mark.parametrize("name", MAY_NEED)
@settings(deadline=None)
@given(text=TEXTS)
def test_nothing_is_missed(name: str, text: str) -> None:
    document = plugins.load("readers", "text")(text, Source())
    itself = plugins.load("filters", name)()
    assert list(Deferred(name).find(document)) == list(itself.find(document))


def test_no_known_phrase_is_missed() -> None:
    lines = {
        example
        for rule in all_rules()
        for example in (*rule.changes, *rule.stays)
        if "\n" not in example.strip()
    }
    read = plugins.load("readers", "text")
    for name in MAY_NEED:
        itself = plugins.load("filters", name)()
        for line in lines:
            document = read(line, Source())
            if not MAY_NEED[name](line):
                assert not list(itself.find(document)), (name, line)


def test_plain_text_loads_none_of_them() -> None:
    cleaner = Cleaner(Settings(preset="standard"))
    cleaner.clean("Plain text.\n")
    deferred = [
        step.filter for step in cleaner.chain("").steps if isinstance(step.filter, Deferred)
    ]
    assert {filter.name for filter in deferred} == set(MAY_NEED)
    assert not any("_filter" in vars(filter) for filter in deferred)
