"""What the filters that mend text share: which blocks are prose, and where they may edit."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from textclean.document import Block, Document, Kind
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

NOT_PROSE = frozenset({Kind.CODE, Kind.RULE, Kind.MARKUP})
"""Kinds of blocks whose text is never edited."""

FOREIGN_CJK_SHARE = 0.05
"""Share of a document's characters up to which Chinese, Japanese or Korean ones are names and
quotations in a text of another language. Pages in those languages have .3 and more, even those
full of English terms."""

CJK_LETTERS = (
    "\u1100-\u11ff\u2e80-\u2fff\u3003-\u303f\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Chinese, Japanese and Korean letters, as part of a character class."""
CJK = CJK_LETTERS + "\u3001\u3002"
"""The same with the marks that end and part their sentences."""

LATIN_PROSE_WORDS = 6
"""Words of small letters before another word that make a paragraph English in a Chinese page:
a list of names has hardly any."""
_LATIN_WORD = lazy_compile("\\b[a-z]{2,}(?= [A-Za-z])")


class Prose(NamedTuple):
    """The standing blocks of a document whose text may be edited."""

    blocks: list[tuple[int, Block]]
    """With the index of each."""
    joined: str
    """Their text in one string: one search of it spares a search of each."""


def prose(document: Document) -> Prose:
    """Return the standing blocks of a document whose text may be edited.

    What the last document gave is kept: where a filter finds nothing, the next asks the same.
    """
    global _last
    known, found = _last
    if known is document.blocks:
        return found
    blocks = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if block.dropped_by is None and block.kind not in NOT_PROSE
    ]
    found = Prose(blocks, "\n".join([block.text for _, block in blocks]))
    _last = document.blocks, found
    return found


_last: tuple[tuple[Block, ...], Prose] = ((), Prose([], ""))


def is_protected(block: Block, start: int, end: int) -> bool:
    """Return whether a stretch of a block touches one that must not be edited."""
    if not block.protected:
        return False
    last = bisect_right(block.protected, (max(end - 1, start), len(block.text) + 1)) - 1
    return last >= 0 and block.protected[last][1] > start


def without_protected(block: Block, filler: str = "x") -> str:
    """Return the text with each protected character replaced, all offsets kept."""
    if not block.protected:
        return block.text
    parts, done = [], 0
    for start, end in block.protected:
        parts += [block.text[done:start], filler * (end - start)]
        done = end
    return "".join([*parts, block.text[done:]])


def is_cjk(text: str, *, times: float = 1) -> bool:
    """Return whether a text is in Chinese, Japanese or Korean, or full of it.

    With `times` there must be so many times more of their letters than it takes.

    >>> is_cjk("Peking (\\u5317\\u4eac) is a city of twenty-two million people up north. " * 2)
    False
    >>> is_cjk("Docker\\u3001Kubernetes\\u7b49")
    True
    """
    found = len(_cjk_letter().findall(text))
    return found > times * FOREIGN_CJK_SHARE * len(text)


def is_latin_prose(text: str) -> bool:
    """Return whether a paragraph is in a language of Latin letters, whatever its page is in.

    >>> is_latin_prose("the first file is offered in English, and so on")
    True
    >>> is_latin_prose("npm\\uff0cyarn\\uff0cVisual Studio Code")
    False
    """
    words = len(_LATIN_WORD.findall(text))
    return words >= LATIN_PROSE_WORDS and _cjk_letter().search(text) is None


@cache
def _cjk_letter() -> re.Pattern[str]:
    return re.compile(f"[{CJK_LETTERS}]")


_THREE_TICKS = lazy_compile("```")
_THREE = lazy_compile("```|~~~")
_FENCE = lazy_compile(r"( {0,12}|> ?)(`{3,}|~{3,})([^`\n]*)(?=\n|\Z)")
_OUTSIDE = {
    **{" " * n: lazy_compile(rf"^(?!\s*$| {{{n}}})", re.MULTILINE) for n in range(1, 13)},
    **dict.fromkeys((">", "> "), lazy_compile(r"^(?!>)", re.MULTILINE)),
}
"""What the line looks like that ends the list or the quotation in which a fence stands, by what
stands before the fence."""
_MARKUP = lazy_compile(
    # Each begins with a character of its own: so the search skips to the next of these.
    r"`(?<!``)(?P<more>`*)(?!`)"
    r"(?:[^`\n]|\n(?![ \t>]*(?:[-*+#=]+[ \t\n]|[*_-]{3}|[`~]{3}|\n|\d{1,9}[.)][ \t\n])| *>)"
    r"|(?!`(?P=more)(?!`))`++){1,2000}+`(?P=more)(?!`)"
    r"|\\."
    r"|<!--(?:[^<-]|-(?!->)|<(?!!--))*+-->"
    r"|<(?:(?<=\n<)|(?<=\A<))(?P<raw>script|style|pre|textarea)\b"
    r"(?:[^<]|<(?!/?(?P=raw)\b))*+</(?P=raw)>"
    r"|</?[A-Za-z](?:(?:[^<>\"]|\"[^\"\n]{0,500}\")*+>|[^<>]*>)"
    r"|\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|\]\[[^\[\]]{0,500}\]"
    r"|\[(?<=\n\[)(?!\^)[^\[\]\n]{1,500}\]:[^\n]*"
    r"|\{%[^%]{0,2000}%\}|\{\{[^{}\n]*\}\}|\{[:#.][^{}\n]*\}"
)


def without_fences(text: str) -> str:
    """Return a Markdown source with letters for its fenced code, all offsets kept."""
    if "```" not in text and "~~~" not in text:
        return text
    parts: list[str] = []
    done = 0
    line_end = 0
    opened: re.Match[str] | None = None
    for three in (_THREE if "~~~" in text else _THREE_TICKS).finditer(text):
        if three.start() < line_end:
            continue  # Only what a line begins with may be a fence.
        fence = _FENCE.match(text, text.rfind("\n", line_end, three.start()) + 1 or line_end)
        line_end = text.find("\n", three.start()) if fence is None else fence.end()
        line_end = len(text) if line_end < 0 else line_end
        if fence is None or three.start() != fence.start(2):
            continue
        if opened is None:
            opened = fence
        elif fence[2].startswith(opened[2]) and not fence[3].strip():
            start, end = opened.start(), fence.end()
            outside = _OUTSIDE.get(opened[1])
            if outside is None or not outside.search(text, start, end):
                parts += (text[done:start], "x" * (end - start))
                done = end
            opened = None
    parts.append(text[done:])
    return "".join(parts)


def without_markup(source: str) -> str:
    """Return a Markdown source without code spans, tags, targets and templates, offsets kept.

    It does not parse: what spans paragraphs is left.

    >>> without_markup('a `b"` [c](d "e") <i f="g">h').split()
    ['a', 'xxxx', '[c]', 'h']
    """
    return _MARKUP.sub(_blank, source)


def _blank(markup: re.Match[str]) -> str:
    length = markup.end() - markup.start()
    if markup[0][0] in "`{\\":
        return "x" * length
    return ("]" if markup[0][0] == "]" else " ").ljust(length)
