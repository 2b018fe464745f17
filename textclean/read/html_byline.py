"""Who wrote a page: what its head names, what its markup names, what stands near its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from textclean.dates import find_date
from textclean.document import Block
from textclean.elements import ASIDE, FOOTER, NAV
from textclean.read.html_build import HEADING
from textclean.read.html_head import Head, types_of
from textclean.read.html_title import WORK_TYPES, Fact, is_article
from textclean.read.names import BY, ENDS_IN_NAME, LONGEST_BYLINE_CHARS, NAME, PERSON, name_in

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
SURNAME_FIRST = ("dc.creator", "dcterms.creator", "citation_author")
"""Those that libraries read: a name in them may begin with the surname and a comma."""
WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|\u00e9crit par|escrito por|scritto da|"
    r"geschreven door|napisane przez|autor|author",
    re.IGNORECASE,
)
"""How a card for social networks labels the author: `twitter:label1`, and `twitter:data1`."""
BYLINE_PLACES = (
    '[itemprop="author"] [itemprop="name"]',
    '[itemprop="author"]',
    'a[rel~="author"]',
    ".byline .author, .author-name, .author_name, .byline-name, .byline__name, .post-author, "
    ".entry-author",
    ".byline, .author",
)
"""Selectors of what names a page's author, the surest first; used where the head names none."""
BYLINE_HINT = '[class*="author" i], [class*="byline" i], [itemprop="author"], [rel~="author"]'
"""Matches wherever one of them does, and is asked first: it takes a third of the time of them all,
and two pages in three have nothing of the sort."""
STARTER_PLACES = (
    ".p-description .username",
    ".username, .forum-post-author, .message-name, .postauthor",
)
"""Selectors of who began a discussion."""
NODES_LOOKED_AT = 3

_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article)[_-]*)?author(?:[_-]*(?:box|meta|details|info))?"
    r"(?:[_-]*name)?(?:$|\s|_[a-z0-9_]+$)",
    re.IGNORECASE,
)
_AUTHOR_LINK = re.compile(
    r"[/=?](?:authors?|autor(?:en|es)?|auteurs?|autori|contributors?|writers?)[/=]\S"
)
"""In an address: the page of somebody who writes."""
_SAYS_BY = re.compile(
    r"(?:article|words|story|text|tekst)\s+by\s|written\s+by\s|(?:verfasst|geschrieben)\s+von\s|"
    r"(?:\u00e9crit|r\u00e9dig\u00e9)\s+par\s|escrito\s+por\s|scritto\s+da\s|napisa\u0142a?\s|"
    r"(?:author|autor(?:in|ka|a)?|auteure?|autore|autrice)\s*:\s*",
    re.IGNORECASE,
)
"""The start of a line that can say nothing but who wrote."""


def of_metas(metas: dict[str, str], names: Iterable[str]) -> Iterator[Fact]:
    """Yield what the head says under some names, in their order."""
    for name in names:
        value = metas.get(name)
        if value:
            yield " ".join(value.split()), f"meta {name}"


def near_title(blocks: list[Block], title: str) -> list[Block]:
    """Return the short blocks just after the title's heading, then those just before it."""
    headings = [n for n, b in enumerate(blocks) if b.kind is HEADING] if title else []
    at = next((n for n in headings if title in blocks[n].text), -1)
    if at < 0:
        outside = NAV | FOOTER | ASIDE
        at = next(
            (
                n
                for n in headings
                if blocks[n].level == 1 and not blocks[n].features.flags & outside
            ),
            -1,
        )
    if at < 0:
        return []
    around = blocks[at + 1 : at + 1 + BLOCKS_AFTER_TITLE] + blocks[max(at - 3, 0) : at]
    return [block for block in around if len(block.text) <= LONGEST_BYLINE_CHARS]


