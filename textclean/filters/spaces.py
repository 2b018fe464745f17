"""Spaces that are doubled, odd, or at the end of a line.

Does: makes one space of two, also after a full stop (a typewriter's habit, not a mistake, but no
renderer keeps it); writes typographic spaces between words, ideographic ones between Latin words,
and no-break spaces that join nothing, as plain ones; removes blanks at the end of a line; replaces
form feeds, vertical tabs, NEL and Unicode's line and paragraph separators.
Leaves alone: no-break spaces before : ; ! ? % and after an opening guillemet, beside numbers, short
words, abbreviations and dashes, and before the last word of several paragraphs; thin spaces beside
digits, dashes and punctuation; the two blanks that break a line in Markdown; ideographic spaces in
Chinese and Japanese; aligned columns and tabs; indentation.
Why: a search for two words fails where the space between them is another character.
Source: https://en.wikipedia.org/wiki/Non-breaking_space and the Imprimerie nationale's rules for
French; what is kept for Czech, Polish and Russian one-letter words follows their usage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar

from textclean.characters import beyond_ascii
from textclean.document import UNREAD, Block, Document, Kind
from textclean.finding import Action, Edit, Example, Finding, Rule
from textclean.repair.binding import Bond, bond, is_bound
from textclean.repair.columns import Columns
from textclean.repair.prose import CJK, is_cjk, is_latin_prose, is_protected, prose
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple, dataclass

_ODD = "\u1680\u2000-\u200a\u205f\u3000"
_NO_BREAK = "\xa0\u202f"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_BLANK = f" {_NO_BREAK}{_ODD}"
_NOT_PLAIN = lazy_compile(f"[{_NO_BREAK}{_ODD}{_BREAKS}]")
_ITEMS = lazy_compile(
    # One class comes first, so that the search skips from blank to blank, and most blanks are done
    # with one look around them. The groups are empty: they only name what was found.
    f"[{_BLANK}{_BREAKS}](?:(?<! )|(?=[{_BLANK}{_BREAKS}\n]|\\Z))(?:"
    f"(?:(?<=[{_BREAKS}])|[{_BLANK}]*[{_BREAKS}])[{_BLANK}{_BREAKS}]*(?P<breaks>)"
    f"|(?:[{_BLANK}]+|(?=\n|\\Z))(?P<run>)"
    f"|(?<=[{_ODD}])(?P<odd>)"
    f"|(?<=[{_NO_BREAK}])(?P<bound>))"
)
_RUNS = lazy_compile(r" (?P<run> +|(?=\n|\Z))")
"""The same where all blanks are plain spaces."""
_LETTER = lazy_compile(r"[^\W\d_]")
_INITIAL = lazy_compile(r"(?<![^\W_])[^\W\d_a-z]\.\Z")
_MISREAD = "\xc2\xc3"
_BARS = ("| ", "+-", "+=")
"""What a table that the reader does not know begins with, and a poem in pandoc's line blocks."""
_TREE = ("\u2502", "\u251c", "\u2514")
"""What the lines of a drawn tree begin with."""
_LEADER = "....."
"""What leads the eye to a page's number has as many dots at least."""
_THIN = frozenset("\u2004\u2005\u2006\u2007\u2008\u2009\u200a")
"""Spaces that typographers set beside digits, dashes and marks."""


class _Run(NamedTuple):
    """Blanks and what stands on either side of them."""

    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.text[self.start - 1 : self.start] if self.start else ""

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 1]


