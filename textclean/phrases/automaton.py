"""Many patterns as one deterministic table, and the walk of a line through it.

A state is `[edges, accepted]`: words and symbols of classes to states, and the numbers of the rules
whose pattern ends there.  Words are looked up, so the number of rules costs nothing; a word may
follow its own edge and those of its classes, so a walk is in a few states at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textclean.phrases.classes import CLOSE, OPEN, Symbols
from textclean.phrases.words import is_word

if TYPE_CHECKING:
    from textclean.phrases.grammar import Automaton

EMPTY = frozenset({"", OPEN, CLOSE})
MAX_STATES = 200_000
"""A rule file that needs more is a mistake: the built-in packs of a language stay under 20,000."""

State = list[Any]
START: dict[int, None] = {0: None}


def build_table(patterns: Iterable[tuple[int, str]]) -> list[State]:
    """Return the table for patterns with the numbers of their rules. State 0 is the start."""
    from textclean.phrases.grammar import Automaton, compile_into

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
        for symbol in sorted(moves):
            target_set = _closure(automaton, moves[symbol])
            if target_set not in numbers:
                if len(numbers) >= MAX_STATES:
                    raise ValueError(f"the patterns need more than {MAX_STATES} states")
                numbers[target_set] = len(numbers)
                order.append(target_set)
            edges[symbol] = numbers[target_set]
        table.append([edges, sorted({accepted[state] for state in subset if state in accepted})])
    return table


def _merged(table: list[State]) -> list[State]:
    """Return the table with states that no line can tell apart made one (Moore's refinement)."""
    groups = [0] * len(table)
    count = 1
    while True:
        names: dict[Any, int] = {}
        refined = []
        for old, (edges, accepted) in zip(groups, table, strict=True):
            signature = (
                old,
                tuple((symbol, groups[target]) for symbol, target in edges.items()),
                tuple(accepted),
            )
            refined.append(names.setdefault(signature, len(names)))
        groups = refined
        if len(names) == count:
            break
        count = len(names)
    # The first state comes first, the rest in the order of their first member: stable output.
    merged: list[State | None] = [None] * count
    for group, (edges, accepted) in zip(groups, table, strict=True):
        if merged[group] is None:
            merged[group] = [
                {symbol: groups[target] for symbol, target in edges.items()},
                accepted,
            ]
    return [state for state in merged if state is not None]


def step(table: Sequence[State], active: Iterable[int], symbols: Symbols) -> dict[int, None]:
    """Return the states that a token leads to, as the keys of a dictionary: in order."""
    following: dict[int, None] = {}
    is_word = len(symbols) > 1
    for state in active:
        edges = table[state][0]
        for symbol in symbols:
            if symbol in edges:
                following[edges[symbol]] = None
        if not is_word:
            # Punctuation that the pattern does not name is stepped over.
            following[state] = None
    return following


def walk(table: Sequence[State], tokens: Iterable[Symbols]) -> list[tuple[int, int, int]]:
    """Return `(rule number, 0, end token)` for each pattern met from the first token on.

    A pattern that can end at several places is reported at each: the caller knows whether it must
    reach the line's end.
    """
    found = []
    active = START
    for end, symbols in enumerate(tokens, 1):
        active = step(table, active, symbols)
        if not active:
            break
        for state in active:
            for number in table[state][1]:
                found.append((number, 0, end))
    return found


def walk_anywhere(table: Sequence[State], tokens: Iterable[Symbols]) -> list[tuple[int, int, int]]:
    """Return `(rule number, first token, end token)` for each pattern met from any token on.

    Where two ways lead to the same state the one that began first stands for both.
    """
    found = []
    starts = table[0][0].keys()
    active: dict[int, int] = {}
    for index, symbols in enumerate(tokens):
        if not starts.isdisjoint(symbols):
            active.setdefault(0, index)
        elif not active:
            continue
        following: dict[int, int] = {}
        for state, begun in active.items():
            edges = table[state][0]
            targets = [edges[symbol] for symbol in symbols if symbol in edges]
            if len(symbols) == 1:
                targets.append(state)
            for target in targets:
                # The start is not kept: the next token is a start of its own.
                if target and (target not in following or begun < following[target]):
                    following[target] = begun
        active = following
        for state, begun in active.items():
            for number in table[state][1]:
                found.append((number, begun, index + 1))
    return found


def needs_punctuation(table: Sequence[State]) -> bool:
    """Tell whether every pattern of a table has a punctuation token that must be there."""
    seen = {0}
    waiting = [0]
    while waiting:
        edges, accepted = table[waiting.pop()]
        if accepted:
            return False
        for symbol, target in edges.items():
            if is_word(symbol) and target not in seen:
                seen.add(target)
                waiting.append(target)
    return True
