"""Characters that cannot be seen, and those that only look like others.

Does: removes control characters, terminal colour codes, zero-width characters, soft hyphens, stray
byte order marks, bidirectional marks in texts that run one way only, and tag characters that hide
text; writes ligatures in words (`of\ufb01ce`) as letters, and a full-width stop or comma between
Latin words as a plain one.
Leaves alone: the joiners of emoji, and of Persian, Arabic and Indic words; the breaks of Thai,
Khmer, Lao, Burmese and East Asian text; bidirectional marks where Hebrew or Arabic stands;
variation selectors; flags made of tag characters; a ligature that stands alone as an example; all
full-width signs of Chinese and Japanese texts, also between the English words in them.
Why: words with them are not found, not counted and not spelt as they look.
Source: Unicode Standard Annexes 9, 14, 15 and 31 and Technical Standard 51: what is needed where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from textclean.characters import LATIN, beyond_ascii, char_class
from textclean.document import Block, Document
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.repair.hidden import BIDI, CONTROLS, HIDDEN, JOINERS, TAGS, ZERO_WIDTH, Visible
from textclean.repair.prose import CJK_LETTERS, is_cjk, is_protected, prose
from textclean.repair.suspicion import is_misread_byte
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import dataclass

_CONTROL_BYTES = bytes((*range(9), *range(0x0E, 0x20), 0x7F))
_SUSPECT = lazy_compile(
    f"[{CONTROLS}{ZERO_WIDTH}{JOINERS}{BIDI}\xad\ufeff\ufb00-\ufb06\uff0c\uff0e\u3002]"
)
_SUSPECT_TAGS = lazy_compile("[\U000e0001-\U000e007f]")
"""Apart from the others: with it their class is no longer one look-up a character."""
_ITEMS = lazy_compile(
    "(?P<escape>\x1b\\[[0-9;?]*[A-Za-z])"
    f"|(?P<control>[{CONTROLS}]+?(?=\x1b\\[|[^{CONTROLS}]|$))"
    f"|(?P<zero>[{ZERO_WIDTH}]+)"
    f"|(?P<joiner>[{JOINERS}]+)"
    f"|(?P<bidi>[{BIDI}]+)"
    "|(?P<soft>\xad+)"
    "|(?P<bom>\ufeff+)"
    f"|(?P<tag>[{TAGS}]+)"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<wide>[\uff0c\uff0e\u3002])"
)
_RULE = {
    "escape": "invisible/terminal-code",
    "control": "invisible/control-character",
    "zero": "invisible/zero-width",
    "joiner": "invisible/stray-joiner",
    "bidi": "invisible/stray-direction-mark",
    "soft": "invisible/soft-hyphen",
    "bom": "invisible/byte-order-mark",
    "tag": "invisible/tag-character",
    "ligature": "invisible/ligature",
    "wide": "invisible/full-width-punctuation",
}
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SIMPLE = (
    "\x00-\u02af\u0370-\u052f\u1680\u1e00-\u200a\u2010-\u205f\u20a0-\u20bf\u2100-\u214f"
    "\u3000-\u3002\ufb00-\ufb06\uff00-\uff0f" + CJK_LETTERS
)
"""Latin, Greek, Cyrillic, Chinese, Japanese, Korean, digits, and the punctuation and signs of their
texts: no joiner has a meaning between these."""
_BREAKING = (
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aad\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"
    + CJK_LETTERS
)
"""Scripts that put no spaces between words and use a zero-width space where a line may break."""
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_FORMULA = frozenset("\u2061\u2062\u2063\u2064")
"""Function application, times, comma and plus that are not seen."""
_INSIDE = lazy_compile(r"[^\W\d_]{2}\W{1,3}[^\W\d_]{2}")
"""Signs in a word, which has two letters in a row before and behind them."""
_FLAG = "\U0001f3f4"


@dataclass(frozen=True)
class Invisible:
    """Removes what cannot be seen, and spells out what only looks like letters."""

    ligatures: bool = True
    """Write ligatures in words as letters."""

    name: ClassVar[str] = "invisible"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "invisible/control-character",
            "A control character, or one that Unicode has withdrawn",
            changes=(Example("one\x02 two\x7f \ufffcthree", "one two three"),),
            stays=("one two\tthree",),
        ),
        Rule(
            "invisible/terminal-code",
            "A code that sets colours on a terminal",
            changes=(Example("\x1b[1;31mError:\x1b[0m no such file", "Error: no such file"),),
            stays=("The range [0m, 5m] is open.",),
        ),
        Rule(
            "invisible/zero-width",
            "A zero-width space or word joiner",
            changes=(Example("plug\u200bins and \u2060tools", "plugins and tools"),),
            stays=(
                "\u0e20\u0e32\u0e29\u0e32\u200b\u0e44\u0e17\u0e22",
                "\u65e5\u672c\u200b\u8a9e",
                "@\u200bsomebody",
            ),
        ),
        Rule(
            "invisible/stray-joiner",
            "A zero-width joiner or non-joiner where nothing can be joined",
            changes=(Example("sup\u200cply and \u200ddemand", "supply and demand"),),
            stays=(
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "PDF\u200c\u0647\u0627",
                "\u0915\u094d\u200d\u0937",
                "\U0001f469\u200d\U0001f4bb \U0001f3f3\ufe0f\u200d\U0001f308",
                "\u2764\ufe0f\u200d\U0001f525",
            ),
        ),
        Rule(
            "invisible/stray-direction-mark",
            "A bidirectional mark in a text that runs from left to right only",
            changes=(Example("Publisher \u200f: \u200eAvery", "Publisher : Avery"),),
            stays=(
                "\u05e9\u05dc\u05d5\u05dd\u200e (C++)\u200f!",
                "The word \u2067\u05e9\u05dc\u05d5\u05dd\u2069 means peace.",
            ),
        ),
        Rule(
            "invisible/soft-hyphen",
            "A soft hyphen: a hint for line breaks that splits the word for every search",
            changes=(Example("Paläs\xadti\xadnenser", "Palästinenser"),),
            stays=("a well-known word",),
        ),
        Rule(
            "invisible/byte-order-mark",
            "A byte order mark inside a text",
            changes=(Example("The 10 B\ufeffest", "The 10 Best"),),
            stays=("The 10 Best",),
        ),
        Rule(
            "invisible/tag-character",
            "Tag characters, which carry text that nobody sees",
            changes=(Example("Hello\U000e0068\U000e0069 there", "Hello there"),),
            stays=("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f won.",),
        ),
        Rule(
            "invisible/ligature",
            "A ligature character in a Latin word",
            changes=(Example("The o\ufb03ce \ufb01nds \ufb02our.", "The office finds flour."),),
            stays=("The sign \ufb01 is one character.", "\u0153uvre, \xe6on, stra\xdfe"),
        ),
        Rule(
            "invisible/full-width-punctuation",
            "A full-width stop or comma between Latin words",
            changes=(
                Example("Well\uff0cyes\uff0e No\uff0c never.", "Well, yes. No, never."),
                Example("Some 3\uff0e5 of 1\uff0c000", "Some 3.5 of 1,000"),
            ),
            stays=(
                "\u4f7f\u7528 Docker\uff0cKubernetes \u7b49\u3002",
                "\u5b83\u5f88\u597d\uff0c\u5f88\u5feb\u3002",
                "The sign above the old gate of the city read \u201c\u4e2d\u201d\u3002",
            ),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each run of invisible characters of one kind."""
        blocks, whole = prose(document)
        if not _is_suspect(whole):
            return
        context = _Context(whole)
        for index, block in blocks:
            if _is_suspect(block.text):
                yield from self._find_in(index, block, context)

    def _find_in(self, index: int, block: Block, context: _Context) -> Iterator[Finding]:
        text = block.text
        visible = Visible(text)
        for match in _ITEMS.finditer(text):
            group = match.lastgroup or ""
            start, end = match.span()
            if group == "control" and is_misread_byte(text, start):
                continue  # It was left as an example of mojibake: half of it would be another.
            if is_protected(block, start, end) or (group == "ligature" and not self.ligatures):
                continue
            new = _cure(match, visible, context)
            if new is not None:
                edit = Edit(start, end, new)
                yield Finding(_RULE[group], Action.EDIT, index, (edit,), evidence=_names(match[0]))


