"""The built-in phrase rules: each against its own examples, and the index against the TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from textclean.errors import ConfigError, InputError
from textclean.phrases.build import compiled
from textclean.phrases.index import INDEX, Index
from textclean.phrases.matcher import match_text
from textclean.phrases.rules import all_rules, check_rules, load_rules
from textclean.phrases.tiling import BAR


def test_every_rule_does_what_its_examples_say() -> None:
    assert [f"{problem.rule}: {problem.message}" for problem in check_rules(all_rules())] == []


@pytest.mark.parametrize("before", ["", '"', "\N{LEFT DOUBLE QUOTATION MARK}"])
def test_quick_look_at_a_line_misses_no_rule(before: str) -> None:
    missed = [
        line
        for rule in all_rules()
        if rule.category != BAR
        for line in rule.changes
        if rule.id not in {match.rule for match in match_text(before + line, (rule.language, "en"))}
    ]
    assert missed == []


def test_words_of_bars_match_beside_others_only() -> None:
    for rule in all_rules():
        if rule.category == BAR:
            one, other = rule.changes
            assert rule.id not in {match.rule for match in match_text(one, (rule.language, "en"))}
            assert match_text(f"{one} | {other} | {one}", (rule.language, "en"))


@pytest.mark.parametrize(
    ("line", "language"), [("Back to Blog", "en"), ("Zurück zur Übersicht", "de")]
)
def test_way_back_heads_no_list_of_related_pages(line: str, language: str) -> None:
    categories = {match.category for match in match_text(line, (language,)) if match.whole}
    assert categories == {"navigation"}


def test_index_is_what_the_toml_says() -> None:
    written = {path.name: path.read_text("utf-8") for path in Path(INDEX).iterdir()}
    assert written == compiled(), "run python -m textclean.phrases.build"


def test_index_survives_its_file() -> None:
    index = Index.build([rule for rule in all_rules() if rule.language == "de"])
    assert Index.parse(index.dump()) == index


def test_own_rules_are_read_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[quotes]\nstyle = "keep"\n[[rules]]\nid = "shop"\npattern = "visit our [big] shop"\n'
        'changes = ["Visit our shop!", "Visit our old shop"]\nstays = ["Visit our big shop"]\n'
    )
    (rule,) = load_rules(path)
    assert (rule.id, rule.category, rule.language, rule.mode) == ("any/shop", "shop", "*", "whole")
    assert [problem.message for problem in check_rules([rule])] == [
        "does not match its example: Visit our old shop",
        "matches what must stay: Visit our big shop",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[rules]]\npattern = "a"\n', "needs an id"),
        ('[[rules]]\nid = "a"\n', "needs a pattern"),
        ('[[rules]]\nid = "a"\npattern = "b"\nmach = "whole"\n', "unknown key: mach"),
        ('[[rules]]\nid = "a"\npattern = "b"\nmatch = "hole"\n', "cannot be 'hole'"),
        ('[[rules]]\nid = "a"\npattern = "b"\nlongest = "x"\n', "number of words"),
        ('[[rules]]\nid = "a"\npattern = 3\n', "must be a string"),
        ("rules = 3\n", "list of tables"),
        ("rules =\n", "not valid TOML"),
    ],
)
def test_broken_rule_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_rules(path)


def test_missing_rule_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_rules(tmp_path / "none.toml")


def test_what_is_wrong_with_a_rule_is_said(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[rules]]\nid = "a"\npattern = "b (c"\n[[rules]]\nid = "a"\npattern = "... b"\n'
        'changes = "x b"\nstays = "c"\n'
    )
    messages = [problem.message for problem in check_rules(load_rules(path))]
    assert messages[:3] == [
        "needs an example that changes",
        "needs a look-alike that stays",
        "b (c: ( is not closed",
    ]
    assert messages[3] == "its id is given twice"
    assert messages[4].startswith("may begin with any word")


RULE = '[[rules]]\nid = "shop"\npattern = "visit our shop"\nposition = "anywhere"\n'
SHOP = (
    "Storm\n\nThe harbour stayed shut on Monday, after a night of gales at sea.\n\n"
    "Visit our shop!\n"
)


def test_rules_of_a_configuration_apply(tmp_path: Path) -> None:
    from textclean.cli.settings import Chooser

    (tmp_path / "textclean.toml").write_text(RULE)
    cleaner = Chooser({}).cleaner(tmp_path / "text.txt")
    assert "shop" not in cleaner.clean(SHOP).text
