"""The header that a reading service (Jina Reader) writes above the text of a page."""

from __future__ import annotations

from collections.abc import Iterator

from textclean.document import Document
from textclean.finding import Edit
from textclean.startup.records import NamedTuple

TITLE, ADDRESS, DATE = "Title: ", "URL Source: ", "Published Time: "
CONTENT = "Markdown Content:"
OTHERS = ("Number of Pages: ", "Warning: ")
LONGEST = 6
"""Blocks of such a header."""


class HeaderLine(NamedTuple):
    """A block of the header."""

    number: int
    field: str = ""
    """Of the metadata."""
    value: str = ""
    cut: Edit | None = None
    """What goes of it, None if all does."""


def find_header(document: Document) -> Iterator[HeaderLine]:
    """Yield the blocks of the header, nothing unless it has a title, an address and an end.

    Of the title only its label goes: the text below may not say it again.
    """
    top = []
    for number, block in document.standing():
        top.append((number, block.text))
        if block.text.startswith(CONTENT) or len(top) == LONGEST:
            break
    if len(top) < 2 or not (top[0][1].startswith(TITLE) and top[-1][1].startswith(CONTENT)):
        return
    if not any(text.startswith(f"{ADDRESS}http") for _, text in top):
        return
    for number, text in top:
        if text.startswith(TITLE):
            yield HeaderLine(number, "title", text[len(TITLE) :], Edit(0, len(TITLE), ""))
        elif text.startswith(ADDRESS):
            yield HeaderLine(number, "url", text[len(ADDRESS) :])
        elif text.startswith(DATE):
            yield HeaderLine(number, "date", text[len(DATE) :])
        elif text.startswith(CONTENT):
            rest = len(text) - len(text[len(CONTENT) :].lstrip())
            # In Markdown no edit may take a line break with it.
            end = len(CONTENT) if document.format == "markdown" else rest
            yield HeaderLine(number, cut=Edit(0, end, "") if rest < len(text) else None)
        elif text.startswith(OTHERS):
            yield HeaderLine(number)
