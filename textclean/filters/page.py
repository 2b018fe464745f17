"""Pages that have no text of their own, or not the text that was asked for.

Does: notes a page that a script would fill, a wall that asks for consent to cookies, a page to log
in, a set of frames whose text stands in other files, and a result that came out empty; says so
when the text is that of the page's JSON-LD, and keeps it.
Leaves alone: every page with more than a few lines of text, and all that is not HTML.
Why: an empty or a wrong text that looks like a result is worse than an error. Nothing is dropped
here, as what little such a page says may be all there is.
Source: schema.org's `articleBody`; the share of such pages in crawled text is a few per cent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textclean.document import Block, Document, Kind
from textclean.elements import JSON_LD_ORIGIN
from textclean.finding import Action, Finding, Rule, Safety
from textclean.startup.records import dataclass

FEW_CHARS = 300
"""A page that shows less text than this is not what somebody wanted to read."""

WALL_CHARS = 3_000
"""Walls and forms say at most so much."""

EMPTY_CHARS = 25
"""A result with less is empty: no more than a stray word."""

CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bGDPR\b|\bprivacy (?:policy|settings|choices)\b|\btracking\b|"
    r"\bEinwilligung\b|\bDatenschutz|\bconsentement\b|\btraceurs\b|\bconsentimiento\b",
    re.IGNORECASE,
)
CONSENT_SHARE = 0.3
"""Least share of the blocks that must speak of consent."""

LOGIN = re.compile(
    r"\b(?:log|sign)[ -]?in\b|\bforgot(?:ten)? (?:your )?password\b|\bAnmelden\b|\bEinloggen\b|"
    r"\bPasswort vergessen\b|\bse connecter\b|\bmot de passe oubli|\biniciar sesi|\bzaloguj",
    re.IGNORECASE,
)
FRAME = re.compile(r"<frame\b[^<>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
MOST_FRAMES_NAMED = 5
PASSWORD = re.compile(r"<input[^<>]{0,500}type\s*=\s*[\"']?password", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """See the module."""

    name: ClassVar[str] = "page"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule("page/script-only", "Without its scripts the page shows no text", Safety.NOTE),
        Rule("page/consent-wall", "The page asks for consent instead of its text", Safety.NOTE),
        Rule("page/login", "The page asks to log in instead of showing its text", Safety.NOTE),
        Rule("page/frames", "The page's text stands in the files of its frames", Safety.NOTE),
        Rule("page/empty", "Nothing is left of the page", Safety.NOTE),
        Rule("page/article-body", "The text is the one that the page's JSON-LD gives"),
    )

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield one note about a page without a text, and what keeps the text of its JSON-LD."""
        if document.format != "html":
            return
        blocks = document.blocks
        given = [n for n, block in enumerate(blocks) if block.origin == JSON_LD_ORIGIN]
        if given:
            yield Finding("page/article-body", Action.NOTE, evidence=f"{len(given)} paragraphs")
            for number in given:
                if blocks[number].dropped_by is not None:
                    yield Finding("page/article-body", Action.KEEP, number)
            return
        chars = sum([len(block.text) for block in blocks])
        if chars <= WALL_CHARS:
            shown = [block for block in blocks if block.text]
            rule, evidence = _what_it_is(document.source_text, shown, chars)
            if rule:
                yield Finding(rule, Action.NOTE, evidence=evidence)
                return
        if _is_empty(document):
            yield Finding("page/empty", Action.NOTE, evidence=_why_empty(blocks))


def _is_empty(document: Document) -> bool:
    """Tell whether neither text nor a picture is left."""
    chars = 0
    for _, block in document.standing():
        chars += len(block.text)
        if chars >= EMPTY_CHARS or block.marks or block.kind is Kind.RULE:
            return False
    return True


def _what_it_is(source: str, shown: Sequence[Block], chars: int) -> tuple[str, str]:
    """Return the rule for what a page of little text is, and what tells."""
    about = sum(CONSENT.search(block.text) is not None for block in shown)
    if about >= 2 and about >= CONSENT_SHARE * len(shown):
        return "page/consent-wall", f"{about} of {len(shown)} blocks speak of consent"
    own = chars - sum(block.features.link_chars for block in shown)
    if (
        own < FEW_CHARS
        and any(LOGIN.search(block.text) for block in shown)
        and PASSWORD.search(source)
    ):
        return "page/login", "a field for a password"
    if chars >= FEW_CHARS:
        return "", ""
    low = source.lower()  # A pattern that minds no case reads a source ten times slower.
    frames = FRAME.findall(source) if "<frame" in low else []
    if frames:
        return "page/frames", "clean these: " + ", ".join(frames[:MOST_FRAMES_NAMED])
    scripts = low.count("<script")
    if scripts:
        return "page/script-only", f"{chars} characters of text, {scripts} scripts"
    return "", ""


def _why_empty(blocks: Sequence[Block]) -> str:
    reasons = Counter(block.dropped_by.rule for block in blocks if block.dropped_by is not None)
    if not reasons:
        return "the page has no text"
    return "dropped: " + ", ".join(f"{count} by {rule}" for rule, count in reasons.most_common(3))
