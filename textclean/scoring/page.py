"""The judgement of a whole page: a score for each block with text, and where to cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textclean.boosted import Boosted
from textclean.document import Block, Metadata
from textclean.elements import ARTICLE as IN_ARTICLE
from textclean.elements import FOOTER, HEADER, MAIN, NAV, BlockFeatures, Page
from textclean.scoring.features import FEATURES, page_rows
from textclean.scoring.threshold import choose_threshold
from textclean.scoring.words import WORD_FEATURES

MODEL = "html"
CLEAR = 0.35
ARTICLE = 0.58
"""Where a page says that it is an article, and only that, and is clear enough (its own threshold is
`CLEAR` or more), it is cut at `ARTICLE`: an article is prose, and what is half likely to belong to
it is a teaser or a caption.  Measured on WCXB's articles, cross-validated: precision .954 for .946,
recall .982 for .987."""
FRAME_SCORE = 0.004
"""The score of links and lines in the page's navigation, header and footer, which the trees are not
asked about: a third of all blocks, and on WCXB's development pages so many of them are content."""
FRAME_CHARS = 100
FRAME_LINKS = 0.5
LEAST_ASKED = 0.1
"""Share of the blocks that must be left; else the whole page stands in a header by mistake."""
SAYS_ARTICLE = ("page_says_article", "page_og_article")
SAYS_OTHER = ("page_says_product", "page_og_product", "page_says_forum", "page_says_list")
WORDS = WORD_FEATURES.index("words")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The scores of a page's blocks, in their order, and the page's threshold."""

    scores: tuple[float, ...]
    threshold: float
    _rows: Sequence[Sequence[float]] = field(repr=False)

    def reasons(self, index: int, count: int = 3) -> list[tuple[str, float]]:
        """Return the features that weighed most in a block's score: what each added to it."""
        return Boosted.load(MODEL).explain(self._rows[index])[:count]


def judge_page(blocks: Sequence[Block], metadata: Metadata) -> Judgement:
    """Return the judgement of blocks that have text and come from the HTML reader."""
    if not blocks:
        return Judgement((), 1.0, ())
    facts: BlockFeatures = blocks[0].features
    page: Page = facts.page
    model = Boosted.load(MODEL)
    rows = page_rows(page, blocks, metadata, model.tables["words"], model.tables["names"])
    asked = [index for index, block in enumerate(blocks) if not _is_frame(page, block)]
    if len(asked) < LEAST_ASKED * len(blocks):
        asked = list(range(len(blocks)))
    scores = [FRAME_SCORE] * len(blocks)
    for index, score in zip(asked, model.scores([rows[i] for i in asked]), strict=True):
        scores[index] = score
    threshold = choose_threshold(scores, [row[WORDS] for row in rows])
    if threshold >= CLEAR and _is_article(rows[0]):
        threshold = ARTICLE
    return Judgement(tuple(scores), threshold, rows)


def _is_frame(page: Page, block: Block) -> bool:
    """Return whether a block is surely of the page's frame: short, in its header or the like."""
    facts: BlockFeatures = block.features
    flags = page.flags[facts.element]
    if not flags & (NAV | HEADER | FOOTER) or flags & (MAIN | IN_ARTICLE):
        return False
    if len(block.text) > FRAME_CHARS:
        return False
    return bool(flags & FOOTER) or facts.link_chars > FRAME_LINKS * len(block.text)


def _is_article(row: Sequence[float]) -> bool:
    """Return whether the page of a row says that it is an article and nothing else."""
    said = {name: row[FEATURES.index(name)] for name in (*SAYS_ARTICLE, *SAYS_OTHER)}
    return any(said[name] for name in SAYS_ARTICLE) and not any(said[name] for name in SAYS_OTHER)
