"""What a page says about itself: its head, its JSON-LD, and what stands in its body."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from textclean.document import Block, Kind, Metadata, Source

MOST_JSON_CHARS = 2_000_000
MOST_JSON_NODES = 5_000
"""JSON-LD beyond these limits is not looked at."""


class Head:
    """What stands in the head of a page, and in its JSON-LD wherever that is."""

    def __init__(self, head: Any) -> None:
        self.title = ""
        self.language = ""
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self._base = ""
        self._scripts: list[str] = []
        self._records: list[dict[str, Any]] | None = None
        if head is None:
            return
        html = head.parent
        if html is not None and html.tag == "html":
            self.language = html.attributes.get("lang") or ""
        node = head.first_child
        while node is not None:
            self._take(node)
            node = node.next

    def _take(self, node: Any) -> None:
        tag = node.tag
        if tag == "meta":
            get = node.attributes.get
            name = get("property") or get("name") or get("itemprop") or get("http-equiv")
            content = get("content")
            if name and content:
                self.metas.setdefault(name.strip().lower(), content.strip())
        elif tag == "link":
            get = node.attributes.get
            relation, address = get("rel"), get("href")
            if relation and address:
                self.links.setdefault(relation.strip().lower(), address.strip())
        elif tag == "title":
            self.title = self.title or " ".join((node.text() or "").split())
        elif tag == "base":
            self._base = self._base or (node.attributes.get("href") or "").strip()
        elif tag == "script" and node.attributes.get("type") == "application/ld+json":
            self._scripts.append(node.text() or "")

    def base(self, url: str) -> str:
        """Return the address that relative links start from."""
        if not self._base:
            return url
        try:
            return urljoin(url, self._base)
        except ValueError:
            return url

    def add_json_ld(self, scripts: Iterable[str]) -> None:
        """Add the JSON-LD that stands in the body."""
        self._scripts += scripts

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects in the JSON-LD, outer ones first."""
        if self._records is None:
            self._records = list(_records(self._scripts))
        return self._records

    def types(self) -> tuple[str, ...]:
        """Return what the page says it is."""
        types: list[str] = []
        for record in self.records:
            kind = record.get("@type")
            types += [kind] if isinstance(kind, str) else []
            types += [k for k in kind if isinstance(k, str)] if isinstance(kind, list) else []
        if "og:type" in self.metas:
            types.append("og:" + self.metas["og:type"])
        return tuple(dict.fromkeys(types))

    def article_body(self) -> str:
        """Return the longest text that the JSON-LD gives."""
        bodies = (record.get("articleBody") or record.get("text") for record in self.records)
        return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _records(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    left = MOST_JSON_NODES
    for script in scripts:
        if len(script) > MOST_JSON_CHARS:
            continue
        try:
            waiting: list[Any] = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            value = waiting.pop()
            if isinstance(value, list):
                waiting += reversed(value[:100])
            elif isinstance(value, dict):
                yield value
                inner = [v for v in value.values() if isinstance(v, dict | list)]
                waiting += reversed(inner)


def find_metadata(head: Head, root: Any, blocks: list[Block], source: Source) -> Metadata:
    """Return what is known about a page, with where each value came from."""
    metas = head.metas
    title = metas.get("og:title") or head.title
    for block in blocks:
        if not title and block.kind is Kind.HEADING and block.level == 1:
            title = block.text
    return Metadata(
        title=title,
        language=source.language or head.language,
        url=source.url or head.links.get("canonical", ""),
        site=metas.get("og:site_name", ""),
        description=metas.get("description") or metas.get("og:description", ""),
        image=metas.get("og:image", ""),
        encoding=source.encoding,
    )
