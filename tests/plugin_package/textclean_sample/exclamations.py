"""Shortens rows of exclamation marks.

Does: leaves as many marks of a row as the option `keep` says.

Leaves alone: code and formulas, a row that is short enough.

Why: adverts and comments shout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textclean import Action, Document, Edit, Finding, Rule
from textclean.finding import Example

ROW = re.compile("!{2,}")


@dataclass(frozen=True)
class Exclamations:
    """Rows of exclamation marks."""

    name: ClassVar[str] = "exclamations"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "exclamations/row",
            "Several exclamation marks in a row.",
            changes=(Example("Buy now!!!", "Buy now!"),),
            stays=("Hello!",),
        ),
    )

    keep: int = 1
    """How many marks of a row to leave."""

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a finding for each row that is too long."""
        for index, block in document.standing():
            for row in ROW.finditer(block.text):
                start, end = row.start() + self.keep, row.end()
                if start < end and not any(a < end and start < b for a, b in block.protected):
                    yield Finding(
                        "exclamations/row",
                        Action.EDIT,
                        index,
                        edits=(Edit(start, end, ""),),
                        evidence=f"{len(row[0])} marks",
                    )
