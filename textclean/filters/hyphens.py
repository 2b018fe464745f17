"""Words that a printed page broke at the end of a line.

Does: joins the halves of a word (`com-` and `pared`) where the lines of a paragraph were joined, if
the text has the word whole elsewhere or broke it at a soft hyphen; where the text has the word with
its hyphen (`deep-water`), takes out the blank alone. A word that it has neither way is reported,
joined, as a suggestion.
Leaves alone: hyphens within a line, halves before a capital or a number, a half that shares the end
of a later word (`two-` before `and three-year`).
Why: a search for the word fails, and a reader stumbles. In a source that is edited in place it is
only reported: the end of the line there is the author's.
Source: https://en.wikipedia.org/wiki/Hyphen#Justification_and_line-wrapping
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textclean.document import Block, Document
from textclean.finding import Action, Edit, Example, Finding, Rule, Safety
from textclean.repair.prose import prose
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple, dataclass

_WORD = lazy_compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = lazy_compile(r"[^\W\d_]+[-\N{SOFT HYPHEN}]\Z")
_RIGHT = lazy_compile(r"[^\W\d_]+")
_ENDS = ("- ", "\N{SOFT HYPHEN} ")
"""What stands where a word was broken and its lines were joined."""
_LONGEST = 40
"""Letters of half a word that are looked at."""
_LINKS = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "à", "e", "o", "y", "i", "ed", "en")
)
"""What stands between two words that share an end."""


class _Break(NamedTuple):
    """A word broken over two lines: the offset of its hyphen and its halves."""

    at: int
    left: str
    sign: str
    right: str


@dataclass(frozen=True)
class Hyphens:
    """Joins words that a printed page broke at the end of a line."""

    name: ClassVar[str] = "hyphens"
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "hyphens/broken-word",
            "A word broken at the end of a line; the text has it whole elsewhere",
            changes=(
                Example(
                    "Nobody has compared the two until now, com-\npared them from end to end.",
                    "Nobody has compared the two until now, compared them from end to end.",
                ),
                Example(
                    "The harbour is deep enough for ships of that size, says its direc\xad\ntor.",
                    "The harbour is deep enough for ships of that size, says its director.",
                ),
            ),
            stays=(
                "Whoever stays for a night pays for two: there are two-\nand three-day tickets.",
                "The well-known com- pared.",
            ),
        ),
        Rule(
            "hyphens/broken-compound",
            "A blank behind the hyphen of a word that was broken there",
            changes=(
                Example(
                    "A deep-water berth is what the town wants, a deep-\nwater berth with cranes.",
                    "A deep-water berth is what the town wants, a deep-water berth with cranes.",
                ),
            ),
        ),
        Rule(
            "hyphens/unsure",
            "A word broken at the end of a line, whose hyphen may be its own",
            Safety.UNSAFE,
            changes=(
                Example(
                    "There is no other way to reach the island in win-\nter but the post boat.",
                    "There is no other way to reach the island in winter but the post boat.",
                ),
            ),
        ),
    )

    def find(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each word that the lines of a plain text broke."""
        if document.format != "text":
            return
        blocks, whole = prose(document)
        words: set[str] = set()
        for index, block in [(at, block) for at, block in blocks if len(block.origin) > 1]:
            for broken in _breaks(block):
                words = words or {match[0].casefold() for match in _WORD.finditer(whole)}
                yield _cure(index, broken, words)


def _breaks(block: Block) -> Iterator[_Break]:
    """Yield the words broken where two lines of a paragraph were joined."""
    text = block.text
    if not any(end in text for end in _ENDS):
        return
    for piece in block.origin[:-1]:
        if isinstance(piece, str):
            return
        end = piece.text_start + piece.length
        left = _LEFT.search(text, max(0, end - _LONGEST), end)
        right = _RIGHT.match(text, end + 1, end + _LONGEST) if text[end : end + 1] == " " else None
        if left and right and right[0][0].islower() and right[0] not in _LINKS:
            yield _Break(end - 1, left[0][:-1], left[0][-1], right[0])


def _cure(index: int, broken: _Break, words: set[str]) -> Finding:
    joined = broken.left + broken.right
    compound = f"{broken.left}-{broken.right}"
    rule, new, evidence = "hyphens/unsure", joined, "the text has the word nowhere else"
    if broken.sign != "-":
        rule, evidence = "hyphens/broken-word", "a soft hyphen"
    elif joined.casefold() in words:
        rule, evidence = "hyphens/broken-word", f"the text has {joined}"
    elif compound.casefold() in words:
        rule, new, evidence = "hyphens/broken-compound", compound, f"the text has {compound}"
    start = broken.at - len(broken.left)
    end = broken.at + 2 + len(broken.right)
    return Finding(rule, Action.EDIT, index, (Edit(start, end, new),), evidence=evidence)