def _is_suspect(text: str) -> bool:
    """Return whether there is anything to look at."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):
        return True
    others = beyond_ascii(text)
    return bool(_SUSPECT.search(others) or _SUSPECT_TAGS.search(others)) if others else False


class _Context:
    """What a document as a whole says about its characters; asked for only where it matters."""

    def __init__(self, whole: str) -> None:
        self._whole = whole
        self._cjk: bool | None = None
        self._right_to_left: bool | None = None

    def is_cjk(self) -> bool:
        if self._cjk is None:
            self._cjk = is_cjk(HIDDEN.sub("", self._whole))
        return self._cjk

    def is_right_to_left(self) -> bool:
        if self._right_to_left is None:
            self._right_to_left = bool(char_class(_RIGHT_TO_LEFT).search(self._whole))
        return self._right_to_left


def _cure(match: re.Match[str], visible: Visible, context: _Context) -> str | None:
    """Return what should stand in place of a match, None if the match itself."""
    before, after = visible.before(match.start()), visible.after(match.end())
    around = before + after
    group = match.lastgroup
    if group == "zero":
        return None if _is_meant(match, before, after) else ""
    if group == "joiner":
        return None if char_class(_SIMPLE, negated=True).search(around) else ""
    if group == "bidi":
        return None if context.is_right_to_left() else ""
    if group == "tag":
        return None if before == _FLAG and match[0].endswith("\U000e007f") else ""
    if group == "ligature":
        return _LIGATURES[match[0]] if char_class(LATIN).search(around) else None
    if group == "wide":
        from textclean.repair.wide_signs import narrow

        return narrow(match, before, visible.after(match.end(), 2), context.is_cjk)
    return ""


def _is_meant(match: re.Match[str], before: str, after: str) -> bool:
    """Return whether a zero-width sign may break a line or parts the letters of a formula.

    At the edge of a paragraph and beside a space there is nothing to break.
    """
    if not _FORMULA.isdisjoint(match[0]):
        return not (before.isalpha() and after.isalpha()) or not _INSIDE.match(
            match.string, max(0, match.start() - 2)
        )
    return "@" in before + after or (
        before not in ("", " ")
        and after not in ("", " ")
        and char_class(_BREAKING).search(before + after) is not None
    )


def _names(characters: str) -> str:
    """Return the code and name of each different character."""
    import unicodedata

    names = []
    for character in dict.fromkeys(characters):
        name = unicodedata.name(character, "control code")
        names.append(f"U+{ord(character):04X} {name}")
    return ", ".join(names[:3])
