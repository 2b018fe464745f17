"""How high a line must score to go, by its form, its place and what is gone around it."""

from __future__ import annotations

from collections.abc import Sequence

from textclean.document import Block, Kind
from textclean.residue.lines import Line
from textclean.residue.measured import Ruled
from textclean.residue.places import INSIDE, TAIL
from textclean.residue.rows import FEATURES
from textclean.startup.records import NamedTuple


class Thresholds(NamedTuple):
    """Probabilities from which a line goes, by where it stands, and other limits."""

    head: float
    inside: float
    tail: float
    inside_list: float
    sentence: float
    """The least for a line of eight words or more that ends as a sentence."""
    list_share: float
    """Share of the items of a list that must go for any of them to go."""
    little_prose: float
    """The least everywhere for a text that is less than half prose: tables, lists, code."""
    heading: float
    """The least for a line right above a paragraph, without a word or a rule that tells."""
    beyond: float
    """What is enough past the densest stretch, below lines that tell of what follows articles."""
    bare_head: float
    bare_inside: float
    bare_tail: float
    bare_item: float
    """The least for a line without a word or a rule that speaks against it, beside which nothing is
    gone, by where it stands; the last for an item of a list in the tail.  On labelled pages of many
    sites 74 in 100 of such lines that scored enough otherwise were none of the article's, of those
    beside a gap 98.  A whole page is full of such lines, and nearly all of them may go."""
    lone: float
    """What a line needs in a tail of few lines without a word or a rule that speaks against them:
    the foot of a letter, an afterthought."""
    risk: float
    """The share of a text's words that a line may cost, its score taken for the probability that
    it is none of the article's: the longer a line for its text, the surer it must be.  Of a whole
    page only the densest stretch counts, since its menus have words, too."""

    @property
    def floor(self) -> float:
        """The lowest of them."""
        return min(self.head, self.inside, self.tail)


LEVELS = {
    "standard": Thresholds(
        head=0.45,
        inside=0.6,
        tail=0.45,
        inside_list=0.8,
        sentence=0.8,
        list_share=0.85,
        little_prose=0.85,
        heading=0.7,
        beyond=0.3,
        bare_head=0.45,
        bare_inside=0.65,
        bare_tail=0.6,
        bare_item=0.75,
        lone=0.92,
        risk=0.009,
    ),
    "strict": Thresholds(
        head=0.16,
        inside=0.31,
        tail=0.14,
        inside_list=0.48,
        sentence=0.48,
        list_share=0.5,
        little_prose=0.0,
        heading=0.42,
        beyond=0.0,
        bare_head=0.4,
        bare_inside=0.42,
        bare_tail=0.6,
        bare_item=0.9,
        lone=0.6,
        risk=0.009,
    ),
}
"""Set on pages of WCXB (development), by cross-validation over sites: at `standard` about one
article word in 1,000 is lost, at `strict` one in 200."""

SENTENCE_WORDS = 8
LONG_WORDS = 25
LONG_MORE = 0.1
"""What a line of more words than that needs above the threshold: it costs more to lose."""
PROSE_MORE = 0.1
"""The same for a line of prose that does not stand in the tail: a lead is easily mistaken."""
TELLING = 1.5
"""Weight of a word (log-odds) that speaks against its line: `newsletter`, but not `yours`."""
TITLE_WORDS = 4
TITLE_ECHO = 0.6
TITLE_LINE = 0.55
"""What a line needs that is no sentence and shares so many of its longer words with the prose, or
stands so few lines above the body: it may be the title or a section's heading."""
_ECHO = FEATURES.index("echo")
_KNOWN_WORD = FEATURES.index("lexicon_most")
_UNTIL_PROSE = FEATURES.index("until_prose")
_SINCE_GONE = FEATURES.index("since_gone")
_GONE_AFTER = FEATURES.index("gone_after")


def limit_of(
    limits: Thresholds,
    block: Block,
    line: Line,
    zone: int,
    row: Sequence[float],
    ruled: Ruled,
    *,
    near: bool,
) -> float:
    """Return the score from which a line goes, by its form and place; `near`: above the body."""
    limit = limits[zone]
    if zone == INSIDE and block.kind is Kind.ITEM:
        limit = max(limit, limits.inside_list)
    if line.words > LONG_WORDS:
        limit += LONG_MORE
    if line.ended and line.words >= SENTENCE_WORDS:
        limit = max(limit, limits.sentence)
    if line.prose and zone != TAIL:
        limit += PROSE_MORE
    if not line.ended and line.words >= TITLE_WORDS and (row[_ECHO] >= TITLE_ECHO or near):
        limit = max(limit, TITLE_LINE)
    if zone == INSIDE and row[_UNTIL_PROSE] == 1 and not is_told(row, ruled):
        limit = max(limit, limits.heading)
    return limit


def bare_limit(limits: Thresholds, block: Block, zone: int) -> float:
    """Return the least for a line that nothing speaks against but its form and place."""
    if zone == TAIL:
        return limits.bare_item if block.kind is Kind.ITEM else limits.bare_tail
    return limits.bare_inside if zone == INSIDE else limits.bare_head


def is_beside_gone(row: Sequence[float]) -> bool:
    """Tell whether a line right above or below is gone."""
    return row[_SINCE_GONE] <= 1 or row[_GONE_AFTER] > 0


def is_told(row: Sequence[float], ruled: Ruled) -> bool:
    """Tell whether a word or a rule speaks against a line."""
    return ruled.whole or ruled.part or row[_KNOWN_WORD] >= TELLING
