"""What the head of a page says, and the JSON-LD wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

MOST_JSON_CHARS = 2_000_000
MOST_JSON_NODES = 5_000
"""JSON-LD beyond these limits is not looked at."""


ABOUT_OTHERS = frozenset(
    {
        "itemListElement",
        "comment",
        "review",
        "reviews",
        "hasPart",
        "blogPost",
        "mentions",
        "publisher",
        "isRelatedTo",
        "citation",
        "suggestedAnswer",
        "author",
        "creator",
        "breadcrumb",
    }
)
"""Keys whose objects are not what the page itself is."""


class Head:
    """What stands in the head of a page, and in its JSON-LD wherever that is."""

    def __init__(self, head: Any) -> None:
        self.title = ""
        self.language = ""
        self.metas: dict[str, str] = {}
        self.repeated: dict[str, list[str]] = {}
        """All values of each name; `metas` has the first."""
        self.links: dict[str, str] = {}
        self._base = ""
        self._scripts: list[str] = []
        self._records: list[tuple[dict[str, Any], bool]] | None = None
        self._types: tuple[str, ...] | None = None
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
                name, content = name.strip().lower(), content.strip()
                self.metas.setdefault(name, content)
                self.repeated.setdefault(name, []).append(content)
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

    def add_strays(self, body: Any) -> None:
        """Add what stands at the start of the body because a stray element ended the head."""
        node = body.first_child
        while node is not None:
            if node.tag in ("meta", "link", "title"):
                self._take(node)
            node = node.next

    def add_json_ld(self, scripts: Iterable[str]) -> None:
        """Add the JSON-LD that stands in the body."""
        self._scripts += scripts

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects in the JSON-LD, outer ones first."""
        return [record for record, _ in self._found()]

    @property
    def own_records(self) -> list[dict[str, Any]]:
        """Those of the objects that are about the page, not about what it lists or links."""
        return [record for record, own in self._found() if own]

    def _found(self) -> list[tuple[dict[str, Any], bool]]:
        if self._records is None:
            self._records = list(_records(self._scripts))
        return self._records

    def types(self) -> tuple[str, ...]:
        """Return what the page says it is."""
        if self._types is None:
            types = [kind for record in self.records for kind in types_of(record)]
            if "og:type" in self.metas:
                types.append("og:" + self.metas["og:type"])
            self._types = tuple(dict.fromkeys(types))
        return self._types

    def article_body(self) -> str:
        """Return the longest text that the JSON-LD gives."""
        bodies = (record.get("articleBody") or record.get("text") for record in self.records)
        return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def types_of(record: dict[str, Any]) -> list[str]:
    """Return the types of a JSON-LD object, without the schema's address."""
    kind = record.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [k.rpartition("/")[2] for k in kinds if isinstance(k, str)]


def _records(scripts: Iterable[str]) -> Iterator[tuple[dict[str, Any], bool]]:
    left = MOST_JSON_NODES
    for script in scripts:
        if len(script) > MOST_JSON_CHARS:
            continue
        try:
            waiting: list[tuple[Any, bool]] = [(_parsed(script), True)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            value, own = waiting.pop()
            if isinstance(value, list):
                waiting += [(inner, own) for inner in reversed(value[:100])]
            elif isinstance(value, dict):
                yield value, own
                waiting += [
                    (inner, own and key not in ABOUT_OTHERS)
                    for key, inner in reversed(value.items())
                    if isinstance(inner, dict | list)
                ]


def _parsed(script: str) -> Any:
    """Return the value of a JSON-LD script; some are wrapped in a comment or end in a semicolon."""
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for wrapper in ("//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"):
        script = script.removeprefix(wrapper)
    for wrapper in ("//]]>", "]]>", "/*]]>*/"):
        script = script.removesuffix(wrapper)
    return json.loads(script, strict=False)
