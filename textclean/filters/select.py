"""Drop or keep parts of a page by CSS selectors, for what one site does in its own way.

Does: `drop` drops what its selectors match. `keep` drops all that none of its selectors match (if
any matches at all), so that `keep=article` leaves the article; `drop` goes on within it. Selectors
are parted by commas as in CSS, and are those of Soup Sieve: `:has(…)`, `:-soup-contains("…")` too.

Leaves alone: everything but HTML, and pages on which no selector matches.

Why: a person who knows a site sees at once what no general rule can: that `.promo-7` is its
advertisement. In a configuration such rules stand by site:

    [sites."example.org"]
    select = { drop = ".promo, #cookie", keep = "article" }
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textclean.document import Source
from textclean.dom import Label
from textclean.errors import UsageError
from textclean.finding import Action, Rule

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


@dataclass(frozen=True, slots=True)
class Select:
    """See the module."""

    drop: str = ""
    """CSS selectors of what is to go."""
    keep: str = ""
    """CSS selectors of what is to stay; all else goes, if one of them matches."""

    name: ClassVar[str] = "select"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "select/drop",
            "What a selector of `drop` matches",
            stays=("<html><p class='promo'>No selector was given.</p></html>",),
        ),
        Rule(
            "select/outside",
            "What stands outside all that the selectors of `keep` match",
            stays=("<html><article>No selector was given.</article><p>Text.</p></html>",),
        ),
    )

    def __post_init__(self) -> None:
        """Check the selectors.

        Raises:
            UsageError: one of them is not CSS.
        """
        if not (self.drop or self.keep):
            return
        import soupsieve

        for option, selector in (("drop", self.drop), ("keep", self.keep)):
            try:
                soupsieve.compile(selector or "*")
            except soupsieve.SelectorSyntaxError as error:
                raise UsageError(
                    f"select.{option} is no CSS selector: {str(error).splitlines()[0]}",
                    hint="selectors are parted by commas: .promo, #cookie",
                ) from None

    def label(self, soup: BeautifulSoup, source: Source) -> Iterator[Label]:
        """Yield a label for each match."""
        if self.drop:
            for node in soup.select(self.drop):
                yield Label(node, "select/drop")
        if self.keep:
            kept: list[Any] = soup.select(self.keep)
            top = soup.body or soup.find(True)
            if kept and top is not None:
                yield Label(top, "select/outside", evidence=f"not in {self.keep}")
                for node in kept:
                    yield Label(node, "select/outside", Action.KEEP)
