"""What containers hold: records, each a text with its name and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textclean.startup.records import NamedTuple


class Record(NamedTuple):
    """One text of a container.

    A record that cannot be read is one with an `error`: it is quarantined, and the reading goes
    on behind it.
    """

    id: str
    content: str | bytes = ""
    format: str = "auto"
    url: str = ""
    declared: str = ""
    """The encoding that a transport named."""
    fields: dict[str, Any] = {}  # noqa: RUF012 - never changed
    """What passes through to the output."""
    place: str = ""
    """Where it stands, for a person: `crawl.warc.gz, offset 1024`."""
    error: str = ""


Wanted = Callable[[int], bool]
"""Tells by the number of a record whether anyone wants it; of others only the place is kept."""

UNREAD = Record("")
"""Stands in the place of a record that nobody wants."""


def all_of_them(number: int) -> bool:
    """Want every record."""
    return True


class Cleaned(NamedTuple):
    """What became of a record: values to write, or an error."""

    id: str
    values: dict[str, Any] = {}  # noqa: RUF012 - never changed
    """By field name; a document file's whole output is the value of `output`."""
    error: str = ""
    place: str = ""
