"""Gradient-boosted trees in pure Python, shipped as data: scores of many rows, and why.

A model file is JSON: what it was learned from (`about`), the names of its features in the order
of a row's values, further tables that the features need (`tables`), and the trees.  A tree is five
lists.  Its inner nodes stand in `feature`, `threshold`, `left`, `right` and `mean` (the mean
log-odds of the training rows that reach the node), parents before children; a child that is
negative is the leaf `~child` of `leaf`.  A row goes left where its value is at most the threshold.

A file may hold several models whose log-odds are averaged: `models` says how many; their trees
follow each other, as many for each.  Of what the first trees are sure the others are not asked.
A file with one model may say so itself: `first` is how many `trees` are asked first, and `sure_not`
the log-odds by them up to which a row keeps what they say.

Two ways lead to the same numbers.  Walking nested tuples needs no preparation and suits a pipe
that scores one page.  After `ROWS_BEFORE_COMPILING` rows the trees are turned into one Python
function of nested conditionals: that takes a fifth of a second once, and a row then takes a
quarter of the time.  Its source is made of numbers only, each of them checked, so a model file
cannot smuggle code in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from math import exp, inf, isfinite
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

ROWS_BEFORE_COMPILING = 4000
"""Where compiling pays: it costs what walking some 4,000 rows does (120 trees of 31 leaves)."""

SURE, SURE_NOT = 1.0, -2.1
"""Log-odds (probabilities of .73 and .11) beyond which fewer trees decide: those asked first, or
the first of several models. Thresholds lie between .15 and .6.  On WCXB's development pages,
cross-validated, the F1 is the same to .0001 where the first model decides so; it takes 40 % of
the time."""
ASKED_FIRST = 16
"""Trees of the first of several models after which it may be sure."""

Row = Sequence[float]
Scorer = Callable[[Row], float]
Node = Any
"""A leaf's value, or (feature, threshold, left, right)."""


class Boosted:
    """A sum of regression trees over the values of a row, read as log-odds."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take a model as read from its file.

        Raises:
            ValueError: a tree refers to what is not there, or to an earlier node.
        """
        self.features: tuple[str, ...] = tuple(data["features"])
        self.about: dict[str, Any] = dict(data.get("about", {}))
        self.tables: dict[str, Any] = dict(data.get("tables", {}))
        self._trees: list[Mapping[str, Sequence[Any]]] = list(data["trees"])
        for tree in self._trees:
            _check(tree, len(self.features))
        roots = [_nested(tree) for tree in self._trees]
        self._models: int = data.get("models", 1)
        first = len(roots) // self._models
        ends = [ASKED_FIRST, first] if self._models > 1 and first > ASKED_FIRST else [first]
        self._lowest, self._highest = SURE_NOT / self._models, SURE / self._models
        asked = data.get("first")
        if asked:
            ends = [asked["trees"], first]
            self._lowest, self._highest = asked["sure_not"], inf
        cuts = pairwise([0, *ends, len(roots)])
        self._steps = [roots[start:end] for start, end in cuts if start < end] or [[]]
        self._compiled: list[Scorer] | None = None
        self._explaining: list[Node] | None = None
        self._rows_walked = 0
        self.base = sum(
            (_mean(tree, 0) if tree["feature"] else tree["leaf"][0]) for tree in data["trees"]
        )
        """The log-odds before any feature is looked at."""

    @staticmethod
    def load(name: str) -> Boosted:
        """Return the model `textclean/data/NAME.json`, read once a process."""
        return _load(name)

    def margins(self, rows: Sequence[Row]) -> list[float]:
        """Return the log-odds of each row, whose values had better all be floats.

        To compare an int to a float takes twice as long as two floats.
        """
        if self._compiled is None:
            self._rows_walked += len(rows)
            if self._rows_walked > ROWS_BEFORE_COMPILING:
                size = len(self.features)
                self._compiled = [_compile(step, size) for step in self._steps]
        first, *later = self._compiled or [partial(_walk, step) for step in self._steps]
        margins = list(map(first, rows))
        lowest, highest = self._lowest, self._highest
        unsure: Collection[int] = range(len(rows))
        for scorer in later:
            unsure = [index for index in unsure if lowest < margins[index] < highest]
            for index in unsure:
                margins[index] += scorer(rows[index])
        if self._models > 1 and len(unsure) < len(rows):
            asked = set(unsure)
            for index, margin in enumerate(margins):
                if index not in asked:
                    margins[index] = margin * self._models
        return margins

    def scores(self, rows: Sequence[Row]) -> list[float]:
        """Return the probability that the model gives each row, 0 to 1."""
        return [_logistic(margin) for margin in self.margins(rows)]

    def explain(self, row: Row, trees: int | None = None) -> list[tuple[str, float]]:
        """Return what each feature adds to the log-odds of a row, the weightiest first.

        With `trees` only so many of the first are asked, which is quicker: later ones say less.

        Along its path through a tree each split moves the mean log-odds: the step is credited to
        the feature that was asked.  The shares of all trees and `base` add up to their log-odds
        (of a row that the first ones were sure of, `margins` gives theirs).

        Source: Ando Saabas, Interpreting random forests, http://blog.datadive.net/
        """
        if self._explaining is None:
            self._explaining = [_nested_means(tree) for tree in self._trees]
        shares = [0.0] * len(self.features)
        for node in self._explaining[:trees]:
            while node.__class__ is tuple:
                feature, threshold, left, right, left_step, right_step = node
                if row[feature] <= threshold:
                    shares[feature] += left_step
                    node = left
                else:
                    shares[feature] += right_step
                    node = right
        order = [(-abs(share), number) for number, share in enumerate(shares) if share]
        order.sort()
        return [(self.features[number], shares[number]) for _, number in order]


