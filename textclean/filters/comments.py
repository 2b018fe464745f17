"""Drops what belongs to readers' comments: links to them, counters, reply bars, whole sections.

Does: drops comment widgets ("Access to the comments"), counters, reply and share bars, and in the
tail of a text a comment section: a heading such as "Comments (12)" with what follows it, when at
least two signs of comments (a reply bar, "3 hours ago", "Ana says:") stand there too, or when what
follows right below is numbered, up to as many comments as the heading counts.

Leaves alone: sentences about comments ("declined to comment"); a section whose signs are too few,
of which only the heading goes.

Why: comments are no part of the text they stand under, and the widgets stand in most scraped news.
`mode = keep` switches the filter off, `separate` keeps the comments and marks their blocks with
the info `comment`, so that JSON readers can tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from textclean.document import COMMENT, Document
from textclean.finding import Action, Example, Finding, Rule
from textclean.phrases.choosing import chosen_lines
from textclean.phrases.matching import Survey, survey
from textclean.startup.records import dataclass

_BODY = "The ferry to the islands was late again on Monday, as the pilot said it would be."


@dataclass(frozen=True)
class Comments:
    """Drops comment widgets and sections; `mode` may keep or mark the sections instead."""

    mode: Literal["drop", "keep", "separate"] = "drop"
    extra: tuple[str, ...] = ()
    inside: bool = False
    """Find also lines between paragraphs: more than should go unseen, for a report."""

    name: ClassVar[str] = "comments"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "comments/widget",
            "A link to the comments, a counter, a reply bar or a form for comments.",
            changes=(
                Example(
                    f"Late again\n\nAccess to the comments Comments\n\n{_BODY}",
                    f"Late again\n\n{_BODY}",
                ),
            ),
            stays=(
                f"Late again\n\n{_BODY}\n\nThe pilot declined to comment.\n\n{_BODY}",
                f"{_BODY}\n\nComments by the pilot drew fire\n\n{_BODY}",
            ),
        ),
        Rule(
            "comments/section",
            "Readers' comments under the text.",
            changes=(
                Example(
                    f"Late again\n\n{_BODY}\n\nIt docked at noon, an hour behind its time, with all"
                    " its cargo.\n\nComments (2)\n\nAna says:\n\nI sat there in the rain for an"
                    " hour, and nobody told us anything at all.\n\nReply\n\nTom says:\n\nSame"
                    " here.\n\nReply",
                    f"Late again\n\n{_BODY}\n\nIt docked at noon, an hour behind its time, with all"
                    " its cargo.",
                ),
            ),
            stays=(f"{_BODY}\n\nComments\n\n{_BODY}\n\n{_BODY}",),
        ),
    )

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop (or a mark) for each block that belongs to comments."""
        if self.mode == "keep":
            return
        lines = survey(document, self.extra)
        yield from self._section(lines)
        title = document.metadata.title
        for chosen in chosen_lines(lines, title, _minds, inside=self.inside):
            yield Finding("comments/widget", Action.DROP, chosen.number, evidence=chosen.evidence)

    def _section(self, lines: Survey) -> Iterator[Finding]:
        numbers = lines.numbers[lines.section :]
        if not numbers:
            return
        heading = lines.blocks[lines.section].text.strip()
        evidence = f"under {heading}, {len(numbers) - 1} blocks with signs of comments"
        sets = (("info", COMMENT),) if self.mode == "separate" else ()
        action = Action.SET if sets else Action.DROP
        for number in numbers:
            yield Finding("comments/section", action, number, sets=sets, evidence=evidence)


def _minds(category: str) -> bool:
    return category in ("comments", "comments-section")
