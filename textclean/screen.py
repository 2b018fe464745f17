"""Whether a Markdown source may hold anything to mend: a cheap look before it is parsed.

Most files of a repository are fine, and parsing them is nine tenths of the work.  For each filter
of the preset `hook` there is a test of the raw source that is true wherever the filter could edit
something, and now and then where it could not.  A filter with options, or a stranger's, is always
asked itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from textclean.chain import Chain
from textclean.deferred import Deferred
from textclean.lazy import lazy_compile
from textclean.suspicion import may_be_broken

_HIDDEN = lazy_compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffc\ufffe\uffff\ufb00-\ufb06]"
)
_TAGS = lazy_compile("[\U000e0001-\U000e007f]")
_WIDE = lazy_compile(
    "[A-Za-z0-9\xc0-\u024f\u1e00-\u1eff][\"'\u2019\u201d)\\]*_`\\s]*[\uff0c\uff0e\u3002]"
    "[\"'\u2018\u201c(\\[*_`\\s]*(?:[A-Za-z0-9\xc0-\u024f\u1e00-\u1eff]|$)"
)
"""A full-width stop or comma with Latin letters on both sides, markup between them or not."""

_ODD_SPACE = lazy_compile("[\x0b\x0c\x85\u1680\u2000-\u200a\u2028\u2029\u205f]")
_IDEOGRAPHIC = lazy_compile("[\x00-\u024f\u3000]\u3000|\u3000[\x00-\u024f\u3000]")
_NO_BREAK = lazy_compile(
    "[ \xa0\u202f][\xa0\u202f]|[\xa0\u202f] "
    "|(?<![\xab\\d])[\xa0\u202f](?![:;!?\xbb%\u2030\u20ac\\d])"
)
_GAP = lazy_compile(r"\S {2,}[^\s|]")
_BEFORE_GAP = lazy_compile(r"[ \t>]*(?:[-*+:]|\d{1,9}[.)]|#{1,6}|\[\^?[^\]\n]*\]:)?")

_MARKS = lazy_compile(
    "[\xb4\xab\xbb\u2018-\u201f\u2032-\u2037\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]"
)
"""All signs for quotation marks but the two of ASCII: where they stand, styles may be mixed."""
_STRAIGHT = lazy_compile(r"(?<![^\s(\[{*_>\-])[\"'](?![^\s.,;:!?)\]}*_])")
"""A straight mark with space or punctuation on both sides."""

_FENCE = lazy_compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_CODE = lazy_compile(r"(?<!`)(`+)(?!`)[^`\n]+\1(?!`)|</?[A-Za-z][^<>\n]*>")
"""Code spans and tags of one line."""


def may_change(text: str, chain: Chain) -> bool:
    """Return whether a chain might edit a Markdown source."""
    text = _without_fences(text)
    for step in chain.steps:
        if step.report_only:
            continue
        test = _TESTS.get(step.filter.name) if isinstance(step.filter, Deferred) else None
        if test is None or test(text):
            return True
    return False


def _without_fences(text: str) -> str:
    """Return a source without its fenced code."""
    if "```" not in text and "~~~" not in text:
        return text
    parts: list[str] = []
    done = 0
    opened = ""
    for fence in _FENCE.finditer(text):
        if not opened:
            opened = fence[1]
            parts.append(text[done : fence.start()])
            done = fence.start()
        elif fence[1].startswith(opened) and not fence[2].strip():
            opened = ""
            done = fence.end()
    parts.append(text[done:])
    return "".join(parts)


def _may_hide(text: str) -> bool:
    if _HIDDEN.search(text) or _TAGS.search(text):
        return True
    return ("\uff0c" in text or "\uff0e" in text or "\u3002" in text) and bool(_WIDE.search(text))


def _may_space(text: str) -> bool:
    if "\x0b" in text or "\x0c" in text:
        return True
    if not text.isascii() and (
        _ODD_SPACE.search(text)
        or ("\u3000" in text and _IDEOGRAPHIC.search(text))
        or (("\xa0" in text or "\u202f" in text) and _NO_BREAK.search(text))
    ):
        return True
    if "  " not in text:
        return False
    for gap in _GAP.finditer(text):
        line = text.rfind("\n", 0, gap.start()) + 1
        marker = _BEFORE_GAP.match(text, line, gap.start() + 1)
        if text[gap.start()] != "|" and (marker is None or marker.end() <= gap.start()):
            return True
    return False


def _may_quote(text: str) -> bool:
    if not text.isascii() and _MARKS.search(text):
        return True
    prose = _CODE.sub("x", text)
    return "`" in prose or "''" in prose or '""' in prose or _STRAIGHT.search(prose) is not None


_TESTS: dict[str, Callable[[str], bool]] = {
    "mojibake": may_be_broken,
    "invisible": _may_hide,
    "spaces": _may_space,
    "quotes": _may_quote,
}
