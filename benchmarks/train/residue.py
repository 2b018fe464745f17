"""Learn the scorer of text lines from labelled pages, and cross-validate it by site.

    pip install 'textclean[train]'
    python -m benchmarks.train.residue PAGES -o textclean/data/residue.json
    python -m textclean.trees.build

PAGES is a folder as `texts.read_texts` wants it, such as the development split of WCXB.  The same
pages, versions and seed give the same file on any machine.  Takes about ten minutes of two cores.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from math import log
from pathlib import Path
from typing import Any

from benchmarks.train.folds import FOLDS
from benchmarks.train.texts import LabelledText, read_texts
from benchmarks.train.trees import pack_trees, write_model
from textclean.residue.judging import measure_document
from textclean.residue.rows import FEATURES, GONE, make_rows

TREES = 45
FIRST = {"trees": 12, "sure_not": -1.9}
"""By that many trees half of the lines are sure to stay; of 15,000 two would have gone."""
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.18,
    "min_data_in_leaf": 150,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
    "monotone_constraints": [
        (-1 if name.startswith("since_") else 1) if name in GONE else 0 for name in FEATURES
    ],
}
KEPT, DROPPED = 0.7, 0.3
"""Share of a line's words in the main content from which it is article, below which it is not."""
VARIANT_WEIGHTS = {"main": 1.0, "full": 0.5, "lines": 0.3}
"""A text as an extractor leaves it is the commonest input."""
OTHER_PAGES = 0.5
"""Weight of what is no article (products, forums...): what is main there is less certain."""
TITLE_WEIGHT = 4.0
UNSURE_WEIGHT = 0.1
MOST_WORDS = 80
KEPT_POWER, DROPPED_POWER = 0.5, 0.4
"""A line counts as this power of its words: to lose a word costs more than to keep one."""
LEAST_LINES = 10
LEXICON_LEAST = 10
"""Texts that a word of the lexicon must stand in."""
LEXICON_WEIGHT = 0.7
SMOOTHING = 3.0
TRANSLATIONS = Path(__file__).with_name("page_words.txt")
MOST_CHARS = 300
_WORD = re.compile(r"\w+")


def make_lexicon(texts: Iterable[LabelledText]) -> dict[str, float]:
    """Return the words that stand around articles rather than in them: log of the odds ratio."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for text in texts:
        seen: tuple[set[str], set[str]] = (set(), set())
        for block, label in zip(text.document.blocks, text.labels, strict=True):
            if len(block.text) <= MOST_CHARS and not DROPPED < label < KEPT:
                words = _WORD.findall(block.text.casefold())
                seen[label <= DROPPED].update(word for word in words if not word.isdigit())
        for side in (0, 1):
            for word in seen[side]:
                counts[word][side] += 1
    kept = sum(pair[0] for pair in counts.values())
    dropped = sum(pair[1] for pair in counts.values())
    prior_kept = SMOOTHING * kept / (kept + dropped)
    prior_dropped = SMOOTHING * dropped / (kept + dropped)
    lexicon = {}
    for word, (inside, outside) in sorted(counts.items()):
        if inside + outside >= LEXICON_LEAST:
            weight = log((outside + prior_dropped) / dropped) - log((inside + prior_kept) / kept)
            if weight > LEXICON_WEIGHT:
                lexicon[word] = round(weight, 2)
    return lexicon


def read_translations(path: Path = TRANSLATIONS) -> list[tuple[list[str], list[str]]]:
    """Return the lines of a file of translations: English words, and their fellows elsewhere."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [line.partition(":") for line in lines if line and line[0] != "#"]
    return [(english.split(), others.casefold().split()) for english, _, others in parts]


def translate(lexicon: Mapping[str, float]) -> dict[str, float]:
    """Return a lexicon with the translations of its words; what it knows already stays."""
    translated = dict(lexicon)
    for english, others in read_translations():
        weight = max((lexicon.get(word, 0.0) for word in english), default=0.0)
        if weight > LEXICON_WEIGHT:
            for word in others:
                translated.setdefault(word, weight)
    return translated


