"""Many patterns as one deterministic table, and the walk of a line through it.

A state is `[edges, classes, accepted]`: words to states, class symbols to states, numbers of the
rules whose pattern ends there.  Words are looked up, so the number of rules costs nothing; a word
may follow its own edge and those of its classes, so a walk is in a few states at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from textclean.phrases.grammar import (
    ANY,
    CAPITAL,
    CLOSE,
    DATE_NAME,
    DATE_PARTICLE,
    FULL_DATE,
    NUMBER,
    OPEN,
    PARTICLE,
    Automaton,
    compile_into,
)
from textclean.phrases.words import PUNCTUATION, Words, fold, is_word

CLASSES = frozenset({NUMBER, CAPITAL, PARTICLE, ANY, DATE_NAME, DATE_PARTICLE, FULL_DATE})
EMPTY = frozenset({"", OPEN, CLOSE})
MAX_STATES = 200_000
"""A rule file that needs more is a mistake: the built-in packs of a language stay under 20,000."""

State = list[Any]
# Words inside a name or between two: of people, agencies, papers.
_PARTICLE_LINES = """
    and with for in at of the from by s d l o
    und mit von vom zu zum zur der den des dei aus für oder
    et avec de du des la le les à pour
    y con del las los el e em com da do dos das di della
    van het ten ter en met op og och i z ja u a un ir
    bin ibn al abu bint
