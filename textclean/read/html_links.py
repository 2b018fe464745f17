"""Addresses in a page: links made absolute, images found behind lazy loading."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

DEAD_SCHEMES = ("javascript:", "data:", "about:", "blob:", "vbscript:")
"""Targets that lead nowhere outside their page."""

LAZY_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-orig-file",
    "data-full-src",
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
)
"""Where the address of an image stands that a script is to load, the likeliest first."""

SMALLEST_IMAGE_PIXELS = 3
"""An image of fewer pixels each way is there to count visits."""

_EDGES = "".join(map(chr, range(33)))
_SRCSET = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")


class Links:
    """Makes the addresses of one page absolute."""

    def __init__(self, url: str) -> None:
        self._base = url
        self._known: dict[str, str] = {}
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        self._scheme = parts.scheme
        self._origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    def absolute(self, address: str) -> str:
        """Return an address as it is reached from anywhere, empty if it leads nowhere.

        Without the page's own address relative ones stay as they are.
        """
        if address.startswith(("https://", "http://")) and not address[-1] <= " ":
            return address
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = self._resolve(address)
        return known

    def _resolve(self, address: str) -> str:
        address = address.strip(_EDGES).replace("\n", "").replace("\t", "").replace("\r", "")
        if address.lower().startswith(DEAD_SCHEMES):
            return ""
        if not self._base or not address:
            return address
        if address[0] == "/" and self._origin and "/." not in address:
            return f"{self._scheme}:{address}" if address[1:2] == "/" else self._origin + address
        try:
            return urljoin(self._base, address)
        except ValueError:
            return address

    def image(self, attributes: Any) -> tuple[str, str] | None:
        """Return the address and the alternative text of an image, None if it shows nothing."""
        if _is_tiny(attributes):
            return None
        get = attributes.get
        source = (get("src") or "").strip(_EDGES)
        if not source or source.startswith("data:"):
            source = next((found for name in LAZY_SOURCES if (found := get(name))), "")
            if " " in source.strip():
                source = _largest(source)
        target = self.absolute(source) if source else ""
        label = " ".join((get("alt") or "").split())
        return (target, label) if target else None


def _is_tiny(attributes: Any) -> bool:
    for side in ("width", "height"):
        value = attributes.get(side) or ""
        if value.isdecimal() and len(value) < 3 and int(value) < SMALLEST_IMAGE_PIXELS:
            return True
    return False


def _largest(candidates: str) -> str:
    """Return the address of the largest image in a `srcset`."""
    best, best_size = "", -1.0
    for address, size in _SRCSET.findall(candidates[:10_000]):
        width = float(size) if size.replace(".", "", 1).isdecimal() else 1.0
        if width > best_size:
            best, best_size = address, width
    return best