class Lines:
    """The rows of all lines, what they are, and what they weigh."""

    def __init__(
        self, texts: Sequence[LabelledText], lexicons: Mapping[int, Mapping[str, float]]
    ) -> None:
        """Measure the texts, each with the lexicon of its fold."""
        import numpy

        rows: list[Any] = []
        targets: list[int] = []
        weights: list[float] = []
        facts: list[tuple[int, int, int, float, bool, int]] = []
        for number, text in enumerate(texts):
            indexes, measured = measure_document(text.document, lexicons[text.fold])
            found = make_rows(measured)
            share = VARIANT_WEIGHTS[text.variant] * (1 if text.kind == "article" else OTHER_PAGES)
            share /= max(LEAST_LINES, len(found.rows))
            if found.rows:
                rows.append(numpy.array(found.rows, dtype=numpy.float32))
            for at in found.at:
                words, label = measured.lines[at].words, text.labels[indexes[at]]
                titled = text.titles[indexes[at]]
                dropped = label <= DROPPED and not titled
                power = DROPPED_POWER if dropped else KEPT_POWER
                weight = share * min(words, MOST_WORDS) ** power
                if titled:
                    weight *= TITLE_WEIGHT
                elif DROPPED < label < KEPT:
                    weight *= UNSURE_WEIGHT
                targets.append(dropped)
                weights.append(weight)
                facts.append((number, text.fold, words, label, titled, found.zones[at]))
        self.rows = numpy.concatenate(rows)
        self.targets = numpy.array(targets)
        self.weights = numpy.array(weights)
        self.weights /= self.weights.mean()
        self.facts = numpy.array(facts, dtype=float)
        """Columns: text, fold, words, label, is a title, zone."""

    def fit(self, *, without: int | None = None) -> Any:
        """Return a booster learned without one fold."""
        import lightgbm

        used = self.facts[:, 1] != (-1 if without is None else without)
        data = lightgbm.Dataset(
            self.rows[used],
            self.targets[used],
            weight=self.weights[used],
            feature_name=list(FEATURES),
        )
        return lightgbm.train(PARAMETERS, data, TREES)


def cross_validate(lines: Lines) -> Any:
    """Return the score of each line by a model that has not seen its site."""
    import numpy

    scores = numpy.zeros(len(lines.targets))
    for fold in range(FOLDS):
        held = lines.facts[:, 1] == fold
        scores[held] = lines.fit(without=fold).predict(lines.rows[held], num_threads=1)
    return scores


def report(texts: Sequence[LabelledText], lines: Lines, scores: Any) -> None:
    """Print, by variant and kind, what a threshold finds and what it costs."""
    import numpy

    number, words, label = (lines.facts[:, i] for i in (0, 2, 3))
    titles = lines.facts[:, 4] > 0
    print("variant kind     threshold  precision recall  words lost%  texts lost>5%  words found")
    for variant in VARIANT_WEIGHTS:
        for article in (True, False):
            wanted = numpy.array(
                [t.variant == variant and (t.kind == "article") == article for t in texts]
            )
            own = wanted[number.astype(int)] & ~titles
            kept, dropped = own & (label >= KEPT), own & (label <= DROPPED)
            for threshold in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
                hit = scores >= threshold
                lost = numpy.bincount(number[kept & hit].astype(int), words[kept & hit], len(texts))
                have = numpy.bincount(number[kept].astype(int), words[kept], len(texts))
                right = (dropped & hit).sum()
                print(
                    f"{variant:7} {'article' if article else 'other':8} {threshold:9.2f}"
                    f"  {right / max(1, (hit & (kept | dropped)).sum()):9.3f}"
                    f" {right / max(1, dropped.sum()):6.3f}"
                    f"  {100 * lost.sum() / have.sum():11.3f}"
                    f"  {100 * (lost > 0.05 * numpy.maximum(have, 1))[wanted].mean():13.2f}"
                    f"  {words[dropped & hit].sum() / words[dropped].sum():.3f}"
                )


def _read_part(folder: Path, parts: int, part: int) -> list[LabelledText]:
    return list(read_texts(folder, part, parts))


def main() -> None:
    """Train, cross-validate, report, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    parts = options.processes * 8
    with ProcessPoolExecutor(options.processes) as pool:
        work = partial(_read_part, options.pages, parts)
        texts = [text for part in pool.map(work, range(parts)) for text in part]
    texts.sort(key=lambda text: (text.id, text.variant))
    print(len(texts), "texts:", dict(Counter(text.variant for text in texts)))
    known = [text for text in texts if text.variant == "main"]
    lexicons = {
        fold: translate(make_lexicon(text for text in known if text.fold != fold))
        for fold in range(FOLDS)
    }
    lines = Lines(texts, lexicons)
    report(texts, lines, cross_validate(lines))
    if options.output:
        model = {
            "about": {
                "data": "WCXB development split, Murrough Foley, CC BY 4.0",
                "script": "benchmarks/train/residue.py",
                "texts": len(texts),
            },
            "features": list(FEATURES),
            "first": FIRST,
            "tables": {"lexicon": translate(make_lexicon(known))},
        }
        write_model(options.output, model, pack_trees(lines.fit()))


if __name__ == "__main__":
    main()