"""
# Agencies that write their own names small.
SMALL_NAMES = frozenset(
    {"dpa", "apa", "sda", "epd", "kna", "dapd", "dts", "ots", "sid", "afp", "pap"}
)
PARTICLES = frozenset(fold(word) for word in _PARTICLE_LINES.split())


def build_table(patterns: Iterable[tuple[int, str]]) -> list[State]:
    """Return the table for patterns with the numbers of their rules. State 0 is the start."""
    automaton = Automaton()
    start = automaton.add()
    accepted: dict[int, int] = {}
    for number, pattern in patterns:
        begin = automaton.add()
        automaton.join(start, "", begin)
        accepted[compile_into(automaton, begin, pattern)] = number
    return _merged(_determined(automaton, accepted))


def _closure(automaton: Automaton, states: Iterable[int]) -> frozenset[int]:
    seen = set(states)
    waiting = list(seen)
    while waiting:
        for symbol, target in automaton.edges[waiting.pop()]:
            if symbol in EMPTY and target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen)


def _determined(automaton: Automaton, accepted: dict[int, int]) -> list[State]:
    """Return the subset construction, each class symbol taken as a letter of its own."""
    first = _closure(automaton, [0])
    numbers = {first: 0}
    order = [first]
    table: list[State] = []
    for subset in order:
        moves: dict[str, set[int]] = {}
        for state in subset:
            for symbol, target in automaton.edges[state]:
                if symbol not in EMPTY:
                    moves.setdefault(symbol, set()).add(target)
        edges: dict[str, int] = {}
        classes: dict[str, int] = {}
        for symbol in sorted(moves):
            target_set = _closure(automaton, moves[symbol])
            if target_set not in numbers:
                if len(numbers) >= MAX_STATES:
                    raise ValueError(f"the patterns need more than {MAX_STATES} states")
                numbers[target_set] = len(numbers)
                order.append(target_set)
            (classes if symbol in CLASSES else edges)[symbol] = numbers[target_set]
        table.append(
            [edges, classes, sorted({accepted[state] for state in subset if state in accepted})]
        )
    return table


def _merged(table: list[State]) -> list[State]:
    """Return the table with states that no line can tell apart made one (Moore's refinement)."""
    groups = [0] * len(table)
    count = 1
    while True:
        names: dict[Any, int] = {}
        refined = []
        for old, (edges, classes, accepted) in zip(groups, table, strict=True):
            signature = (
                old,
                tuple((symbol, groups[target]) for symbol, target in edges.items()),
                tuple((symbol, groups[target]) for symbol, target in classes.items()),
                tuple(accepted),
            )
            refined.append(names.setdefault(signature, len(names)))
        groups = refined
        if len(names) == count:
            break
        count = len(names)
    # The first state comes first, the rest in the order of their first member: stable output.
    merged: list[State | None] = [None] * count
    for group, (edges, classes, accepted) in zip(groups, table, strict=True):
        if merged[group] is None:
            merged[group] = [
                {symbol: groups[target] for symbol, target in edges.items()},
                {symbol: groups[target] for symbol, target in classes.items()},
                accepted,
            ]
    return [state for state in merged if state is not None]


class DateWords(NamedTuple):
    """Folded names of months and days, and words that accompany them."""

    names: frozenset[str]
    particles: frozenset[str]


@lru_cache(maxsize=16384)
def classes_of(raw: str, folded: str, dates: DateWords) -> tuple[str, ...]:
    """Return the class symbols that a word answers to."""
    found = [ANY]
    if raw[0].isdigit():
        found.append(NUMBER)
        if folded.count(".") == 2:
            found.append(FULL_DATE)
        return tuple(found)
    if not raw[0].islower() or folded in SMALL_NAMES:
        found.append(CAPITAL)
    if folded in PARTICLES:
        found.append(PARTICLE)
    if folded in dates.names:
        found.append(DATE_NAME)
    if folded in dates.particles:
        found.append(DATE_PARTICLE)
    return tuple(found)


def walk(
    table: Sequence[State],
    words: Words,
    dates: DateWords,
    *,
    floating: bool = False,
) -> list[tuple[int, int, int]]:
    """Return `(rule number, first token, end token)` for each pattern met.

    It starts at the first token, or at every one when `floating`.  A pattern that can end at
    several places is reported at each: the caller knows whether it must reach the line's end.
    """
    found: list[tuple[int, int, int]] = []
    raw, folded = words.raw, words.folded
    start_edges, start_classes, _ = table[0]
    active: dict[int, int] = {} if floating else {0: 0}
    for index in range(len(folded)):
        word = folded[index]
        if floating and 0 not in active and (word in start_edges or start_classes):
            active[0] = index
        if not active:
            if floating:
                continue
            break
        following: dict[int, int] = {}
        solid = word not in PUNCTUATION
        classes: tuple[str, ...] = ()
        for state, begun in active.items():
            edges, class_edges, _ = table[state]
            target = edges.get(word)
            if target is not None and (target not in following or begun < following[target]):
                following[target] = begun
            if not solid:
                # Punctuation that the pattern does not name is stepped over.
                if state and (state not in following or begun < following[state]):
                    following[state] = begun
                elif not state and not floating:
                    following[0] = begun
            elif class_edges:
                if not classes:
                    classes = classes_of(raw[index], word, dates)
                for symbol in classes:
                    target = class_edges.get(symbol)
                    if target is not None and (
                        target not in following or begun < following[target]
                    ):
                        following[target] = begun
        active = following
        for state, begun in active.items():
            for number in table[state][2]:
                found.append((number, begun, index + 1))
    return found


def may_begin(
    table: Sequence[State], words: Words, dates: DateWords, may_stop: Callable[[int], bool]
) -> bool:
    """Tell whether a pattern may go on after the first words of a line, or stops among them.

    `may_stop` says of a rule whether the line may go on behind its pattern.
    """
    active = {0}
    for raw, word in zip(words.raw, words.folded, strict=True):
        following = set()
        solid = word not in PUNCTUATION
        classes: tuple[str, ...] = ()
        for state in active:
            edges, class_edges, _ = table[state]
            target = edges.get(word)
            if target is not None:
                following.add(target)
            if not solid:
                following.add(state)
            elif class_edges:
                if not classes:
                    classes = classes_of(raw, word, dates)
                following.update(class_edges[symbol] for symbol in classes if symbol in class_edges)
        active = following
        if not active:
            return False
        for state in active:
            if any(map(may_stop, table[state][2])):
                return True
    return True


def needs_punctuation(table: Sequence[State]) -> bool:
    """Tell whether every pattern of a table has a punctuation token that must be there."""
    seen = {0}
    waiting = [0]
    while waiting:
        edges, classes, accepted = table[waiting.pop()]
        if accepted:
            return False
        targets = [target for symbol, target in edges.items() if is_word(symbol)]
        for target in (*targets, *classes.values()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return True
