"""The part of a line that a pattern marks with `<...>`: a name, a credit, a date.

The tables that lines are matched with do not say where a part begins; so the one pattern that has
matched is run once more, over that line, with a thread for each place where the part may begin.
"""

from __future__ import annotations

from functools import lru_cache

from textclean.phrases.automaton import EMPTY
from textclean.phrases.classes import CLOSE, OPEN, Words
from textclean.phrases.grammar import Automaton, compile_into


@lru_cache(maxsize=256)
def _marking(pattern: str) -> tuple[Automaton, int, int]:
    """Return the automaton of one pattern, its beginning and its end."""
    automaton = Automaton()
    start = automaton.add()
    return automaton, start, compile_into(automaton, start, pattern)


def find_marked(pattern: str, words: Words) -> tuple[int, int] | None:
    """Return the tokens of the part that a pattern marks, in a whole line that it matches."""
    automaton, start, end = _marking(pattern)
    threads = _spread(automaton, {start: (-1, -1)}, 0)
    for index, symbols in enumerate(words.tokens):
        following: dict[int, tuple[int, int]] = {}
        for state, marked in threads.items():
            for symbol, target in automaton.edges[state]:
                if symbol in symbols:
                    _keep_longer(following, target, marked)
            if len(symbols) == 1:
                _keep_longer(following, state, marked)
        if not following:
            return None
        threads = _spread(automaton, following, index + 1)
    first, stop = threads.get(end, (-1, -1))
    while 0 <= first < stop and len(words.tokens[first]) == 1:
        first += 1
    while 0 <= first < stop and len(words.tokens[stop - 1]) == 1:
        stop -= 1
    return (first, stop) if 0 <= first < stop else None


def _keep_longer(threads: dict[int, tuple[int, int]], state: int, marked: tuple[int, int]) -> bool:
    """Put a thread in a state unless one is there whose mark ends as late."""
    known = threads.get(state)
    if known is None or (marked[1], -marked[0]) > (known[1], -known[0]):
        threads[state] = marked
        return True
    return False


def _spread(
    automaton: Automaton, threads: dict[int, tuple[int, int]], at: int
) -> dict[int, tuple[int, int]]:
    """Return the threads with those that empty edges lead to; a mark edge notes the place."""
    spread = dict(threads)
    waiting = list(threads)
    while waiting:
        state = waiting.pop()
        start, stop = spread[state]
        for symbol, target in automaton.edges[state]:
            if symbol in EMPTY:
                marked = (start, stop)
                if symbol == OPEN:
                    marked = (at, -1)
                elif symbol == CLOSE:
                    marked = (start, at)
                if _keep_longer(spread, target, marked):
                    waiting.append(target)
    return spread
