"""Finding the lines that many pages of one site share, page by page and in bounded memory.

A line seen for the first time only leaves its mark in a Bloom filter; from the second time on it is
counted.  As most lines of a site stand on one page only, that keeps the table small; should it grow
past its limit nevertheless, the rarest lines are forgotten, and may then be missed, never invented.
Source: B. Bloom, "Space/time trade-offs in hash coding with allowable errors" (1970); G. Manku and
R. Motwani, "Approximate frequency counts over data streams" (2002), for forgetting the rarest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

from textclean.siterules import SiteRule, fold_line
from textclean.startup.records import NamedTuple

LEAST_PAGES = 3
"""Pages that must share a line. On labelled pages of some dozen a site such lines were boilerplate
in 99.6 % of the cases; with two pages more is found, and twice as many article words lost."""
FRAMED_PAGES = 2
"""The same for a line that has the same lines above and below it on two pages: a menu, a footer.
So a tenth more is found on whole pages, and nothing more is lost."""
BESIDE_SHARE = 0.1
"""Share of the site's pages from which one such neighbour is enough for a short line on two."""
FRAMED_MOST_FULL = 0.1
"""Marks for each bit of the Bloom filter up to which it can tell that (1 in 100 is mistaken)."""
LEAST_SHARE = 0.002
"""Share of the site's pages that must have it, which matters from 1,500 pages on: of so many pages
a few begin a paragraph with the same three words."""
MOST_CHARS = 600
LONG_CHARS = 60
"""A line of this length is text enough to know a page by."""
SHORT_CHARS = 30
"""A line of fewer is a link or a label rather than the title of a page."""
LEAST_LONG_LINES = 4
COPY_SHARE = 0.9
"""Share of a page's long lines that must have been seen for it to be a copy of earlier ones."""
SAME_SHARE = 0.4
"""The same share from which a page may have an earlier one's article: its paragraphs are not
framed."""
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
    framed: bool = False
    """Two pages have the same line above it, and the same below."""
    beside: bool = False
    """Two pages have the same line above it, or the same below, and it is short."""
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
        self._added = 0

    @property
    def load(self) -> float:
        """Number of things added for each bit."""
        return self._added / self._count

    def __contains__(self, digest: bytes) -> bool:
        """Tell whether a digest seems to have been added."""
        return all(self._bits[at >> 3] >> (at & 7) & 1 for at in self._places(digest))

    def _places(self, digest: bytes) -> list[int]:
        starts = range(0, 8 * self.PROBES, 8)
        return [int.from_bytes(digest[at : at + 8], "little") % self._count for at in starts]

    def add(self, digest: bytes) -> bool:
        """Add a digest of 32 bytes; return whether it seems to have been there."""
        known = True
        self._added += 1
        for at in self._places(digest):
            if not self._bits[at >> 3] >> (at & 7) & 1:
                known = False
                self._bits[at >> 3] |= 1 << (at & 7)
        return known


class Miner:
    """Counts lines by site over pages that are given one by one."""

    def __init__(self, *, memory_mb: int = 64, most_lines: int = 500_000) -> None:
        """Take the size of the Bloom filter, and of the table of repeated lines."""
        self._once = BloomFilter(memory_mb * 1024 * 1024)
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
        keyed = [(fold_line(line.text[:MOST_CHARS]), line) for line in lines]
        keyed = [(key, line) for key, line in keyed if key]
        folded = dict(reversed(keyed))
        digests = {key: _digest(f"{site}\n{key}") for key in folded}
        long_known = self._long_known(digests)
        if long_known >= COPY_SHARE:
            self.copies += 1
            return False
        self.pages[site] = self.pages.get(site, 0) + 1
        framed, beside = self._framed(site, [key for key, _ in keyed])
        if long_known >= SAME_SHARE:
            framed = frozenset(key for key in framed if len(key) < LONG_CHARS)
        for key, line in folded.items():
            digest = digests[key]
            name = (site, digest[:8])
            count = self._counts.get(name)
            if count is None:
                if not self._once.add(digest):
                    continue
                # The page of the first time left nothing but its mark.
                count = self._counts[name] = _Count(line.text)
            count.pages += 1
            count.framed = count.framed or key in framed
            count.beside = count.beside or (key in beside and len(key) < SHORT_CHARS)
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
            beside = count.beside and LEAST_PAGES <= pages <= FRAMED_PAGES / BESIDE_SHARE
            fewer = least_pages == LEAST_PAGES and (count.framed or beside)
            enough = FRAMED_PAGES if fewer else least_pages
            if count.pages >= max(enough, least_share * pages):
                where = WHERE[count.where.index(max(count.where))]
                yield SiteRule(
                    site, " ".join(count.text.split()), count.pages, pages, where, tuple(count.seen)
                )

    def _framed(self, site: str, keys: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the lines whose neighbours were theirs on an earlier page, too: both, and one."""
        if self._once.load > FRAMED_MOST_FULL:
            return frozenset(), frozenset()
        ends = ["", *keys, ""]
        known = [self._once.add(_digest(f"{site}\n{a}\n{b}")) for a, b in pairwise(ends)]
        both = frozenset(key for i, key in enumerate(keys) if known[i] and known[i + 1])
        return both, frozenset(key for i, key in enumerate(keys) if known[i] or known[i + 1])

    def _long_known(self, digests: Mapping[str, bytes]) -> float:
        """Return the share of a page's long lines that have been seen on its site."""
        long = [digest for key, digest in digests.items() if len(key) >= LONG_CHARS]
        if len(long) < LEAST_LONG_LINES:
            return 0.0
        return sum(1 for digest in long if digest in self._once) / len(long)

    def _forget(self) -> None:
        """Drop the rarest lines until half of the room is free."""
        while len(self._counts) > self._most_lines // 2:
            self.forgotten = min(count.pages for count in self._counts.values())
            self._counts = {
                name: count for name, count in self._counts.items() if count.pages > self.forgotten
            }


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()
