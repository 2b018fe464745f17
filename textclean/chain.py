"""A chain of filters, and a run of it over one document."""

from __future__ import annotations

from itertools import chain

from textclean.apply import apply
from textclean.document import Document
from textclean.errors import FilterError, filter_failure
from textclean.facts import MENDERS, as_sets, doubtful_fields, with_fields
from textclean.finding import Filter, Finding
from textclean.settle import settle
from textclean.startup.records import NamedTuple


class Step(NamedTuple):
    """One filter of a chain. With `report_only` what it finds is noted, nothing is done."""

    filter: Filter
    report_only: bool = False


class Chain(NamedTuple):
    """Filters in their order; `unsafe` lets them apply what may change the meaning."""

    steps: tuple[Step, ...]
    unsafe: bool = False


class Outcome(NamedTuple):
    """What a run over a document comes to, but for applying what its last filter found.

    Whoever needs the findings only is spared it, a twentieth of a run over a book.
    """

    document: Document
    """As the last filter was given it."""
    last: tuple[Finding, ...]
    """What this filter found, still to be applied to it."""
    findings: tuple[Finding, ...]
    """Everything that was found, in chain order."""


def find_all(document: Document, chain: Chain) -> Outcome:
    """Return what the filters of a chain find, each in what the ones before it have left.

    Raises:
        FilterError: a filter failed, or proposed what cannot be done.
    """
    findings: list[Finding] = []
    last: list[Finding] = []
    fields = doubtful_fields(document)
    for number, step in enumerate(chain.steps):
        document = apply(document, last) if last else document
        if fields and step.filter.name in MENDERS:
            found = _find(with_fields(document, fields), step, number, chain.unsafe)
            last = list(as_sets(found, document, fields))
        else:
            last = _find(document, step, number, chain.unsafe)
        findings += last
    return Outcome(document, tuple(last), tuple(findings))


def run(document: Document, chain: Chain) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document as cleaned and everything that was found, in chain order.

    Raises:
        FilterError: a filter failed, or proposed what cannot be done.
    """
    before, last, findings = find_all(document, chain)
    return apply(before, last), findings


def _find(document: Document, step: Step, number: int, unsafe: bool) -> list[Finding]:
    name = step.filter.name
    try:
        # One by one: all of them beside what they become would be twice as many at a time.
        coming = iter(step.filter.find(document))
        first = next(coming, None)
        if first is None:
            return []  # Without a look at its rules: a deferred filter would be imported for them.
        return settle(
            document,
            chain((first,), coming),
            filter=name,
            rules=step.filter.rules,
            step=number,
            unsafe=unsafe,
            report_only=step.report_only,
        )
    except FilterError as error:
        error.where = error.where or document.source_id
        raise
    except Exception as error:
        raise filter_failure(name, error, document.source_id) from error
