"""A chain of filters, and a run of it over one document."""

from __future__ import annotations

from textclean.apply import apply
from textclean.document import Document
from textclean.errors import FilterError, filter_failure
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


def run(document: Document, chain: Chain) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document as cleaned and everything that was found, in chain order.

    Raises:
        FilterError: a filter failed, or proposed what cannot be done.
    """
    findings: list[Finding] = []
    for number, step in enumerate(chain.steps):
        settled = _find(document, step, number, chain.unsafe)
        if settled:
            document = apply(document, settled)
            findings += settled
    return document, tuple(findings)


def _find(document: Document, step: Step, number: int, unsafe: bool) -> list[Finding]:
    name = step.filter.name
    try:
        found = list(step.filter.find(document))
        if not found:
            return found
        return settle(
            document,
            found,
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
