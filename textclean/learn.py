"""Finding the lines that many pages of one site share, page by page and in bounded memory.

A line seen for the first time only leaves its mark in a Bloom filter; from the second time on it is
counted.  As most lines of a site stand on one page only, that keeps the table small; should it grow
past its limit nevertheless, the rarest lines are forgotten, and may then be missed, never invented.
Source: B. Bloom, "Space/time trade-offs in hash coding with allowable errors" (1970); G. Manku and
R. Motwani, "Approximate frequency counts over data streams" (2002), for forgetting the rarest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from textclean.siterules import SiteRule, fold_line

LEAST_PAGES = 3
"""Pages that must share a line. On labelled pages such lines were boilerplate in 99.6 % of the
cases, those of two pages in 97 %."""
LEAST_SHARE = 0.002
"""Share of the site's pages that must have it, which matters from 1,500 pages on: of so many pages
a few begin a paragraph with the same three words."""
MOST_CHARS = 600
LONG_CHARS = 60
"""A line of this length is text enough to know a page by."""
SIGNATURE_LINES = 4
PLACES = 3
"""Places that are remembered for each line."""
WHERE = ("head", "inside", "tail")


class PageLine(NamedTuple):
    """A line of a page: its text, its number in the source, and where in the text it stands."""

    text: str
    number: int
    where: str


@dataclass(slots=True)
class _Count:
    text: str
    pages: int = 1
    where: list[int] = field(default_factory=lambda: [0, 0, 0])
    seen: list[str] = field(default_factory=list)


class BloomFilter:
    """A set that remembers what was added in a fixed number of bytes, with few mistakes.

    With 10 bits for each thing added about 1 in 100 others is taken for one of them.
    """

    PROBES = 4

    def __init__(self, size_bytes: int) -> None:
        """Take the size; a power of two serves best."""
        self._bits = bytearray(size_bytes)
        self._count = size_bytes * 8

    def add(self, digest: bytes) -> bool:
        """Add a digest of 32 bytes; return whether it seems to have been there."""
        known = True
        for start in range(0, 8 * self.PROBES, 8):
            at = int.from_bytes(digest[start : start + 8], "little") % self._count
            if not self._bits[at >> 3] >> (at & 7) & 1:
                known = False
                self._bits[at >> 3] |= 1 << (at & 7)
        return known


class Miner:
    """Counts lines by site over pages that are given one by one."""

    def __init__(self, *, memory_mb: int = 64, most_lines: int = 500_000) -> None:
        """Take the size of the Bloom filters together and of the table of repeated lines."""
        half = memory_mb * 1024 * 1024 // 2
        self._once = BloomFilter(half)
        self._signatures = BloomFilter(half)
        self._most_lines = most_lines
        self._counts: dict[tuple[str, bytes], _Count] = {}
        self.pages: dict[str, int] = {}
        """Number of pages by site, near-identical ones counted once."""
        self.copies = 0
        """Pages left out as near-identical."""
        self.forgotten = 0
        """Pages that the rarest line forgotten so far had stood on: rarer ones may be missed."""

    def add(self, site: str, page: str, lines: Iterable[PageLine]) -> bool:
        """Count the lines of a page; return False for a copy of an earlier page of the site."""
        folded = [(fold_line(line.text[:MOST_CHARS]), line) for line in lines]
        if self._is_copy(site, [key for key, _ in folded]):
            self.copies += 1
            return False
        self.pages[site] = self.pages.get(site, 0) + 1
        done: set[str] = set()
        for key, line in folded:
            if not key or key in done:
                continue
            done.add(key)
            digest = _digest(f"{site}\n{key}")
            name = (site, digest[:8])
            count = self._counts.get(name)
            if count is None:
                if not self._once.add(digest):
                    continue
                # The page of the first time left nothing but its mark.
                count = self._counts[name] = _Count(line.text)
            count.pages += 1
            count.where[WHERE.index(line.where)] += 1
            if len(count.seen) < PLACES:
                count.seen.append(f"{page}:{line.number}" if line.number else page)
        if len(self._counts) > self._most_lines:
            self._forget()
        return True

    def rules(
        self, least_pages: int = LEAST_PAGES, least_share: float = LEAST_SHARE
    ) -> Iterator[SiteRule]:
        """Yield a rule for each line that enough pages of its site share."""
        for (site, _), count in self._counts.items():
            pages = self.pages[site]
            if count.pages >= max(least_pages, least_share * pages):
                where = WHERE[count.where.index(max(count.where))]
                yield SiteRule(
                    site, " ".join(count.text.split()), count.pages, pages, where, tuple(count.seen)
                )

    def _is_copy(self, site: str, keys: Sequence[str]) -> bool:
        """Tell whether a page has the same long lines as an earlier one, some of them."""
        long = sorted({_digest(key)[:8] for key in keys if len(key) >= LONG_CHARS})
        if len(long) < SIGNATURE_LINES:
            return False
        signature = b"".join(long[:SIGNATURE_LINES])
        return self._signatures.add(blake2b(site.encode() + signature, digest_size=32).digest())

    def _forget(self) -> None:
        """Drop the rarest lines until half of the room is free."""
        while len(self._counts) > self._most_lines // 2:
            self.forgotten = min(count.pages for count in self._counts.values())
            self._counts = {
                name: count for name, count in self._counts.items() if count.pages > self.forgotten
            }


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()