@cache
def _load(name: str) -> Boosted:
    return Boosted(json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")))


def _logistic(margin: float) -> float:
    return 1.0 / (1.0 + exp(-max(margin, -700.0)))


def _mean(tree: Mapping[str, Sequence[Any]], node: int) -> float:
    return float(tree["mean"][node] if node >= 0 else tree["leaf"][~node])


def _check(tree: Mapping[str, Sequence[Any]], features: int) -> None:
    inner, leaves = len(tree["feature"]), len(tree["leaf"])
    parallel = (tree[key] for key in ("threshold", "left", "right", "mean"))
    if leaves != inner + 1 or any(len(values) != inner for values in parallel):
        raise ValueError("a tree's lists do not fit together")
    for node in range(inner):
        children = (tree["left"][node], tree["right"][node])
        if not all(node < child < inner or -leaves <= child < 0 for child in children):
            raise ValueError(f"node {node} of a tree has a child that cannot be")
        if not 0 <= tree["feature"][node] < features:
            raise ValueError(f"node {node} of a tree asks for a feature that is not there")
    if not all(isfinite(value) for key in ("threshold", "leaf") for value in tree[key]):
        raise ValueError("a tree holds a number that is not finite")


def _nested(tree: Mapping[str, Sequence[Any]]) -> Node:
    """Return a tree as nested tuples; children first, as they stand after their parents."""
    leaves = [float(value) for value in tree["leaf"]]
    nodes: list[Node] = [None] * len(tree["feature"])
    for node in range(len(nodes) - 1, -1, -1):
        left, right = tree["left"][node], tree["right"][node]
        nodes[node] = (
            int(tree["feature"][node]),
            float(tree["threshold"][node]),
            nodes[left] if left >= 0 else leaves[~left],
            nodes[right] if right >= 0 else leaves[~right],
        )
    return nodes[0] if nodes else leaves[0]


def _nested_means(tree: Mapping[str, Sequence[Any]]) -> Node:
    """Return a tree as nested tuples that also hold how far their children are from their mean."""
    nodes: list[Node] = [None] * len(tree["feature"])
    for node in range(len(nodes) - 1, -1, -1):
        left, right = tree["left"][node], tree["right"][node]
        nodes[node] = (
            int(tree["feature"][node]),
            float(tree["threshold"][node]),
            nodes[left] if left >= 0 else 0.0,
            nodes[right] if right >= 0 else 0.0,
            _mean(tree, left) - tree["mean"][node],
            _mean(tree, right) - tree["mean"][node],
        )
    return nodes[0] if nodes else 0.0


def _walk(roots: Iterable[Node], row: Row) -> float:
    total = 0.0
    for node in roots:
        while node.__class__ is tuple:
            feature, threshold, left, right = node
            node = left if row[feature] <= threshold else right
        total += node
    return total


def _compile(roots: Iterable[Node], size: int) -> Scorer:
    """Return a function of rows of a size; values are in local names, as these are fastest."""
    values = "".join(f"v{number}, " for number in range(size))
    lines = ["def margin(row):", f" [{values}] = row", " total = 0.0"]
    lines += [f" total += {_expression(root)}" for root in roots]
    lines.append(" return total")
    names: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<boosted trees>", "exec"), names)
    compiled: Scorer = names["margin"]
    return compiled


def _expression(root: Node) -> str:
    """Return a tree as a conditional expression, without recursion."""
    parts: list[str] = []
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if node.__class__ is str:
            parts.append(node)
        elif node.__class__ is tuple:
            feature, threshold, left, right = node
            parts.append("(")
            stack += [")", right, f" if v{feature} <= {threshold!r} else ", left]
        else:
            parts.append(repr(node))
    return "".join(parts)
