"""The lines of a text with what can be said of each by itself, for those that may go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from textclean.document import Block, Kind
from textclean.residue.lines import OWN, Line, measure, measure_line, read_usage
from textclean.residue.places import densest
from textclean.startup.records import NamedTuple

UNSCORED = frozenset({Kind.CODE, Kind.RULE, Kind.MARKUP, Kind.TABLE, Kind.CAPTION})
BODY_WORDS = 30
BODY_SHARE = 0.6
"""Prose of so many words that begins in this part of the text is never scored, which saves most of
the work: later it may be a note on the author or an appeal."""
LONE_SHARE = 0.8
LONE_WORDS = 2
"""The same for a line of so many words between two paragraphs, if no rule knows it and nothing
around it is gone: a heading, an aside."""
BODY = [0.0] * len(OWN)
"""The measures of a line that is not scored."""


class Ruled(NamedTuple):
    """What phrase rules say of a line: one knows the whole of it, or a part."""

    whole: bool = False
    part: bool = False
    credits: bool = False
    """It names the author, a date or how long the text takes."""


NOT_RULED = Ruled()


class Gap(NamedTuple):
    """What other filters have dropped between two standing lines."""

    lines: int = 0
    told: bool = False
    """One of the lines opens or belongs to what follows an article: related pages, comments..."""
    credits: bool = False
    """One of the lines names the author, a date or how long the text takes."""


NO_GAP = Gap()


class Measured(NamedTuple):
    """The lines of a text and what can be said of each by itself."""

    blocks: list[Block]
    ruled: list[Ruled]
    gaps: list[Gap]
    """What is gone above each line, and below the last."""
    lines: list[Line]
    own: list[list[float]]
    span: tuple[int, int]
    """The first and last line of the densest stretch of prose."""
    title: str = ""
    """The title, where it is known from elsewhere."""

    @classmethod
    def of(
        cls,
        blocks: Sequence[Block],
        ruled: Sequence[Ruled],
        gaps: Sequence[Gap],
        lexicon: Mapping[str, float],
        title: str = "",
    ) -> Measured:
        """Measure each block that can go."""
        lines = [measure_line(block) for block in blocks]
        prose = find_prose(lines, ruled)
        start, end = span = densest(lines, prose)
        judged = _judged(lines, prose, ruled, gaps, find_beyond(gaps, end))
        own = [BODY] * len(lines)
        if judged:
            # On a whole page notices and teasers stand above the article, prose as well.
            usage = read_usage(blocks[i].text for i in range(start, end + 1) if lines[i].prose)
            for i in judged:
                if blocks[i].kind not in UNSCORED:
                    own[i] = measure(blocks[i], lines[i], usage, lexicon)
        return cls(list(blocks), list(ruled), list(gaps), lines, own, span, title)

    def without(self, gone: Collection[int], lexicon: Mapping[str, float]) -> Measured:
        """Return the measures of the text that is left when some lines are gone."""
        kept = [i for i in range(len(self.blocks)) if i not in gone]
        blocks, ruled = [self.blocks[i] for i in kept], [self.ruled[i] for i in kept]
        gaps = _closed(self.gaps, gone)
        if any(self.lines[i].prose for i in gone):
            return Measured.of(blocks, ruled, gaps, lexicon, self.title)
        lines, own = [self.lines[i] for i in kept], [self.own[i] for i in kept]
        span = densest(lines, find_prose(lines, ruled))
        return Measured(blocks, ruled, gaps, lines, own, span, self.title)


def find_beyond(gaps: Sequence[Gap], end: int) -> int:
    """Return the first line past the densest stretch above which told lines are gone.

    From there on what stands is teasers and notices, prose as well: of 690 such paragraphs on
    labelled pages 7 belonged to the article.
    """
    return next((i for i in range(end + 1, len(gaps)) if gaps[i].told), len(gaps))


def _judged(
    lines: Sequence[Line],
    prose: Sequence[bool],
    ruled: Sequence[Ruled],
    gaps: Sequence[Gap],
    beyond: int,
) -> list[int]:
    """Return the lines that may go; the rest is the body, as nearly all that stands so is.

    Of 5,000 paragraphs between two others on labelled pages the scorer gave 3 a score to go, of
    4,600 single lines between two paragraphs 9; looked at before the others, they cost nothing.
    """
    words = sum([line.words for line in lines])
    body_ends, lone_ends = BODY_SHARE * words, LONE_SHARE * words
    last = len(lines) - 1
    judged = []
    before = 0
    for i, (line, flag) in enumerate(zip(lines, prose, strict=True)):
        within = 0 < i < last and prose[i - 1] and prose[i + 1]
        if flag:
            is_body = within or (line.words >= BODY_WORDS and before < body_ends)
        else:
            is_body = (
                within
                and before < lone_ends
                and line.words >= LONE_WORDS
                and ruled[i] is NOT_RULED
                and gaps[i] is NO_GAP
                and gaps[i + 1] is NO_GAP
            )
        if not is_body or i >= beyond:
            judged.append(i)
        before += line.words
    return judged


def find_prose(lines: Sequence[Line], ruled: Sequence[Ruled]) -> list[bool]:
    """Tell of each line whether it is prose that no rule knows."""
    return [line.prose and not rule.whole for line, rule in zip(lines, ruled, strict=True)]


def _closed(gaps: Sequence[Gap], gone: Collection[int]) -> list[Gap]:
    """Return the gaps when some lines are gone: two that nothing parts any more are one."""
    left: list[Gap] = []
    open_gap = NO_GAP
    for i, gap in enumerate(gaps):
        if gap is not NO_GAP or open_gap is not NO_GAP:
            told, credits = open_gap.told or gap.told, open_gap.credits or gap.credits
            gap = Gap(open_gap.lines + gap.lines, told, credits)
        if i in gone:
            open_gap = gap
        else:
            left.append(gap)
            open_gap = NO_GAP
    return left
