"""What `check` has to say about a file: one problem for each finding, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from textclean.api import Result
from textclean.cli.output import shorten, visible
from textclean.document import LINE_END, LineIndex
from textclean.finding import Action, Finding, Rule
from textclean.startup.records import NamedTuple

CONTEXT_CHARS = 16
"""Characters of the line shown on each side of what is wrong."""

SHOWN_CHARS = 70
"""Characters of a long stretch that are shown."""

WRONG_SUPPRESSION = "suppressions/"


class Problem(NamedTuple):
    """One finding, ready to be shown."""

    path: str
    line: int
    column: int
    rule: str
    summary: str
    before: str
    after: str
    evidence: str
    action: str
    shown: str
    """The offending text on its line, and what it would become; control characters visible."""
    exact: bool
    """Whether `before` stands in the source at the place, character for character."""

    @property
    def counts(self) -> bool:
        """Whether it makes `check` fail: it can be mended, or it was suppressed wrongly."""
        return self.action != Action.NOTE or self.rule.startswith(WRONG_SUPPRESSION)

    @property
    def message(self) -> str:
        """The summary and the offending text, on one line."""
        return f"{self.summary}: {self.shown}" if self.shown else self.summary


def find_problems(result: Result, path: str, rules: Iterable[Rule]) -> list[Problem]:
    """Return what was found in a file, in the order of its lines."""
    summaries = {rule.id: rule.summary for rule in rules}
    source = result.original.source_text
    lines = LineIndex(source) if result.findings else None
    problems = []
    for finding in result.findings:
        if finding.action in (Action.KEEP, Action.SET) or lines is None:
            continue
        at = lines.offset(finding.place)
        exact = finding.place.line > 0 and source.startswith(finding.before, at)
        problems.append(
            Problem(
                path,
                finding.place.line or 1,
                finding.place.column or 1,
                finding.rule,
                summaries.get(finding.rule, finding.rule),
                finding.before,
                finding.after,
                finding.evidence,
                str(finding.action),
                _shown(finding, source, at, exact),
                exact,
            )
        )
    problems.sort(key=_place)
    return problems


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _shown(finding: Finding, source: str, at: int, exact: bool) -> str:
    before, after = finding.before, finding.after
    if finding.action is Action.DROP or not (finding.edits or before):
        after = ""
    left = right = ""
    if exact and len(before) <= SHOWN_CHARS:
        end = at + len(before)
        left = _last_line(source[max(0, at - CONTEXT_CHARS) : at])
        right = _first_line(source[end : end + CONTEXT_CHARS])
    old = visible(f"{left}{shorten(before, SHOWN_CHARS)}{right}", spaces=True)
    if not finding.edits or finding.action is Action.DROP:
        return f"{old} ({visible(finding.evidence)})" if finding.evidence else old
    new = visible(f"{left}{shorten(after, SHOWN_CHARS)}{right}", spaces=True)
    why = f" ({visible(finding.evidence)})" if finding.action is Action.NOTE else ""
    return f"{old} -> {new}{why}"


def _first_line(text: str) -> str:
    end = LINE_END.search(text)
    return text[: end.start()] if end else text


def _last_line(text: str) -> str:
    return LINE_END.split(text)[-1]
