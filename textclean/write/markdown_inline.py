"""The text and marks of one block as a line of Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from textclean.document import Mark
from textclean.startup.lazy import lazy_compile
from textclean.write.markdown_escape import (
    SPECIALS,
    find_entities,
    find_escapes,
    line_start_escape,
    may_close,
    may_open,
    specials_in,
)
from textclean.write.markdown_marks import STARS, arrange

_SAFE_AUTOLINK = lazy_compile(r"https?://[^\s<>\\`]+")
_UNSAFE_IN_TARGET = lazy_compile(r"[\x00-\x20\x7f<>\\`|\N{NO-BREAK SPACE}]")
_TICKS = lazy_compile("`+")
_BREAK = lazy_compile(r"[ \t]*\n[ \t]*")
_QUOTES = ('"', "'", "(", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{DOUBLE LOW-9 QUOTATION MARK}")
"""What the first word of a paragraph often stands behind, and nothing that markup begins with."""


def is_plain(text: str, specials: Collection[str] = SPECIALS) -> bool:
    """Tell of most paragraphs that nothing in them could be markup.

    `specials` are those that stand anywhere in the document, if that is known.
    """
    first = text[:1]
    if not first.isalpha() and first not in _QUOTES:
        return False
    return not specials or not any(map(text.__contains__, specials))


def _write_simple(text: str, marks: Sequence[Mark]) -> str | None:
    """Return the Markdown of a plain text whose marks can be written just where they stand.

    None if they overlap or touch, if emphasis would not bind, or if one is of another sort.
    """
    parts: list[str] = []
    done = -1
    for start, end, kind, target, _ in marks:
        inner = text[start:end]
        if start <= done or not inner or inner[0].isspace() or inner[-1].isspace():
            return None
        before = text[start - 1 : start]
        if kind == "link":
            if before == "!" or target in ("", inner):
                return None
            written = f"[{inner}]({write_target(target)})"
        elif kind == "strong" or kind == "em":
            binds = may_open(before, inner[0]) and may_close(inner[-1], text[end : end + 1])
            if not binds or not any(map(str.isalnum, inner)):
                return None
            written = f"{STARS[kind]}{inner}{STARS[kind]}"
        elif kind == "code":
            written = f"`{inner}`"
        else:
            return None
        parts += (text[max(done, 0) : start], written)
        done = end
    parts.append(text[max(done, 0) :])
    return "".join(parts)


def write_inline(
    text: str,
    marks: Sequence[Mark] = (),
    *,
    one_line: bool = False,
    in_table: bool = False,
    in_item: bool = False,
) -> str:
    """Return a block's text as Markdown.

    Newlines become hard breaks; with `one_line` (headings, cells) blanks, and nothing is done about
    what only matters at the start of a line.
    """
    if is_plain(text):
        if not marks:
            return text
        written = _write_simple(text, marks)
        if written is not None:
            return written
    if not text:
        return _images(marks)
    inside, at_points = arrange(text, marks)
    escapes = find_escapes(text, marked=bool(inside), in_table=in_table)
    starts: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in inside:
        starts[mark.start].append(mark)
        ends[mark.end].append(mark)
        if mark.kind == "link" and ("[" in text or "]" in text):
            raw = [m for m in inside if m.kind in _RAW and mark.start <= m.start < mark.end]
            escapes |= _unbalanced_brackets(text, mark, escapes, raw)
    escapes |= _cut_delimiters(text, (*starts, *ends, *at_points))
    # A delimiter after a backslash would be escaped by it.
    escapes.update(at - 1 for at in (*starts, *ends, *at_points) if text[at - 1 : at] == "\\")
    if not one_line:
        escapes |= _line_starts(text, starts, in_item)
    if not inside and not at_points and not escapes and "\n" not in text:
        return text
    writer = _Writer(text, sorted(escapes), one_line=one_line, in_table=in_table)
    done = 0
    for at in sorted({len(text), *starts, *ends, *at_points}):
        writer.add_text(done, at)
        for mark in reversed(ends[at]):
            writer.close(mark)
        if at in at_points:
            images = _images(at_points[at])
            writer.out += [images] if images else []
            if text[at : at + 1].isalnum() and (not at or text[at - 1].isspace()):
                writer.out.append(" ")  # The one that stood on either side of the image.
        for mark in starts[at]:
            writer.open(mark)
        done = at
    return "".join(writer.out)


def _cut_delimiters(text: str, edges: Iterable[int]) -> set[int]:
    """Return the delimiters in runs that the edge of a mark touches: what stands next to them will
    be other than it is in the text."""
    found: set[int] = set()
    for edge in edges:
        for at, step in ((edge - 1, -1), (edge, 1)):
            while text[at : at + 1] in DELIMITERS and at not in found and 0 <= at < len(text):
                found.add(at)
                at += step
    return found


def _line_starts(text: str, starts: Mapping[int, list[Mark]], in_item: bool) -> set[int]:
    """Return what must be escaped because it stands at the start of a line."""
    escapes = set()
    at = 0
    for number, line in enumerate(text.split("\n")):
        bare = line.lstrip(" \t")
        first = at + len(line) - len(bare)
        if first not in starts or starts[first] == []:
            offset = line_start_escape(bare, goes_on=number > 0, in_item=in_item and not number)
            if starts and bare[:1] == "[" and "]:" in bare:
                offset = 0  # With a mark within, it could become the label of a definition.
            if offset >= 0:
                escapes.add(first + offset)
        at += len(line) + 1
    return escapes


def _unbalanced_brackets(
    text: str, mark: Mark, escapes: Collection[int], raw: Iterable[Mark]
) -> set[int]:
    """Return the brackets in a link's text if those that count do not pair.

    Those that are escaped, or stand in code, do not count.
    """
    silent = {at for inner in raw for at in range(inner.start, inner.end)}.union(escapes)
    found, depth, lowest = set(), 0, 0
    for at in range(mark.start, mark.end):
        if at in silent:
            continue
        if text[at] == "[":
            depth += 1
            found.add(at)
        elif text[at] == "]":
            depth -= 1
            lowest = min(lowest, depth)
            found.add(at)
    return found if depth or lowest < 0 else set()


_RAW = ("code", "math", "footnote")
"""Marks whose text is written as it is, without escapes."""

DELIMITERS = frozenset("*_~")


class _Writer:
    """Puts the text and the delimiters of its marks together, in order."""

    def __init__(self, text: str, escapes: list[int], *, one_line: bool, in_table: bool) -> None:
        self.out: list[str] = []
        self._text = text
        self._escapes = escapes
        self._break = " " if one_line else "\\\n"
        self._in_table = in_table
        self._raw = 0
        self._began: list[int] = []

    def add_text(self, start: int, end: int) -> None:
        """Add a stretch of the text that no mark begins or ends in."""
        if self._raw:
            self.out.append(self._text[start:end].replace("\n", " "))
            return
        low, high = bisect_left(self._escapes, start), bisect_left(self._escapes, end)
        parts: list[str] = []
        for at in self._escapes[low:high]:
            parts += (self._text[start:at], "\\")
            start = at
        parts.append(self._text[start:end])
        text = "".join(parts)
        if "\n" in text:
            text = _BREAK.sub(lambda _: self._break, text)
        self.out.append(text)

    def open(self, mark: Mark) -> None:
        """Write what stands before a mark."""
        self._began.append(len(self.out))
        if mark.kind in _RAW:
            self._raw += 1
        elif mark.kind == "link":
            if self.out and self.out[-1].endswith("!"):
                self.out[-1] = self.out[-1][:-1] + "\\!"
            self.out.append("[")
        else:
            self.out.append(STARS.get(mark.kind) or f"<{mark.kind}>")

    def close(self, mark: Mark) -> None:
        """Write what stands after a mark."""
        began = self._began.pop()
        if mark.kind == "footnote":
            self._raw -= 1
            self.out[began:] = [f"[^{mark.target}]"]
        elif mark.kind in ("code", "math"):
            self._raw -= 1
            inner = "".join(self.out[began:])
            written = f"${inner}$" if mark.kind == "math" else _code(inner)
            self.out[began:] = [written.replace("|", "\\|") if self._in_table else written]
        elif mark.kind == "link":
            text = self._text[mark.start : mark.end]
            if text == mark.target and _SAFE_AUTOLINK.fullmatch(text):
                self.out[began:] = [f"<{text}>"]
            else:
                self.out.append(f"]({write_target(mark.target)})")
        else:
            self.out.append(STARS.get(mark.kind) or f"</{mark.kind}>")


def _images(marks: Iterable[Mark]) -> str:
    """Return the images among the marks of a place; a link holds the images before it."""
    written: list[str] = []
    images: list[str] = []
    for mark in marks:
        if mark.kind == "image":
            images.append(_image(mark))
        elif images and mark.kind == "link":
            written.append(f"[{' '.join(images)}]({write_target(mark.target)})")
            images = []
    return "".join([*written, " ".join(images)])


def _code(text: str) -> str:
    """Return a code span.

    >>> _code("a`b")
    '``a`b``'
    """
    runs = set(map(len, _TICKS.findall(text)))
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    edge = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _image(mark: Mark) -> str:
    label = " ".join(mark.label.split())
    if specials_in(label):
        escapes = find_escapes(label, marked=True) | {
            at for at, character in enumerate(label) if character in "[]"
        }
        label = "".join("\\" + c if at in escapes else c for at, c in enumerate(label))
    return f"![{label}]({write_target(mark.target)})"


def write_target(target: str) -> str:
    """Return an address as it may stand in parentheses.

    >>> write_target("https://example.org/a b_(c)?d=(")
    'https://example.org/a%20b_%28c%29?d=%28'
    """
    target = _UNSAFE_IN_TARGET.sub(_percent, target)
    depth = 0
    for character in target if "(" in target or ")" in target else "":
        depth += (character == "(") - (character == ")")
        if depth < 0:
            break
    if depth:
        target = target.replace("(", "%28").replace(")", "%29")
    for at in sorted(find_entities(target), reverse=True) if "&" in target else ():
        target = f"{target[:at]}&amp;{target[at + 1 :]}"
    return target


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
