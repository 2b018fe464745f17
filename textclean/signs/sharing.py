"""Links that share a page: their targets tell, in any language."""

from __future__ import annotations

from textclean.document import Block
from textclean.startup.lazy import lazy_compile

_SHARING = lazy_compile(
    r"(?i)^(?:mailto:\?|(?:https?:)?//(?:[\w-]+\.)*(?:"
    r"facebook\.com/(?:sharer?|dialog/(?:share|feed|send))\b"
    r"|(?:twitter|x)\.com/(?:intent|share|home\?status)\b|bsky\.app/intent\b"
    r"|threads\.net/intent\b|linkedin\.com/(?:share|cws/share|sharing)\b"
    r"|pinterest\.[a-z.]+/pin/create\b|reddit\.com/submit\b|tumblr\.com/(?:widgets/)?share\b"
    r"|(?:t|telegram)\.me/share\b|whatsapp\.com/send\b|wa\.me/\?|xing\.com/(?:spi|social)/share"
    r"|vk(?:ontakte)?\.(?:com|ru)/share\b|connect\.ok\.ru/offer\b|line\.me/(?:lineit/share|r/share)"
    r"|flipboard\.com/(?:bookmarklet|share)|getpocket\.com/(?:save|edit)\b"
    r"|news\.ycombinator\.com/submitlink\b|share\.[\w.-]+/share\b))"
    r"|^(?:whatsapp|fb-messenger|viber|tg)://"
)
"""What the services' own documentation gives as the address to share with."""


def is_share_bar(block: Block) -> bool:
    """Return whether a block is all links that share the page."""
    links = [mark for mark in block.marks if mark.kind == "link"]
    if not links or (links[0].start > 0 and block.text[0].isalnum()):
        return False
    if not all(_SHARING.search(mark.target) for mark in links):
        return False
    return is_all_links(block)


def is_all_links(block: Block) -> bool:
    """Return whether a block has links, and no letter or number outside them."""
    rest, done = [], 0
    for mark in block.marks:
        if mark.kind == "link":
            rest.append(block.text[done : mark.start])
            done = max(done, mark.end)
    return done > 0 and not any(map(str.isalnum, "".join([*rest, block.text[done:]])))
