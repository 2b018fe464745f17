"""Keep absurdly deep pages from costing absurd time.

The parser looks through its open elements at most tags, so that a hundred thousand nested ones
cost it minutes.  Browsers stop nesting at 512 (Blink: kMaximumHTMLParserDOMTreeDepth); so do we,
by taking the start tags beyond that out before parsing.  Their text stays.
"""

from __future__ import annotations

import re

from textclean.startup.lazy import lazy_compile

DEEPEST = 512
"""Open elements beyond which start tags are taken out."""

MOST_OPEN_MARKS = 4_000
"""Unclosed `b`, `font`... beyond which more of them are taken out."""

MOST_STEPS = 100_000_000
"""If the parser looks through no more open elements, all tags taken together, that cannot cost more
than about half a second."""

VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
END_OPTIONAL = frozenset(
    {
        *("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody"),
        *("tfoot", "colgroup", "caption", "rt", "rp", "rb", "rtc", "html", "head", "body"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "button"),
    }
)
"""Elements that the parser closes by itself; what they stand in counts."""

IGNORED = VOID | END_OPTIONAL

FORMATTING = frozenset(
    {
        *("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"),
        *("tt", "u"),
    }
)

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*)|!--)")
_NESTING = lazy_compile(rf"<(?![/!?]|(?:{'|'.join(sorted(IGNORED))})[\s/>])", re.IGNORECASE)
"""Where a start tag may stand that counts. To find these takes a quarter of going by the tags."""
_WHOLE_TAG = re.compile("<[^<>]*>?")
_UNREAD = frozenset(
    {"!--", "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
)


def without_deep_tags(html: str) -> str:
    """Return a page without the start tags that nest too deep; most pages as they are."""
    tags = html.count("<")
    if tags * tags < MOST_STEPS or tags * len(_NESTING.findall(html)) < MOST_STEPS:
        return html
    cuts = _deep_tags(html)
    if not cuts:
        return html
    parts, done = [], 0
    for start, end in cuts:
        parts.append(html[done:start])
        done = end
    parts.append(html[done:])
    return "".join(parts)


def _deep_tags(html: str) -> list[tuple[int, int]]:
    """Return the stretches of the start tags to take out."""
    cuts: list[tuple[int, int]] = []
    open_names: list[str] = []
    counts: dict[str, int] = {}
    depth = marks = at = 0
    unclosed: set[str] = set()
    while at >= 0:
        tags, at = _TAG.finditer(html, at), -1
        for tag in tags:
            ends, name = tag.groups()
            name = "!--" if name is None else name.lower()
            if name in IGNORED:
                continue
            if ends:
                while counts.get(name):
                    closed = open_names.pop()
                    counts[closed] -= 1
                    if closed in FORMATTING:
                        marks -= 1
                    else:
                        depth -= 1
                    if closed == name:
                        break
            elif name in _UNREAD:
                closing = "-->" if name == "!--" else f"</{name}"
                if closing not in unclosed:
                    at = _after(html, tag.end(), closing, unclosed)
                    break
            elif marks >= MOST_OPEN_MARKS if name in FORMATTING else depth >= DEEPEST:
                cuts.append(_WHOLE_TAG.match(html, tag.start()).span())  # type: ignore[union-attr]
            else:
                if name in FORMATTING:
                    marks += 1
                else:
                    depth += 1
                open_names.append(name)
                counts[name] = counts.get(name, 0) + 1
    return cuts


def _after(html: str, at: int, closing: str, unclosed: set[str]) -> int:
    """Return where what ends in `closing` ends; remember it if nothing does."""
    end = html.find(closing, at)
    if end < 0:
        unclosed.add(closing)
        return at
    return end + (len(closing) if closing == "-->" else 0)
