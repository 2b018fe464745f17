"""Text whose bytes were read with the wrong encoding.

Does: turns `cafÃ©` back into `café`, also where it happened twice, with the codes of Windows
quotation marks, and with Windows-1251, 1250, 1257, 1253, Mac Roman and the other encodings that
ftfy knows; closes a quotation whose mark lost its last byte.
Leaves alone: code; what looks like an example in a text about encodings (noted); characters that
are lost for good (U+FFFD, noted); capitals before a quotation mark or a dash, as in `CAFÉ”`.
Why: it is unreadable, and it hides words from every search and every other filter.
Source: ftfy, https://github.com/rspeer/python-ftfy, and additions (see
`textclean.repair.redecode`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import ClassVar

from textclean.document import Block, Document
from textclean.finding import Action, Edit, Example, Finding, Rule, Safety
from textclean.repair.prose import is_protected, prose, without_protected
from textclean.repair.redecode import CUT_CLOSER, Change, find_misread
from textclean.repair.suspicion import may_be_broken
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

_ABOUT_MOJIBAKE = lazy_compile(
    r"(?i)mojibake|garbled|gibberish|zeichensalat|caract\S{1,2}res? bizarre|"
    "\u6587\u5b57\u5316\u3051|\u4e71\u7801|\u043a\u0440\u0430\u043a\u043e\u0437\u044f\u0431\u0440"
)
_ABOUT_ENCODINGS = lazy_compile(
    r"(?i)\butf-?8\b|latin-?1\b|iso-?8859|windows-?12\d\d|\bcp-?12\d\d|\bcode ?page|"
    r"double.encod|\bbyte.order mark|\bBOM\b|\bencoding (?:issue|problem|error|bug|is|was)\b|"
    r"\b(?:wrong|bad|broken|incorrect|character|text) encoding|\bdecoded (?:as|wrong|with)|"
    r"\bcharset\b|\bcharacter set\b|"
    r"zeichenkodierung|falsch kodiert|jeu de caract|codificaci\S{1,2}n|codifica dei caratteri|"
    "\u043a\u043e\u0434\u0438\u0440\u043e\u0432\u043a"
)
"""English, German, French, Spanish, Italian, Japanese, Chinese, Russian."""
_MOJIBAKE_HINTS = (
    *("mojibake", "garbled", "gibberish", "zeichensalat", "bizarre"),
    *("\u6587\u5b57\u5316\u3051", "\u4e71\u7801", "\u043a\u0440\u0430\u043a\u043e\u0437"),
)
_ENCODING_HINTS = (
    *("utf", "latin", "8859", "windows", "cp", "bom", "order mark", "charset", "character set"),
    *("code", "encod", "decoded", "kodier"),
    *("jeu de caract", "codifica", "\u043a\u043e\u0434\u0438\u0440"),
)
"""Each match of the patterns holds one of these, in small letters: looking for them is quicker."""
_WORDS = lazy_compile(r"\w+")
_LETTERS_THAT_ARE_WORDS = frozenset("\xe0\xe1\xe5\xe8\xe9\xed\xf2\xf3\xfa")
"""In French, Portuguese, Italian, Swedish, Irish."""
NEAR_CHARS = 16
"""How far from a misread letter its cure stands if it is explained: some two words between."""
_OPENING = "\"'`\u2018\u201c\u201e\xab"
_QUOTING = "\"'`()[]{}<>\u2018\u2019\u201c\u201d\u201e\xab\xbb\u300c\u300d,;:/=\u2192|"
_SHOWN = _QUOTING + "\ufeff"
"""What may be shown misread by itself: such a sign, or a byte order mark."""


@dataclass(frozen=True)
class Mojibake:
    """Undoes wrong decoding."""

    examples: bool = False
    """Mend also what looks like an example in a text about encodings."""

    name: ClassVar[str] = "mojibake"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "mojibake/utf8-misread",
            "UTF-8 was read in a single-byte encoding",
            changes=(
                Example(
                    "Un caf\xc3\xa9 cr\xc3\xa8me, s'il vous pla\xc3\xaet.",
                    "Un caf\xe9 cr\xe8me, s'il vous pla\xeet.",
                ),
                Example("It\xe2\u20ac\u2122s over.", "It\u2019s over."),
                Example("\xd0\xbc\xd0\xb8\xd1\u20ac!", "\u043c\u0438\u0440!"),
                Example("Tid for \xc3\xa5 g\xc3\xa5.", "Tid for \xe5 g\xe5."),
            ),
            stays=(
                "Un caf\xe9 cr\xe8me, s'il vous pla\xeet.",
                "MINHA IRM\xc3 E SEU C\xc3O N\xc3O VIERAM.",
                "\u201cCAF\xc9\u201d \u2014 \xc0 \xc9VITER\u2026",
                "\xc2ge, \xcele, \u0391\u03b8\u03ae\u03bd\u03b1",
                "\u041c\u043e\u0441\u043a\u0432\u0430, \u6771\u4eac",
            ),
            source="https://github.com/rspeer/python-ftfy",
        ),
        Rule(
            "mojibake/utf8-misread-twice",
            "UTF-8 was read in a single-byte encoding, saved, and read so again",
            changes=(
                Example("It\xc3\xa2\xe2\u201a\xac\xe2\u201e\xa2s over.", "It\u2019s over."),
                Example("caf\xc3\u0192\xc2\xa9", "caf\xe9"),
            ),
            stays=("caf\xe9", "It\u2019s over."),
            source="https://github.com/rspeer/python-ftfy",
        ),
        Rule(
            "mojibake/c1-control",
            "A sign of Windows-1252 was read as a control code of Latin-1",
            changes=(
                Example(
                    "\x93It\x92s over,\x94 he said \x96 twice\x85",
                    "\u201cIt\u2019s over,\u201d he said \u2013 twice\u2026",
                ),
            ),
            stays=("\u201cIt\u2019s over,\u201d he said \u2013 twice\u2026",),
            source="https://html.spec.whatwg.org/#numeric-character-reference-end-state",
        ),
        Rule(
            "mojibake/cut-closing-quote",
            "A misread closing quotation mark has lost its last byte",
            changes=(
                Example(
                    "\xe2\u20ac\u0153All done\xe2\u20ac\ufffd, she said.",
                    "\u201cAll done\u201d, she said.",
                ),
                Example("\xe2\u20ac\u0153All done.\xe2\u20ac", "\u201cAll done.\u201d"),
            ),
            stays=("Die \u201eAll\u201c-Taste kostet 3 \u20ac.", "p\xe2t\xe9 \xe0 3\xa0\u20ac"),
        ),
        Rule(
            "mojibake/looks-quoted",
            "Mojibake that stands as an example in a text about encodings",
            Safety.NOTE,
            stays=(
                "Read as Windows-1252, UTF-8 gives \u201c\xe2\u20ac\u2122\u201d.",
                "Mojibake such as caf\xc3\xa9 is common.",
            ),
        ),
        Rule(
            "mojibake/lost-character",
            "A replacement character stands where a character was lost",
            Safety.NOTE,
            stays=("The caf\ufffd is closed.",),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each misread stretch and each lost character."""
        blocks, whole = prose(document)
        if whole.isascii():
            return
        blocks = [(index, block) for index, block in blocks if not block.text.isascii()]
        whole = "\n".join([block.text for _, block in blocks])
        if not may_be_broken(whole) and "\ufffd" not in whole:
            return
        for index, block in blocks:
            if "\ufffd" in block.text or may_be_broken(block.text):
                before = document.blocks[index - 1].text.rpartition("\n\n")[2] if index else ""
                yield from self._find_in(index, block, before, document.metadata.language)

    def _find_in(self, index: int, block: Block, before: str, language: str) -> Iterator[Finding]:
        text = without_protected(block)
        changes = [c for c in find_misread(text) if not is_protected(block, c.start, c.end)]
        about = _subject(text, before) if changes and not self.examples else ""
        for change in changes:
            if about == "mojibake" or (
                not self.examples
                and (
                    _looks_quoted(text, change, changes, about=bool(about))
                    or _is_explained(text, change, language)
                )
            ):
                rule = "mojibake/looks-quoted"
                action = Action.NOTE
            else:
                rule, action = _rule(change), Action.EDIT
            edits = (Edit(change.start, change.end, change.new),)
            yield Finding(rule, action, index, edits, evidence=change.cause, at=change.start)
        mended = {at for change in changes for at in range(change.start, change.end)}
        at = text.find("\ufffd")
        while at >= 0:
            if at not in mended:
                around = text[max(0, at - 10) : at + 11]
                yield Finding("mojibake/lost-character", Action.NOTE, index, evidence=around, at=at)
            at = text.find("\ufffd", at + 1)


