"""A cheap first cut: blocks that the page's own markup puts into its frame."""

from __future__ import annotations

from collections.abc import Sequence

from textclean.document import Block
from textclean.elements import ARTICLE, ASIDE, DIALOG, FOOTER, HEADER, MAIN, NAV, Page

SHORT_CHARS = 100
FOOTER_CHARS = 300
"""Of WCXB's development pages' blocks in navigation, header (both short) and footer, and of short
links in asides and dialogs, one in 250 is content: they hold a thousandth of it, and are 37 % of
all blocks."""
LINKS = 0.5
LEAST_LEFT = 0.1
"""Share of the blocks that must be left; else the whole page stands in a header by mistake."""

_TOP = NAV | HEADER
_BESIDE = ASIDE | DIALOG
_FRAME = _TOP | _BESIDE | FOOTER
_INSIDE = MAIN | ARTICLE


def outside_frame(page: Page, blocks: Sequence[Block]) -> list[int]:
    """Return the places of the blocks that are not surely of the page's frame."""
    flags = page.flags
    left = []
    for index, block in enumerate(blocks):
        facts = block.features
        has = flags[facts.element]
        if has & _FRAME and not has & _INSIDE:
            chars = len(block.text)
            if chars <= SHORT_CHARS:
                if has & (_TOP | FOOTER) or facts.link_chars > LINKS * chars:
                    continue
            elif has & FOOTER and chars <= FOOTER_CHARS:
                continue
        left.append(index)
    return left if len(left) >= LEAST_LEFT * len(blocks) else list(range(len(blocks)))
