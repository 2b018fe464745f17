"""Drops the lines that a site puts on many of its pages, as a learned rule file names them.

Does: drops a block whose whole text is a line of the rule file for the text's site.  The site is
known from the address (`--url`, or a field of a JSON line); a text of an unknown site gets the
rules of all of them.
Leaves alone: code, tables; a line that is only like one in the file (digits, case and blanks set
aside); everything, as long as no rule file is named.
Why: a line that three or more pages of a site share is boilerplate in more than 99 cases in 100,
in any language, where no general rule would dare.
Source: none; measured on labelled pages of sites with several pages each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textclean.document import Document, Kind
from textclean.finding import Action, Finding, Rule
from textclean.records import dataclass
from textclean.siterules import fold_line, host_of, load_rule_book

LEARNED = Rule(
    "site/learned-line",
    "The line stands on many pages of the site (needs a rule file of `textclean learn`).",
    stays=("Read our newsletter\n\nThe ferry to the islands was late again on Monday.",),
)
LEFT = frozenset({Kind.CODE, Kind.TABLE, Kind.MARKUP, Kind.RULE})


@dataclass(frozen=True)
class Site:
    """Drops lines named in rule files; `files` are their paths."""

    files: tuple[str, ...] = ()

    name: ClassVar[str] = "site"
    rules: ClassVar[tuple[Rule, ...]] = (LEARNED,)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each block that is a line of a rule."""
        if not self.files:
            return
        metadata = document.metadata
        host = host_of(metadata.url)
        tables = load_rule_book(self.files).for_host(host)
        for index, block in document.standing():
            if block.kind in LEFT or not block.text:
                continue
            key = fold_line(block.text)
            for table in tables:
                rule = table.get(key)
                if rule is not None:
                    yield Finding(
                        LEARNED.id,
                        Action.DROP,
                        index,
                        evidence=f"{rule.pages} of {rule.of} pages of {rule.site or 'the site'}",
                    )
                    break