def _is_explained(text: str, change: Change, language: str) -> bool:
    """Return whether a misread letter by itself has its cure beside it: `\xc3\xbc for \xfc`.

    Not so if the letter may be a word of the language, which may well come twice.
    """
    start, end, new, _ = change
    if len(new) != 1 or not "\xbf" < new < "\u0250":
        return False
    if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
        return False
    near = f"{text[max(0, start - NEAR_CHARS) : start]} {text[end : end + NEAR_CHARS]}"
    return new in _WORDS.findall(near) and (
        new not in _LETTERS_THAT_ARE_WORDS or language.partition("-")[0] in ("en", "de")
    )


def _rule(change: Change) -> str:
    if change.cause == CUT_CLOSER:
        return "mojibake/cut-closing-quote"
    if change.cause == "Windows-1252 read as Latin-1":
        return "mojibake/c1-control"
    twice = change.cause.endswith("twice")
    return "mojibake/utf8-misread-twice" if twice else "mojibake/utf8-misread"


def _subject(text: str, before: str) -> str:
    """Return `mojibake` or `encodings` if a paragraph speaks of them, or the one before it."""
    here, there = text.casefold(), before.casefold()
    if _holds(here, _MOJIBAKE_HINTS) and _ABOUT_MOJIBAKE.search(text):
        return "mojibake"
    if (
        (_holds(here, _ENCODING_HINTS) and _ABOUT_ENCODINGS.search(text))
        or (_holds(there, _MOJIBAKE_HINTS) and _ABOUT_MOJIBAKE.search(before))
        or (_holds(there, _ENCODING_HINTS) and _ABOUT_ENCODINGS.search(before))
    ):
        return "encodings"
    return ""


def _holds(folded: str, hints: tuple[str, ...]) -> bool:
    return any(hint in folded for hint in hints)


def _looks_quoted(text: str, change: Change, changes: Sequence[Change], *, about: bool) -> bool:
    """Return whether a change is in a word shown as such: in quotes, alone, or beside its cure.

    Where the text is not known to be `about` encodings, it takes quotes around it and its cure.
    """
    start, end = change.start, change.end
    while start and not text[start - 1].isspace() and text[start - 1] not in _QUOTING:
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in _QUOTING:
        end += 1
    mended, done = "", start
    at = bisect_left(changes, start, key=attrgetter("start"))
    while at < len(changes) and changes[at].end <= end:
        other = changes[at]
        at += 1
        mended += text[done : other.start] + other.new
        done = other.end
    mended += text[done:end]
    alone = bool(change.new) and (change.new.isalpha() or change.new in _SHOWN)
    alone = alone and not any(c.isascii() and c.isalpha() for c in text[start:end])
    shown = start > 0 and text[start - 1] in _QUOTING and end < len(text) and text[end] in _QUOTING
    if about:
        return alone or shown or mended in text[:start] or mended in text[end:]
    return shown and any(mark + mended in text[:start] + text[end:] for mark in _OPENING)
