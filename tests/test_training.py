"""What the training scripts share: labels by alignment, folds by site, packing of trees."""

from __future__ import annotations

import json

from benchmarks.train.folds import fold_of, site_of
from benchmarks.train.labels import label_blocks
from benchmarks.train.pages import label_page
from benchmarks.train.trees import pack_trees, write_model
from textclean.trees.build import compiled_model


def test_blocks_of_the_main_content_are_found_in_order_and_out_of_order():
    blocks = ["Home Shop About", "The river rose in the night.", "Share this", "By noon it fell."]
    assert label_blocks(blocks, "By noon it fell. The river rose in the night.") == [0, 1, 0, 1]


def test_a_block_that_holds_more_than_the_main_content_gets_a_share():
    (share,) = label_blocks(["one two three four five six"], "one two three")
    assert share == 0.5


def test_empty_texts_align_with_nothing():
    assert label_blocks(["", "words here"], "") == [0.0, 0.0]


def test_copies_of_a_text_are_labelled_alike():
    text = "In the night to Monday the river rose by two metres."
    html = f"<div class=a><p>{text}</p></div><div class=b><p>{text}</p></div><p>Sign up</p>"
    page = label_page({"id": "a", "url": "", "main_content": text}, html)
    assert page.labels == (1.0, 1.0, 0.0)


def test_the_folds_of_a_site_do_not_depend_on_its_pages():
    assert site_of("https://a.example.org/x?y") == site_of("http://b.example.org/") == "example.org"
    assert fold_of("example.org") == fold_of("example.org")


class _Booster:
    """Stands for a LightGBM booster of one tree."""

    def dump_model(self):
        leaf = {"leaf_value": 1.0, "leaf_count": 3}
        root = {
            "split_feature": 0,
            "threshold": 2.5,
            "left_child": {"leaf_value": -1.0, "leaf_count": 1},
            "right_child": leaf,
        }
        return {"tree_info": [{"tree_structure": root}]}


def test_packed_trees_score_as_the_learner_does(tmp_path):
    path = tmp_path / "model.json"
    write_model(path, {"features": ["a"]}, pack_trees(_Booster(), share=0.5))
    trees = json.loads((tmp_path / "model-trees.json").read_text())
    model = compiled_model(json.loads(path.read_text()), trees)
    assert model.margins([[2.5], [2.6]]) == [-0.5, 0.5]
    assert model.base == 0.25
