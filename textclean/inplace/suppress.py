"""Instructions in a text that hide findings, and what is wrong with them.

`<!-- textclean: off RULE: reason -->` hides what the rule or filter finds from there to the next
`<!-- textclean: on -->`, or to the end; `<!-- textclean: ignore-next RULE: reason -->` in the next
block.  RULE may be several, parted by commas, or `all`.  MDX takes `{/* ... */}` for the same, and
`textclean: off` in the front matter hides everything.

A reason is asked for, and an instruction that hides nothing is reported: both so that old ones do
not pile up.  Those about filters that a run does not use are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from textclean.document import Block, Document, Kind, LineIndex, Place
from textclean.errors import near_name
from textclean.finding import Action, Finding, Rule, Safety
from textclean.plugins import BUILT_IN
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

NAME = "suppressions"

UNUSED = Rule("suppressions/unused", "An instruction that hides nothing", Safety.NOTE)
NO_REASON = Rule("suppressions/no-reason", "An instruction that gives no reason", Safety.NOTE)
UNKNOWN = Rule("suppressions/unknown", "An instruction that cannot be understood", Safety.NOTE)
RULES = (UNUSED, NO_REASON, UNKNOWN)

_COMMENT = lazy_compile(
    r"<!--[ \t]*textclean[ \t]*:(?P<html>[^<>]{0,500}?)-->"
    r"|\{/\*[ \t]*textclean[ \t]*:(?P<jsx>[^{}]{0,500}?)\*/\}",
    re.IGNORECASE,
)
_ORDER = lazy_compile(
    r"\s*(?P<verb>off|on|ignore-next)\b\s*(?P<rules>[^:]*?)\s*(?::\s*(?P<reason>.*?)\s*)?",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = lazy_compile(
    r"^\"?textclean\"?[ \t]*[:=][ \t]*[\"']?off[\"']?[ \t]*,?[ \t]*(?:#.*)?$",
    re.MULTILINE | re.IGNORECASE,
)
_END = Place(1 << 62, 0)


class Suppression(NamedTuple):
    """One instruction: what it hides, from where to where, and where it stands."""

    place: Place
    text: str
    rules: tuple[str, ...]
    start: Place
    end: Place


class Suppressions:
    """The instructions of one document."""

    def __init__(self, document: Document, rules: Iterable[Rule]) -> None:
        """Take the document as read and the rules of the filters that run over it."""
        self._known = {rule.id for rule in rules}
        self._filters = {rule.partition("/")[0] for rule in self._known}
        self._complaints: list[Finding] = []
        self._orders: list[Suppression] = []
        self._used: set[int] = set()
        self.whole = False
        if "textclean" in document.source_text and document.format != "text":
            self._read(document)

    def __bool__(self) -> bool:
        return bool(self.whole or self._orders or self._complaints)

    def hides(self, finding: Finding) -> bool:
        """Tell whether a finding is hidden."""
        if self.whole:
            return True
        hidden = False
        for number, order in enumerate(self._orders):
            if order.start <= finding.place < order.end and _names(order.rules, finding.rule):
                self._used.add(number)
                hidden = True
        return hidden

    def complaints(self) -> list[Finding]:
        """Return findings about the instructions themselves, after all others were asked about."""
        found = list(self._complaints)
        for number, order in enumerate(self._orders):
            if number not in self._used and self._is_concerned(order.rules):
                found.append(_complaint(UNUSED, order.place, order.text, "hides nothing"))
        return sorted(found, key=lambda finding: finding.place)

    def _is_concerned(self, names: Sequence[str]) -> bool:
        return any(name == "all" or name.partition("/")[0] in self._filters for name in names)

    def _read(self, document: Document) -> None:
        source = document.source_text
        lines = LineIndex(source)
        first = document.blocks[0] if document.blocks else None
        if first is not None and first.info == "front matter" and _FRONT_MATTER.search(first.text):
            self.whole = True
            return
        open_orders: list[Suppression] = []
        for match in _COMMENT.finditer(source):
            if _is_code(document, match):
                continue
            place = lines.place(match.start())
            order = _ORDER.fullmatch(match["html"] or match["jsx"] or "")
            if order is None:
                hint = "write off, on or ignore-next, a rule, a colon and a reason"
                self._complaints.append(_complaint(UNKNOWN, place, match[0], hint))
                continue
            names = tuple(n.strip() for n in order["rules"].split(",") if n.strip())
            verb = order["verb"].lower()
            if verb == "on":
                open_orders = self._close(open_orders, names, lines.place(match.start()))
                continue
            self._check(place, match[0], names, order["reason"])
            start, end = lines.place(match.end()), _END
            if verb == "ignore-next":
                start, end = _next_block(document, match.end(), lines)
            suppression = Suppression(place, match[0], names or ("all",), start, end)
            if verb == "off":
                open_orders.append(suppression)
            else:
                self._orders.append(suppression)
        self._orders += open_orders

    def _close(
        self, orders: list[Suppression], names: Sequence[str], end: Place
    ) -> list[Suppression]:
        """Return the orders that stay open when `on` ends those about some rules, or all."""
        kept = []
        for order in orders:
            if not names or set(names) & set(order.rules):
                self._orders.append(order._replace(end=end))
            else:
                kept.append(order)
        return kept

    def _check(self, place: Place, text: str, names: Sequence[str], reason: str | None) -> None:
        if not reason:
            hint = f"write it after a colon: off {', '.join(names) or 'RULE'}: why"
            self._complaints.append(_complaint(NO_REASON, place, text, hint))
        for name in names:
            known = {*BUILT_IN["filters"], *self._filters, "all"}
            if "/" in name and name.partition("/")[0] in self._filters:
                known = self._known
            elif "/" in name:
                name = name.partition("/")[0]
            if name not in known:
                hint = f"there is no rule named {name}; {near_name(name, known)}"
                self._complaints.append(_complaint(UNKNOWN, place, text, hint))


def _names(names: Sequence[str], rule: str) -> bool:
    return any(name in ("all", rule, rule.partition("/")[0]) for name in names)


def _complaint(rule: Rule, place: Place, text: str, evidence: str) -> Finding:
    return Finding(
        rule.id, Action.NOTE, evidence=evidence, filter=NAME, before=text, after="", place=place
    )


def _is_code(document: Document, match: re.Match[str]) -> bool:
    """Tell whether what looks like an instruction is shown as code."""
    number = bisect_right(document.blocks, match.start(), key=_block_start) - 1
    if number < 0:
        return False
    block = document.blocks[number]
    if match.start() >= block.extent[1]:
        return False
    code = (block.text[mark.start : mark.end] for mark in block.marks if mark.kind == "code")
    return block.kind is Kind.CODE or any(match[0] in text for text in code)


def _next_block(document: Document, offset: int, lines: LineIndex) -> tuple[Place, Place]:
    """Return where the next block that can be read stands."""
    first = bisect_left(document.blocks, offset, key=_block_start)
    for block in islice(document.blocks, first, None):
        if block.kind not in (Kind.MARKUP, Kind.RULE):
            start, end = block.extent
            return lines.place(start), lines.place(end)
    return _END, _END


def _block_start(block: Block) -> int:
    return block.extent[0]
