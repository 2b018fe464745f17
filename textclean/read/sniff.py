"""What a text is: HTML, Markdown or plain text."""

from __future__ import annotations

import re

from textclean.startup.lazy import lazy_compile

BY_SUFFIX = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".txt": "text",
    ".text": "text",
}

HTML_START = lazy_compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S
)
HTML_TAG = lazy_compile(
    r"</?(?:p|div|br|span|a|h[1-6]|ul|ol|li|table|article|section)\b[^<>]*>", re.I
)
HTML_ROOT = lazy_compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
"""What a page has, though some put scripts before it."""
MARKDOWN_SIGNS = (
    ("#", lazy_compile(r"^#{1,6} \S", re.M)),
    ("`", lazy_compile(r"^```", re.M)),
    ("~", lazy_compile(r"^~~~", re.M)),
    ("]", lazy_compile(r"\]\([^)\s]+\)")),
    ("*", lazy_compile(r"\*\*[^*\n]+\*\*")),
    ("---\n", lazy_compile(r"\A---\n.*?^---$", re.M | re.S)),
    ("---", lazy_compile(r"^\|? *:?-{3,}:? *\|", re.M)),
)
"""What only Markdown has, each after a string that it cannot be without: a single character is
looked for thirty times faster than more."""

HEAD_CHARS = 20_000
"""How much of a text is looked at, in characters."""


def sniff(text: str, name: str = "") -> str:
    """Return `html`, `markdown` or `text`, from the name's ending or else from the text.

    A single heading or link makes Markdown; HTML is what begins as a page does or has at least
    one block tag for every 500 characters.

    >>> sniff("<!doctype html><p>Hello"), sniff("# Title"), sniff("Just words.")
    ('html', 'markdown', 'text')
    >>> sniff("<script>let a;</script><!DOCTYPE html><p>Hello")
    'html'
    >>> sniff("Just words.", "notes.md")
    'markdown'
    """
    stem, dot, suffix = name.rpartition(".")
    if dot and stem and f".{suffix.lower()}" in BY_SUFFIX:
        return BY_SUFFIX[f".{suffix.lower()}"]
    head = text[:HEAD_CHARS]
    if "<" in head:
        if HTML_START.match(head):
            return "html"
        if head.lstrip().startswith("<"):
            tags = len(HTML_TAG.findall(head))
            if HTML_ROOT.search(head) or (tags >= 2 and tags * 500 >= len(head)):
                return "html"
    return "markdown" if _has_markdown(head) else "text"


def _has_markdown(head: str) -> bool:
    return any(needle in head and sign.search(head) for needle, sign in MARKDOWN_SIGNS)
