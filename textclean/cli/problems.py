"""What `check` has to say about a file: one problem for each finding, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from textclean.api import Result
from textclean.cli.output import shorten, visible
from textclean.document import LINE_END, LineIndex
from textclean.finding import Action, Finding, Rule
from textclean.startup.records import NamedTuple

CONTEXT_CHARS = 24
"""Characters of the line shown on each side of what is wrong, as far as they are whole words."""

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
        summary = self.summary.rstrip(".")
        return f"{summary}: {self.shown}" if self.shown else summary


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
        summary = summaries.get(finding.rule, finding.rule)
        problems.append(
            Problem(
                path,
                finding.place.line or 1,
                finding.place.column or 1,
                finding.rule,
                summary,
                finding.before,
                finding.after,
                finding.evidence,
                str(finding.action),
                _shown(finding, summary, source, at, exact),
                exact,
            )
        )
    problems.sort(key=_place)
    return problems


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _shown(finding: Finding, summary: str, source: str, at: int, exact: bool) -> str:
    before, after = finding.before, finding.after
    left = right = ""
    if exact and len(before) <= SHOWN_CHARS:
        left, right = _words_before(source, at), _words_behind(source, at + len(before))
    shown = visible(f"{left}{shorten(before, SHOWN_CHARS)}{right}", spaces=True)
    why = visible(_further(finding.evidence, summary, source[max(0, at - SHOWN_CHARS) :][:400]))
    if not finding.edits or finding.action is Action.DROP:
        return f"{shown} ({why})" if why else shown
    new = visible(f"{left}{shorten(after, SHOWN_CHARS)}{right}", spaces=True)
    shown = f"{shown} -> {new}"
    return f"{shown} ({why})" if why and finding.action is Action.NOTE else shown


def _further(evidence: str, summary: str, around: str) -> str:
    """Return of the evidence what neither the summary says nor the text around that is shown."""
    if evidence in summary or evidence in around:
        return ""
    rule, colon, words = evidence.partition(": ")
    return rule if colon and words in around else evidence


def _words_before(source: str, at: int) -> str:
    """Return the last words of a line before an offset, behind an ellipsis if there are more."""
    words = _last_line(source[max(0, at - CONTEXT_CHARS) : at])
    first = at - len(words)
    if first == 0 or source[first - 1] in "\r\n":
        return words
    return "\N{HORIZONTAL ELLIPSIS}" + (words.partition(" ")[2] or words)


def _words_behind(source: str, at: int) -> str:
    """Return the next words of a line, with an ellipsis if there are more."""
    words = _first_line(source[at : at + CONTEXT_CHARS])
    last = at + len(words)
    if last >= len(source) or source[last] in "\r\n":
        return words
    return (words.rpartition(" ")[0] or words) + "\N{HORIZONTAL ELLIPSIS}"


def _first_line(text: str) -> str:
    end = LINE_END.search(text)
    return text[: end.start()] if end else text


def _last_line(text: str) -> str:
    return LINE_END.split(text)[-1]
