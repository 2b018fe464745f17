"""What in a Markdown text is not prose although the parser takes it for text.

Templates, formulas, attributes, addresses, labels: whatever another program will read.  A guard
that reaches too far costs a repair; one that reaches too short breaks a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TEMPLATES = (
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
    ("$$", "$$"),
    ("\\\\(", "\\\\)"),
    ("\\\\[", "\\\\]"),
    ("<!--", "-->"),
    ("%%", "%%"),
)
"""Openers and closers of what templates, formulas and comments hold, over any number of lines.

Hugo, Liquid, Jinja, Vue; JSX comments; TeX, also with doubled backslashes; Obsidian's comments.
They are searched in the whole text, code included: a template engine runs before Markdown does.
"""

VERBATIM = re.compile(
    r"\{(?:\{[<%]|%-?)\s*(highlight|raw|verbatim|comment|code|codeblock|math|katex|latex|mermaid"
    r"|style|javascript|schema|capture|prism|gist|plantuml|graphviz|tabs?code)\b"
)
"""A template tag whose content, up to the closing tag of the same name, is not prose."""

_BRACES = re.compile(r"\{[^{}\n]{0,1000}\}")
_ADDRESS = re.compile(
    r"(?:://|\bwww\.|\b(?:mailto|tel|xmpp|data):)"
    r"[^ \t\r\n\f\v<>\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)
_SCHEME = re.compile(r"[A-Za-z0-9+.-]{0,20}\Z")
_MAIL = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
_MAIL_USER = re.compile(r"[\w.+-]{0,64}\Z")
_BRACKETS = re.compile(
    r"!?\[\[[^\[\]\n]{0,500}\]\]"  # wiki links and embedded notes
    r"|\[![^\[\]\n]{0,100}\][+-]?"  # alerts, includes
    r"|\[\^[^\[\]\n]{0,100}\]:?"  # footnotes
    r"|\]\[[^\[\]\n]{0,500}\]"  # labels of links that are defined elsewhere
    r"|@\[[^\[\]\n]{0,100}\](?:\([^()\n]{0,500}\))?"
    r"|^[ \t]{0,3}\[[^\[\]\n]{1,500}\]:.*$",  # definitions that the parser does not accept
    re.MULTILINE,
)
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_LINES = re.compile(r"^[ \t>]*(?::{2,}|!!![ +]|\?\?\?\+?[ ]|===[!+]?[ ]+\"|@@).*$", re.MULTILINE)
"""Container fences and MkDocs' admonitions and tabs, whose titles stand in syntactic quotes."""
_EMOJI = re.compile(r":[A-Za-z0-9_+-]{1,50}:")
_DOLLARS = re.compile(r"(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,500}(?<=[^\s\\])\$(?![\d$])")
_ANY_DOLLARS = re.compile(r"(?<!\\)\$(?:[^$\n]|\n(?![ \t]*\n))++\$")
_TEX = re.compile(r"[\\^_]")
"""What shows that the dollars of a text stand for formulas rather than for money."""
_ENVIRONMENT = re.compile(r"\\begin\{(\w{1,30}\*?)\}")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


def guard_ranges(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a source that are not prose, in order and merged."""
    found = sorted(_find(text))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _find(text: str) -> Iterator[tuple[int, int]]:
    for opener, closer in TEMPLATES:
        if opener in text:
            yield from _between(text, opener, closer)
    if "{" in text:
        yield from _spans(_BRACES, text)
        yield from _verbatim(text)
    if ":" in text or "www." in text:
        yield from _reaching_back(_ADDRESS, _SCHEME, text)
        yield from _spans(_EMOJI, text)
        yield from _spans(_LINES, text)
    elif "!!!" in text or "???" in text or "===" in text or "@@" in text:
        yield from _spans(_LINES, text)
    if "@" in text:
        yield from _reaching_back(_MAIL, _MAIL_USER, text)
    if "[" in text:
        yield from _spans(_BRACKETS, text)
    if "<" in text:
        yield from _spans(_TAGS, text)
    if "$" in text:
        yield from _formulas(text)
    if "\\" in text:
        yield from _paired_in_paragraph(text, "\\(", "\\)")
        yield from _paired_in_paragraph(text, "\\[", "\\]")
        yield from _environments(text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        yield match.span()


def _reaching_back(
    pattern: re.Pattern[str], head: re.Pattern[str], text: str
) -> Iterator[tuple[int, int]]:
    """Yield what matches, with what stands before it; far faster than a search from its start."""
    for match in pattern.finditer(text):
        before = head.search(text, max(0, match.start() - 64), match.start())
        yield before.start() if before else match.start(), match.end()


def _between(text: str, opener: str, closer: str) -> Iterator[tuple[int, int]]:
    """Yield from each opener to the next closer; one that is never closed protects nothing."""
    start = text.find(opener)
    while start >= 0:
        end = text.find(closer, start + len(opener))
        if end < 0:
            return
        yield start, end + len(closer)
        start = text.find(opener, end + len(closer))


def _paired_in_paragraph(text: str, opener: str, closer: str) -> Iterator[tuple[int, int]]:
    """Yield from each opener to the next closer if no blank line stands between them."""
    blank = 0
    start = text.find(opener)
    while start >= 0:
        end = text.find(closer, start + len(opener))
        if end < 0:
            return
        if blank <= start:
            found = _BLANK_LINE.search(text, start)
            blank = found.start() + 1 if found else len(text) + 1
        if end < blank:
            yield start, end + len(closer)
            start = text.find(opener, end + len(closer))
        else:
            start = text.find(opener, blank)


def _formulas(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between dollars.

    In a text that has formulas for certain every pair counts; else only one that clings to
    what it encloses, as pandoc asks for: `$5 to $10` is money.
    """
    close = list(_DOLLARS.finditer(text))
    for match in close:
        yield match.span()
    if "$$" in text or any(_TEX.search(match.group()) for match in close):
        yield from _spans(_ANY_DOLLARS, text)


def _verbatim(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    missing: set[str] = set()
    for tag in VERBATIM.finditer(text):
        name = tag.group(1)
        if tag.start() < done or name in missing:
            continue
        closing = re.compile(r"\{(?:\{[<%]|%-?)\s*(?:/\s*|end)" + name + r"\b")
        close = closing.search(text, tag.end())
        if close is None:
            missing.add(name)
            continue
        yield tag.start(), close.end()
        done = close.end()


def _environments(text: str) -> Iterator[tuple[int, int]]:
    missing: set[str] = set()
    for begin in _ENVIRONMENT.finditer(text):
        name = begin.group(1)
        if name in missing:
            continue
        closer = f"\\end{{{name}}}"
        end = text.find(closer, begin.end())
        if end < 0:
            missing.add(name)
        else:
            yield begin.start(), end + len(closer)
