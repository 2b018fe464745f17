"""What in a Markdown text is not prose although the parser takes it for text.

Templates, formulas, attributes, addresses, labels: whatever another program will read.  A guard
that reaches too far costs a repair; one that reaches too short breaks a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from textclean.document import merged_stretches

TEMPLATES = (
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
    ("{::comment", "{:/"),
    ("{::nomarkdown", "{:/"),
    ("$$", "$$"),
    ("\\\\(", "\\\\)"),
    ("\\\\[", "\\\\]"),
    ("<!--", "-->"),
    ("<%", "%>"),
    ("<?", "?>"),
    ("%%", "%%"),
)
"""Openers and closers of what templates, formulas and comments hold, over any number of lines.

Hugo, Liquid, Jinja, Vue; JSX comments; TeX, also with doubled backslashes; Obsidian's comments.
They are searched in the whole text, code included: a template engine runs before Markdown does.
"""

VERBATIM = (
    r"\{(?:\{[<%]|%-?)\s*(highlight|raw|verbatim|comment|code|codeblock|math|katex|latex|mermaid"
    r"|style|javascript|schema|capture|prism|gist|plantuml|graphviz|tabs?code)\b"
)
"""A template tag whose content, up to the closing tag of the same name, is not prose. What a
capture of several paragraphs holds is."""

_TO_BLANK = r"[^ \t\r\n<]+"
"""GitHub's links end at a plain blank: another one is part of the address, and so is `>`."""
_BEFORE = tuple("<\"'=")
_ADDRESS = "://" + _TO_BLANK[:-1] + r"*[^ \t\r\n<\"'.,;:!?)\]]"
"""Marks and stops behind an address are of the sentence: a quotation may end there."""
_HOST = r"www\." + _TO_BLANK
_MAIL = r"@[\w-]+(?:\.[\w-]+)+"
MAX_NAME_CHARS = 64
"""Longest name before the sign of an address: of a scheme before `://`, a user before `@`."""

_AFTER = (
    ("mailto:", "mailto:" + _TO_BLANK),
    ("tel:", "tel:" + _TO_BLANK),
    ("data:", "data:" + _TO_BLANK),
    ("{", r"\{[^{}\n]{0,1000}\}"),
    ("{:", r"\{:[^}\n]{0,1000}\}"),  # attributes, with another brace in them
    ("{#", r"\{#[\w.:-]+[^}\n]{0,1000}\}"),
    ("[[", r"!?\[\[[^\[\]\n]{0,500}\]\]"),  # wiki links and embedded notes
    ("[!", r"\[![^\[\]\n]{0,100}\][+-]?"),  # alerts, includes
    ("[^", r"\[\^[^\[\]\n]{0,100}\]:?"),  # footnotes
    ("][", r"\]\[[^\[\]\n]{0,500}\]"),  # labels of links defined elsewhere
    # Targets with spaces in them, and what other parsers take for one though it is not closed.
    (
        "](",
        r"\]\((?:[^()\n]|\n(?![ \t]*\r?\n)|\([^()\n]{0,200}\)){0,500}\)"
        r"|\]\((?:\\.|[^ \t\r\n)\\])*",
    ),
    ('~"', r'(?<![\w~])~"[^"\n]{1,100}"'),  # GitLab's labels ...
    ('%"', r'(?<![\w%])%"[^"\n]{1,100}"'),  # ... and milestones
    ("@[", r"@\[[^\[\]\n]{0,100}\](?:\([^()\n]{0,500}\))?"),
    (":", r":[A-Za-z0-9_+-]{1,50}:"),  # emoji
)
"""Patterns within a line, each after a string that it cannot be without: a search for one is far
cheaper.

They are compiled when first needed: few texts have all of it, and a hook starts often.
"""

_ACROSS = (
    ("<", r"<(?:(?<!<<)/?[A-Za-z][^<>]*|[A-Za-z][^<>\n]*)>"),  # a shell's << opens no tag
    # What HTML shows as it was typed, within a paragraph.
    (
        "</",
        r"(?i)<(code|kbd|samp|tt|var|pre|script|style|textarea|math|svg)\b[^<>]*>"
        r"(?:[^<\n]|\n(?![ \t]*\n)|<(?!/?\1\b)){0,2000}</\1[ \t]*>",
    ),
)
"""Patterns of what may take several lines, in the same way."""

_ON_LINES = (
    # Definitions that the parser does not accept.
    ("]:", r"[ \t]{0,3}\[(?!\^)[^\[\]\n]{1,500}\]:.*"),
    # Container fences, MkDocs' admonitions and tabs: their titles stand in syntactic quotes.
    ("::", r"::: *[\w.]+[ \t\r]*(?:\n {4,}.*)+|[ \t>]*::.*"),  # mkdocstrings has options below
    ("!!!", r"[ \t>]*!!![ +].*"),
    ("???", r"[ \t>]*\?\?\?\+? .*"),
    ("===", r"[ \t>]*===[!+]? +\".*"),
    ("@@", r"[ \t>]*@@.*"),
    ("(@", r"[ \t]{0,3}\(@[\w-]*\)[ \t]+"),  # pandoc's examples, numbered through a text
    ("*[", r"[ \t]{0,3}\*\[[^\[\]\n]{1,100}\]:.*"),  # abbreviations spelt out
    ("<<<", r"[ \t>]*<<<.*"),  # files included
    ("8<-", r"[ \t>;]*-+8<-+.*"),
)
"""Patterns of whole lines, in the same way."""

