"""Turn LightGBM's trees into the data that `textclean.trees.build` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Trees = list[dict[str, list[Any]]]

DIGITS = 4
"""Significant digits of thresholds and values: rounding to four moves no score by .001."""


def pack_trees(booster: Any, *, share: float = 1.0) -> Trees:
    """Return the trees of a LightGBM booster, their values multiplied by `share`.

    The mean of an inner node is taken over its leaves by the weight of their training rows.
    """
    return [_pack(info["tree_structure"], share) for info in booster.dump_model()["tree_info"]]


def _empty_tree() -> dict[str, list[Any]]:
    return {key: [] for key in ("feature", "threshold", "left", "right", "mean", "leaf")}


def _pack(root: dict[str, Any], share: float) -> dict[str, list[Any]]:
    tree = _empty_tree()
    weights: list[float] = []
    leaf_weights: list[float] = []
    stack: list[tuple[dict[str, Any], int, str]] = [(root, -1, "")]
    while stack:
        node, parent, side = stack.pop()
        if "leaf_value" in node:
            index = ~len(tree["leaf"])
            tree["leaf"].append(_short(node["leaf_value"] * share))
            leaf_weights.append(float(node.get("leaf_count", 1)))
        else:
            index = len(tree["feature"])
            tree["feature"].append(node["split_feature"])
            tree["threshold"].append(_short(node["threshold"]))
            for key in ("left", "right", "mean"):
                tree[key].append(0)
            weights.append(0.0)
            stack += [(node["right_child"], index, "right"), (node["left_child"], index, "left")]
        if parent >= 0:
            tree[side][parent] = index
    for index in range(len(weights) - 1, -1, -1):
        total = 0.0
        for side in ("left", "right"):
            child = tree[side][index]
            inner = child >= 0
            weight = weights[child] if inner else leaf_weights[~child]
            total += weight * (tree["mean"][child] if inner else tree["leaf"][~child])
            weights[index] += weight
        tree["mean"][index] = _short(total / weights[index]) if weights[index] else 0.0
    return tree


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def write_model(path: Path, model: dict[str, Any], trees: Trees) -> None:
    """Write a model file and beside it that of its trees (`NAME-trees.json`).

    One tree a line, so that a change of it can be read as a diff.
    """
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    text = json.dumps(model, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    path.with_name(f"{path.stem}-trees.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
