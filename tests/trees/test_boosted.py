"""Trees as data and as Python: the same scores either way, and shares that add up."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import pytest

from textclean import trees
from textclean.trees.boosted import Boosted
from textclean.trees.build import MODELS, compiled_model, read_model, source_of

HEAD = {"about": {"licence": "none"}, "features": ["words", "links"]}
TREES = [
    {
        "feature": [0, 1],
        "threshold": [5, 0.5],
        "left": [-1, -2],
        "right": [1, -3],
        "mean": [0.25, 0.5],
        "leaf": [-1.0, 2.0, -0.5],
    },
    {
        "feature": [1],
        "threshold": [0.1],
        "left": [-1],
        "right": [-2],
        "mean": [0.0],
        "leaf": [0.5, -0.5],
    },
    {"feature": [], "threshold": [], "left": [], "right": [], "mean": [], "leaf": [0.125]},
]
ROWS = [[3, 0.0], [5, 0.9], [6, 0.5], [6, 0.6], [90, 0.0]]
MARGINS = [-0.375, -1.375, 1.625, -0.875, 2.625]


def test_a_row_goes_left_at_the_threshold_itself():
    assert compiled_model(HEAD, TREES).margins(ROWS) == MARGINS


def test_scores_are_probabilities():
    scores = compiled_model(HEAD, TREES).scores(ROWS)
    assert [log(score / (1 - score)) for score in scores] == pytest.approx(MARGINS)
    assert scores[0] == 1 / (1 + exp(0.375))


@pytest.mark.parametrize("name", MODELS)
def test_the_modules_are_what_the_trees_give(name):
    module = Path(trees.__file__).with_name(f"{name}.py")
    assert module.read_text("utf-8") == source_of(name, *read_model(name)), (
        "run python -m textclean.trees.build"
    )


@pytest.mark.parametrize("name", MODELS)
def test_a_model_that_ships_knows_its_features(name):
    model = Boosted.load(name)
    row = [0.0] * len(model.features)
    assert 0 < model.scores([row])[0] < 1
    assert {feature for feature, _ in model.explain(row)} <= set(model.features)


def test_shares_and_base_add_up_to_the_score():
    model = compiled_model(HEAD, TREES)
    for row, margin in zip(ROWS, MARGINS, strict=True):
        shares = model.explain(row)
        assert model.base + sum(share for _, share in shares) == pytest.approx(margin)
        assert [abs(share) for _, share in shares] == sorted(
            (abs(share) for _, share in shares), reverse=True
        )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("left", [0, -2]),
        ("right", [2, -3]),
        ("feature", [0, 2]),
        ("leaf", [0.0, 1.0, float("nan")]),
    ],
)
def test_a_tree_that_cannot_be_is_refused(key, value):
    with pytest.raises(ValueError):
        source_of("model", HEAD, [{**TREES[0], key: value}])


def test_of_several_models_the_first_decides_alone_where_it_is_sure():
    sure = {"feature": [0], "threshold": [5], "left": [-1], "right": [-2], "mean": [0.0]}
    first, second = {**sure, "leaf": [-2.0, 0.25]}, {**sure, "leaf": [1.0, 0.25]}
    model = compiled_model({"features": ["words"], "models": 2}, [first, second])
    assert model.margins([[1], [9]]) == [-4.0, 0.5]
