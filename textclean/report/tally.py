"""What a report knows: sums that can be added up in any order, and a few documents to look at.

A `Tally` of a million documents is as large as one of a thousand: it holds counts, and samples
chosen by rules that do not depend on the order in which documents come, so that the same documents
give the same report on one machine or on many.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from textclean.document import Document
from textclean.finding import Action, Finding

SCHEMA = 1

MAX_EXAMPLES = 5
"""Examples kept of each rule."""

MAX_LOSERS = 40
"""Documents kept with their text: those that lost the largest share."""

MAX_FAILURES = 500
"""Failures kept with their message; all are counted."""

MAX_EXAMPLE_CHARS = 300
MAX_LOSER_BLOCKS = 200
MAX_LOSER_CHARS = 600
"""Of one block of a document that is shown."""

SHARE_BINS = 20
"""Bars of the histogram of the share removed: 5 % each."""


class Sample:
    """Up to `limit` rows that any order of the same rows would leave: those of least digest."""

    def __init__(self, limit: int, rows: Iterable[dict[str, str]] = ()) -> None:
        self.limit = limit
        self._kept: list[tuple[str, dict[str, str]]] = []
        for row in rows:
            self.add(row)

    def add(self, row: dict[str, str], digest: str = "") -> bool:
        """Keep the row if it belongs to the sample, and tell whether it does.

        `digest` is that of its id and place, for a caller who has made it.
        """
        digest = digest or _digest(row["id"], row.get("place", ""))
        if not self.is_low(digest):
            return False
        position = bisect_left(self._kept, digest, key=lambda kept: kept[0])
        if position < len(self._kept) and self._kept[position][0] == digest:
            return True
        self._kept.insert(position, (digest, row))
        del self._kept[self.limit :]
        return True

    def is_low(self, digest: str) -> bool:
        """Tell whether a row of that digest belongs to the sample."""
        return len(self._kept) < self.limit or digest <= self._kept[-1][0]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows kept."""
        return [row for _, row in self._kept]


@dataclass(slots=True)
class RuleTally:
    """What one rule did."""

    filter: str
    findings: int = 0
    documents: int = 0
    dropped_chars: int = 0
    actions: dict[str, int] = field(default_factory=dict)
    examples: Sample = field(default_factory=lambda: Sample(MAX_EXAMPLES))


