"""What became of every block, as lines of spans that a terminal or a pipe can show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from textclean.api import Result
from textclean.apply import apply
from textclean.cli.output import shorten, visible
from textclean.document import Block, LineIndex
from textclean.finding import Action, Edit, Finding, Rule, Safety
from textclean.startup.records import NamedTuple, dataclass


class Span(NamedTuple):
    """A stretch of a line, and what it is: whoever shows it chooses its looks."""

    text: str
    role: str = ""
    """`before`, `after`, `rule`, `place`, `evidence`, or the name of an action."""


Line = list[Span]


@dataclass(frozen=True)
class Entry:
    """One block of the input, and what was found about it."""

    place: str
    state: str
    """`kept`, `changed` or `dropped`."""
    label: str
    text: str
    remarks: list[Line]


CONTEXT_CHARS = 24
"""Characters shown to each side of an edit, at the most."""

SHORT_CHARS = 240
"""Characters of a block shown unless all are asked for: three lines of a common terminal."""

REMARKS_A_RULE = 5
"""Findings of one rule shown for one block unless all are asked for."""


class Account:
    """Everything that happened to a document, block by block."""

    def __init__(self, result: Result, rules: Iterable[Rule], *, full: bool = False) -> None:
        """Take a result, the rules of its chain, and whether to shorten nothing."""
        self.result = result
        self._safety = {rule.id: rule.safety for rule in rules}
        self._full = full
        self._windows = _windows_by_finding(result)
        self._by_block: defaultdict[int | None, list[Finding]] = defaultdict(list)
        for finding in result.findings:
            self._by_block[finding.block].append(finding)

    def header(self) -> list[tuple[str, str]]:
        """Return what is known about the document, a name and a value each."""
        document = self.result.document
        rows = [("source", document.source_id or "standard input"), ("format", document.format)]
        names = ("encoding", "language", "title", "byline", "date", "site", "url")
        rows += [(name, getattr(document.metadata, name)) for name in names]
        rows += [("credit", credit) for credit in document.metadata.credits]
        return [(name, visible(value)) for name, value in rows if value]

    def entries(self, *, changed_only: bool = False) -> Iterator[Entry]:
        """Yield every block of the input, in its order, or those that something was found in."""
        lines = LineIndex(self.result.original.source_text)
        for index, block in enumerate(self.result.document.blocks):
            found = self._by_block.get(index, [])
            if found or not changed_only:
                yield Entry(
                    place=_place(block, index, lines),
                    state=_state(block, found),
                    label=f"{block.kind} {block.level or ''}".rstrip(),
                    text=self._shortened(visible(block.text)),
                    remarks=self._remarks(found),
                )

    def remarks_on_document(self) -> list[Line]:
        """Return what was found about the document as a whole."""
        return self._remarks(self._by_block.get(None, []))

    def summary(self) -> str:
        """Return how many blocks were kept and dropped, and how many things were done."""
        blocks = self.result.document.blocks
        kept = sum(block.dropped_by is None for block in blocks)
        counts = Counter(finding.action for finding in self.result.findings)
        done = [
            _counted(counts[action], action) for action in (Action.EDIT, Action.SET, Action.NOTE)
        ]
        return ", ".join(
            [f"{_counted(len(blocks), 'block')}: {kept} kept", f"{len(blocks) - kept} dropped"]
            + [text for text in done if not text.startswith("0 ")]
        )

    def _remarks(self, found: Sequence[Finding]) -> list[Line]:
        shown: Counter[str] = Counter()
        remarks = []
        for finding in found:
            shown[finding.rule] += 1
            if self._full or shown[finding.rule] <= REMARKS_A_RULE:
                remarks.append(self._remark(finding))
        for rule, count in shown.items():
            if not self._full and count > REMARKS_A_RULE:
                more = f"and {count - REMARKS_A_RULE} more of {rule} (--full shows them)"
                remarks.append([Span(more, "evidence")])
        return remarks

    def _remark(self, finding: Finding) -> Line:
        action = str(finding.action)
        line = [Span(f"{action:4}", action), Span(" "), Span(finding.rule, "rule")]
        if finding.edits and finding.place.line:
            line += [Span(" "), Span(str(finding.place), "place")]
        said = self._said(finding)
        line += [Span("  "), *said] if said else []
        if finding.evidence:
            line.append(Span(f"  ({visible(finding.evidence)})", "evidence"))
        if finding.action is Action.NOTE and self._safety.get(finding.rule) is Safety.UNSAFE:
            line.append(Span("  --unsafe applies it", "evidence"))
        return line

    def _said(self, finding: Finding) -> Line:
        """Return what a finding changes: edits as before and after, or what it sets."""
        line: Line = []
        if finding.edits:
            for window in self._windows.get(id(finding), []):
                line += [Span("  ")] if line else []
                line += [span for span in window if span.role != "after"]
                line.append(Span(" -> ", "arrow"))
                line += [span for span in window if span.role != "before"]
            return line
        for key, value in finding.sets:
            if key.startswith("metadata."):
                line.append(Span(f"{key.removeprefix('metadata.')}: "))
                line.append(Span(self._shortened(visible(str(value))), "after"))
            else:
                line.append(Span(f"{key} " if key != "kind" else ""))
                line.append(Span(str(value), "after"))
            line.append(Span(", "))
        return line[:-1]

    def _shortened(self, text: str) -> str:
        return text if self._full else shorten(text, SHORT_CHARS)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _place(block: Block, index: int, lines: LineIndex) -> str:
    if isinstance(block.origin, str):
        return f"#{index + 1}"
    place = lines.place(block.extent[0])
    return f"{place.line}:{place.column}"


def _state(block: Block, found: Iterable[Finding]) -> str:
    if block.dropped_by is not None:
        return "dropped"
    return "changed" if any(f.action in (Action.EDIT, Action.SET) for f in found) else "kept"


def _windows_by_finding(result: Result) -> Mapping[int, list[Line]]:
    """Return each edit in its context, by the identity of its finding.

    The chain is replayed, since an edit's offsets are in the text that its filter was given.
    """
    windows: dict[int, list[Line]] = {}
    document = result.original
    for _, group in groupby(result.findings, key=lambda finding: finding.step):
        findings = list(group)
        for finding in findings:
            if finding.edits and finding.block is not None:
                text = document.blocks[finding.block].text
                windows[id(finding)] = list(edit_windows(text, finding.edits))
        document = apply(document, findings)
    return windows


def edit_windows(text: str, edits: Iterable[Edit]) -> Iterator[Line]:
    """Yield a text's edits with the words around them; edits near each other share a window.

    >>> [line] = edit_windows('he "rein in " it', [Edit(11, 12, "")])
    >>> [tuple(span) for span in line]
    [('he "rein in', ''), (' ', 'before'), ('', 'after'), ('" it', '')]
    """
    window: Line = []
    done = 0
    for start, end, new, _ in sorted(edits):
        if window and start - done > 2 * CONTEXT_CHARS:
            window.append(Span(_right(text, done)))
            yield window
            window = []
        window.append(
            Span(visible(text[done:start], spaces=True) if window else _left(text, start))
        )
        window += [
            Span(visible(shorten(text[start:end], SHORT_CHARS), spaces=True), "before"),
            Span(visible(shorten(new, SHORT_CHARS), spaces=True), "after"),
        ]
        done = end
    if window:
        yield [*window, Span(_right(text, done))]


def _left(text: str, offset: int) -> str:
    """Return up to three words before an offset."""
    cut = text[max(0, offset - CONTEXT_CHARS) : offset]
    words = cut.split(" ")
    whole = len(cut) == offset
    kept = words if whole else words[1:] or words
    start = "" if whole and len(words) <= 4 else "\N{HORIZONTAL ELLIPSIS}"
    return visible(start + " ".join(kept[-4:]))


def _right(text: str, offset: int) -> str:
    """Return up to three words after an offset."""
    cut = text[offset : offset + CONTEXT_CHARS]
    words = cut.split(" ")
    whole = offset + len(cut) == len(text)
    kept = words if whole else words[:-1] or words
    end = "" if whole and len(words) <= 4 else "\N{HORIZONTAL ELLIPSIS}"
    return visible(" ".join(kept[:4]) + end)
