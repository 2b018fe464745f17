"""Write learned trees as Python: `python -m textclean.trees.build`, after any change of a model.

A model's trees are data (`data/NAME-trees.json`).  To ask them costs a walk over nodes; written as
nested conditionals they take a quarter of the time, but Python needs a tenth of a second to compile
that.  As a module of this package (`trees/NAME.py`) they are compiled once, when the package is
installed or first used, and a short run loads them in half a millisecond.

A tree is five lists.  Its inner nodes stand in `feature`, `threshold`, `left`, `right` and `mean`
(the mean log-odds of the training rows that reach the node), parents before children; a child that
is negative is the leaf `~child` of `leaf`.  A row goes left where its value is at most the
threshold.  What is written is made of numbers only, each of them checked, so a model file cannot
smuggle code in.  A test holds the modules equal to what this writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Any

from textclean.datafiles import read_data
from textclean.trees.boosted import Boosted, Scorer, Tree, folded

MODELS = ("html", "residue")

ASKED_FIRST = 16
"""Trees of the first of several models after which it may be sure."""

HEADER = '"""The trees of `data/{name}-trees.json`, written by `textclean.trees.build`."""\n'

Node = Any
"""A leaf's value, or (feature, threshold, left, right)."""


def read_model(name: str) -> tuple[dict[str, Any], list[Tree]]:
    """Return what a model's files hold: all but the trees, and the trees."""
    return json.loads(read_data(f"{name}.json")), json.loads(read_data(f"{name}-trees.json"))


def source_of(name: str, head: Mapping[str, Any], trees: Sequence[Tree]) -> str:
    """Return a module with a function for each group of trees that is asked together.

    Raises:
        ValueError: a tree refers to what is not there, or to an earlier node.
    """
    size = len(head["features"])
    for tree in trees:
        check_tree(tree, size)
    parts = [HEADER.format(name=name)]
    names = []
    for number, group in enumerate(_groups(head, trees), 1):
        names.append(f"step_{number}")
        parts.append(_function(names[-1], group, size))
    parts.append(f"STEPS = ({', '.join(names)},)\n")
    return "\n\n".join(parts)


def compiled_model(head: Mapping[str, Any], trees: Sequence[Tree]) -> Boosted:
    """Return a model that does not ship as a module of this package.

    Raises:
        ValueError: see `source_of`.
    """
    names: dict[str, Any] = {}
    exec(source_of("model", head, trees), names)
    steps: Sequence[Scorer] = names["STEPS"]
    return Boosted(head, steps, lambda: trees)


def check_tree(tree: Tree, features: int) -> None:
    """Make sure that a tree can be walked, from its root to a number.

    Raises:
        ValueError: it cannot.
    """
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


def _groups(head: Mapping[str, Any], trees: Sequence[Tree]) -> Iterable[Sequence[Tree]]:
    """Yield the trees in the groups that are asked one after the other."""
    one = len(trees) // head.get("models", 1)
    ends = [one]
    if "first" in head:
        ends = [head["first"]["trees"], one]
    elif one < len(trees) and one > ASKED_FIRST:
        ends = [ASKED_FIRST, one]
    for start, end in pairwise([0, *ends, len(trees)]):
        if start < end:
            yield trees[start:end]


def _function(name: str, trees: Iterable[Tree], size: int) -> str:
    """Return a function of rows of a size; values are in local names, as these are fastest."""
    values = ", ".join(f"v{number}" for number in range(size))
    lines = [f"def {name}(row):", f"    [{values}] = row", "    total = 0.0"]
    lines += [f"    total += {_expression(_nested(tree))}" for tree in trees]
    return "\n".join([*lines, "    return total\n"])


def _nested(tree: Tree) -> Node:
    """Return a tree as nested tuples: feature, threshold, and what is below and above it."""

    def join(node: int, left: Node, right: Node) -> Node:
        return int(tree["feature"][node]), float(tree["threshold"][node]), left, right

    return folded(tree, join)


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


def main() -> None:
    """Write the module of every model."""
    folder = Path(__file__).parent
    for name in MODELS:
        (folder / f"{name}.py").write_text(source_of(name, *read_model(name)), "utf-8")


if __name__ == "__main__":
    main()
