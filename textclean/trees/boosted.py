"""Gradient-boosted trees in pure Python, shipped as data: scores of many rows, and why.

A model is a JSON file: what it was learned from (`about`), the names of its features in the order
of a row's values, and further tables that the features need (`tables`).  Its trees stand in a file
of their own, for `explain`, and as Python functions in a module, for scores: see `trees.build`.

A model may be several whose log-odds are averaged: `models` says how many; their trees follow each
other, as many for each.  Of what the first trees are sure the others are not asked.  One that is
single may say so itself: `first` is how many `trees` are asked first, and `sure_not` the log-odds
by them up to which a row keeps what they say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from math import exp, inf
from typing import Any

from textclean.datafiles import read_data

SURE, SURE_NOT = 1.0, -2.1
"""Log-odds (probabilities of .73 and .11) beyond which fewer trees decide: those asked first, or
the first of several models. Thresholds lie between .15 and .6.  On WCXB's development pages,
cross-validated, the F1 is the same to .0001 where the first model decides so; it takes 40 % of
the time."""

Row = Sequence[float]
Scorer = Callable[[Row], float]
"""Returns what some trees add to the log-odds of a row."""
Tree = Mapping[str, Sequence[Any]]
"""The lists of a tree, as `trees.build` describes them."""
Node = Any
"""A leaf (of no interest here), or (feature, threshold, left, right, left step, right step)."""


class Boosted:
    """A sum of regression trees over the values of a row, read as log-odds."""

    def __init__(
        self,
        head: Mapping[str, Any],
        steps: Sequence[Scorer],
        read_trees: Callable[[], Sequence[Tree]],
    ) -> None:
        """Take what the model's file holds, its trees as functions, and how to read them."""
        self.features: tuple[str, ...] = tuple(head["features"])
        self.about: dict[str, Any] = dict(head.get("about", {}))
        self.tables: dict[str, Any] = dict(head.get("tables", {}))
        self._steps = steps
        self._read_trees = read_trees
        self._models: int = head.get("models", 1)
        self._lowest, self._highest = SURE_NOT / self._models, SURE / self._models
        if "first" in head:
            self._lowest, self._highest = head["first"]["sure_not"], inf

    @staticmethod
    def load(name: str) -> Boosted:
        """Return the model `textclean/data/NAME.json`, read once a process."""
        return _load(name)

    def margins(self, rows: Iterable[Row]) -> list[float]:
        """Return the log-odds of each row, whose values had better all be floats.

        To compare an int to a float takes twice as long as two floats.  Only rows that the first
        trees are unsure of are kept meanwhile.
        """
        first, *later = self._steps
        lowest, highest = self._lowest, self._highest
        margins: list[float] = []
        unsure: dict[int, Row] = {}
        for index, row in enumerate(rows):
            margin = first(row)
            margins.append(margin)
            if lowest < margin < highest:
                unsure[index] = row
        for scorer in later:
            for index, row in unsure.items():
                margins[index] += scorer(row)
            if scorer is not later[-1]:
                unsure = {i: row for i, row in unsure.items() if lowest < margins[i] < highest}
        if self._models > 1:
            for index, margin in enumerate(margins):
                if index not in unsure:
                    margins[index] = margin * self._models
        return margins

    def scores(self, rows: Iterable[Row]) -> list[float]:
        """Return the probability that the model gives each row, 0 to 1."""
        return [_logistic(margin) for margin in self.margins(rows)]

    @cached_property
    def base(self) -> float:
        """The log-odds before any feature is looked at."""
        return sum((_mean(tree, 0) if tree["feature"] else tree["leaf"][0]) for tree in self._trees)

    def explain(self, row: Row, trees: int | None = None) -> list[tuple[str, float]]:
        """Return what each feature adds to the log-odds of a row, the weightiest first.

        With `trees` only so many of the first are asked, which is quicker: later ones say less.

        Along its path through a tree each split moves the mean log-odds: the step is credited to
        the feature that was asked.  The shares of all trees and `base` add up to their log-odds
        (of a row that the first ones were sure of, `margins` gives theirs).

        Source: Ando Saabas, Interpreting random forests, http://blog.datadive.net/
        """
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

    @cached_property
    def _trees(self) -> Sequence[Tree]:
        return self._read_trees()

    @cached_property
    def _explaining(self) -> list[Node]:
        return [_nested_means(tree) for tree in self._trees]


@cache
def _load(name: str) -> Boosted:
    steps = import_module(f"textclean.trees.{name}").STEPS
    return Boosted(
        json.loads(read_data(f"{name}.json")),
        steps,
        lambda: json.loads(read_data(f"{name}-trees.json")),
    )


def _logistic(margin: float) -> float:
    return 1.0 / (1.0 + exp(-max(margin, -700.0)))


def _mean(tree: Tree, node: int) -> float:
    return float(tree["mean"][node] if node >= 0 else tree["leaf"][~node])


def folded(tree: Tree, join: Callable[[int, Node, Node], Node]) -> Node:
    """Return a tree folded up from its leaves, which are their values.

    `join` makes a node of its number and its children; these come first, as they stand after
    their parents.
    """
    leaves = [float(value) for value in tree["leaf"]]
    nodes: list[Node] = [None] * len(tree["feature"])
    for node in range(len(nodes) - 1, -1, -1):
        left, right = tree["left"][node], tree["right"][node]
        nodes[node] = join(
            node,
            nodes[left] if left >= 0 else leaves[~left],
            nodes[right] if right >= 0 else leaves[~right],
        )
    return nodes[0] if nodes else leaves[0]


def _nested_means(tree: Tree) -> Node:
    """Return a tree as nested tuples that also hold how far their children are from their mean."""

    def join(node: int, left: Node, right: Node) -> Node:
        mean = tree["mean"][node]
        return (
            int(tree["feature"][node]),
            float(tree["threshold"][node]),
            left,
            right,
            _mean(tree, tree["left"][node]) - mean,
            _mean(tree, tree["right"][node]) - mean,
        )

    return folded(tree, join)