@dataclass(frozen=True)
class Spaces:
    """Mends spaces that are doubled, odd, or at the end of a line."""

    sentence: bool = True
    """Make one space of two after the end of a sentence."""
    no_break: bool = True
    """Make plain spaces of no-break spaces that join nothing."""

    name: ClassVar[str] = "spaces"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "spaces/doubled",
            "More than one space between words",
            changes=(
                Example("one  two.  Three \xa0four", "one two. Three four"),
                Example("10 \xa0km, oui \xa0!", "10\xa0km, oui\xa0!"),
            ),
            stays=(
                "one two. Three four",
                "Name      Age   Town\nAnna      34    Oslo",
                "Total ............      12.00",
            ),
        ),
        Rule(
            "spaces/odd",
            "A typographic or ideographic space between words",
            changes=(
                Example("one\u2003two\u2009three\u3000four", "one two three four"),
                Example("Chapter 1\u2002The sea", "Chapter 1 The sea"),
            ),
            stays=(
                "10\u2009km \u2014 5\u200a\u2013\u200a7, 1\u2009000",
                "he\u200a\u2014\u200aof course\u2009?",
                "\u5c71\u7530\u3000\u592a\u90ce\u3000\u69d8",
            ),
        ),
        Rule(
            "spaces/no-break",
            "A no-break space that joins nothing",
            changes=(
                Example("He has\xa0emerged\xa0from his cave.", "He has emerged from his cave."),
                Example("for decades.\xa0Fairmont is", "for decades. Fairmont is"),
            ),
            stays=(
                "Oui\xa0! \xab\xa0Non\xa0\xbb\u202f: 50\xa0% de 10\xa0km",
                "M.\xa0Dupont, p.\xa05, \xa7\xa03, J.\xa0S. Bach, 1\xa0000",
                "v\xa0Praze, w\xa0domu, \u0434\u043b\u044f\xa0\u041c\u043e\u0441\u043a\u0432\u044b",
                "The last two words of this are\xa0bound.\n\nSo are those of the\xa0next.",
                "No \u2014\xa0or yes, New\xa0York",
            ),
        ),
        Rule(
            "spaces/trailing",
            "Blanks at the end of a line",
            changes=(Example("The end.\xa0\xa0", "The end."),),
            stays=("The end.",),
        ),
        Rule(
            "spaces/line-separator",
            "A control code or separator that is no line break in a text file",
            changes=(Example("one\u2028two \x0bthree\x0c", "one two three"),),
            stays=("one\ntwo",),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each run of blanks that should be another."""
        blocks, whole = prose(document)
        plain = _is_plain(whole)
        if plain and not _is_doubled(whole):
            return
        cjk = "\u3000" in whole and is_cjk(whole)
        columns = Columns(blocks)
        language = document.metadata.language or _assumed(whole)
        bound = _find_bound(blocks, language) if self.no_break and not plain else {}
        for number, (index, block) in enumerate(blocks):
            text = block.text
            if block.info == UNREAD:
                continue
            if _is_doubled(text) or not (plain or _is_plain(text)):
                aligned = columns.gaps(number)
                meant = bound.get(index, {})
                east = cjk and not is_latin_prose(text)
                yield from self._find_in(index, block, document.format, aligned, meant, cjk=east)

    def _find_in(
        self,
        index: int,
        block: Block,
        form: str,
        aligned: frozenset[int],
        bound: Mapping[int, bool],
        *,
        cjk: bool,
    ) -> Iterator[Finding]:
        text = block.text
        for match in (_RUNS if _is_plain(text) else _ITEMS).finditer(text):
            run = _Run(text, *match.span())
            if is_protected(block, *match.span()) or match.start() in aligned:
                continue
            if run.before in _MISREAD and run.before and run.text[run.start] == "\xa0":
                continue  # What is left of mojibake that is shown as such.
            group = match.lastgroup
            if group == "breaks":
                rule, new = "spaces/line-separator", "" if _at_edge(run) else " "
            elif group == "run":
                rule, new = self._cure_run(run, block, form, cjk=cjk)
            elif group == "odd":
                rule, new = "spaces/odd", _cure_odd(run, cjk=cjk)
            else:
                meant = bound.get(match.start(), True)
                rule, new = "spaces/no-break", match[0] if meant else " "
            if new != match[0]:
                edit = Edit(*match.span(), new)
                yield Finding(rule, Action.EDIT, index, (edit,), evidence=_names(match[0]))

    def _cure_run(self, run: _Run, block: Block, form: str, *, cjk: bool) -> tuple[str, str]:
        blanks = run.text[run.start : run.end]
        if run.before in ("", "\n", "\t") or run.after == "\t" or _is_drawing(run, block):
            return "spaces/doubled", blanks
        if form == "markdown" and run.before == ":" and _begins_line(block, run.start - 1):
            return "spaces/doubled", blanks
        if run.after in ("", "\n"):
            breaks_line = form == "markdown" and run.after and len(blanks) > 1
            kept = breaks_line or block.kind is Kind.TABLE
            return "spaces/trailing", blanks if kept else ""
        if not self.sentence and run.before in ".!?\u2026\"')\u201d\u2019":
            return "spaces/doubled", blanks
        if "\u3000" in blanks and (cjk or _cjk_letter().search(run.before + run.after)):
            return "spaces/doubled", blanks
        bound = next((blank for blank in blanks if blank in _NO_BREAK), "")
        if bound and (_is_french(run) or run.before.isdecimal()):
            return "spaces/doubled", bound
        return "spaces/doubled", " "


def _assumed(whole: str) -> str:
    """Return English for a text too short to tell, if it has the letters for nothing else."""
    others = set(whole).difference(map(chr, range(128)))
    return "" if any(map(str.isalpha, others)) else "en"


def _find_bound(blocks: list[tuple[int, Block]], language: str) -> dict[int, dict[int, bool]]:
    """Return by block and offset of each single no-break space whether it joins something."""
    found: dict[int, dict[int, Bond]] = {}
    for index, block in blocks:
        if block.info != UNREAD and ("\xa0" in block.text or "\u202f" in block.text):
            found[index] = {
                match.start(): bond(block.text, *match.span(), language)
                for match in _ITEMS.finditer(block.text)
                if match.lastgroup == "bound" and not is_protected(block, *match.span())
            }
    meant = is_bound([list(bonds.values()) for bonds in found.values()])
    return {
        index: dict(zip(found[index], bonds, strict=True))
        for index, bonds in zip(found, meant, strict=True)
    }


def _is_doubled(text: str) -> bool:
    """Return whether two blanks stand together or one at a line's end: quicker than a pattern."""
    return "  " in text or text[-1:] == " " or ("\n" in text and " \n" in text)


def _is_plain(text: str) -> bool:
    """Return whether all blanks of a text are plain spaces."""
    if "\x0c" in text or "\x0b" in text:
        return False
    return text.isascii() or _NOT_PLAIN.search(beyond_ascii(text)) is None


def _at_edge(run: _Run) -> bool:
    return run.before in ("", "\n", "\t") or run.after in ("", "\n", "\t")


def _is_drawing(run: _Run, block: Block) -> bool:
    """Return whether blanks stand beside a frame's lines, in lines that begin with a bar or as a
    tree's do, or behind a row of dots."""
    bars = block.kind is not Kind.TABLE and run.text.startswith(_BARS)
    frame = "\u2500" <= run.before < "\u2580" or "\u2500" <= run.after < "\u2580"
    tree = run.text.startswith(_TREE, run.text.rfind("\n", 0, run.start) + 1)
    return bars or frame or tree or run.text.endswith(_LEADER, 0, run.start)


def _begins_line(block: Block, offset: int) -> bool:
    """Return whether a line of a Markdown source begins there, behind a line break or nothing.

    A colon makes a definition of its line in some dialects; what follows is indented as far as the
    blanks behind it reach.
    """
    return (block.text[offset - 1] if offset else "") in ("", " ", "\n") and any(
        not isinstance(piece, str) and piece.text_start == offset for piece in block.origin
    )


def _is_french(run: _Run) -> bool:
    """Return whether a no-break space belongs here: before a high mark, inside guillemets."""
    return run.after in tuple(":;!?%\xbb\u203a\u20ac\u2030") or run.before in ("\xab", "\u2039")


def _cure_odd(run: _Run, *, cjk: bool) -> str:
    blank = run.text[run.start : run.end]
    before, after = run.before, run.after
    if _at_edge(run):
        return blank
    if blank == "\u3000":
        beside = _cjk_letter().search(before + after)
        return blank if cjk or beside else " "
    if blank in _THIN and not (_LETTER.match(before) and _LETTER.match(after)):
        sentence = before in ".,;:!?)" and _LETTER.match(after)
        if before == "." and _INITIAL.search(run.text, max(0, run.start - 3), run.start):
            return blank
        return " " if sentence and not run.text[max(0, run.start - 2)].isdecimal() else blank
    return " "


@cache
def _cjk_letter() -> re.Pattern[str]:
    return re.compile(f"[{CJK}]")


def _names(blanks: str) -> str:
    """Return what blanks these are: `2 x U+0020`."""
    counts = {blank: blanks.count(blank) for blank in dict.fromkeys(blanks)}
    return ", ".join(f"{count} x U+{ord(blank):04X}" for blank, count in counts.items())
