"""What a line must begin with, and hold, to meet a rule: enough to know of most that they do not.

It is known without the rules themselves, so they are not even read for a text of mere prose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from textclean.datafiles import read_data
from textclean.phrases.automaton import State, needs_punctuation
from textclean.phrases.classes import ANY, CAPITAL, CLASSES, INDEX, MULTIPLIERS
from textclean.phrases.index import Index
from textclean.phrases.tiling import needs_no_sign
from textclean.phrases.words import is_word
from textclean.startup.records import NamedTuple


class Beginnings(NamedTuple):
    """How the patterns of some rules begin."""

    openings: dict[str, str]
    """What may be the first word, and for each what may be the second, blanks between: words as
    folded, and the symbols of classes.  `ANY` stands where the rest of the line does not matter.
    Few of them are ever asked for: as sets they took most of the time of reading."""
    after_names: frozenset[str]
    """Words one of which stands between blanks in every line that begins with a name as a pattern
    asks for one."""
    later: tuple[str, ...]
    """Regular expressions for folded text: how patterns begin that need not begin their line."""
    ends: frozenset[str]
    """Symbols of what a line ends with to meet one of these."""
    needs_mark: bool
    """None of these can do without a punctuation token."""

    @classmethod
    def of(cls, index: Index) -> Beginnings:
        """Return the beginnings of the rules of an index."""
        table = index.anchored
        return cls(
            {
                symbol: " ".join(sorted(set(_following(index, target))))
                for symbol, target in table[0][0].items()
                if is_word(symbol)
            },
            frozenset(_after_names(table)),
            tuple(_later(index.floating)),
            frozenset(_last(index)),
            needs_punctuation(index.floating),
        )

    @classmethod
    def merged(cls, several: Sequence[Beginnings]) -> Beginnings:
        """Return what holds for the rules of several indexes."""
        openings: dict[str, str] = {}
        for one in several:
            for symbol, seconds in one.openings.items():
                known = openings.get(symbol)
                openings[symbol] = f"{known} {seconds}" if known else seconds
        return cls(
            openings,
            frozenset().union(*(one.after_names for one in several)),
            tuple(part for one in several for part in one.later),
            frozenset().union(*(one.ends for one in several)),
            all(one.needs_mark for one in several),
        )


def _following(index: Index, start: int) -> Iterable[str]:
    """Yield the symbols of the words that may come next; punctuation may stand between."""
    seen = {start}
    waiting = [start]
    while waiting:
        edges, accepted = index.anchored[waiting.pop()]
        entries = [index.entries[rule] for rule in accepted]
        if any(entry.mode == "start" or needs_no_sign(entry) for entry in entries):
            yield ANY
        for symbol, target in edges.items():
            if is_word(symbol):
                yield symbol
            elif target not in seen:
                seen.add(target)
                waiting.append(target)


def _after_names(table: Sequence[State]) -> Iterable[str]:
    """Yield the words bare and with marks, one of which must follow where a name begins."""
    target = table[0][0].get(CAPITAL)
    seen = {target}
    waiting = [] if target is None else [target]
    while waiting:
        for word, following in table[waiting.pop()][0].items():
            if word in CLASSES:
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
            elif is_word(word) and word not in MULTIPLIERS:
                yield from (word, f"{word}:", f"{word}.")


def _later(table: Sequence[State]) -> Iterable[str]:
    """Yield a regular expression for each first token of a pattern, and what may be its second."""
    for symbol, target in sorted(table[0][0].items()):
        following, accepted = table[target]
        seconds = sorted(map(re.escape, following))
        if symbol in CLASSES or accepted or not CLASSES.isdisjoint(following):
            seconds = [""]
        first = "" if symbol in CLASSES else re.escape(symbol)
        yield f"{first}[\\W_]*(?:{'|'.join(seconds)})"


def _last(index: Index) -> Iterable[str]:
    """Yield the symbols of the words with which a pattern that may begin later can end."""
    table = index.floating
    final = {state for state, (_, accepted) in enumerate(table) if accepted}
    if any(index.entries[rule].mode == "part" for state in final for rule in table[state][1]):
        yield ANY
    grown = True
    while grown:
        before = {
            state
            for state, (edges, _) in enumerate(table)
            if any(target in final and not is_word(symbol) for symbol, target in edges.items())
        }
        grown = not before <= final
        final |= before
    for edges, _ in table:
        for symbol, target in edges.items():
            if target in final and is_word(symbol):
                yield symbol


def dump_beginnings(indexes: Mapping[str, Index]) -> str:
    """Return the file of the beginnings by language: a line each, as most texts need but two."""
    return "".join(
        f"{language}\t{_row(Beginnings.of(index))}\n" for language, index in indexes.items()
    )


def _row(beginnings: Beginnings) -> str:
    fields = (
        dict(sorted(beginnings.openings.items())),
        sorted(beginnings.after_names),
        beginnings.later,
        sorted(beginnings.ends),
        beginnings.needs_mark,
    )
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    lines = read_data(INDEX, "beginnings.txt").splitlines()
    return {language: row for language, _, row in (line.partition("\t") for line in lines)}


def load_beginnings(language: str) -> Beginnings | None:
    """Return those of the built-in rules of a language (`any`: of no language), or None."""
    row = _rows().get(language)
    if row is None:
        return None
    openings, after_names, later, ends, needs_mark = json.loads(row)
    return Beginnings(
        openings,
        frozenset(after_names),
        tuple(later),
        frozenset(ends),
        needs_mark,
    )
