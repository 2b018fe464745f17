"""Keep the main content of a web page: the article, the posts, the product; drop the rest.

Does: gives each block of an HTML page a score, the probability that it is main content, and drops
those below a threshold that is chosen for the page; captions, dialogs and what is named a pop-up or
a signature must be surer, and tables and code amid what is kept need not be as sure.  An image or a
rule without text follows the blocks around it.  Of a text that the main content gives twice, in two
elements, the first stays.  The title's heading goes with a rule of its own, as the title stands in
the metadata.
Leaves alone: text and Markdown, which have no page around them; blocks already dropped.
Why: menus, teasers, forms and footers outweigh the article on most pages, and no rule of thumb
(link density, text length) tells a caption from a teaser or a product card from an advertisement.
Source: a boosted scorer learned from WCXB (Murrough Foley, CC BY 4.0); see `data/html.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar, Literal

from textclean.document import COMMENT, Document, Kind
from textclean.elements import FORM
from textclean.finding import Action, Example, Finding, Rule, Safety
from textclean.scoring.copies import later_copies
from textclean.scoring.matches import plain
from textclean.scoring.page import Judgement, judge_page
from textclean.signs.comment_sections import commented_blocks
from textclean.startup.records import dataclass, maker

_PROSE = (
    "In the night to Monday the river rose by two metres, and the footbridge at the old mill, "
    "which had stood there for ninety years, was carried away before anyone could close it.",
    "Nobody was hurt. The mayor said that the town would ask the province for help, because a "
    "new bridge costs more than the town spends on all of its roads in a year.",
)
_TEXT = "\n\n".join(_PROSE) + "\n"
_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in _PROSE)
_PAGE = (
    "<html><head><title>{title}</title></head><body>{before}"
    f"<main><article class='post'>{{heading}}<div class='content'>{_BODY}</div></article></main>"
    "<footer><p>The Mill Paper</p>{after}</footer></body></html>"
)

HEADING = Kind.HEADING
"""An attribute of a class takes ten times as long, and is asked for at each block."""

_new_finding = maker(Finding)
_UNSETTLED = Finding("", Action.NOTE)[6:]


def _page(*, title: str = "News", before: str = "", heading: str = "", after: str = "") -> str:
    return _PAGE.format(title=title, before=before, heading=heading, after=after)


NOT_MAIN = Rule(
    "content/not-main",
    "A block outside the page's main content: menu, teaser, form, footer, comment...",
    changes=(Example(_page(before="<nav><a href='/'>Home</a></nav>"), _TEXT),),
    stays=(f"<html><body><article>{_BODY}</article></body></html>",),
)
TITLE = Rule(
    "content/title",
    "The heading that repeats the page's title, which is kept in the metadata.",
    changes=(
        Example(
            _page(title="The river took the bridge", heading="<h1>The river took the bridge</h1>"),
            _TEXT,
        ),
    ),
    stays=(f"<html><body><article>{_BODY}</article></body></html>",),
)
BESIDE = Rule(
    "content/beside-dropped",
    "An image or a line between blocks that were dropped.",
    changes=(Example(_page(after="<p><img src='logo.png' alt='Logo'></p>"), _TEXT),),
    stays=(f"<html><body><article>{_BODY}<hr>{_BODY}</article></body></html>",),
)
COPY = Rule(
    "content/copy",
    "A text that the main content has given before: made twice, for screens of two sizes.",
    changes=(
        Example(
            f"<html><body><main><article><div class='wide'>{_BODY}</div>"
            f"<div class='narrow'>{_BODY}</div></article></main></body></html>",
            _TEXT,
        ),
    ),
    stays=(f"<html><body><article>{_BODY}<p>Nobody was hurt.</p>{_BODY}</article></body></html>",),
)
COMMENTED = Rule(
    "content/comment",
    "A reader's comment under an article; with `comments = separate` it stays and is set apart.",
    stays=(f"<html><body><article>{_BODY}</article></body></html>",),
)
MAIN = Rule("content/main", "A block of the main content, and its score.", Safety.NOTE)


@dataclass(frozen=True)
class Content:
    """Drops what is not the main content of an HTML page."""

    name: ClassVar[str] = "content"
    rules: ClassVar[tuple[Rule, ...]] = (NOT_MAIN, COPY, TITLE, BESIDE, COMMENTED, MAIN)

    explain: bool = False
    """Also say of each block, kept ones too, which measures weighed most in its score."""
    comments: Literal["drop", "keep", "separate"] = "drop"
    """What becomes of sections named as comments: `keep` spares them whatever their score, and
    `separate` marks their blocks with the info `comment` as well."""

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each standing block below the threshold."""
        if document.format != "html":
            return
        judged = [index for index, block in enumerate(document.blocks) if block.text.strip()]
        blocks = [document.blocks[index] for index in judged]
        judgement = judge_page(blocks, document.metadata, with_reasons=self.explain)
        comments: list[int] = []
        if judgement.is_article or self.comments != "drop":
            comments = _comments(document, under_article=judgement.is_article)
        spared = frozenset(comments if self.comments != "drop" else ())
        keeps = {
            index: score >= threshold or index in spared
            for index, score, threshold in zip(
                judged, judgement.scores, judgement.thresholds, strict=True
            )
        }
        gone: dict[int, tuple[str, str]] = {}
        if self.comments == "drop":
            gone = {index: (COMMENTED.id, "by its names") for index in comments if keeps.get(index)}
        kept = [index for index in judged if keeps[index] and index not in gone]
        for index, first in later_copies(document.blocks, kept).items():
            gone[index] = COPY.id, f"block {first + 1} says it"
        title = plain(document.metadata.title)
        explain = self.explain
        for number, (index, block) in enumerate(zip(judged, blocks, strict=True)):
            keep = keeps[index]
            if index in gone:
                keeps[index] = False
                if block.dropped_by is None:
                    rule_id, evidence = gone[index]
                    if explain:
                        evidence += "; " + self._evidence(judgement, number)
                    yield Finding(rule_id, Action.DROP, index, evidence=evidence)
                continue
            if index in spared and self.comments == "separate":
                yield Finding(COMMENTED.id, Action.SET, index, sets=(("info", COMMENT),))
            if (explain or not keep) and block.dropped_by is None:
                action, rule = (Action.NOTE, MAIN) if keep else (Action.DROP, NOT_MAIN)
                if not keep and block.kind is HEADING and plain(block.text) == title:
                    rule = TITLE
                evidence = self._evidence(judgement, number)
                yield _new_finding((rule.id, action, index, (), (), evidence, *_UNSETTLED))
        for index in _beside(document, judged, keeps):
            yield Finding(BESIDE.id, Action.DROP, index)

    def _evidence(self, judgement: Judgement, number: int) -> str:
        score, threshold = judgement.scores[number], judgement.thresholds[number]
        sign = "<" if score < threshold else ">="
        evidence = f"score {_rounded(score)} {sign} {_rounded(threshold)}"
        if not self.explain:
            return evidence
        reasons = judgement.reasons(number)
        if not reasons:
            return evidence + ": in the page's frame by its markup"
        return evidence + ": " + ", ".join(f"{name} {share:+.2f}" for name, share in reasons)


_rounded = lru_cache(maxsize=4096)("{:.2f}".format)
"""All blocks of a page have a threshold or two, and those in its frame one score."""


def _comments(document: Document, *, under_article: bool) -> list[int]:
    """Return the blocks of comments, except forms, and what has another use for its info."""
    found = commented_blocks(document.standing(), under_article=under_article)
    blocks = [(index, document.blocks[index]) for index in found]
    return [
        index
        for index, block in blocks
        if not block.features.flags & FORM and block.kind not in (Kind.CODE, Kind.TABLE)
    ]


def _beside(document: Document, judged: Sequence[int], keeps: dict[int, bool]) -> Iterator[int]:
    """Yield the blocks without text whose neighbours with text are not both kept."""
    before = False
    after = iter([*judged, len(document.blocks)])
    upcoming = next(after)
    for index, block in enumerate(document.blocks):
        if index == upcoming:
            before = keeps[index]
            upcoming = next(after)
        elif (
            block.features is not None
            and block.dropped_by is None
            and not (before and keeps.get(upcoming, True))
        ):
            yield index
