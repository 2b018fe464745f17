"""A paragraph with its marks read: which pair, which stand alone, which are apostrophes."""

from __future__ import annotations

from textclean.quotes.costs import APOSTROPHE_CLOSE, CLOSE, OPEN, OPEN_APOSTROPHE, Habits
from textclean.quotes.pairing import read_roles
from textclean.quotes.tokens import Token, Words, read_tokens
from textclean.startup.records import NamedTuple


class Reading(NamedTuple):
    """What the marks of a paragraph are. Numbers are indices of `tokens`."""

    text: str
    tokens: list[Token]
    roles: list[int]
    kinds: list[str]
    inside: list[int]
    """Offsets of apostrophes between letters."""
    pairs: list[tuple[int, int]]
    unclosed: list[int]
    """Marks that open and are not closed."""
    orphans: list[int]
    """Marks that close what is not open."""
    repeated: list[int]
    """Opening marks that a later line repeats, as poems and letters do."""
    within: set[int]
    """Marks that stand between guillemets."""


def read(text: str, words: Words, habits: Habits, *, reopens: bool) -> Reading:
    """Return the cheapest reading of a text; `reopens`: the next paragraph begins with a mark."""
    tokens, inside = read_tokens(text, words, habits)
    continued = ("s" if habits.single_outside else "d") if reopens else ""
    roles, kinds = read_roles(tokens, continued=continued, single_outside=habits.single_outside)
    reading = Reading(text, tokens, roles, kinds, inside, [], [], [], [], set())
    _match(reading)
    return reading


def _match(reading: Reading) -> None:
    """Fill in the pairs and the marks without a partner."""
    kinds = reading.kinds
    stack: list[int] = []
    for index, role in enumerate(reading.roles):
        if role in (OPEN, OPEN_APOSTROPHE):
            if stack and reading.tokens[index].line_start and kinds[stack[-1]] == kinds[index]:
                reading.repeated.append(stack.pop())
            if "g" in (kinds[other] for other in stack):
                reading.within.add(index)
            stack.append(index)
        elif role in (CLOSE, APOSTROPHE_CLOSE):
            depth = len(stack) - 1
            while depth >= 0 and kinds[stack[depth]] != kinds[index]:
                depth -= 1
            if depth < 0:
                reading.orphans.append(index)
                continue
            reading.unclosed.extend(stack[depth + 1 :])
            reading.pairs.append((stack[depth], index))
            del stack[depth:]
    reading.unclosed.extend(stack)
    reading.unclosed.sort()
