"""The compiled rules: one JSON file a language, loaded when a text needs it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from textclean.phrases.automaton import (
    DateWords,
    State,
    build_table,
    may_begin,
    walk,
)
from textclean.phrases.rules import PhraseRule
from textclean.phrases.words import Words, split_words


class Entry(NamedTuple):
    """What a match needs to know of its rule."""

    id: str
    category: str
    mode: str
    position: str
    longest: int
    marked: tuple[str, ...]
    """The rule's patterns that mark a part."""


class PhraseMatch(NamedTuple):
    """A rule that a line meets."""

    rule: str
    category: str
    position: str
    whole: bool
    """The pattern covers the whole line."""
    first: int
    """Token where it begins."""
    end: int
    """Token after the last."""
    marked: tuple[str, ...] = ()

    @property
    def drops(self) -> bool:
        """Whether the match stands for the whole line: it covers it or begins it as it should."""
        return self.whole or self.first == 0


class Index(NamedTuple):
    """The rules of one language as two tables."""

    entries: tuple[Entry, ...]
    anchored: list[State]
    """Patterns that begin with the line."""
    floating: list[State]
    """Patterns that may begin at any word."""

    @classmethod
    def build(cls, rules: Sequence[PhraseRule]) -> Index:
        """Return the index of rules.

        Raises:
            PatternError: a pattern makes no sense.
        """
        entries = []
        anchored: list[tuple[int, str]] = []
        floating: list[tuple[int, str]] = []
        for number, rule in enumerate(rules):
            marked = tuple(pattern for pattern in rule.patterns if "<" in pattern)
            entries.append(
                Entry(rule.id, rule.category, rule.mode, rule.position, rule.longest, marked)
            )
            tables = anchored if rule.mode in ("whole", "start") else floating
            tables += [(number, pattern) for pattern in rule.patterns]
        return cls(tuple(entries), build_table(anchored), build_table(floating))

    def dump(self) -> str:
        """Return the index as JSON, one state a line, so that a change shows in a diff."""
        compact = {"ensure_ascii": False, "separators": (",", ":")}

        def rows(items: Sequence[Any]) -> str:
            return "[\n" + ",\n".join(json.dumps(item, **compact) for item in items) + "\n]"  # type: ignore[arg-type]

        return (
            f'{{"entries":{rows(self.entries)},\n"anchored":{rows(self.anchored)},'
            f'\n"floating":{rows(self.floating)}}}\n'
        )

    @classmethod
    def parse(cls, text: str) -> Index:
        """Return the index that `dump` wrote."""
        data = json.loads(text)
        entries = tuple(
            Entry(entry[0], entry[1], entry[2], entry[3], entry[4], tuple(entry[5]))
            for entry in data["entries"]
        )
        return cls(entries, data["anchored"], data["floating"])

    def may_match_start(self, words: Words) -> bool:
        """Tell whether a line that begins with these words, and goes on, may meet a pattern."""
        return may_begin(self.anchored, words, date_words(), self._may_stop_early)

    def _may_stop_early(self, rule: int) -> bool:
        return self.entries[rule].mode == "start"

    def match(
        self, words: Words, *, anchored: bool = True, floating: bool = True
    ) -> list[PhraseMatch]:
        """Return the rules that a line meets, each once, the longest stretch of each.

        `anchored` and `floating` say which tables are worth a look.
        """
        if words.last < 0:
            return []
        dates = date_words()
        best: dict[int, tuple[int, int]] = {}
        for table, begins_later in ((self.anchored, False), (self.floating, True)):
            if len(table) == 1 or not (floating if begins_later else anchored):
                continue
            start_words, start_classes, _ = table[0]
            if begins_later and not start_classes and start_words.keys().isdisjoint(words.folded):
                continue
            for number, first, end in walk(table, words, dates, floating=begins_later):
                entry = self.entries[number]
                if entry.mode in ("whole", "end") and end <= words.last:
                    continue
                if words.total > entry.longest:
                    continue
                if number not in best or end - first > best[number][1] - best[number][0]:
                    best[number] = (first, end)
        matches = []
        for number, (first, end) in best.items():
            entry = self.entries[number]
            whole = first == 0 and end > words.last
            matches.append(
                PhraseMatch(
                    entry.id, entry.category, entry.position, whole, first, end, entry.marked
                )
            )
        return matches


FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "phrases")  # noqa: PTH118, PTH120
# To import pathlib costs a pipe 7 ms.
INDEX = os.path.join(FOLDER, "index")  # noqa: PTH118
"""The folder of the compiled files, beside the TOML."""


def read_data(*names: str) -> str:
    """Return the text of a data file."""
    with open(os.path.join(*names), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        return file.read()


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have built-in rules."""
    names = (os.path.splitext(name) for name in sorted(os.listdir(INDEX)))  # noqa: PTH122, PTH208
    return tuple(name for name, suffix in names if suffix == ".json" and name != "any")


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """Return the words of dates of all languages."""
    names, particles = read_data(INDEX, "date_words.txt").splitlines()
    return DateWords(frozenset(names.split("\t")), frozenset(particles.split("\t")))


def folded_date_words() -> str:
    """Return the words of dates as their compiled file holds them: names, and particles, a line."""
    lines = [line for line in read_data(FOLDER, "date_words.txt").splitlines() if line[:1] != "#"]
    parts = [line.partition("|") for line in lines]
    return "".join(
        "\t".join(sorted(set(split_words(" ".join(part[side] for part in parts)).folded))) + "\n"
        for side in (0, 2)
    )


@lru_cache(maxsize=64)
def load_index(language: str) -> Index | None:
    """Return the built-in index of a language (`any` for the rules of no language), or None."""
    if language != "any" and language not in languages():
        return None
    return Index.parse(read_data(INDEX, f"{language}.json"))


@lru_cache(maxsize=16)
def load_own(path: str) -> Index:
    """Return the index of a user's rule file.

    Raises:
        InputError, ConfigError, PatternError: see `load_rules` and `Index.build`.
    """
    from textclean.phrases.rules import load_rules

    return Index.build(load_rules(path))
