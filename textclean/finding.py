"""What a filter has to say: findings, the edits they propose, and the rules they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Protocol, runtime_checkable

from textclean.document import NOWHERE, Document, Place
from textclean.startup.members import Member
from textclean.startup.records import NamedTuple


class Action(Member):
    """What a finding does to its document."""

    DROP: ClassVar[Action]
    KEEP: ClassVar[Action]
    """Lifts an earlier drop."""
    EDIT: ClassVar[Action]
    SET: ClassVar[Action]
    """Changes a block's kind or a metadata field, no text."""
    NOTE: ClassVar[Action]
    """Changes nothing; its edits, if any, are a suggestion."""


class Safety(Member):
    """Whether a rule may act by itself."""

    SAFE: ClassVar[Safety]
    """Never changes what the text means: applied by default."""
    UNSAFE: ClassVar[Safety]
    """May change the meaning: a note with a suggestion, unless asked for."""
    NOTE: ClassVar[Safety]
    """Never applied."""


class Edit(NamedTuple):
    """Replace `text[start:end]` of a block by `new`.

    At the edge of a mark new text belongs to what stands on the side that `attach` names.
    """

    start: int
    end: int
    new: str
    attach: str = "left"


class Example(NamedTuple):
    """A small plain text, and what a rule makes of it."""

    before: str
    after: str


class Rule(NamedTuple):
    """One thing that a filter minds. `id` is `filter/what-is-wrong`."""

    id: str
    summary: str
    safety: Safety = Safety.SAFE
    changes: tuple[Example, ...] = ()
    stays: tuple[str, ...] = ()
    """Look-alikes that must come out as they went in."""
    source: str = ""
    """Where a borrowed heuristic comes from."""


class Finding(NamedTuple):
    """One thing found, and what is to be done about it.

    A filter fills the first group of fields; the second is filled when the finding is settled.
    """

    rule: str
    action: Action
    block: int | None = None
    """Index of the block, None when the finding is about the whole document."""
    edits: tuple[Edit, ...] = ()
    sets: tuple[tuple[str, Any], ...] = ()
    """`kind`, `level` or `info` of the block; `metadata.FIELD` of the document (credits add up)."""
    evidence: str = ""
    """The measure or the words that decided."""
    at: int = 0
    """Offset in the block's text of what a note without edits is about."""

    filter: str = ""
    step: int = -1
    """Index of the filter in its chain."""
    before: str = ""
    after: str = ""
    place: Place = NOWHERE


@runtime_checkable
class Filter(Protocol):
    """What a filter is: a frozen dataclass whose fields are its options.

    Its module docstring is its documentation.  `find` must not depend on anything but its options
    and the document, and takes time linear in the document's length.
    """

    name: ClassVar[str]
    rules: ClassVar[tuple[Rule, ...]]

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield what this filter proposes for a document; offsets are in the blocks as given."""
        ...
