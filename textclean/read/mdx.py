"""Finds what in MDX is JavaScript: imports, exports, JSX tags and expressions.

A Markdown parser does not know them.  `mask_mdx` gives it a copy of the source, as long as the
source, in which they are blank lines or harmless tags, so that the Markdown between them is read as
MDX reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textclean.startup.records import NamedTuple

_START = re.compile(
    r"(?P<fence>^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<mark>`{3,}|~{3,}))"
    r"|(?P<module>^(?:import|export)\b)"
    r"|(?P<ticks>`+)"
    r"|(?P<tag></?(?:(?:[^\W\d]|\$)[\w$.:-]*|(?=>)))"
    r"|(?P<brace>\{)"
    r"|\\.",
    re.MULTILINE,
)
_SYNTAX = re.compile(r"[{}()\[\]]|\"|'|`|//|/\*|\n[ \t]*\r?(?=\n|\Z)")
_IN_TAG = re.compile(r"\"|'|\{|>|<")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?(?=\n|\Z)")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_CODE_INDENTS = ("    ", "\t")
MAX_STRING_CHARS = 2_000
"""Longest string in JavaScript that is looked for; without a limit a lone quote costs the text."""

MAX_EXPRESSION_CHARS = 50_000
"""Longest expression that is looked for: data in a page may be long, a page of prose is not."""
MAX_FAILURES = 20
"""Braces that nothing closes, after which the rest of a text is left alone."""


class Stretch(NamedTuple):
    """A stretch of JavaScript. `kind`: `module`, `tag` or `expression`."""

    kind: str
    start: int
    end: int


def mask_mdx(text: str, start: int = 0) -> tuple[str, list[tuple[int, int]]]:
    """Return a copy of the text for a Markdown parser, and where the JavaScript stands."""
    found = list(_Scan(text).stretches(start))
    parts: list[str] = []
    done = 0
    for stretch, alone in zip(found, _stand_alone(text, found), strict=True):
        parts += (
            text[done : stretch.start],
            _mask(text[stretch.start : stretch.end], stretch.kind, alone),
        )
        done = stretch.end
    parts.append(text[done:])
    return "".join(parts), [stretch[1:] for stretch in found]


def code_elsewhere(text: str, masked: str) -> Iterator[tuple[int, int]]:
    """Yield the indented lines behind a tag that other parsers take for code.

    To MDX they are prose.  In `masked`, where a tag is blanks, a list before it goes on in them;
    to others it is over.
    """
    at, behind_tag = 0, False
    for line, seen in zip(text.split("\n"), masked.split("\n"), strict=True):
        if not seen.strip():
            behind_tag = behind_tag or bool(line.strip())
        elif not seen.startswith(_CODE_INDENTS):
            behind_tag = False
        elif behind_tag:
            yield at, at + len(line)
        at += len(line) + 1


def _mask(code: str, kind: str, alone: bool) -> str:
    if alone or kind == "module":
        return _NOT_LINE_END.sub(" ", code)
    if kind == "expression":
        return "{" + _NOT_LINE_END.sub("x", code[1:-1]) + "}"
    # An expression in a tag reads as a quoted value of the same length.
    parts = []
    at = 0
    while (brace := code.find("{", at)) >= 0:
        end = _balanced(code, brace)
        parts.append(code[at:brace] + '"' + _NOT_LINE_END.sub("x", code[brace + 1 : end - 1]) + '"')
        at = end
    return "".join(parts) + code[at:]


def _stand_alone(text: str, found: list[Stretch]) -> Iterator[bool]:
    """Yield for each stretch whether nothing but such stretches stands on its lines."""
    clean_left: list[bool] = []
    for number, stretch in enumerate(found):
        before = text[
            max(
                found[number - 1].end if number else 0, _line_start(text, stretch.start)
            ) : stretch.start
        ]
        joined = number > 0 and "\n" not in text[found[number - 1].end : stretch.start]
        clean_left.append(not before.strip(" \t>") and (not joined or clean_left[-1]))
    clean_right = True
    results: list[bool] = []
    for number in range(len(found) - 1, -1, -1):
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        line_end = text.find("\n", found[number].end)
        line_end = len(text) if line_end < 0 else line_end
        after = text[found[number].end : min(line_end, following)]
        clean_right = not after.strip() and (
            line_end < following or following == len(text) or clean_right
        )
        results.append(clean_left[number] and clean_right)
    return reversed(results)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


class _Scan:
    """One pass over a text. After too many braces that nothing closes it gives up."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._failures = 0

    def stretches(self, at: int) -> Iterator[Stretch]:
        """Yield the JavaScript after an offset, in order."""
        text = self._text
        while (match := _START.search(text, at)) is not None:
            start, at = match.span()
            if match["fence"]:
                at = _fence_end(text, match["mark"], at)
            elif match["ticks"]:
                at = _code_end(text, match["ticks"], at)
            elif match["module"]:
                at = _module_end(text, at)
                yield Stretch("module", start, at)
            elif match["tag"] or match["brace"]:
                end = self._tag_end(at) if match["tag"] else self._expression_end(start)
                if end:
                    yield Stretch("tag" if match["tag"] else "expression", start, end)
                    at = end
                elif self._failures > MAX_FAILURES:
                    yield Stretch("module", start, len(text))
                    return

    def _expression_end(self, start: int) -> int:
        end = _balanced(self._text, start)
        self._failures += not end
        return end

    def _tag_end(self, at: int) -> int:
        """Return the end of a tag, 0 if it is none."""
        text = self._text
        while (match := _IN_TAG.search(text, at)) is not None:
            sign = match[0]
            if sign == ">":
                return match.end()
            if sign == "<":
                return 0
            if sign == "{":
                at = self._expression_end(match.start())
            else:
                end = text.find(sign, match.end(), match.end() + MAX_STRING_CHARS)
                at = end + 1 if end >= 0 else 0
            if not at:
                return 0
        return 0


