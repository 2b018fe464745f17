"""Who wrote a page: what its head names, what its markup names, what stands near its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from textclean.document import Block, Kind
from textclean.read.dates import find_date
from textclean.read.html_head import Head, types_of
from textclean.read.html_title import WORK_TYPES, Fact

LONGEST_BYLINE_CHARS = 120
LONGEST_NAME_CHARS = 50
BLOCKS_AFTER_TITLE = 10
"""A byline or a date that no markup names stands so near."""

BYLINE_METAS = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "cxenseparse:author",
)
BYLINE_PLACES = (
    '[itemprop="author"] [itemprop="name"]',
    '[itemprop="author"]',
    'a[rel~="author"]',
    ".byline .author, .author-name, .byline-name, .byline__name, .post-author, .entry-author",
    ".byline, .author",
)
"""Selectors of what names a page's author, the surest first; used where the head names none."""

_BY = re.compile(
    r"^(?:(?:(?:article|words|story|written|posted|published|reported|edited|created|reviewed)\s+)?"
    r"(?:by|von|par|por|di|door|av)\s*:?\s+|authors?\s*:\s*)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|\u2022\u00b7\n]|\b(?:published|updated|posted)\b|\s[-\u2013]\s).*$", re.I | re.S
)
_NO_NAME = re.compile(
    r"^(?:by$|https?://|www\.|@|admin(?:istrator)?$|author$|\W*$|\d+$)", re.IGNORECASE
)
_ADDRESS = re.compile(r"<?[^\s@]+@[^\s@]+>?")
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article)[_-]*)?author(?:[_-]*(?:box|meta|details|info))?"
    r"(?:[_-]*name)?(?:$|\s|_[a-z0-9_]+$)",
    re.IGNORECASE,
)
_ENDS_IN_NAME = re.compile(
    r"\b(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+((?:[^\W\d_][\w.'\u2019-]*\s?){1,5})$"
)
_BARE_NAME = re.compile(
    r"(?:[A-Z\u00c0-\u00de][\w.'\u2019-]*)(?:\s(?:[A-Z\u00c0-\u00de][\w.'\u2019-]*|van|von|de|da|del|la)){1,3}"
)


def of_metas(metas: dict[str, str], names: Iterable[str]) -> Iterator[Fact]:
    """Yield what the head says under some names, in their order."""
    for name in names:
        value = metas.get(name)
        if value:
            yield " ".join(value.split()), f"meta {name}"


def near_title(blocks: list[Block], title: str) -> list[Block]:
    """Return the short blocks just after the title's heading, then those just before it."""
    at = next(
        (n for n, b in enumerate(blocks) if b.kind is Kind.HEADING and title in b.text and title),
        -1,
    )
    if at < 0:
        return []
    around = blocks[at + 1 : at + 1 + BLOCKS_AFTER_TITLE] + blocks[max(at - 3, 0) : at]
    return [block for block in around if len(block.text) <= LONGEST_BYLINE_CHARS]


def find_bylines(
    head: Head, root: Any, blocks: Sequence[Block], near: Sequence[Block]
) -> Iterator[Fact]:
    names = {r["@id"]: r for r in head.records if isinstance(r.get("@id"), str) and "name" in r}
    for record in head.own_records:
        for key in ("author", "creator"):
            if key in record and any(WORK_TYPES.search(kind) for kind in types_of(record)):
                people = list(dict.fromkeys(_people(record[key], names)))
                if people:
                    yield ", ".join(people), f"JSON-LD {key}"
    for value, place in of_metas(head.metas, BYLINE_METAS):
        yield _name(value), place
    for selector in BYLINE_PLACES:
        node = root.css_first(selector) if root is not None else None
        if node is not None:
            yield _first_line(node.text(separator="\n")), f"page {selector}"
    yield from _named_by_class(near)
    for block in near:
        if _BY.match(block.text):
            yield _name(block.text), "page, near the title"
        found = _ENDS_IN_NAME.search(block.text)
        if found and " " in found[1].strip():
            yield _name(found[1]), "page, near the title"
    for one, other in pairwise(near):
        for name, date in ((one, other), (other, one)):
            if _BARE_NAME.fullmatch(_name(name.text)) and find_date(date.text):
                yield _name(name.text), "page, beside the date"
    yield from _named_by_class(blocks)


def _named_by_class(blocks: Iterable[Block]) -> Iterator[Fact]:
    for block in blocks:
        if 0 < len(block.text) <= LONGEST_NAME_CHARS and block.text[-1] not in ".!?":
            page, element = block.features.page, block.features.element
            for up in (element, page.parents[element]):
                names = page.classes[up] if up >= 0 else ""
                if "uthor" in names and "comment" not in names and _AUTHOR_CLASS.search(names):
                    yield _name(block.text), f"page {names}"


def _first_line(text: str) -> str:
    """Return the name on the first line of a byline that has one."""
    return next((name for line in text.splitlines() if (name := _name(line))), "")


def _people(value: Any, names: dict[str, dict[str, Any]]) -> Iterator[str]:
    for person in value if isinstance(value, list) else [value]:
        if isinstance(person, dict):
            named = person if "name" in person else names.get(str(person.get("@id")), person)
            person = named.get("name")
            if isinstance(person, list):
                person = person[0] if person else ""
        if isinstance(person, str):
            name = _name(person)
            if name:
                yield name


def _name(text: str) -> str:
    """Return the name in a byline, empty if there is none.

    >>> _name(" By  Ann Lee | 4 May ")
    'Ann Lee'
    """
    text = " ".join(_BY.sub("", text.strip()).split())
    text = _ADDRESS.sub("", text)
    text = _AFTER_NAME.sub("", text).strip(" ,;:")
    return "" if len(text) > LONGEST_BYLINE_CHARS or _NO_NAME.match(text) else text
