"""Drops the lines that a site puts on many of its pages, as a learned rule file names them.

Does: drops a block whose whole text is a line of the rule file for the text's site.  The site is
known from the address (`--url`, or a field of a JSON line); a text of an unknown site gets the
rules of all of them.  Past the densest stretch of what such lines leave, what stands between two of
them goes as well: the teasers under a site's headings change from page to page.
Leaves alone: code, tables; a line that is only like one in the file (digits, case and blanks set
aside); everything, as long as no rule file is named.
Why: a line that three or more pages of a site share is boilerplate in more than 99 cases in 100,
in any language, where no general rule would dare.
Source: none; measured on labelled pages of sites with several pages each, where all of 250 lines
between two others were none of the article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textclean.document import Block, Document, Kind
from textclean.finding import Action, Finding, Rule
from textclean.residue.lines import measure_line
from textclean.residue.places import densest
from textclean.siterules import fold_line, host_of, load_rule_book
from textclean.startup.records import dataclass

LEARNED = Rule(
    "site/learned-line",
    "The line stands on many pages of the site (needs a rule file of `textclean learn`).",
    stays=("Read our newsletter\n\nThe ferry to the islands was late again on Monday.",),
)
BETWEEN = Rule(
    "site/between-learned-lines",
    "Past the text, the line stands between lines that many pages of the site have.",
    stays=("More from us\n\nThe ferry to the islands was late again on Monday.\n\nAbout us",),
)
LEFT = frozenset({Kind.CODE, Kind.TABLE, Kind.MARKUP, Kind.RULE})


@dataclass(frozen=True)
class Site:
    """Drops lines named in rule files; `files` are their paths."""

    files: tuple[str, ...] = ()

    name: ClassVar[str] = "site"
    rules: ClassVar[tuple[Rule, ...]] = (LEARNED, BETWEEN)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each block that is a line of a rule, or stands among such below all."""
        if not self.files:
            return
        tables = load_rule_book(self.files).for_host(host_of(document.metadata.url))
        standing = [
            (index, block)
            for index, block in document.standing()
            if block.text and block.kind not in LEFT
        ]
        known: list[bool] = []
        for index, block in standing:
            key = fold_line(block.text)
            rule = next((table[key] for table in tables if key in table), None)
            known.append(rule is not None)
            if rule is not None:
                evidence = f"{rule.pages} of {rule.of} pages of {rule.site or 'the site'}"
                yield Finding(LEARNED.id, Action.DROP, index, evidence=evidence)
        above, below = _ends_of_frame([block for _, block in standing], known)
        for place in range(above + 1, below):
            if not known[place]:
                evidence = f"between block {standing[above][0] + 1} and {standing[below][0] + 1}"
                yield Finding(BETWEEN.id, Action.DROP, standing[place][0], evidence=evidence)


def _ends_of_frame(blocks: Sequence[Block], known: Sequence[bool]) -> tuple[int, int]:
    """Return the first and the last known block past the densest stretch of the others."""
    if True not in known:
        return 0, 0
    lines = [measure_line(block) for block in blocks]
    own = [
        line._replace(words=0) if flag else line for line, flag in zip(lines, known, strict=True)
    ]
    prose = [line.prose and not flag for line, flag in zip(lines, known, strict=True)]
    end = densest(own, prose)[1]
    past = [place for place in range(end + 1, len(known)) if known[place]]
    return (past[0], past[-1]) if past else (0, 0)