def _fence_end(text: str, mark: str, at: int) -> int:
    closing = re.compile(rf"^[ \t>]*{re.escape(mark)}{re.escape(mark[0])}*[ \t]*$", re.MULTILINE)
    found = closing.search(text, at)
    return found.end() if found else len(text)


def _code_end(text: str, ticks: str, at: int) -> int:
    """Return where a code span ends; ticks that nothing closes in the paragraph are text."""
    blank = _BLANK_LINE.search(text, at)
    stop = blank.start() if blank else len(text)
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, stop)
    return closing.end() if closing else at


def _module_end(text: str, at: int) -> int:
    """Return where an import or export ends: at a blank line outside of all brackets."""
    depth = 0
    while (match := _SYNTAX.search(text, at)) is not None:
        at = match.end()
        sign = match[0]
        if sign in "{([":
            depth += 1
        elif sign in "})]":
            depth -= 1
        elif sign[0] == "\n":
            if depth <= 0:
                return match.start()
        else:
            at = _skip_string(text, sign, at)
    return len(text)


def _balanced(text: str, start: int) -> int:
    """Return the end of the expression that opens at `start`, 0 if it is not closed."""
    depth = 0
    at = start
    stop = start + MAX_EXPRESSION_CHARS
    while (match := _SYNTAX.search(text, at, stop)) is not None:
        at = match.end()
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return at
        elif sign[0] not in "()[]\n":
            at = _skip_string(text, sign, at)
    return 0


def _skip_string(text: str, sign: str, at: int) -> int:
    """Return the end of a string or comment that has just begun, or `at` if it has none."""
    if sign in "\"'":
        line_end = text.find("\n", at, at + MAX_STRING_CHARS)
        end = text.find(sign, at, line_end if line_end >= 0 else at + MAX_STRING_CHARS)
        return end + 1 if end >= 0 else at
    closer = {"`": "`", "//": "\n", "/*": "*/"}[sign]
    end = text.find(closer, at, at + MAX_STRING_CHARS)
    return end + len(closer) if end >= 0 else at
