"""What a text is: HTML, Markdown or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

OPENS_CODE = lazy_compile(r"^```[\w+-]*$", re.M)
CLOSES_CODE = lazy_compile(r"^```[ \t]*$", re.M)
PLAIN_NAMES = frozenset({".txt", ".text"})
SIGNS_AGAINST_NAME = 2
"""Kinds of signs, or one block between fences, that make Markdown of what is named as plain text:
notes and the answers of chat programs are often saved so."""

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
    >>> sniff("Just words.", "notes.md"), sniff("# one hash", "notes.txt")
    ('markdown', 'text')
    >>> sniff("# Title\\n\\n**Bold** words.", "notes.txt")
    'markdown'
    """
    stem, dot, suffix = name.rpartition(".")
    suffix = f".{suffix.lower()}" if dot and stem else ""
    head = text[:HEAD_CHARS]
    if suffix in PLAIN_NAMES:
        surely = sum(_markdown_signs(head)) >= SIGNS_AGAINST_NAME or _has_fences(head)
        return "markdown" if surely else "text"
    if suffix in BY_SUFFIX:
        return BY_SUFFIX[suffix]
    if "<" in head:
        if HTML_START.match(head):
            return "html"
        if head.lstrip().startswith("<"):
            tags = len(HTML_TAG.findall(head))
            if HTML_ROOT.search(head) or (tags >= 2 and tags * 500 >= len(head)):
                return "html"
    return "markdown" if any(_markdown_signs(head)) else "text"


def _markdown_signs(head: str) -> Iterator[bool]:
    """Yield for each kind of sign whether a text has it."""
    return (needle in head and sign.search(head) is not None for needle, sign in MARKDOWN_SIGNS)


def _has_fences(head: str) -> bool:
    """Tell whether a text has a block of code between two fences."""
    opened = OPENS_CODE.search(head) if "`" in head else None
    return opened is not None and CLOSES_CODE.search(head, opened.end()) is not None
