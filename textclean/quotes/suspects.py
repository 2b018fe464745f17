"""Which marks of a Markdown source may be wrong, without parsing it.

What the source as a whole shows of its style is read as the filter does, from nearly the same
text; then every paragraph is passed over that needs no thought and no change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from textclean.language import guess_language
from textclean.lazy import lazy_compile
from textclean.quotes import marks
from textclean.quotes.evidence import read_evidence
from textclean.quotes.plain import Plain

_ANY: Final = lazy_compile(f"[{marks.DOUBLES}{marks.SINGLES}]")
_EMPHASIS: Final = lazy_compile(r"[*_\[\]~]+")
"""Markup that may stand between a mark and its word."""
_LEAD: Final = lazy_compile(r"(?:[\s>*_#+(\[-]|\d{1,9}[.)] )+")
"""What may stand before the first mark of a paragraph that begins with one."""
_HIDDEN: Final = lazy_compile("x{4,}")
_NOT_ENGLISH: Final = lazy_compile("[\xab\xbb\u201a\u201e\u2039\u203a]")
_KINDS: Final = (('"', marks.DOUBLES[1:]), ("'", marks.RIGHT_SINGLE))
CLOSE_MARKS: Final = 4
CLOSE_SHARE: Final = 0.25
"""By how many marks, and by what share of all, one style must outnumber the other to be surely the
document's own: a few stand in what a source shows and its text does not, or the other way round."""


def find_suspects(prose: str, language: str = "") -> Iterator[int]:
    """Yield where the marks of each paragraph stand that is not known to be right.

    `prose` is a source without code, tags and targets.
    """
    if not language and _NOT_ENGLISH.search(prose):
        language = guess_language(_HIDDEN.sub("", prose))
    target, _, habits = read_evidence(prose, "keep", language)
    found = [(match.start(), match[0]) for match in _ANY.finditer(prose)]
    counts = Counter(mark for _, mark in found)
    counts["'"] -= 2 * prose.count("''")
    for straight, others in _KINDS:
        if _is_close(counts[straight], sum(counts[other] for other in others)):
            yield from (at for at, mark in found if mark == straight or mark in others)
    plain = Plain(prose, target, single_outside=habits.single_outside)
    end = "\r\n\r\n" if "\r\n\r\n" in prose else "\n\n"
    done = 0
    passed = True
    for at, _ in found:
        if at >= done:
            before = prose.rfind(end, done, at)
            start = done if before < 0 else before + len(end)
            if not passed and start == done + len(end) and not _LEAD.sub("", prose[start:at]):
                yield at  # Whether a quotation is taken up again matters to the one left open.
            done = prose.find(end, at)
            done = len(prose) if done < 0 else done
            known = plain.read(_EMPHASIS.sub("", prose[start:done]))
            passed = known is not None and not known[1]
        if not passed:
            yield at


def _is_close(straight: int, curly: int) -> bool:
    """Tell whether both styles are there, and which prevails might depend on a few marks."""
    apart = abs(straight - curly)
    return bool(straight and curly) and apart <= max(CLOSE_MARKS, CLOSE_SHARE * (straight + curly))
