"""The judgement of a whole page: a score for each block with text, and where to cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from textclean.document import Block, Metadata
from textclean.elements import BlockFeatures, Page
from textclean.scoring.cut import block_thresholds
from textclean.scoring.features import page_columns, page_rows
from textclean.scoring.frame import outside_frame
from textclean.scoring.threshold import ALONE, TOGETHER, choose_threshold
from textclean.scoring.words import Measure, measurer
from textclean.startup.records import dataclass
from textclean.trees.boosted import Boosted

MODEL = "html"
CLEAR = 0.46
"""A page is clear whose own threshold is so high, each score erring for itself."""
ARTICLE = 0.6
"""Where a page says that it is an article, and only that, and is clear, it is cut at `ARTICLE`: an
article is prose, and what is half likely to belong to it is a teaser or a caption.  Measured on
WCXB's pages that say so, cross-validated: precision .956 for .950, recall .985 for .988; less clear
ones are front pages and manuals, which lose by it."""
FRAME_SCORE = 0.004
"""The score of the blocks in the page's frame, which the trees are not asked about: so many of them
are content on WCXB's development pages."""
SAYS_ARTICLE = ("page_says_article", "page_og_article")
SAYS_PRODUCT = ("page_says_product", "page_og_product")
SAYS_OTHER = (*SAYS_PRODUCT, "page_says_forum", "page_says_list")


@dataclass(frozen=True)
class Judgement:
    """The scores of a page's blocks, in their order, and what score each needs to be kept."""

    scores: tuple[float, ...]
    thresholds: tuple[float, ...]
    is_article: bool
    """Whether the page says that it is an article, and nothing else."""
    _rows: Mapping[int, Sequence[float]] = {}

    def reasons(self, index: int, count: int = 3) -> list[tuple[str, float]]:
        """Return the features that weighed most in a block's score: what each added to it.

        None for a block that the trees were not asked about, or if no reasons were wanted.
        """
        if index not in self._rows:
            return []
        return Boosted.load(MODEL).explain(self._rows[index])[:count]


def judge_page(
    blocks: Sequence[Block], metadata: Metadata, *, with_reasons: bool = True
) -> Judgement:
    """Return the judgement of blocks that have text and come from the HTML reader.

    Reasons are kept only on demand: twenty thousand numbers that the garbage collector would look
    through while findings are made.
    """
    if not blocks:
        return Judgement((), (), False)
    facts: BlockFeatures = blocks[0].features
    page: Page = facts.page
    model = Boosted.load(MODEL)
    asked = outside_frame(page, blocks)
    columns = page_columns(
        page,
        [blocks[index] for index in asked],
        metadata,
        _measurer(),
        model.tables["names"],
        frame=len(blocks) - len(asked),
    )
    rows: Iterable[Sequence[float]] = page_rows(columns)
    if with_reasons:
        rows = list(rows)
    found = model.scores(rows)
    is_article = says_article(columns)
    threshold = page_threshold(found, columns, is_article=is_article)
    scores = [FRAME_SCORE] * len(blocks)
    for index, score in zip(asked, found, strict=True):
        scores[index] = score
    thresholds = block_thresholds(blocks, scores, threshold)
    by_place = dict(zip(asked, rows, strict=True)) if with_reasons else {}
    return Judgement(tuple(scores), tuple(thresholds), is_article, by_place)


@cache
def _measurer() -> Measure:
    return measurer(Boosted.load(MODEL).tables["words"])


def page_threshold(
    scores: Sequence[float], columns: Mapping[str, Iterable[float]], *, is_article: bool
) -> float:
    """Return where a page is cut, but for what `block_thresholds` say of a few kinds of blocks.

    Where that is not clear the scores are taken to err together; but on a page that says that it is
    a product, which is one text and little besides, they err alone: else products lose .005 of F1.
    """
    words = columns["words"]
    threshold = choose_threshold(scores, words, odds=ALONE)
    if threshold >= CLEAR:
        return ARTICLE if is_article else threshold
    if _says(columns, SAYS_PRODUCT):
        return threshold
    return choose_threshold(scores, words, odds=TOGETHER)


def says_article(columns: Mapping[str, Iterable[float]]) -> bool:
    """Return whether a page says that it is an article and nothing else."""
    return _says(columns, SAYS_ARTICLE) and not _says(columns, SAYS_OTHER)


def _says(columns: Mapping[str, Iterable[float]], names: Iterable[str]) -> bool:
    return any(next(iter(columns[name])) for name in names)
