"""How far the beginning of a line leads in the patterns that begin with it, remembered.

A walk through the tables of several languages is in several states at once.  Most lines that are
walked at all come to the same few sets of states and end there: so each set is made once, and knows
which tokens lead on from it and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textclean.phrases.automaton import START, step
from textclean.phrases.classes import Symbols
from textclean.phrases.index import Index
from textclean.phrases.tiling import needs_no_sign

MOST_KNOWN = 5000
"""Sets of states that are remembered. Three hundred documents of ten languages came to 1,200."""

States = tuple[frozenset[int], ...]
"""The states of each table."""


class Opening:
    """The states that the first tokens of a line have led to."""

    __slots__ = (
        *("_ends", "_ends_part", "_indexes", "_known", "_may_stop", "_next", "_states"),
        "_symbols",
    )

    def __init__(
        self, indexes: Sequence[Index], states: States, known: dict[States, Opening]
    ) -> None:
        """Take the states in the tables of some indexes, and what was made of others of these."""
        self._indexes = indexes
        self._states = states
        self._known = known
        self._next: dict[Symbols, Opening] = {}
        each = list(zip(indexes, states, strict=True))
        self._symbols = frozenset().union(
            *(index.anchored[state][0] for index, active in each for state in active)
        )
        met = [
            index.entries[rule]
            for index, active in each
            for state in active
            for rule in index.anchored[state][1]
        ]
        self._may_stop = any(entry.mode == "start" for entry in met)
        """Whether a pattern may end here, whatever the line goes on with."""
        self._ends_part = any(map(needs_no_sign, met))
        """Whether a part of a line may end here that another follows without a sign."""
        self._ends = bool(met)
        """Whether a pattern ends here."""

    @classmethod
    def of(cls, indexes: Sequence[Index]) -> Opening:
        """Return the beginning of all lines."""
        return cls(indexes, tuple(frozenset(START) for _ in indexes), {})

    def may_match(self, tokens: Iterable[Symbols], *, tiled: bool = False) -> bool:
        """Tell whether a pattern may match a line of these tokens, or its beginning if the line may
        be `tiled`."""
        reached = self
        for symbols in tokens:
            following = reached._after(symbols)
            if following is None:
                return False
            if following._may_stop or (tiled and following._ends_part):
                return True
            reached = following
        return reached._ends

    def _after(self, symbols: Symbols) -> Opening | None:
        """Return what a token leads to, None if no pattern goes on with it."""
        told = tuple(filter(self._symbols.__contains__, symbols))
        if not told:  # Punctuation that no pattern names is stepped over.
            return self if len(symbols) == 1 else None
        following = self._next.get(told)
        if following is None:
            each = zip(self._indexes, self._states, strict=True)
            states = tuple(frozenset(step(i.anchored, active, symbols)) for i, active in each)
            following = self._known.get(states) or Opening(self._indexes, states, self._known)
            if len(self._known) < MOST_KNOWN:
                self._next[told] = self._known[states] = following
        return following
