"""Boxes that a publishing system puts between paragraphs.

Does: drops what stands in an element of the class `box`. Leaves alone: all else. Why: a sample of
a filter on the tree of a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from textclean.document import Source
from textclean.dom import Label
from textclean.finding import Rule


@dataclass(frozen=True)
class Boxes:
    """See the module."""

    class_name: str = "box"

    name: ClassVar[str] = "boxes"
    rules: ClassVar[tuple[Rule, ...]] = (Rule("boxes/box", "A box between paragraphs"),)

    def label(self, soup: Any, source: Source) -> Iterator[Label]:
        """Yield each box."""
        for node in soup.find_all(class_=self.class_name):
            yield Label(node, "boxes/box")
