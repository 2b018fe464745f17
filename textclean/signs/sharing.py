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
    | {"微信", "微博", "朋友圈", "qq", "qq空间", "豆瓣", "はてなブックマーク", "ツイート"}
    | {"카카오톡", "페이스북", "트위터", "밴드"}
    | {"вконтакте", "одноклассники", "мой мир", "телеграм", "фейсбук", "твиттер"}
    | {"pin", "tweet", "save", "listen", "upvote", "downvote", "award", "clap", "download"}
)
"""Where to share, keep or follow a page and how to like it, as its buttons are called in most
languages."""


COUNT = lazy_compile(r"\d{1,3}(?:,\d{3})*|\d{1,3}(?:[.,]\d)?[KkMm]|[\u00b7\u2022|]")
"""How often something was shared or liked, and what parts such figures."""
MOST_COUNTS = 2
"""In a row: more are a table."""


def find_buttons(
    standing: Sequence[tuple[int, Block]], calls: Collection[int], known: Collection[int]
) -> Iterator[int]:
    """Yield the numbers of lines that name a service only, in a run beside a call to share.

    Counts go with them, above a call or between two such lines: right below the last one a number
    may be that of a chapter. `calls` are the numbers of lines that call to share or to follow,
    `known` those of all lines that are boilerplate.
    """
    for step in (1, -1):
        beside = False
        counts: list[int] = []
        for number, block in standing[::step]:
            text = block.text.strip()
            if number in calls or (beside and (number in known or text.casefold() in SERVICES)):
                yield from counts
                if number not in known:
                    yield number
                beside, counts = True, []
            elif beside and len(counts) < MOST_COUNTS and COUNT.fullmatch(text):
                counts.append(number)
            else:
                if step < 0 and not COUNT.fullmatch(text):
                    yield from counts
                beside, counts = False, []
        if step < 0:
            yield from counts


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
