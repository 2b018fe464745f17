"""Filters on the tree of a page: the second, smaller protocol.

Such a filter is given a BeautifulSoup tree before blocks are made and says which of its nodes are
to be dropped or kept.  It stands at the head of a chain; a page that is to be cleaned without one
never becomes such a tree, which costs more than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textclean.document import Block, Document, Source
from textclean.elements import BlockFeatures, Page
from textclean.finding import Action, Edit, Finding, Rule
from textclean.startup.records import NamedTuple

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

NODE = "data-textclean-node"
"""The attribute that numbers the elements of a page and so ties the two trees together."""

NODE_MARK = "node:"
"""What the kind of a mark begins with that covers the text of a labelled element."""


class Label(NamedTuple):
    """What is to become of all that a node holds; that of the innermost labelled node counts."""

    node: Any
    """A tag of the tree that the filter was given."""
    rule: str
    action: Action = Action.DROP
    """`drop`, or `keep`, which lifts a drop."""
    evidence: str = ""


class DomFilter(Protocol):
    """What a filter on the tree is: a frozen dataclass whose fields are its options.

    Its module docstring is its documentation.  `label` must not change the tree.
    """

    name: ClassVar[str]
    rules: ClassVar[tuple[Rule, ...]]

    def label(self, soup: BeautifulSoup, source: Source) -> Iterable[Label]:
        """Yield the nodes that this filter has something to say about."""
        ...


class NodeLabel(NamedTuple):
    """A label with its node's number in its place."""

    number: str
    rule: str
    action: Action
    evidence: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A DOM filter with the labels that it gave one page, as a filter like any other."""

    dom_filter: Any
    labels: tuple[NodeLabel, ...] = ()

    @property
    def name(self) -> str:
        """The DOM filter's name."""
        return str(self.dom_filter.name)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The DOM filter's rules."""
        return tuple(self.dom_filter.rules)

    def with_labels(self, labels: Iterable[NodeLabel]) -> Labelled:
        """Return the same filter for a page with these labels."""
        return replace(self, labels=tuple(labels))

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield what the labels mean for the blocks; nothing without labels."""
        if not self.labels:
            return
        given: dict[str, NodeLabel] = {}
        for label in self.labels:
            given.setdefault(label.number, label)
        governing: dict[int, NodeLabel | None] | None = None
        for index, block in enumerate(document.blocks):
            features = block.features
            if not isinstance(features, BlockFeatures):
                continue
            if governing is None:
                governing = _governing(features.page, given)
            around = governing[features.element]
            dropped = block.dropped_by is not None
            if around is not None and (around.action is Action.KEEP) is dropped:
                yield Finding(around.rule, around.action, index, evidence=around.evidence)
            elif not dropped and any(mark.kind.startswith(NODE_MARK) for mark in block.marks):
                yield from _within(index, block, given)


def _governing(page: Page, given: dict[str, NodeLabel]) -> dict[int, NodeLabel | None]:
    """Return for each element the label of the innermost labelled one around it."""
    own = {page.nodes[number]: label for number, label in given.items() if number in page.nodes}
    governing: dict[int, NodeLabel | None] = {-1: None}
    for element, parent in enumerate(page.parents):
        governing[element] = own.get(element, governing[parent])
    return governing


def _within(index: int, block: Block, given: dict[str, NodeLabel]) -> Iterator[Finding]:
    """Yield what cuts labelled stretches out of a block, or drops it if nothing else is in it."""
    done = 0
    for mark in sorted(block.marks):
        label = given.get(mark.kind.removeprefix(NODE_MARK))
        if label is None or label.action is not Action.DROP:
            continue
        start, end = max(mark.start, done), mark.end
        if start >= end:
            continue
        text = block.text
        outside = text[:start] + text[end:]
        if not outside.strip() and not any(m.kind == "image" for m in block.marks):
            yield Finding(label.rule, Action.DROP, index, evidence=label.evidence)
            return
        if any(low < end and start < high for low, high in block.protected):
            yield Finding(label.rule, Action.NOTE, index, at=start, evidence=label.evidence)
            continue
        if text[start - 1 : start] in ("", " ") and text[end : end + 1] == " ":
            end += 1
        yield Finding(
            label.rule, Action.EDIT, index, (Edit(start, end, ""),), evidence=label.evidence
        )
        done = end
