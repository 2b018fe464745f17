"""Phrase rules as data: reading them from TOML, and holding each to its own examples."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from textclean.errors import ConfigError, near_name
from textclean.rulefiles import read_tables
from textclean.startup.records import NamedTuple

MODES = ("whole", "start", "end", "part")
"""Where in its line a pattern stands."""
POSITIONS = ("anywhere", "edges", "head", "tail", "inside")
"""Where in a text a match is trusted by itself. `edges` is head or tail; `inside` is nowhere:
it needs the consent of what else is known about the line."""
DEFAULT_LONGEST = 40
"""Words of the longest line a pattern with gaps or names may match, unless its rule says else."""


class PhraseRule(NamedTuple):
    """One rule: patterns for one thing that stands on pages, in one language."""

    id: str
    """`LANGUAGE/what-it-is`, unique."""
    category: str
    language: str
    """A primary language tag, or `*` for any."""
    patterns: tuple[str, ...]
    mode: str
    position: str
    longest: int
    changes: tuple[str, ...]
    stays: tuple[str, ...]


class Problem(NamedTuple):
    """What is wrong with a rule: its id and a sentence."""

    rule: str
    message: str


_KEYS = frozenset(
    {"id", "category", "language", "pattern", "match", "position", "longest", "changes", "stays"}
)


def load_rules(path: str | os.PathLike[str]) -> list[PhraseRule]:
    """Return the rules of a TOML file: its `[[rules]]` tables, whatever else it holds.

    A top-level `language` is that of all rules that name none, else `*`.

    Raises:
        InputError: the file cannot be read.
        ConfigError: it is not TOML, or a rule lacks something or has a key nobody knows.
    """
    tables, data = read_tables(path)
    return rules_from(tables, str(data.get("language", "*")), os.fspath(path))


def rules_from(
    tables: Iterable[Mapping[str, Any]], language: str = "*", where: str = ""
) -> list[PhraseRule]:
    """Return the rules that tables (as TOML gives them) describe.

    Raises:
        ConfigError: a rule lacks something or has a key nobody knows.
    """
    return [_rule(table, language, where) for table in tables]


def _rule(table: Mapping[str, Any], language: str, where: str) -> PhraseRule:
    name = str(table.get("id", ""))
    if not name:
        raise ConfigError("a rule needs an id", hint='id = "my-banner"', where=where)
    for key in table:
        if key not in _KEYS:
            raise ConfigError(
                f"the rule {name} has an unknown key: {key}",
                hint=near_name(key, _KEYS),
                where=where,
            )
    language = str(table.get("language", language)).lower()
    patterns = _strings(table, "pattern", name, where)
    if not patterns:
        raise ConfigError(f"the rule {name} needs a pattern", where=where)
    mode = _choice(table, "match", MODES, "whole", name, where)
    position = _choice(table, "position", POSITIONS, "edges", name, where)
    longest = table.get("longest", DEFAULT_LONGEST)
    if not isinstance(longest, int) or isinstance(longest, bool) or longest < 1:
        raise ConfigError(
            f"the rule {name}: `longest` must be a number of words, not {longest!r}", where=where
        )
    prefix = "any" if language == "*" else language
    return PhraseRule(
        name if "/" in name else f"{prefix}/{name}",
        str(table.get("category", name.partition("-")[0])),
        language,
        patterns,
        mode,
        position,
        longest,
        _strings(table, "changes", name, where),
        _strings(table, "stays", name, where),
    )


def _strings(table: Mapping[str, Any], key: str, name: str, where: str) -> tuple[str, ...]:
    value = table.get(key, ())
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ConfigError(f"the rule {name}: `{key}` must be a string or a list of them", where=where)


def _choice(
    table: Mapping[str, Any],
    key: str,
    choices: tuple[str, ...],
    default: str,
    name: str,
    where: str,
) -> str:
    value = table.get(key, default)
    if value not in choices:
        raise ConfigError(
            f"the rule {name}: `{key}` cannot be {value!r}",
            hint=near_name(str(value), choices),
            where=where,
        )
    return str(value)


def all_rules() -> list[PhraseRule]:
    """Return every built-in rule, read from its TOML (not from the index), by language and id."""
    from textclean.phrases.classes import FOLDER

    names = sorted(name for name in os.listdir(FOLDER) if name.endswith(".toml"))  # noqa: PTH208
    return [rule for name in names for rule in load_rules(os.path.join(FOLDER, name))]  # noqa: PTH118


def check_rules(rules: Iterable[PhraseRule]) -> list[Problem]:
    """Return what is wrong with rules: ids given twice, bad patterns, examples that fail.

    Each rule needs an example line that it matches and a look-alike that it leaves alone.
    """
    return list(_problems(list(rules)))


def _problems(rules: list[PhraseRule]) -> Iterator[Problem]:
    from textclean.phrases.classes import ANY, Words
    from textclean.phrases.grammar import PatternError
    from textclean.phrases.index import Index

    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield Problem(rule.id, "its id is given twice")
        seen.add(rule.id)
        if not rule.changes:
            yield Problem(rule.id, "needs an example that changes")
        if not rule.stays:
            yield Problem(rule.id, "needs a look-alike that stays")
        try:
            index = Index.build([rule])
        except PatternError as error:
            yield Problem(rule.id, str(error))
            continue
        if any(ANY in table[0][0] for table in (index.anchored, index.floating)):
            yield Problem(rule.id, 'may begin with any word: use match = "part" or "end" instead')
        for line in rule.changes:
            if not index.match(Words(line)):
                yield Problem(rule.id, f"does not match its example: {line}")
        for line in rule.stays:
            if index.match(Words(line)):
                yield Problem(rule.id, f"matches what must stay: {line}")
