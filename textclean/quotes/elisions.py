"""Which words begin or end with an apostrophe.

The words are data; a text's own words add to them (see `evidence`).  Inflected forms that a rule
can tell are not listed: a dropped g (doin'), a possessive plural (the boys'), a decade ('90s).
"""

from __future__ import annotations

from functools import cache

from textclean.datafiles import read_data
from textclean.startup.records import NamedTuple


class Elisions(NamedTuple):
    """Lower-case words without their apostrophe."""

    leading: frozenset[str]
    doubtful: frozenset[str]
    """Leading ones that are common first words of a quotation too."""
    trailing: frozenset[str]


@cache
def elisions() -> Elisions:
    """Return the words that ship with the package, read on first use."""
    text = read_data("elisions.txt")
    words: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            section = words.setdefault(line[1:-1], set())
        elif not line.startswith("#"):
            section.update(line.split())
    doubtful = frozenset(words["doubtful"])
    return Elisions(frozenset(words["leading"]) - doubtful, doubtful, frozenset(words["trailing"]))
