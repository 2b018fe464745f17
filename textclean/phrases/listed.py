"""What stands under a heading of related pages or of tags."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from textclean.document import Block, Kind
from textclean.phrases.choosing import ChosenLine
from textclean.phrases.matching import Survey, ends_sentence
from textclean.signs.sharing import is_all_links

HEADS = {"related": 25, "tags": 4}
"""Categories of such headings, and the words that what they list has at most: titles, and names."""
MOST_INSIDE = 25
LEAST_TITLE_WORDS = 4
"""Amid prose a list of which no entry has so many words may be something else."""
LINKS = frozenset(
    {"learn more", "read more", "see more", "show more", "view more", "find out more", "more"}
    | {"see all", "view all", "show all", "discover more", "explore more"}
)
"""They stand below what they lead away from, not above a list."""
HEADING_WORDS = 6
"""A longer line is no heading but names the page or the tags itself."""


def listed_lines(
    survey: Survey, chosen: list[ChosenLine], *, linked: bool = False
) -> Iterator[tuple[int, ChosenLine]]:
    """Yield the lines listed under the headings among those chosen, with the heading of each.

    With `linked` only those that are links and nothing else, for texts that have links.

    A list ends with the first line that is a sentence or longer than a title. Behind the last prose
    of 527 labelled news texts and articles, all of 1,506 such lines in news and 1,168 of 1,327 in
    articles were no part of the text; the rest is one article that ends with a table.  Amid prose
    they were none of 34 such lists, but under links (`Learn more`) four times in five.

    Yields:
        The index of the line in its document, and the heading.
    """
    heads = {
        line.number: line
        for line in chosen
        if line.match.category in HEADS and line.block.text.count(" ") < HEADING_WORDS
    }
    if not heads:
        return
    gone = {line.number for line in chosen}
    head: ChosenLine | None = None
    if not linked:
        yield from _listed_inside(survey, heads, gone)
    for place in survey.tail:
        number, block = survey.numbers[place], survey.blocks[place]
        if number in gone:
            head = heads.get(number, head)
        elif head is not None and _is_entry(block, HEADS[head.match.category], linked=linked):
            yield number, head
        else:
            head = None


def _listed_inside(
    survey: Survey, heads: Mapping[int, ChosenLine], gone: Collection[int]
) -> Iterator[tuple[int, ChosenLine]]:
    """Yield the lines listed between paragraphs: a title of some words is among them."""
    head: ChosenLine | None = None
    run: list[int] = []
    for place in range(survey.head.stop, min(survey.tail.start, survey.section)):
        number, block = survey.numbers[place], survey.blocks[place]
        if head is not None and number not in gone and _is_entry(block, MOST_INSIDE, linked=False):
            run.append(place)
            continue
        if head is not None and any(_is_title(survey.blocks[at].text) for at in run):
            yield from ((survey.numbers[at], head) for at in run)
        found = heads.get(number)
        related = found is not None and found.match.category == "related"
        head, run = (found if related and _is_heading(block.text) else None), []


def _is_heading(text: str) -> bool:
    """Tell whether a line names what follows rather than leads away."""
    return text.strip(" .:>").casefold() not in LINKS


def _is_title(text: str) -> bool:
    return text.count(" ") >= LEAST_TITLE_WORDS - 1


def _is_entry(block: Block, most_words: int, *, linked: bool) -> bool:
    """Tell whether a line could be a title or a tag."""
    if block.text.count(" ") >= most_words:
        return False
    if linked:
        return is_all_links(block)
    return block.kind is Kind.PARAGRAPH and not ends_sentence(block.text)
