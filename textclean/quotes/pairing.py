"""The best reading of a paragraph's marks: which open, which close, which are apostrophes.

A mark is not judged by its neighbours alone.  Every reading of the whole paragraph is a walk over
a stack of open quotations, and the cheapest walk wins (Viterbi over the stacks that can stand
open); so a mark that finds no partner is read as an apostrophe.  Time is linear in the number of
marks, as the depth of nesting and the number of readings kept are bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from textclean.quotes.costs import (
    APOSTROPHE_CLOSE,
    CLOSE,
    EXTRA,
    LITERAL,
    OPEN,
    OPEN_APOSTROPHE,
    Option,
)
from textclean.quotes.tokens import Token

DEEPEST: Final = 4
"""Quotations open at once; deeper nesting than three is not found in books."""
KEPT: Final = 10
"""Readings kept after each mark."""
HOPELESS: Final = 11.0
"""How much more than the cheapest a reading may have cost and be kept: it could save two marks
without partners, no more."""
REOPENED: Final = {"d": 5.0, "g": 5.0, "s": 5.0}
"""A mark opens while one of its kind is open: a closing mark is missing."""
UNCLOSED: Final = {"d": 3.5, "g": 3.5, "s": 4.5}
"""A quotation left open at the end of a paragraph, or closed by an outer one."""
MAIN_REOPENED: Final = REOPENED | {"s": 3.0}
MAIN_UNCLOSED: Final = UNCLOSED | {"s": 3.0}
"""The same in a text that has its quotations in single marks: there a mark without a partner is
more likely one that is missing than an apostrophe."""
ORPHAN: Final = 5.0
"""A closing mark without an opening one."""
CONTINUED: Final = 0.4
"""The same when the next paragraph opens again, as dialogue does."""
NONE_LEFT: Final = 3.0
"""Two marks beside each other, and each is taken for one too many."""
OUT_OF_ORDER: Final = 3.0
"""An opening mark right after a closing one, or the other way round, with nothing between."""
_LEFT: Final = Option(LITERAL, "", 0.0)
_OPENING: Final = (OPEN, OPEN_APOSTROPHE)
_CLOSING: Final = (CLOSE, APOSTROPHE_CLOSE)


def read_roles(
    tokens: Sequence[Token], *, continued: str = "", single_outside: bool = False
) -> tuple[list[int], list[str]]:
    """Return the role and the kind of each token in the cheapest reading.

    `continued` is the kind of mark that the next paragraph opens with, if it does.
    """
    chosen = _undisputed(tokens)
    if chosen is None:
        chosen = _cheapest_walk(tokens, continued, single_outside)
    return [option.role for option in chosen], [option.kind for option in chosen]


def _undisputed(tokens: Sequence[Token]) -> list[Option] | None:
    """Return the cheapest option of each token if they make sense together, else None.

    They do where each mark that opens finds its partner and nothing costs extra: then no other
    walk is as cheap.  Among options that cost the same, no more than one may make sense.
    """
    stack: list[str] = []
    chosen: list[Option] = []
    before, last = -1, -1
    for start, end, _, choice, _ in tokens:
        touching = start == before
        before = end
        found = None
        for option in choice[1]:
            role, kind, _ = option
            if role in _OPENING:
                if kind in stack or len(stack) >= DEEPEST or (touching and last == CLOSE):
                    continue
            elif role in _CLOSING and (
                not stack or stack[-1] != kind or (touching and last == OPEN)
            ):
                continue
            if found is not None:
                return None
            found = option
        if found is None:
            return None
        last = found.role
        if last in _OPENING:
            stack.append(found.kind)
        elif last in _CLOSING:
            stack.pop()
        chosen.append(found)
    return None if stack else chosen


def _cheapest_walk(tokens: Sequence[Token], continued: str, single_outside: bool) -> list[Option]:
    reopened = MAIN_REOPENED if single_outside else REOPENED
    unclosed = MAIN_UNCLOSED if single_outside else UNCLOSED
    states: dict[str, tuple[float, Any]] = {"": (0.0, None)}
    before = -1
    for token in tokens:
        touching = token.start == before
        before = token.end
        following: dict[str, tuple[float, Any]] = {}
        for stack, (spent, trail) in states.items():
            last = trail[1].role if touching and trail else -1
            for option in token.choice[0]:
                role, kind, cost = option
                cost += spent
                after = stack
                if role in (OPEN, OPEN_APOSTROPHE):
                    if len(stack) >= DEEPEST:
                        continue
                    if last == CLOSE:
                        cost += OUT_OF_ORDER
                    if token.line_start and stack and stack[-1] == kind:
                        cost += CONTINUED
                    else:
                        if kind in stack:
                            cost += reopened[kind] if stack[-1] == kind else 1.0
                        after = stack + kind
                elif role in (CLOSE, APOSTROPHE_CLOSE):
                    if last == OPEN:
                        cost += OUT_OF_ORDER + 1.0
                    depth = stack.rfind(kind)
                    if depth < 0:
                        cost += ORPHAN
                    else:
                        for inner in stack[depth + 1 :]:
                            cost += unclosed[inner]
                        after = stack[:depth]
                elif role == EXTRA and last == EXTRA:
                    cost += NONE_LEFT
                kept = following.get(after)
                if kept is None or cost < kept[0]:
                    following[after] = (cost, (trail, option))
        if not following:  # It can only open, and too much is open already.
            following = {stack: (spent, (trail, _LEFT)) for stack, (spent, trail) in states.items()}
        states = following if len(following) < 3 else _promising(following)
    return _cheapest(states, continued, unclosed)


def _promising(states: dict[str, tuple[float, Any]]) -> dict[str, tuple[float, Any]]:
    """Return the states that can still win, few at most."""
    limit = min(spent for spent, _ in states.values()) + HOPELESS
    near = {stack: state for stack, state in states.items() if state[0] <= limit}
    if len(near) <= KEPT:
        return near
    return dict(sorted(near.items(), key=lambda item: item[1][0])[:KEPT])


def _cheapest(
    states: dict[str, tuple[float, Any]], continued: str, unclosed: dict[str, float]
) -> list[Option]:
    lowest, best = float("inf"), None
    for stack, (spent, trail) in states.items():
        for depth, kind in enumerate(stack):
            spent += CONTINUED if continued and (depth or kind == continued) else unclosed[kind]
        if spent < lowest:
            lowest, best = spent, trail
    chosen: list[Option] = []
    while best is not None:
        best, option = best
        chosen.append(option)
    chosen.reverse()
    return chosen
