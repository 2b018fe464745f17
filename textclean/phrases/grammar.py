"""Patterns of words: what people write in a rule, and the automaton it stands for.

    this (content|video) is not available in your (region|country)
    {number} comments                 [view] {number} comments
    by <{name}>                       sign up for ... newsletter

- Words match whatever their case and accents; punctuation in the text is stepped over, unless the
  pattern names it (`photo :`, `©`, escaped `\\(`, `\\|`).
- `(a|b c)` is one of several, `[a|b]` one of several or nothing.
- `{number}` is `3`, `1,204`, `1.2K`; `{name}` one or more capitalised words with the little words
  between them (`Ana de Luca and AP`); `{date}` numbers with the names of months and days in any
  language; `{word}` any one word; `...` any words or none.
- `<...>` marks the part that a rule is about: the name in a byline.

There is no repetition but in these classes, so an automaton is as small as its pattern, and a line
is matched in one pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from textclean.errors import UsageError
from textclean.phrases.classes import (
    ANY,
    CAPITAL,
    CLOSE,
    DATE_NAME,
    DATE_NUMBER,
    DATE_PARTICLE,
    FULL_DATE,
    MULTIPLIERS,
    NUMBER,
    OPEN,
    PARTICLE,
    Words,
)
from textclean.startup.lazy import lazy_compile

_PART = lazy_compile(r"\.\.\.|\{\w*\}|[()\[\]|<>]|\\[()|\[\]]|[^()\[\]|<>{}\\.]+|.", re.DOTALL)
_IGNORED = ".,;'\"/\N{RIGHT SINGLE QUOTATION MARK}"
"""Punctuation that a pattern may have and no match asks for."""


@dataclass(slots=True)
class Automaton:
    """Edges by state: `(symbol, target)`; an empty symbol (or a mark) takes no word."""

    edges: list[list[tuple[str, int]]] = field(default_factory=list)

    def add(self) -> int:
        """Return a new state."""
        self.edges.append([])
        return len(self.edges) - 1

    def join(self, source: int, symbol: str, target: int) -> None:
        """Add an edge."""
        self.edges[source].append((symbol, target))


class PatternError(UsageError):
    """A pattern that makes no sense; the message has the pattern and what is wrong with it."""


@dataclass(slots=True)
class _Group:
    opener: str
    start: int
    end: int
    at: int
    """The state that the current alternative has come to."""


_CLOSERS = {")": "(", "]": "[", ">": "<"}


def compile_into(automaton: Automaton, start: int, pattern: str) -> int:
    """Add a pattern to an automaton, from a state of it, and return the state where it ends.

    Raises:
        PatternError: unbalanced brackets, an unknown class, no word at all.
    """
    groups = [_Group("", start, automaton.add(), start)]
    solid = False
    for part in _PART.findall(pattern):
        group = groups[-1]
        if part in "([<":
            outer = automaton.add()
            inner = automaton.add()
            automaton.join(group.at, OPEN if part == "<" else "", inner)
            groups.append(_Group(part, inner, outer, inner))
        elif part in ")]>":
            if group.opener != _CLOSERS[part]:
                raise PatternError(f"{pattern}: {part} closes nothing")
            groups.pop()
            automaton.join(group.at, CLOSE if part == ">" else "", group.end)
            if part == "]":
                automaton.join(group.start, "", group.end)
            groups[-1].at = group.end
        elif part == "|":
            if group.opener not in ("(", "["):
                raise PatternError(f"{pattern}: | stands outside brackets")
            automaton.join(group.at, "", group.end)
            group.at = group.start
        elif part == "...":
            group.at = _loop(automaton, group.at, ANY)
        elif part.startswith("{"):
            group.at = _add_class(automaton, group.at, part[1:-1], pattern)
            solid = True
        else:
            words = Words(f" {part.removeprefix(chr(92))} ").folded
            for piece in part.split():
                if piece.strip(_IGNORED) and not Words(f" {piece.lstrip(chr(92))} ").folded:
                    raise PatternError(f"{pattern}: nothing can match {piece}")
            for word in words:
                following = automaton.add()
                automaton.join(group.at, word, following)
                group.at = following
                solid = True
    if len(groups) > 1:
        raise PatternError(f"{pattern}: {groups[-1].opener} is not closed")
    if not solid:
        raise PatternError(f"{pattern}: a pattern needs at least one word")
    automaton.join(groups[0].at, "", groups[0].end)
    return groups[0].end


def _loop(automaton: Automaton, source: int, symbol: str) -> int:
    state = automaton.add()
    automaton.join(source, "", state)
    automaton.join(state, symbol, state)
    return state


def _add_class(automaton: Automaton, source: int, name: str, pattern: str) -> int:
    if name == "word":
        state = automaton.add()
        automaton.join(source, ANY, state)
        return state
    if name == "number":
        state, multiplied = automaton.add(), automaton.add()
        automaton.join(source, NUMBER, state)
        automaton.join(state, NUMBER, state)
        for word in MULTIPLIERS:
            automaton.join(state, word, multiplied)
        automaton.join(state, "", multiplied)
        return multiplied
    if name == "name":
        between, state = automaton.add(), automaton.add()
        automaton.join(source, CAPITAL, state)
        automaton.join(state, CAPITAL, state)
        automaton.join(state, PARTICLE, between)
        automaton.join(between, PARTICLE, between)
        automaton.join(between, CAPITAL, state)
        return state
    if name == "date":
        return _add_date(automaton, source)
    known = "{number}, {name}, {date}, {word}"
    raise PatternError(f"{pattern}: there is no class {{{name}}}", hint=f"known: {known}")


def _add_date(automaton: Automaton, source: int) -> int:
    """Add what a date is: a number with a name, three numbers, or one such as `03.02.2020`.

    Three numbers without a name, and a time behind them, are those of a date only where each of
    them may be: `020 7946 0018` is a telephone's.
    """
    end = automaton.add()
    states = {(numbers, named): automaton.add() for numbers in range(4) for named in (0, 1)}
    automaton.join(source, "", states[0, 0])
    for (numbers, named), state in states.items():
        symbol = NUMBER if named else DATE_NUMBER
        automaton.join(state, symbol, states[min(numbers + 1, 3), named])
        automaton.join(state, DATE_NAME, states[numbers, 1])
        automaton.join(state, DATE_PARTICLE, state)
        automaton.join(state, FULL_DATE, states[3, 1])
        if numbers == 3 or (numbers and named):
            automaton.join(state, "", end)
    return end
