"""Drops the stamps that a shop puts on its pages.

Does: drops every element of the class that the option `name_of_class` says.

Leaves alone: all else.

Why: a stamp says nothing about the goods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textclean import Rule
from textclean.dom import Label

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from textclean.document import Source


@dataclass(frozen=True)
class Stamps:
    """Stamps on pages."""

    name: ClassVar[str] = "stamps"
    rules: ClassVar[tuple[Rule, ...]] = (Rule("stamps/stamp", "A stamp on the page."),)

    name_of_class: str = "stamp"
    """Class of the elements to drop."""

    def label(self, soup: BeautifulSoup, source: Source) -> Iterator[Label]:
        """Yield a label for each stamp."""
        for node in soup.find_all(class_=self.name_of_class):
            yield Label(node, "stamps/stamp", evidence=f"class {self.name_of_class}")
