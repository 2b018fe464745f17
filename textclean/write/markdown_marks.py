"""Which marks of a block can be written as Markdown, and where exactly they begin and end.

Emphasis binds only where its delimiters touch the text from the inside, so `<b>Note: </b>x` has
to become `**Note**: x`; stretches must nest, and nothing but a link may stand in code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from heapq import heapify, heappop, heappush

from textclean.document import Mark
from textclean.write.markdown_escape import may_close, may_open

_STARRED = ("strong", "em")
"""Marks whose delimiters join where they touch."""

STARS = {"strong": "**", "em": "*", "strike": "~~"}
"""Marks whose delimiters must stand against the text, and the delimiters."""

ORDER = {
    "link": 0,
    "strong": 1,
    "em": 2,
    "strike": 3,
    "sup": 4,
    "sub": 4,
    "code": 5,
    "math": 5,
    "footnote": 5,
}
"""Which of two marks on the same stretch is written around the other; others are not written."""

LONGEST_RAISED_CHARS = 20
"""A longer stretch is not an exponent or an index but small print."""

BRACKETS = frozenset({("(", ")"), ("[", "]"), ("{", "}")})
"""When emphasis must leave out one of a pair it leaves out both."""

ROUNDS = 3
"""Moving the edge of a mark can bring another's into a bad place; so often they are looked at."""


def arrange(text: str, marks: Sequence[Mark]) -> tuple[list[Mark], dict[int, list[Mark]]]:
    """Return the marks to write, nested and outer ones first, and the images by their offset.

    Among the images stand links of no length: each holds the images before it.
    """
    if not marks:
        return [], {}
    points: defaultdict[int, list[Mark]] = defaultdict(list)
    kept: list[Mark] = []
    for mark in marks:
        if mark.kind == "image" or (mark.kind == "link" and mark.start == mark.end):
            points[mark.start].append(mark)
        elif mark.kind in ORDER and (mark.target or mark.kind != "link"):
            kept.append(mark)
    written = {at: held for at, held in points.items() if any(m.kind == "image" for m in held)}
    kept = _nested(filter(None, (_trimmed(text, mark) for mark in _joined(kept))))
    for _ in range(ROUNDS if any(mark.kind in STARS for mark in kept) else 0):
        placed = _placed(text, kept, written)
        if placed == kept:
            break
        kept = _nested(_joined(placed))
    if "]:" in text:
        kept = [mark for mark in kept if not _ends_label(text, mark, kept)]
    return kept, written


def _ends_label(text: str, mark: Mark, marks: Iterable[Mark]) -> bool:
    """Tell whether code in a link would make the link's bracket that of a definition."""
    return (
        mark.kind == "code"
        and "]:" in text[mark.start : mark.end]
        and any(link.kind == "link" and link.start <= mark.start < link.end for link in marks)
    )