def find_bylines(
    head: Head, root: Any, blocks: Sequence[Block], near: Sequence[Block]
) -> Iterator[Fact]:
    """Yield who is said to have written the page, the surest first; lazily, as some are dear."""
    organisations = []
    for people, is_organisation in _of_records(head):
        fact = ", ".join(people), "JSON-LD author"
        if is_organisation:
            organisations.append(fact)
        else:
            yield fact
    for meta in BYLINE_METAS:
        names = [
            name_in(value, surname_first=meta in SURNAME_FIRST)
            for value in head.repeated.get(meta, ())
        ]
        yield ", ".join(dict.fromkeys(filter(None, names))), f"meta {meta}"
    for number in "12":
        if WRITTEN_BY.match(head.metas.get(f"twitter:label{number}", "")):
            place = f"twitter:data{number}"
            yield name_in(head.metas.get(place, "")), f"meta {place}"
    if not is_article(head):
        yield from _of_places(root, STARTER_PLACES[:1])
    if root is not None and root.css_first(BYLINE_HINT) is not None:
        yield from _of_places(root, BYLINE_PLACES)
    yield from _named_by_class(near)
    yield from _said_near(near)
    yield from _named_by_link(blocks)
    yield from _named_by_class(blocks)
    yield from _said_by(blocks)
    if not is_article(head):
        yield from _of_places(root, STARTER_PLACES[1:])
    yield from organisations
    for pair in pairwise(near):
        for one, other in (pair, pair[::-1]):
            if PERSON.fullmatch(one.text) and find_date(other.text):
                yield one.text, "page, beside the date"


def _of_records(head: Head) -> Iterator[tuple[list[str], bool]]:
    """Yield the authors that a JSON-LD object names, and whether all are organisations."""
    known = {r["@id"]: r for r in head.records if isinstance(r.get("@id"), str) and "name" in r}
    for record in head.own_records:
        for key in ("author", "creator"):
            if key in record and any(WORK_TYPES.search(kind) for kind in types_of(record)):
                found = dict(_people(record[key], known))
                people = [name for name, is_organisation in found.items() if not is_organisation]
                if found:
                    yield people or list(found), not people


def _people(value: Any, known: dict[str, dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    for person in value if isinstance(value, list) else [value]:
        is_organisation = False
        if isinstance(person, dict):
            named = person if "name" in person else known.get(str(person.get("@id")), person)
            is_organisation = any("Organization" in kind for kind in types_of(named))
            person = named.get("name")
            if isinstance(person, list):
                person = person[0] if person else ""
        if isinstance(person, str):
            name = name_in(person)
            if name:
                yield name, is_organisation


def _of_places(root: Any, selectors: Sequence[str]) -> Iterator[Fact]:
    if root is None:
        return
    for selector in selectors:
        for node in root.css(selector)[:NODES_LOOKED_AT]:
            text = node.attributes.get("content") or node.text(separator="\n")
            yield _first_name(text), f"page {selector}"


def _first_name(text: str) -> str:
    """Return the name on the first line of a byline that has one."""
    return next((name for line in text.splitlines() if (name := name_in(line))), "")


def _said_near(near: Sequence[Block]) -> Iterator[Fact]:
    for block in near:
        name = name_in(block.text) if BY.match(block.text) else ""
        if name and not name[0].islower():
            yield name, "page, near the title"
        found = ENDS_IN_NAME.search(block.text)
        if found and " " in found[1].strip() and not found[1][0].islower():
            yield name_in(found[1]), "page, near the title"
    for one, other in pairwise(near):
        if BY.fullmatch(one.text.strip() + " ") and NAME.fullmatch(name_in(other.text)):
            yield name_in(other.text), "page, near the title"


def _named_by_class(blocks: Sequence[Block]) -> Iterator[Fact]:
    if not blocks or "uthor" not in "\n".join(blocks[0].features.page.classes):
        return
    for block in blocks:
        if 0 < len(block.text) <= LONGEST_NAME_CHARS and block.text[-1] not in ".!?":
            page, element = block.features.page, block.features.element
            for up in (element, page.parents[element]):
                names = page.classes[up] if up >= 0 else ""
                if "uthor" in names and "comment" not in names and _AUTHOR_CLASS.search(names):
                    yield name_in(block.text), f"page {names}"


def _named_by_link(blocks: Iterable[Block]) -> Iterator[Fact]:
    for block in blocks:
        if block.features.links and not block.features.flags & (NAV | FOOTER | ASIDE):
            for mark in block.marks:
                if mark.kind == "link" and _AUTHOR_LINK.search(mark.target):
                    name = name_in(block.text[mark.start : mark.end])
                    if NAME.fullmatch(name):
                        yield name, "page, link to the author"


def _said_by(blocks: Iterable[Block]) -> Iterator[Fact]:
    for block in blocks:
        said = _SAYS_BY.match(block.text)
        if (
            said
            and len(block.text) <= LONGEST_BYLINE_CHARS
            and not block.features.flags & (NAV | FOOTER)
        ):
            name = name_in(block.text[said.end() :])
            if NAME.fullmatch(name):
                yield name, "page"
