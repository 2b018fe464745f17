"""The parts of a page that its own markup names as no content.

Does: drops navigation, the page's header and footer, asides, dialogs, cookie consents and the
readers' comments, as HTML elements, roles and well-known class names tell them.
Leaves alone: headings of the first level, wherever they stand but in navigation; a part that holds
most of the page's text, as that is what the page is about (a forum's posts are often named
comments).
Why: what a page says of its own parts is the surest sign that there is.
Source: the HTML standard's sectioning elements and WAI-ARIA's landmark roles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, Literal

from textclean.document import COMMENT, Block, Document, Kind
from textclean.elements import (
    ARTICLE,
    ASIDE,
    DIALOG,
    FOOTER,
    HEADER,
    MAIN,
    NAV,
    BlockFeatures,
    Page,
)
from textclean.finding import Action, Example, Finding, Rule
from textclean.signs.comment_sections import NAMED, is_region, own_chars
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

CONTENT = MAIN | ARTICLE

ASIDE_LINK_SHARE = 0.4
"""An aside inside the article goes only if so much of it is links: else it may be a box of text."""

CONSENT = lazy_compile(
    r"(?:^|[\s_-])(?:cookie-?(?:consent|banner|notice|bar|law|policy-banner)|gdpr|onetrust|"
    r"cookiebot|CybotCookiebotDialog|didomi|truste|usercentrics|cc-window|cmplz|cky-consent|"
    r"cli-modal|consent(?:-banner|-modal|-popup)?)(?=$|[\s_-])",
    re.IGNORECASE,
)

_PAGE = "<html><body>{}<main><p>The text of the page is here.</p></main></body></html>"
_SHOWN = "The text of the page is here.\n"


def _example(region: str) -> Example:
    return Example(_PAGE.format(region), _SHOWN)


@dataclass(frozen=True)
class Regions:
    """See the module."""

    comments: Literal["drop", "keep", "separate"] = "drop"
    """What becomes of sections named as comments; `separate` keeps them and marks their blocks with
    the info `comment`."""

    name: ClassVar[str] = "regions"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "regions/nav",
            "Navigation outside the main content",
            changes=(_example("<nav><a href='/'>Home</a></nav>"),),
            stays=("<article><nav>Contents of this text</nav><p>The text.</p></article>",),
        ),
        Rule(
            "regions/header",
            "The page's header, except its title",
            changes=(_example("<header>The Daily Tide</header>"),),
            stays=("<article><header><p>How it began</p></header><p>The text.</p></article>",),
        ),
        Rule(
            "regions/footer",
            "A footer",
            changes=(_example("<footer>Imprint and terms</footer>"),),
            stays=("<div class='footnotes'><p>1 See there.</p></div><p>The text.</p>",),
        ),
        Rule(
            "regions/aside",
            "An aside outside the main content, or one of links within it",
            changes=(_example("<aside>Most read today</aside>"),),
            stays=("<article><p>The text.</p><aside><p>A box with facts.</p></aside></article>",),
        ),
        Rule(
            "regions/dialog",
            "A dialog outside the main content",
            changes=(_example("<div role='dialog'>Pick your country</div>"),),
            stays=("<p>The text.</p><p class='dialogue'>So she said.</p>",),
        ),
        Rule(
            "regions/consent",
            "A cookie consent named as such",
            changes=(_example("<div class='cookie-banner'>We use cookies.</div>"),),
            stays=("<p>The text.</p><div class='recipe-cookies'>Two cookies each.</div>",),
        ),
        Rule(
            "regions/comments",
            "The readers' comments, named as such",
            changes=(_example("<div id='comments'>Well said!</div>"),),
            stays=("<div class='comments'><p>First post.</p><p>Second post.</p></div>",),
        ),
    )

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each block in a region; nothing for a document that is not HTML."""
        if document.format != "html":
            return
        named: dict[str, list[tuple[int, Block]]] = defaultdict(list)
        total = 0
        names: dict[int, str] = {}
        for index, block in document.standing():
            features = block.features
            if not isinstance(features, BlockFeatures):
                continue
            total += own_chars(block)
            rule = _by_flags(block, features)
            if not rule:
                if not names:
                    names = _by_names(features.page, self.comments == "keep")
                rule = names[features.element]
            if rule:
                named[rule].append((index, block))
        for rule, blocks in named.items():
            if not is_region((block for _, block in blocks), total):
                continue
            separate = rule == "regions/comments" and self.comments == "separate"
            action, sets = (Action.SET, (("info", COMMENT),)) if separate else (Action.DROP, ())
            for index, block in blocks:
                yield Finding(rule, action, index, sets=sets, evidence=_evidence(rule, block))


def _by_flags(block: Block, features: BlockFeatures) -> str:
    flags = features.flags
    inside = flags & CONTENT
    if flags & NAV and not inside:
        return "regions/nav"
    if block.kind is Kind.HEADING and block.level == 1:
        return ""
    if flags & FOOTER:
        return "regions/footer"
    if flags & HEADER:
        return "regions/header"
    if flags & DIALOG and not inside:
        return "regions/dialog"
    if flags & ASIDE and (
        not inside or features.link_chars > ASIDE_LINK_SHARE * max(len(block.text), 1)
    ):
        return "regions/aside"
    return ""


def _by_names(page: Page, keep_comments: bool) -> dict[int, str]:
    """Return for each element the rule that its names or its ancestors' call for."""
    rules = {-1: ""}
    for element, parent in enumerate(page.parents):
        rule = rules[parent]
        if not rule and parent >= 0:
            for name in (page.classes[element], page.ids[element]):
                if not name:
                    continue
                if CONSENT.search(name):
                    rule = "regions/consent"
                elif not keep_comments and NAMED.search(name):
                    rule = "regions/comments"
        rules[element] = rule
    return rules


def _evidence(rule: str, block: Block) -> str:
    """Return the start tag that says so, as far as it is known."""
    page, element = block.features.page, block.features.element
    wanted = {"regions/consent": CONSENT, "regions/comments": NAMED}.get(rule)
    while element > 0:
        names = " ".join(filter(None, (page.classes[element], page.ids[element])))
        if wanted is None:
            parent = page.parents[element]
            if not (page.flags[element] & ~page.flags[parent] & ~CONTENT) and parent > 0:
                element = parent
                continue
            return f"<{page.tags[element]}> {names}".strip()
        if wanted.search(names):
            return f"<{page.tags[element]}> {names}"
        element = page.parents[element]
    return ""