def _trimmed(text: str, mark: Mark) -> Mark | None:
    """Return a mark without the white space at its edges, None if nothing is left.

    Signs alone are not emphasized: their delimiters could join them.
    """
    start, end = max(mark.start, 0), min(mark.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    if mark.kind in STARS and not any(map(str.isalnum, text[start:end])):
        return None
    if mark.kind in ("sup", "sub") and end - start > LONGEST_RAISED_CHARS:
        return None
    return mark if (start, end) == mark[:2] else mark._replace(start=start, end=end)


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with those of one kind that touch or overlap made one."""
    last: dict[tuple[str, str], int] = {}
    joined: list[Mark] = []
    for mark in sorted(marks, key=_outer_first):
        key = mark.kind, mark.target
        before = last.get(key)
        if before is not None and mark.start <= joined[before].end:
            if mark.end > joined[before].end:
                joined[before] = joined[before]._replace(end=mark.end)
            continue
        last[key] = len(joined)
        joined.append(mark)
    return joined


def _nested(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks so that any two are apart or one inside the other, outer ones first.

    One that crosses the end of another is cut in two there; of emphasis the second part is left
    out, as four stars in a row can be read in several ways.
    """
    waiting = [(*_outer_first(mark), mark) for mark in marks]
    heapify(waiting)
    nested: list[Mark] = []
    around: list[Mark] = []
    while waiting:
        *_, mark = heappop(waiting)
        while around and around[-1].end <= mark.start:
            around.pop()
        outer = around[-1] if around else None
        if outer is not None and mark.end > outer.end:
            if mark.kind not in STARS:
                rest = mark._replace(start=outer.end)
                heappush(waiting, (*_outer_first(rest), rest))
            cut = mark._replace(end=outer.end)  # Others may be the outer ones now.
            heappush(waiting, (*_outer_first(cut), cut))
            continue
        if outer is not None and outer.kind in ("code", "math"):
            if mark.kind != "link" or outer.kind == "math":
                continue
            nested.pop()
            around.pop()
            parts = [(outer.start, mark.start), (mark.start, mark.end), (mark.end, outer.end)]
            for start, end in parts:
                if start < end:
                    part = outer._replace(start=start, end=end)
                    heappush(waiting, (*_outer_first(part), part))
            heappush(waiting, (*_outer_first(mark), mark))
            continue
        if any(frame.kind == mark.kind for frame in around):
            continue
        nested.append(mark)
        around.append(mark)
    return nested


def _placed(text: str, marks: Sequence[Mark], points: Container[int]) -> list[Mark]:
    """Return the marks with emphasis drawn in to where its delimiters bind, or left out."""
    edges = _Edges(text, marks, points)
    placed = []
    for mark in marks:
        if mark.kind in STARS:
            start, end = edges.draw_start(mark)
            if start > mark.start and (text[mark.start], text[end - 1]) in BRACKETS:
                end -= 1
            mark = mark._replace(start=start, end=end)
            end = edges.draw_end(mark) if start < end else start
            if start >= end:
                continue
            mark = mark._replace(end=end)
        placed.append(mark)
    return placed


class _Edges:
    """Knows which characters will stand on either side of a delimiter."""

    def __init__(self, text: str, marks: Sequence[Mark], points: Container[int]) -> None:
        self._text = text
        self._points = points
        self._starts: defaultdict[int, list[Mark]] = defaultdict(list)
        self._ends: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            self._starts[mark.start].append(mark)
            self._ends[mark.end].append(mark)

    def _others(self, edges: dict[int, list[Mark]], at: int, mark: Mark) -> list[Mark]:
        """Return the marks with an edge at a place whose delimiters do not join the mark's own."""
        joining = _STARRED if mark.kind in _STARRED else (mark.kind,)
        return [other for other in edges.get(at, ()) if other.kind not in joining]

    def _stand_apart(self, others: Iterable[Mark], at: int, mark: Mark) -> bool:
        """Tell whether a sign other than the text's surely stands outside the mark's delimiter.

        cmark-gfm looks through tildes to see whether stars bind, other parsers see punctuation:
        where the text's own character lets stars bind, both agree.
        """
        if at in self._points:
            return True
        return any(mark.kind not in _STARRED or other.kind != "strike" for other in others)

    def draw_start(self, mark: Mark) -> tuple[int, int]:
        """Return where the mark can begin, and its end; they are equal if it cannot."""
        text, at, end = self._text, mark.start, mark.end
        while at < end:
            same = self._others(self._starts, at, mark)
            inner = any((m.end, -ORDER[m.kind]) < (end, -ORDER[mark.kind]) for m in same)
            ended = self._others(self._ends, at, mark)
            outer = self._stand_apart(ended if inner else (*same, *ended), at, mark)
            before = "`" if outer else text[at - 1 : at] if at else ""
            if may_open(before, "`" if inner else text[at]):
                return at, end
            if inner:
                break
            at += 1
            while at < end and text[at].isspace():
                at += 1
        return end, end

    def draw_end(self, mark: Mark) -> int:
        """Return where the mark can end; its start if it cannot."""
        text, at, start = self._text, mark.end, mark.start
        while at > start:
            same = self._others(self._ends, at, mark)
            inner = any((-m.start, -ORDER[m.kind]) < (-start, -ORDER[mark.kind]) for m in same)
            begun = self._others(self._starts, at, mark)
            outer = self._stand_apart(begun if inner else (*same, *begun), at, mark)
            after = "`" if outer else text[at : at + 1].replace("\n", "\\")
            if may_close("`" if inner else text[at - 1], after):
                return at
            if inner:
                break
            at -= 1
            while at > start and text[at - 1].isspace():
                at -= 1
        return start


def _outer_first(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, ORDER[mark.kind]
