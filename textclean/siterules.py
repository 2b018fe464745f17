"""Rule files of single sites: lines that many pages of a site share, for a person to review.

A file is TOML: `[[rules]]` tables with the `site`, the `line`, and what speaks for it (`pages`,
`of`, `where`, `seen`).  A line is compared without case, with digits and blanks folded, so that
`12 comments` covers `7 Comments`.  Delete a rule, or set `keep = true`, and its line stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from textclean.errors import ConfigError, near_name
from textclean.rulefiles import read_tables
from textclean.startup.records import NamedTuple

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_LETTER_PAIR = re.compile(r"[^\W\d_]{2}")
KEYS = frozenset({"site", "line", "pages", "of", "where", "seen", "keep"})
FORMAT = 1


class SiteRule(NamedTuple):
    """A line of a site that is no part of its articles."""

    site: str
    """Host name without `www.`; empty for any site."""
    line: str
    pages: int = 0
    """Number of pages that the line stood in."""
    of: int = 0
    """Number of the site's pages that were read."""
    where: str = ""
    """`head`, `inside` or `tail`: where in the text most of them had it."""
    seen: tuple[str, ...] = ()
    """Places to look at."""


def fold_line(text: str) -> str:
    """Return what lines are compared by, empty for a line without two letters in a row.

    >>> fold_line("  12 Comments  "), fold_line("Updated 10:45,  3 May"), fold_line("$ 1.00")
    ('0 comments', 'updated 0, 0 may', '')
    """
    if not _LETTER_PAIR.search(text):
        return ""
    return " ".join(_DIGITS.sub("0", text.casefold()).split())


def host_of(url: str) -> str:
    """Return the host name of an address or a bare domain, without `www.` and port.

    >>> host_of("https://www.Example.org:8080/a"), host_of("example.org"), host_of("")
    ('example.org', 'example.org', '')
    """
    rest = url.partition("://")[2] or url
    host = rest.partition("/")[0].rpartition("@")[2].partition(":")[0]
    return host.lower().removeprefix("www.")


def parents_of(host: str) -> list[str]:
    """Return a host name and the domains it is part of, its top-level domain left out.

    >>> parents_of("news.example.org")
    ['news.example.org', 'example.org']
    """
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]


class RuleBook:
    """The rules of some files, by site."""

    def __init__(self, rules: Iterable[SiteRule]) -> None:
        self._by_site: dict[str, dict[str, SiteRule]] = {}
        for rule in rules:
            key = fold_line(rule.line)
            if key:
                self._by_site.setdefault(rule.site, {}).setdefault(key, rule)

    def for_host(self, host: str) -> list[Mapping[str, SiteRule]]:
        """Return the rules, by folded line, of a host, or of every site when it is unknown."""
        if not host:
            return list(self._by_site.values())
        wanted = [*parents_of(host), ""]
        return [self._by_site[site] for site in wanted if site in self._by_site]


@lru_cache(maxsize=8)
def load_rule_book(paths: tuple[str, ...]) -> RuleBook:
    """Return the rules of some files, read once a process.

    Raises:
        InputError: a file cannot be read.
        ConfigError: a file is not TOML, or says what nobody knows.
    """
    return RuleBook(rule for path in paths for rule in load_site_rules(path))


def load_site_rules(path: str) -> list[SiteRule]:
    """Return the rules of one file, without those that are to be kept.

    Raises:
        InputError, ConfigError: as `load_rule_book`.
    """
    tables, _ = read_tables(path)
    return [_rule(table, path) for table in tables if not table.get("keep", False)]


def _rule(table: Mapping[str, Any], path: str) -> SiteRule:
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"unknown key: {key}", hint=near_name(key, KEYS), where=path)
    line = table.get("line", "")
    if not isinstance(line, str) or not fold_line(line):
        raise ConfigError(
            f"a rule's line needs two letters in a row: {line!r}", hint="line = '…'", where=path
        )
    return SiteRule(
        host_of(str(table.get("site", ""))),
        line,
        int(table.get("pages", 0)),
        int(table.get("of", 0)),
        str(table.get("where", "")),
        tuple(map(str, table.get("seen", ()))),
    )


HEADER = """\
# Lines that many pages of one site share, found by `textclean learn`: please review them.
# Case does not matter, and a number stands for any number.
# Delete a rule, or write `keep = true` below its line, and the line stays.
# To use it: textclean clean --site-rules THIS_FILE …
"""


def dump_site_rules(rules: Iterable[SiteRule]) -> str:
    """Return the TOML of rules, those of a site together, the commonest first."""
    parts = [HEADER, f"format = {FORMAT}\n"]
    for rule in sorted(rules, key=lambda rule: (rule.site, -rule.pages, rule.line)):
        seen = ", ".join(map(_quoted, rule.seen))
        parts.append(
            f"\n[[rules]]\nsite = {_quoted(rule.site)}\nline = {_quoted(rule.line)}\n"
            f"pages = {rule.pages}\nof = {rule.of}\nwhere = {_quoted(rule.where)}\n"
            f"seen = [{seen}]\n"
        )
    return "".join(parts)


_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def _quoted(text: str) -> str:
    """Return a TOML basic string; what does not print is escaped."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char.isprintable() else f"\\U{ord(char):08x}"
