"""Learn the main-content scorer for HTML from labelled pages, and cross-validate it by site.

    pip install 'textclean[train]'
    python -m benchmarks.train.html PAGES -o textclean/data/html.json
    python -m textclean.trees.build

PAGES is a folder as `pages.read_pages` wants it, such as the development split of WCXB.  The same
pages, versions and seed give the same file on any machine.  It takes some ten minutes of one core:
reading and aligning two, the lexicons two, the rows of features two, five folds and the whole five.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.train.folds import FOLDS
from benchmarks.train.html_lexicons import lexicon_makers
from benchmarks.train.pages import LabelledPage, read_pages
from benchmarks.train.score import Score, score_page
from benchmarks.train.trees import pack_trees, write_model
from textclean.scoring.copies import later_copies
from textclean.scoring.cut import block_thresholds
from textclean.scoring.features import FEATURES, page_columns, page_rows
from textclean.scoring.frame import outside_frame
from textclean.scoring.page import FRAME_SCORE, page_threshold, says_article
from textclean.scoring.words import WORD_FEATURES, measurer

MODELS = 3
"""Three models of 50 trees learned fast, each from other blocks, their margins averaged: on sites
they have not seen, .004 better than one of 120 trees, which costs nearly the same."""
TREES = 50
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.22,
    "min_data_in_leaf": 50,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 3,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
BLOCKS_A_PAGE = 200
"""So many blocks of a page are drawn for training: half of all, for the same result."""
WORDS_WITHOUT_EFFECT = 150
"""A block of more words weighs no more than this: its square root is its weight in its page."""
BLANK_EVERY = 3
"""Of every third page there is a copy whose words the lexicon does not know, as if in another
language, so that the trees learn to do without: most labelled pages are English."""
BLANK_WEIGHT = 0.5

ABOUT = {
    "what": "Main-content scorer for HTML: gradient-boosted trees and two lexicons",
    "learned from": "WCXB development pages (web content extraction benchmark), Murrough Foley",
    "licence": "CC BY 4.0",
    "script": "benchmarks/train/html.py",
}

Lexicons = tuple[Mapping[str, float], Mapping[str, float]]
Matrix = Any


def make_rows(page: LabelledPage, lexicons: Lexicons, *, blank: bool = False) -> Matrix:
    """Return the feature rows of a page's blocks outside its frame as a matrix.

    With `blank` no word is known.
    """
    import numpy

    words, names = lexicons
    asked = outside_frame(page.page, page.blocks)
    columns = page_columns(
        page.page,
        [page.blocks[index] for index in asked],
        page.metadata,
        measurer({} if blank else words),
        names,
        frame=len(page.blocks) - len(asked),
    )
    return numpy.array(list(page_rows(columns)), numpy.float32).reshape(-1, len(FEATURES))


class Samples:
    """The training rows of all pages, those of each page drawn and weighed."""

    def __init__(self, pages: Sequence[LabelledPage], rows: Sequence[Matrix]) -> None:
        import numpy

        self.labels = [
            numpy.array([page.labels[n] for n in outside_frame(page.page, page.blocks)]) >= 0.5
            for page in pages
        ]
        self.folds = [page.fold for page in pages]
        self.rows = list(rows)
        self.blanks: dict[int, Matrix] = {}

    def matrices(self, keep: Iterable[int], seed: int) -> tuple[Matrix, Matrix, Matrix]:
        """Return rows, labels and weights of blocks drawn from the pages named."""
        import numpy

        random = numpy.random.default_rng(seed)
        rows, labels, weights = [], [], []
        for page in keep:
            matrix = self.rows[page]
            drawn = random.permutation(len(matrix))[:BLOCKS_A_PAGE]
            weight = page_weights(matrix)
            weight = weight[drawn] * (len(matrix) / max(len(drawn), 1))
            rows.append(matrix[drawn])
            labels.append(self.labels[page][drawn])
            weights.append(weight)
            if page in self.blanks:
                rows.append(self.blanks[page][drawn])
                labels.append(self.labels[page][drawn])
                weights.append(weight * BLANK_WEIGHT)
        return numpy.concatenate(rows), numpy.concatenate(labels), numpy.concatenate(weights)


def page_weights(matrix: Matrix) -> Matrix:
    """Return the weight of each block of a page; together they weigh one."""
    import numpy

    words = matrix[:, WORD_FEATURES.index("words")]
    weights = numpy.sqrt(numpy.minimum(words + 1, WORDS_WITHOUT_EFFECT))
    return weights / max(weights.sum(), 1.0)


@dataclass(frozen=True, slots=True)
class Model:
    """LightGBM boosters whose margins are averaged."""

    boosters: tuple[Any, ...]

    def scores(self, rows: Matrix) -> list[float]:
        """Return the probability of each row."""
        import numpy

        margins = [
            booster.predict(rows, num_threads=1, raw_score=True) for booster in self.boosters
        ]
        scores: list[float] = (1 / (1 + numpy.exp(-numpy.mean(margins, axis=0)))).tolist()
        return scores

    def trees(self) -> list[dict[str, list[Any]]]:
        """Return the trees of all boosters as data."""
        share = 1 / len(self.boosters)
        return [tree for booster in self.boosters for tree in pack_trees(booster, share=share)]


def train(samples: Samples, keep: Sequence[int]) -> Model:
    """Return a model learned from the pages named."""
    import lightgbm

    boosters = []
    for seed in range(MODELS):
        rows, labels, weights = samples.matrices(keep, seed)
        parameters = {**PARAMETERS, "seed": seed}
        data = lightgbm.Dataset(rows, labels, weight=weights / weights.mean(), params=parameters)
        boosters.append(lightgbm.train(parameters, data, TREES))
    return Model(tuple(boosters))


def score_with(model: Model, page: LabelledPage, matrix: Matrix) -> Score:
    """Return how well a model finds the main content of a page."""
    if not len(matrix):
        return score_page([], page.main_content)
    scores = model.scores(matrix)
    columns = dict(zip(FEATURES, matrix.T.tolist(), strict=True))
    threshold = page_threshold(scores, columns, is_article=says_article(columns))
    every = [FRAME_SCORE] * len(page.blocks)
    for number, score in zip(outside_frame(page.page, page.blocks), scores, strict=True):
        every[number] = score
    wanted = block_thresholds(page.blocks, every, threshold)
    kept = [n for n, score in enumerate(every) if score >= wanted[n]]
    copies = later_copies(page.blocks, kept)
    texts = [page.blocks[n].text for n in kept if n not in copies]
    return score_page(texts, page.main_content)


def report(name: str, pages: Sequence[LabelledPage], scores: Sequence[Score]) -> dict[str, float]:
    """Print and return the mean F1 of all pages and of each kind."""
    kinds = sorted({page.kind for page in pages})
    figures = {}
    for kind in ("all", *kinds):
        some = [s for page, s in zip(pages, scores, strict=True) if kind in ("all", page.kind)]
        precision, recall, f1 = (sum(values) / len(some) for values in zip(*some, strict=True))
        figures[kind] = round(f1, 4)
        print(f"{name} {kind:15} {len(some):5}  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}")
    return figures


def cross_validate(
    pages: Sequence[LabelledPage], samples: Samples, blanks: Sequence[Matrix]
) -> dict[str, dict[str, float]]:
    """Return the F1 by kind when each site is scored by trees that have not seen it."""
    scores: dict[int, Score] = {}
    blind: dict[int, Score] = {}
    for fold in range(FOLDS):
        model = train(samples, [n for n, other in enumerate(samples.folds) if other != fold])
        for number, page in enumerate(pages):
            if page.fold == fold:
                scores[number] = score_with(model, page, samples.rows[number])
                if number % BLANK_EVERY == 0:
                    blind[number] = score_with(model, page, blanks[number // BLANK_EVERY])
    some = sorted(blind)
    return {
        "F1": report("cross-validated", pages, [scores[n] for n in range(len(pages))]),
        "F1 without words": report(
            "no word known", [pages[n] for n in some], [blind[n] for n in some]
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path, help="folder of labelled pages")
    parser.add_argument("-o", "--output", type=Path, required=True, help="model file to write")
    parser.add_argument("--no-validation", action="store_true", help="only train on all pages")
    args = parser.parse_args()
    pages = list(read_pages(args.pages))
    print(f"{len(pages)} pages, {sum(len(page.blocks) for page in pages)} blocks", flush=True)
    words, names = lexicon_makers(pages)
    known: list[Lexicons] = [(words.fit(without=f), names.fit(without=f)) for f in range(FOLDS)]
    print("lexicons fitted", flush=True)
    samples = Samples(pages, [make_rows(page, known[page.fold]) for page in pages])
    blanks = [make_rows(page, known[page.fold], blank=True) for page in pages[::BLANK_EVERY]]
    samples.blanks = {number * BLANK_EVERY: matrix for number, matrix in enumerate(blanks)}
    print("features measured", flush=True)
    about: dict[str, Any] = {**ABOUT, "pages": len(pages)}
    if not args.no_validation:
        about["cross-validated by site"] = cross_validate(pages, samples, blanks)
    trained = train(samples, range(len(pages)))
    tables = {"words": words.fit(least_weight=0.1), "names": names.fit()}
    model = {
        "about": about,
        "features": list(FEATURES),
        "models": MODELS,
        "tables": tables,
    }
    write_model(args.output, model, trained.trees())
    print(f"wrote {args.output}: {args.output.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