_DOLLARS = r"\$(?<![\\$\w]\$)(?=[^\s$])[^$\n]{0,500}(?<=[^\s\\])\$(?![\d$])"
_ANY_DOLLARS = r"\$(?<!\\\$)(?:[^$\n]|\n(?![ \t]*\n))++\$"
_TEX = r"[\\^_]"
"""What shows that the dollars of a text stand for formulas rather than for money."""
_ENVIRONMENT = r"\\begin\{(\w{1,30}\*?)\}"
_BLANK_LINE = r"\n[ \t]*\r?\n"

_compiled = cache(re.compile)


def guard_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a source that are not prose, in order and merged."""
    return merged_stretches([*_find_across(text), *_find_in_lines(text)])


def guarded_in_line(line: str) -> list[str]:
    """Return what in a line is not prose whatever stands in other lines.

    >>> guarded_in_line("See [[wiki]] at https://example.com now.")
    ['[[wiki]]', 'https://example.com']
    """
    return [line[start:end] for start, end in merged_stretches(_find_in_lines(line))]


class Guards:
    """The guards of a text by parts: those within a line are found where they are asked for."""

    def __init__(self, text: str, others: Iterable[tuple[int, int]] = ()) -> None:
        """Take the text, and what else in it is not prose."""
        self._text = text
        self._across = merged_stretches([*_find_across(text), *others])

    def between(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the stretches that are not prose in the lines from one offset to another."""
        start = self._text.rfind("\n", 0, start) + 1
        found = [(a + start, b + start) for a, b in _find_in_lines(self._text[start:end])]
        found += [stretch for stretch in self._across if stretch[1] > start and stretch[0] < end]
        return merged_stretches(found) if found else ()


def _find_across(text: str) -> Iterator[tuple[int, int]]:
    """Yield the guards that may take several lines, or that the whole text tells."""
    for opener, closer in TEMPLATES:
        # To look for one character is a tenth of the work to look for two.
        if opener[0] in text and opener in text:
            yield from _between(text, opener, closer)
    for needle, pattern in _ACROSS:
        if needle in text:
            yield from _spans(pattern, text)
    if "{%" in text or "{{" in text:
        yield from _verbatim(text)
    if "$" in text:
        yield from _formulas(text)
    if "\\" in text:
        yield from _paired_in_paragraph(text, "\\(", "\\)")
        yield from _paired_in_paragraph(text, "\\[", "\\]")
        yield from _environments(text)


def _find_in_lines(text: str) -> Iterator[tuple[int, int]]:
    for needle, pattern in _AFTER:
        if needle[0] in text and needle in text:
            yield from _spans(pattern, text)
    for needle, pattern in _ON_LINES:
        if needle[0] in text and needle in text:
            yield from _lines(pattern, needle, text)
    if "://" in text:
        yield from _reaching_back(_ADDRESS, text)
    if "www." in text:
        yield from _hosts(text)
    if "@" in text:
        yield from _reaching_back(_MAIL, text)


def _spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    for match in _compiled(pattern).finditer(text):
        yield match.span()


def _lines(pattern: str, needle: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that match. Only those with the needle are tried, which is far faster."""
    line = _compiled(pattern)
    end = -1
    while (at := text.find(needle, end + 1)) >= 0:
        match = line.match(text, text.rfind("\n", end + 1, at) + 1 or end + 1)
        if match:
            yield match.span()
        end = text.find("\n", at)
        if end < 0:
            return


def _reaching_back(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield what matches with the name before it; far faster than a search from its start."""
    for match in _compiled(pattern).finditer(text):
        start = match.start()
        first = max(0, start - MAX_NAME_CHARS)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in "+.-_"):
            start -= 1
        # Between angle brackets, and as the value of an attribute, it ends before the bracket.
        end = text.find(">", start, match.end()) if text[start - 1 : start] in _BEFORE else -1
        yield start, end if end >= 0 else match.end()


def _hosts(text: str) -> Iterator[tuple[int, int]]:
    """Yield addresses without a scheme, with the character before unless it is a plain one."""
    for match in _compiled(_HOST).finditer(text):
        start = match.start()
        before = text[start - 1 : start] if start else ""
        plain = before.isascii() and (before.isprintable() or before in "\t\r\n")
        yield start - (not plain), match.end()


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
            found = _compiled(_BLANK_LINE).search(text, start)
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
    close = [match for match in _compiled(_DOLLARS).finditer(text) if not _is_of_code(match[0])]
    for match in close:
        yield match.span()
    if "$$" in text or any(_compiled(_TEX).search(match.group()) for match in close):
        for match in _compiled(_ANY_DOLLARS).finditer(text):
            if not _is_of_code(match[0]):
                yield match.span()


def _is_of_code(formula: str) -> bool:
    """Return whether what stands between dollars is text between names in code: `$a` and `$b`."""
    return "`" in formula and "\\" not in formula and not formula.startswith("$`")


def _verbatim(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    missing: set[str] = set()
    for tag in _compiled(VERBATIM).finditer(text):
        name = tag.group(1)
        if tag.start() < done or name in missing:
            continue
        closing = _compiled(r"\{(?:\{[<%]|%-?)\s*(?:/\s*|end)" + name + r"\b")
        close = closing.search(text, tag.end())
        if close is None:
            missing.add(name)
            continue
        done = close.end()
        if name != "capture" or not _compiled(_BLANK_LINE).search(text, tag.end(), close.start()):
            yield tag.start(), done


def _environments(text: str) -> Iterator[tuple[int, int]]:
    missing: set[str] = set()
    for begin in _compiled(_ENVIRONMENT).finditer(text):
        name = begin.group(1)
        if name in missing:
            continue
        closer = f"\\end{{{name}}}"
        end = text.find(closer, begin.end())
        if end < 0:
            missing.add(name)
        else:
            yield begin.start(), end + len(closer)
