"""A page's title, byline, dates and the rest, each from the best place that states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from textclean.dates import find_date
from textclean.document import Block, Metadata, Source
from textclean.elements import ASIDE, FOOTER, NAV
from textclean.read.html_byline import find_bylines, near_title, of_metas
from textclean.read.html_head import Head, types_of
from textclean.read.html_title import Fact, find_title, key_of

DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")

DATE_PLACES = (
    '[itemprop="datePublished"]',
    "time[pubdate], time.published, time.entry-date",
    "time[datetime]",
    ".entry-date, .post-date, .published, .publish-date, .article-date, .posted-on, .date",
)

LONGEST_DATE_CHARS = 50
"""A line that states a date, and little else."""

_DATE_META = re.compile(
    r"(?!.*(?:modif|updat|expir|until))(?:.*(?:publish|pub-?date|issued)|.*\bdate$)"
)
_DATE_CLASS = re.compile(r"(?<![a-z])date|Date|publish|posted", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|-|$)")


def find_metadata(head: Head, root: Any, blocks: list[Block], source: Source) -> Metadata:
    """Return what is known about a page, with where each value came from."""
    metas = head.metas
    site = _first(of_metas(metas, ("og:site_name", "application-name", "al:android:app_name")))
    title = find_title(head, blocks, site[0], source.url)
    near = near_title(blocks, title[0])
    byline = _byline(find_bylines(head, root, blocks, near), site[0])
    language = (source.language, "given") if source.language else _language(head)
    url = (source.url, "given") if source.url else ("", "")
    canonical = _canonical(head, source.url)
    if canonical[0] and not url[0]:
        url = canonical
    base = source.url or url[0]
    found = {
        "title": title,
        "byline": byline,
        "date": _first(_dates(head, root, blocks, near, base)),
        "modified": _first(_modified(head)),
        "language": language,
        "url": url if url[0] else canonical,
        "site": site if site[0] else _site_of_records(head),
        "description": _first(
            of_metas(metas, ("description", "og:description", "twitter:description"))
        ),
        "image": _image(head, base),
    }
    values: dict[str, Any] = {name: value for name, (value, _) in found.items()}
    return Metadata(
        **values,
        encoding=source.encoding,
        sources=tuple((name, place) for name, (value, place) in found.items() if value),
    )


def _first(facts: Iterable[Fact]) -> Fact:
    return next((fact for fact in facts if fact[0]), ("", ""))


def _byline(facts: Iterable[Fact], site: str) -> Fact:
    """Return the first that is not the site's own name, which stands for want of a better one."""
    otherwise = ("", "")
    known = key_of(site)
    for fact in facts:
        key = key_of(fact[0])
        if key and not (known and (key.startswith(known) or known.startswith(key))):
            return fact
        otherwise = otherwise if otherwise[0] else fact
    return otherwise


# Dates and the rest


def _dates(
    head: Head, root: Any, blocks: Iterable[Block], near: Iterable[Block], url: str
) -> Iterator[Fact]:
    for record in head.own_records:
        for key in ("datePublished", "uploadDate", "dateCreated", "datePosted"):
            if isinstance(record.get(key), str):
                yield find_date(record[key]), f"JSON-LD {key}"
    others = [name for name in head.metas if _DATE_META.match(name) and name not in DATE_METAS]
    for value, place in of_metas(head.metas, (*DATE_METAS, *others)):
        yield find_date(value), place
    if root is not None and root.css_first(", ".join(DATE_PLACES)) is not None:
        for selector in DATE_PLACES:
            for node in root.css(selector)[:3]:
                get = node.attributes.get
                stated = get("datetime") or get("content") or get("title") or ""
                date = find_date(stated) or find_date(node.text(separator=" ")[:200])
                yield date, f"page {selector}"
    for block in near:
        yield find_date(block.text), "page, near the title"
    found = _URL_DATE.search(url)
    if found:
        yield find_date("-".join(found.groups())), "url"
    yield from _dates_by_class(blocks)


def _dates_by_class(blocks: Iterable[Block]) -> Iterator[Fact]:
    """Yield the dates of short blocks, those first whose element is named for one."""
    unnamed = []
    for block in blocks:
        facts = block.features
        if len(block.text) > LONGEST_DATE_CHARS or facts.flags & (NAV | FOOTER | ASIDE):
            continue
        found = find_date(block.text)
        if found:
            names = facts.page.classes[facts.element]
            if _DATE_CLASS.search(names):
                yield found, f"page {names}"
            unnamed.append(found)
    for found in unnamed:
        yield found, "page"


def _modified(head: Head) -> Iterator[Fact]:
    for record in head.own_records:
        if isinstance(record.get("dateModified"), str):
            yield find_date(record["dateModified"]), "JSON-LD dateModified"
    for value, place in of_metas(head.metas, MODIFIED_METAS):
        yield find_date(value), place


def _language(head: Head) -> Fact:
    """Return the language as a tag such as `en` or `de-CH`."""
    for value, place in (
        (head.language, "html lang"),
        (head.metas.get("content-language", ""), "meta content-language"),
        (head.metas.get("og:locale", ""), "meta og:locale"),
    ):
        tag = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}))?\b", value)
        if tag:
            region = tag[2] or ""
            region = f"-{region.upper() if len(region) == 2 else region.title()}" if region else ""
            return tag[1].lower() + region, place
    return "", ""


def _canonical(head: Head, url: str) -> Fact:
    for value, place in (
        (head.links.get("canonical", ""), "link canonical"),
        (head.metas.get("og:url", ""), "meta og:url"),
    ):
        if value:
            absolute = _join(url, value)
            if urlsplit(absolute).scheme in ("http", "https"):
                return absolute, place
    return "", ""


def _image(head: Head, url: str) -> Fact:
    found = _first(of_metas(head.metas, ("og:image", "og:image:url", "twitter:image")))
    if not found[0]:
        for record in head.own_records:
            image = record.get("image")
            image = image[0] if isinstance(image, list) and image else image
            image = image.get("url") if isinstance(image, dict) else image
            if isinstance(image, str):
                found = image.strip(), "JSON-LD image"
                break
    return (_join(url, found[0]), found[1]) if found[0] else found


def _site_of_records(head: Head) -> Fact:
    for record in head.records:
        if "WebSite" in types_of(record) and isinstance(record.get("name"), str):
            return record["name"].strip(), "JSON-LD WebSite"
    return "", ""


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
