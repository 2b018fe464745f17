"""Links that share a page: their targets tell, in any language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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


SERVICES = frozenset(
    {"facebook", "twitter", "x", "x.com", "whatsapp", "telegram", "linkedin", "pinterest", "reddit"}
    | {"bluesky", "threads", "mastodon", "messenger", "xing", "flipboard", "pocket", "tumblr"}
    | {"viber", "vk", "line", "kakaotalk", "zalo", "instagram", "tiktok", "youtube", "rss", "sms"}
    | {"google news", "google+", "email", "e-mail", "mail", "e-mail:", "copy link", "print"}
    | {"pin", "tweet", "save"}
)
"""Where to share, keep or follow a page, as its buttons are called in most languages."""


def find_buttons(standing: Sequence[tuple[int, Block]], calls: Collection[int]) -> Iterator[int]:
    """Yield the numbers of lines that name a service only, in a run beside a call to share.

    `calls` are the numbers of lines that call to share or to follow.
    """
    for step in (1, -1):
        beside = False
        for number, block in standing[::step]:
            if number in calls:
                beside = True
            elif beside and block.text.strip().casefold() in SERVICES:
                yield number
            else:
                beside = False


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
