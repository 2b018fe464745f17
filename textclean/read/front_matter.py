"""Reads the plain facts of a front matter: title, author, date, language."""

from __future__ import annotations

import re
from typing import Any

from textclean.document import Metadata
from textclean.startup.lazy import lazy_compile

_FIELD = lazy_compile(r"^[ \t]{0,2}\"?(\w+)\"?[ \t]*[:=][ \t]*(\S.*?)[ \t]*,?[ \t]*$", re.MULTILINE)
_NAMES = {
    "title": "title",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "date",
    "lang": "language",
    "language": "language",
    "locale": "language",
    "description": "description",
}
_SCALAR = lazy_compile(r"(?P<mark>[\"'])(?P<text>.*)(?P=mark)")


def read_metadata(matter: str, known: Metadata) -> Metadata:
    """Return the metadata with what YAML, TOML or JSON say in one line each.

    What is known already stays.  Lists, blocks and anchors are left to a real parser.

    >>> read_metadata('---\\ntitle: "A walk"\\nlang: en\\n---\\n', Metadata()).title
    'A walk'
    """
    found: dict[str, Any] = {}
    for name, value in _FIELD.findall(matter):
        field = _NAMES.get(name.lower())
        if field is None or field in found or getattr(known, field):
            continue
        quoted = _SCALAR.fullmatch(value)
        if quoted:
            found[field] = quoted["text"]
        elif value[0] not in "[{|>&*!#":
            found[field] = value
    sources = tuple((field, "front matter") for field in found)
    return known._replace(sources=known.sources + sources, **found) if found else known