@dataclass(slots=True)
class Tally:
    """Sums over documents. `add` and `add_failure` take one in, `merge` another tally."""

    documents: int = 0
    changed: int = 0
    failed: int = 0
    chars: int = 0
    dropped_chars: int = 0
    blocks: int = 0
    dropped_blocks: int = 0
    shares: list[int] = field(default_factory=lambda: [0] * SHARE_BINS)
    rules: dict[str, RuleTally] = field(default_factory=dict)
    languages: dict[str, dict[str, int]] = field(default_factory=dict)
    losers: list[dict[str, Any]] = field(default_factory=list)
    failures: Sample = field(default_factory=lambda: Sample(MAX_FAILURES))

    def add(self, source_id: str, document: Document, findings: Iterable[Finding]) -> None:
        """Count a cleaned document (as the chain left it) and what was found in it."""
        found = list(findings)
        chars = sum([len(block.text) for block in document.blocks])
        dropped = [block for block in document.blocks if block.dropped_by is not None]
        dropped_chars = sum([len(block.text) for block in dropped])
        share = round(dropped_chars / chars, 4) if chars else 0.0
        self.documents += 1
        self.changed += any(finding.action is not Action.NOTE for finding in found)
        self.chars += chars
        self.dropped_chars += dropped_chars
        self.blocks += len(document.blocks)
        self.dropped_blocks += len(dropped)
        self.shares[min(SHARE_BINS - 1, int(share * SHARE_BINS))] += 1
        language = self.languages.setdefault(
            document.metadata.language or "unknown",
            {"documents": 0, "chars": 0, "dropped_chars": 0},
        )
        language["documents"] += 1
        language["chars"] += chars
        language["dropped_chars"] += dropped_chars
        self._add_findings(source_id, found)
        if dropped and self._is_loser(share, source_id):
            self._keep_loser(_loser(source_id, document, share))

    def add_failure(self, source_id: str, error: str) -> None:
        """Count a document that failed."""
        self.documents += 1
        self.failed += 1
        self.failures.add({"id": source_id, "error": error})

    def merge(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in (
            *("documents", "changed", "failed", "chars", "dropped_chars"),
            *("blocks", "dropped_blocks"),
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.shares = [a + b for a, b in zip(self.shares, other.shares, strict=True)]
        for rule, theirs in other.rules.items():
            ours = self.rules.setdefault(rule, RuleTally(theirs.filter))
            ours.findings += theirs.findings
            ours.documents += theirs.documents
            ours.dropped_chars += theirs.dropped_chars
            for action, count in theirs.actions.items():
                ours.actions[action] = ours.actions.get(action, 0) + count
            for example in theirs.examples.rows:
                ours.examples.add(example)
        for name, counts in other.languages.items():
            mine = self.languages.setdefault(name, dict.fromkeys(counts, 0))
            for key, count in counts.items():
                mine[key] += count
        for loser in other.losers:
            self._keep_loser(loser)
        for failure in other.failures.rows:
            self.failures.add(failure)

    def leave_out_worse(self, best: Tally) -> None:
        """Leave out samples that would not stand among the `best` so far, which take in the rest.

        A worker that has sent better ones need not send them: in no sum would they be left.
        """
        for name, rule in self.rules.items():
            known = best.rules.setdefault(name, RuleTally(rule.filter)).examples
            rule.examples = Sample(MAX_EXAMPLES, filter(known.add, rule.examples.rows))
        known_losers = {loser["id"] for loser in best.losers}
        kept = []
        for loser in self.losers:
            if loser["id"] in known_losers:
                kept.append(loser)
            elif best._is_loser(loser["share"], loser["id"]):
                kept.append(loser)
                best._keep_loser({"id": loser["id"], "share": loser["share"]})
        self.losers = kept

    def _add_findings(self, source_id: str, findings: list[Finding]) -> None:
        by_rule: dict[str, list[Finding]] = {}
        for finding in findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        for rule, found in by_rule.items():
            tally = self.rules.get(rule)
            if tally is None:
                tally = self.rules[rule] = RuleTally(found[0].filter)
            tally.findings += len(found)
            tally.documents += 1
            for action, count in Counter([finding.action for finding in found]).items():
                tally.actions[str(action)] = tally.actions.get(str(action), 0) + count
            dropped = [len(finding.before) for finding in found if finding.action is Action.DROP]
            tally.dropped_chars += sum(dropped)
            # A few of them, from all over the document, will do for examples.
            for finding in found[:: -(-len(found) // MAX_EXAMPLES)]:
                _add_example(tally.examples, source_id, finding)

    def _is_loser(self, share: float, source_id: str) -> bool:
        if len(self.losers) < MAX_LOSERS:
            return True
        last = self.losers[-1]
        return (-share, source_id) < (-last["share"], last["id"])

    def _keep_loser(self, loser: dict[str, Any]) -> None:
        self.losers.append(loser)
        self.losers.sort(key=lambda one: (-one["share"], one["id"]))
        del self.losers[MAX_LOSERS:]

    def to_json(self) -> dict[str, Any]:
        """Return the tally as JSON values; `from_json` takes them back."""
        rules = {
            name: {
                **{key: getattr(rule, key) for key in RULE_FIELDS},
                "examples": rule.examples.rows,
            }
            for name, rule in sorted(self.rules.items())
        }
        sums = {name: getattr(self, name) for name in TALLY_FIELDS}
        languages = dict(sorted(self.languages.items()))
        return {
            "schema": SCHEMA,
            **sums,
            "rules": rules,
            "languages": languages,
            "failures": self.failures.rows,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Tally:
        """Return the tally that `to_json` gave."""
        rules = {
            name: RuleTally(
                **{key: rule[key] for key in RULE_FIELDS},
                examples=Sample(MAX_EXAMPLES, rule["examples"]),
            )
            for name, rule in value["rules"].items()
        }
        return cls(
            **{name: value[name] for name in TALLY_FIELDS},
            rules=rules,
            languages=value["languages"],
            failures=Sample(MAX_FAILURES, value["failures"]),
        )


RULE_FIELDS = ("filter", "findings", "documents", "dropped_chars", "actions")
TALLY_FIELDS = (
    *("documents", "changed", "failed", "chars", "dropped_chars", "blocks", "dropped_blocks"),
    *("shares", "losers"),
)


def _add_example(examples: Sample, source_id: str, finding: Finding) -> None:
    place = str(finding.place)
    digest = _digest(source_id, place)
    if examples.is_low(digest):
        row = {
            "id": source_id,
            "place": place,
            "before": finding.before[:MAX_EXAMPLE_CHARS],
            "after": finding.after[:MAX_EXAMPLE_CHARS],
            "evidence": finding.evidence[:MAX_EXAMPLE_CHARS],
        }
        examples.add(row, digest)


def _digest(ident: str, place: str) -> str:
    key = f"{ident}\0{place}"
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _loser(source_id: str, document: Document, share: float) -> dict[str, Any]:
    """Return a document as it is shown side by side: its blocks, each with what dropped it."""
    blocks = [
        {
            "text": block.text[:MAX_LOSER_CHARS],
            "rule": block.dropped_by.rule if block.dropped_by else "",
            "evidence": block.dropped_by.evidence if block.dropped_by else "",
        }
        for block in document.blocks[:MAX_LOSER_BLOCKS]
    ]
    return {
        "id": source_id,
        "title": document.metadata.title,
        "share": share,
        "blocks": blocks,
        "more_blocks": max(0, len(document.blocks) - MAX_LOSER_BLOCKS),
    }
