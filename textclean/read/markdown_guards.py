"""What in a Markdown text is not prose although the parser takes it for text.

Templates, formulas, attributes, addresses, labels: whatever another program will read.  A guard
that reaches too far costs a repair; one that reaches too short breaks a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textclean.document import merged_stretches

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

_TO_BLANK = r"[^ \t\r\n\f\v<>\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
_ADDRESS = re.compile("://" + _TO_BLANK)
_MAIL = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
MAX_NAME_CHARS = 64
"""Longest name before the sign of an address: of a scheme before `://`, a user before `@`."""

_AFTER = (
    ("www.", re.compile(r"www\." + _TO_BLANK)),
    ("mailto:", re.compile("mailto:" + _TO_BLANK)),
    ("tel:", re.compile("tel:" + _TO_BLANK)),
    ("data:", re.compile("data:" + _TO_BLANK)),
    ("{", re.compile(r"\{[^{}\n]{0,1000}\}")),
    ("[[", re.compile(r"!?\[\[[^\[\]\n]{0,500}\]\]")),  # wiki links and embedded notes
    ("[!", re.compile(r"\[![^\[\]\n]{0,100}\][+-]?")),  # alerts, includes
    ("[^", re.compile(r"\[\^[^\[\]\n]{0,100}\]:?")),  # footnotes
    ("][", re.compile(r"\]\[[^\[\]\n]{0,500}\]")),  # labels of links defined elsewhere
    ("@[", re.compile(r"@\[[^\[\]\n]{0,100}\](?:\([^()\n]{0,500}\))?")),
    # Definitions that the parser does not accept.
    ("]:", re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,500}\]:.*$", re.MULTILINE)),
    ("<", re.compile(r"</?[A-Za-z][^<>]*>")),
    (":", re.compile(r":[A-Za-z0-9_+-]{1,50}:")),  # emoji
    # Container fences, MkDocs' admonitions and tabs: their titles stand in syntactic quotes.
    ("::", re.compile(r"^[ \t>]*::.*$", re.MULTILINE)),
    ("!!!", re.compile(r"^[ \t>]*!!![ +].*$", re.MULTILINE)),
    ("???", re.compile(r"^[ \t>]*\?\?\?\+? .*$", re.MULTILINE)),
    ("===", re.compile(r"^[ \t>]*===[!+]? +\".*$", re.MULTILINE)),
    ("@@", re.compile(r"^[ \t>]*@@.*$", re.MULTILINE)),
)
"""Patterns, each after a string that it cannot be without (a search for one is far cheaper)."""

_DOLLARS = re.compile(r"(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,500}(?<=[^\s\\])\$(?![\d$])")
_ANY_DOLLARS = re.compile(r"(?<!\\)\$(?:[^$\n]|\n(?![ \t]*\n))++\$")
_TEX = re.compile(r"[\\^_]")
"""What shows that the dollars of a text stand for formulas rather than for money."""
_ENVIRONMENT = re.compile(r"\\begin\{(\w{1,30}\*?)\}")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


def guard_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a source that are not prose, in order and merged."""
    return merged_stretches(_find(text))


def _find(text: str) -> Iterator[tuple[int, int]]:
    for opener, closer in TEMPLATES:
        if opener in text:
            yield from _between(text, opener, closer)
    for needle, pattern in _AFTER:
        if needle in text:
            for match in pattern.finditer(text):
                yield match.span()
    if "{%" in text or "{{" in text:
        yield from _verbatim(text)
    if "://" in text:
        yield from _reaching_back(_ADDRESS, text)
    if "@" in text:
        yield from _reaching_back(_MAIL, text)
    if "$" in text:
        yield from _formulas(text)
    if "\\" in text:
        yield from _paired_in_paragraph(text, "\\(", "\\)")
        yield from _paired_in_paragraph(text, "\\[", "\\]")
        yield from _environments(text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        yield match.span()


def _reaching_back(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield what matches with the name before it; far faster than a search from its start."""
    for match in pattern.finditer(text):
        start = match.start()
        first = max(0, start - MAX_NAME_CHARS)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in "+.-_"):
            start -= 1
        yield start, match.end()


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
