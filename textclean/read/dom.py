"""An HTML page as blocks and, for filters on the tree, as a BeautifulSoup tree with the same nodes.

The nodes of the fast parser are numbered by an attribute and written out; the tree is made of that,
so the numbers tie a filter's labels to the nodes that become blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag

from textclean.document import Document, Source
from textclean.dom import NODE, DomFilter, Label, NodeLabel
from textclean.errors import FilterError, TextcleanError, filter_failure
from textclean.read.html import make_document, parse


def read_labelled(
    text: str, source: Source, filters: Sequence[DomFilter]
) -> tuple[Document, list[list[NodeLabel]]]:
    """Return the page's document, and the labels that each filter gives.

    Raises:
        InputError: the page cannot be parsed.
        FilterError: a filter failed, or labelled what is not a node of its tree.
    """
    tree = parse(text, source.id)
    if tree.root is not None:
        for number, node in enumerate(tree.root.traverse()):
            if node.tag and node.tag[0] not in "-!":
                node.attrs[NODE] = str(number)
    soup = BeautifulSoup(tree.html or "", "html.parser")
    labels = [_labels(dom_filter, soup, source) for dom_filter in filters]
    numbers = frozenset(label.number for given in labels for label in given)
    return make_document(tree, text, source, numbers), labels


def _labels(dom_filter: DomFilter, soup: BeautifulSoup, source: Source) -> list[NodeLabel]:
    name = dom_filter.name
    try:
        return [_numbered(label, name) for label in _called(dom_filter, soup, source)]
    except TextcleanError as error:
        error.where = error.where or source.id
        raise
    except Exception as error:
        raise filter_failure(name, error, source.id) from error


def _called(dom_filter: DomFilter, soup: BeautifulSoup, source: Source) -> Iterable[Label]:
    return dom_filter.label(soup, source)


def _numbered(label: Label, name: str) -> NodeLabel:
    node: Any = label.node
    number = node.get(NODE) if isinstance(node, Tag) else None
    if number is None:
        raise FilterError(
            f"{label.rule} labels what is not an element of the page: {str(node)[:60]!r}",
            filter=name,
            rule=label.rule,
        )
    return NodeLabel(str(number), label.rule, label.action, label.evidence or _start_tag(node))


def _start_tag(node: Any) -> str:
    """Return the beginning of an element as it may stand in a report."""
    names = [
        f"{name}={' '.join(value) if isinstance(value, list) else value}"
        for name in ("id", "class")
        if (value := node.get(name))
    ]
    return "<" + " ".join([node.name, *names])[:100] + ">"
