"""Every rule's own examples, and the tables of cases in `fixtures/rules`.

A row runs through its filter alone, and one of a repair filter through all of these; what must stay
must stay in both.  Rows known to fail stand in `known-failures.json` and must go on failing.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from textclean.api import clean
from textclean.errors import PluginError
from textclean.finding import Action, Rule
from textclean.plugins import BUILT_IN, Found
from textclean.presets import REPAIR

RULES = Path(__file__).parent.parent / "fixtures" / "rules"
STEMS = frozenset(path.stem for path in RULES.glob("*.json"))
NO_FILTERS: dict[str, tuple[str, ...]] = {"none": ()}
TABLES = sorted(path for path in RULES.glob("*.json") if path.stem != "known-failures")


def built_in_filters() -> list[Any]:
    kinds = []
    for name, target in BUILT_IN["filters"].items():
        try:
            kinds.append(Found("filters", name, target, "textclean").load())
        except PluginError as error:
            if not isinstance(error.__cause__, ModuleNotFoundError):
                raise
    return kinds


FILTERS = {kind.name: kind for kind in built_in_filters()}
ALL_RULES = [(kind.name, rule) for kind in FILTERS.values() for rule in kind.rules]


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


@cache
def known_failures() -> frozenset[str]:
    path = RULES / "known-failures.json"
    return frozenset(f"{row['filter']}: {row['label']}" for row in rows(path))


def cases() -> list[Any]:
    found = []
    for path in TABLES:
        for row in rows(path):
            name = f"{path.stem}: {row['label']}"
            marks = [pytest.mark.xfail(strict=True)] if name in known_failures() else []
            found.append(pytest.param(path.stem, row, id=name, marks=marks))
    return found


def alone(name: str, text: str, *, unsafe: bool = False, **options: Any) -> tuple[str, list[str]]:
    result = clean(
        text,
        source_format="html" if text.startswith("<html>") else "text",
        filters=(name,),
        unsafe=unsafe,
        options={name: options},
    )
    return result.text.removesuffix("\n"), [finding.rule for finding in result.findings]


@pytest.mark.parametrize(("name", "rule"), ALL_RULES, ids=[rule.id for _, rule in ALL_RULES])
def test_examples_of_a_rule_change_and_its_look_alikes_stay(name: str, rule: Rule) -> None:
    for before, after in rule.changes:
        written, found = alone(name, before, unsafe=True)
        assert written == after.removesuffix("\n")
        assert rule.id in found, f"{before!r} gave {found}"
        again, _ = alone(name, written, unsafe=True)
        assert again == written
    for text in rule.stays:
        written, _ = alone(name, text, unsafe=True)
        assert written == untouched(text)


def untouched(text: str) -> str:
    """Return what reading and writing alone make of a text: hard-wrapped lines are joined."""
    form = "html" if text.startswith("<html>") else "text"
    return clean(text, source_format=form, preset="none", presets=NO_FILTERS).text.removesuffix(
        "\n"
    )


@pytest.mark.parametrize(("name", "rule"), ALL_RULES, ids=[rule.id for _, rule in ALL_RULES])
def test_a_rule_is_complete(name: str, rule: Rule) -> None:
    assert rule.id.startswith(f"{name}/")
    assert rule.summary
    # A rule that acts only with an option, or only on what a plain text cannot show, has no
    # example of its own: rows of its filter's table show it.
    assert rule.stays or rule.changes or rule.id in rules_with_rows() or name not in STEMS


@cache
def rules_with_rows() -> frozenset[str]:
    return frozenset(rule for path in TABLES for row in rows(path) for rule in row["rules"])


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for _, rule in ALL_RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_documented(name: str) -> None:
    import sys

    documentation = sys.modules[FILTERS[name].__module__].__doc__ or ""
    for heading in ("Does", "Leaves alone", "Why", "Source"):
        assert heading in documentation or heading == "Source", f"{heading} is missing"


@pytest.mark.parametrize(("name", "row"), cases())
def test_row(name: str, row: dict[str, Any]) -> None:
    options = row.get("options", {})
    written, found = alone(name, row["before"], **options)
    assert written == row["after"]
    assert sorted(set(found)) == sorted(set(row["rules"]))
    again = clean(written, source_format="text", filters=(name,), options={name: options})
    assert not [f for f in again.findings if f.action is not Action.NOTE]
    if name in REPAIR and not options:
        loaded = tuple(repair for repair in REPAIR if repair in FILTERS)
        chain = clean(row["before"], source_format="text", filters=loaded)
        if row["before"] == row["after"]:
            mine = [f for f in chain.findings if f.filter == name and f.action is not Action.NOTE]
            assert not mine
        else:
            assert {f.rule for f in chain.findings} >= set(row["rules"]) - set(row.get("alone", ()))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_holds_as_many_traps_as_changes(path: Path) -> None:
    table = rows(path)
    labels = [row["label"] for row in table]
    assert len(labels) == len(set(labels))
    stays = sum(row["before"] == row["after"] for row in table)
    assert stays * 2 >= len(table)
    ids = {rule.id for rule in FILTERS[path.stem].rules}
    assert {rule for row in table for rule in row["rules"]} <= ids


def test_known_failures_are_rows() -> None:
    names = {f"{path.stem}: {row['label']}" for path in TABLES for row in rows(path)}
    assert known_failures() <= names
