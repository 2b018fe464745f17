"""Which marks of a Markdown source may be wrong, without parsing it.

What the source as a whole shows of its style is read as the filter does, from nearly the same
text; then every paragraph is passed over that needs no thought and no change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from textclean.language import guess_language
from textclean.quotes import marks
from textclean.quotes.conventions import ENGLISH
from textclean.quotes.evidence import FEW_DOUBLES, Target, read_evidence
from textclean.quotes.plain import Plain
from textclean.startup.lazy import lazy_compile

_ANY: Final = lazy_compile(f"[{marks.DOUBLES}{marks.SINGLES}]")
_EMPHASIS: Final = lazy_compile(r"[*_\[\]~]+")
"""Markup that may stand between a mark and its word."""
_ASTRAY: Final = lazy_compile(
    "\u201c(?:(?<=[^\\s(\u2014*_\\[~>-].)|(?![^\\W_]|[*_\\[~]))"
    '|\u201d(?:(?<=[\\s(].)|(?=[^\\W_]|["\u201c\u201d\xab\xbb\u201e]))'
    "|\u2019(?:(?<=\u2019.)|(?=[\u2019(])|(?<=\\s.)(?![^\\W\\d_]|[*_\\[~]))"
)
"""A curly mark that clings to the wrong side, or to no word, or to another mark."""
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
    doubles = sum(counts[mark] for mark in marks.DOUBLES)
    mostly = counts['"'] > doubles / 2
    if doubles <= FEW_DOUBLES + CLOSE_MARKS and mostly != (
        counts["'"] > counts[marks.RIGHT_SINGLE]
    ):
        yield from (at for at, mark in found if mark in marks.DOUBLES)
    singles = target.straight_singles or target.straight_apostrophes
    curly = not (target.straight_doubles or singles)
    if target.way is ENGLISH and curly and not habits.single_outside:
        yield from _not_curly(prose, found)
    else:
        yield from _not_plain(prose, found, target, single_outside=habits.single_outside)


def _not_curly(prose: str, found: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Yield the marks that are not curly ones in pairs, each on its side of a word."""
    yield from (match.start() for match in _ASTRAY.finditer(prose))
    left, right = marks.CURLY_DOUBLE
    opened = -1
    for at, mark in found:
        if mark == left:
            if opened >= 0 and "\n\n" not in prose[opened:at]:
                yield from (opened, at)
            opened = at
        elif mark == right:
            if opened < 0:
                yield at
            opened = -1
        elif mark != marks.RIGHT_SINGLE:
            yield at


def _not_plain(
    prose: str, found: Sequence[tuple[int, str]], target: Target, *, single_outside: bool
) -> Iterator[int]:
    """Yield the marks of each paragraph that takes thought."""
    plain = Plain(prose, target, single_outside=single_outside)
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
