"""Lines that stay whatever their score: of logs, letters, labels, tables, parts, quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from textclean.document import Block, Kind
from textclean.residue.lines import Line
from textclean.residue.measured import Measured
from textclean.startup.lazy import lazy_compile

TIMED = lazy_compile(r"\(?\d{1,2}[:.h]\d\d\b.{0,20}$")
LEAST_TIMED = 3
"""Lines with a time that make a text a log, in which they stay."""
LETTER_HEAD = lazy_compile(
    r"(?:From|To|Cc|Date|Sent|Subject|Von|An|Betreff|Datum|Gesendet|De|À|Objet|Envoyé|Para|Asunto"
    r"|Enviado|Fecha|Assunto|Data|Da|Oggetto|Inviato|Van|Aan|Onderwerp|Verzonden|Till|Från|Ämne|Til"
    r"|Fra|Emne|Od|Do|Temat|От|Кому|Дата|Тема) ?: ?\S"
)
"""How a line begins that says from whom, to whom, when or about what a letter is."""
LETTER_TOP = 8
LEAST_LETTER_HEADS = 3
"""So many such lines among the first of a text, and it is a letter as a whole."""
SALUTATION = lazy_compile(
    r"(?:(?:My )?dear(?:est)?|lieb(?:e|er|es)|sehr geehrte[rn]?|(?:mon |ma )?ch(?:er|\u00e8re)s?|"
    r"estimad[oa]s?|querid[oa]s?|car[oaie]|gentile|prezad[oa]s?|beste|geachte|k\u00e4ra|k\u00e6re|"
    r"kj\u00e6re|drog[ai]|szanown[ya]|\u0443\u0432\u0430\u0436\u0430\u0435\u043c\w+|"
    r"\u0434\u043e\u0440\u043e\u0433\w+) .{1,50}[,:!]$",
    re.IGNORECASE,
)
GREETED = (",", ":", "!")
"""How a salutation ends: few lines do, so that most need no closer look."""
CLOSING = lazy_compile(
    r"(?:yours|sincerely|best|kind|warm(?:est)?|regards|love|with love|cheers|respectfully|"
    r"faithfully|affectionately|herzliche?|mit (?:freundlichen|besten|herzlichen)|"
    r"viele gr\u00fc\u00dfe|liebe gr\u00fc\u00dfe|deine?|eure?|ihre?|"
    r"cordialement|bien \u00e0|amicalement|ton|ta|votre|"
    r"saludos|atentamente|un abrazo|cordiali saluti|distinti saluti|con affetto|atenciosamente|"
    r"um abra\u00e7o|met vriendelijke|groet(?:en|jes)?|h\u00e4lsningar|med v\u00e4nlig|med venlig|"
    r"hilsen|z powa\u017caniem|pozdrawiam|"
    r"\u0441 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c)"
    r"\b.{0,30}[,.!]?$",
    re.IGNORECASE,
)
"""The first and the last line of a letter within a text."""
SIGNED = 3
"""Lines below the last one that belong to it: a name, an office, a postscript."""
LABEL = lazy_compile(r"[^:.!?]{2,30}: \S")
LEAST_LABELLED = 3
"""Lines with the same words before a colon that make these words a label of the text's own."""
COLONS = (":", "\N{FULLWIDTH COLON}")
NUMBER_DIGITS = 3
"""A number of more counts no parts."""
CELL_RUN = 10
CELL_SHARE = 0.3
"""A run of so many lines, so many of them figures, is a table with a cell a line."""
BARE_NUMBERS = frozenset({"0", "0.", "0-0-0", "0.0.0", "0/0/0", "0:0"})
"""Folded: the ranks of what is read most, counters of readers, dates and times of teasers."""
CELL_WORDS = 7
"""A cell has no more words: figures between longer lines count the readers of teasers."""


def timed(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the lines that are no more than a time, if there are several."""
    timed = frozenset(i for i in at if TIMED.match(measured.blocks[i].text))
    return timed if len(timed) >= LEAST_TIMED else frozenset()


def letter_heads(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the lines of the heads of letters: several in a row say who wrote, to whom, when."""
    heads = {i for i in at if LETTER_HEAD.match(measured.blocks[i].text)}
    return frozenset(i for i in heads if i - 1 in heads or i + 1 in heads)


def is_letter(measured: Measured) -> bool:
    """Tell whether a text begins as a letter does that a mail program shows."""
    top = range(min(LETTER_TOP, len(measured.blocks)))
    return len(letter_heads(measured, top)) >= LEAST_LETTER_HEADS


def signed(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the last lines of a letter that a text quotes, with who signed it."""
    texts = [block.text for block in measured.blocks]
    if not any(SALUTATION.match(text) for text in texts if text.rstrip().endswith(GREETED)):
        return frozenset()
    closings = [i for i in at if CLOSING.match(texts[i])]
    ends = {i + below for i in closings for below in range(SIGNED + 1)}
    return frozenset(ends.intersection(at))


def labelled(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the lines that begin with a label that others have, too (`Best for: families`)."""
    labels = {
        i: measured.blocks[i].text.partition(":")[0].casefold()
        for i in at
        if LABEL.match(measured.blocks[i].text)
    }
    counts = Counter(labels.values())
    return frozenset(i for i, label in labels.items() if counts[label] >= LEAST_LABELLED)


def named_again(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the lines that end with a colon and stand again: what each part of a text has."""
    texts = [(i, measured.blocks[i].text.strip()) for i in at]
    named = {i: measured.lines[i].key for i, text in texts if text.endswith(COLONS)}
    counts = Counter(named.values())
    return frozenset(i for i, key in named.items() if counts[key] > 1)


def numbered(measured: Measured) -> frozenset[int]:
    """Return the lines that are no more than a number and count the parts of a text.

    The next or the one before stands behind prose: in a list of what is read most it does not.
    """
    found: set[int] = set()
    before = -1, 0
    behind_prose = False
    for i, line in enumerate(measured.lines):
        text = measured.blocks[i].text.strip(" .)#")
        if text.isdecimal() and len(text) <= NUMBER_DIGITS:
            if behind_prose and abs(int(text) - before[1]) == 1 and before[0] >= 0:
                found.update((before[0], i))
            before, behind_prose = (i, int(text)), False
        behind_prose = behind_prose or line.prose
    return frozenset(found)


def cells(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines of long runs in which many are figures, and figures of a form that recurs.

    The latter are a part of what the text lists: the price below each thing.
    """
    figures = Counter(line.key for line in lines if _is_figure(line.key))
    cells = {i for i, line in enumerate(lines) if figures[line.key] >= LEAST_LABELLED}
    begin = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i].prose or lines[i].words > CELL_WORDS:
            if i - begin >= CELL_RUN:
                run = range(begin, i)
                if sum(_is_figure(lines[at].key) for at in run) >= CELL_SHARE * len(run):
                    cells.update(run)
            begin = i + 1
    return frozenset(cells)


def _is_figure(key: str) -> bool:
    """Tell whether a line has a digit and no letter, and is no rank, counter or date."""
    if key in BARE_NUMBERS:
        return False
    return any(map(str.isdigit, key)) and not any(map(str.isalpha, key))


def is_open(block: Block) -> bool:
    """Tell whether a block may go: it is no quotation and no main heading."""
    if block.kind is Kind.QUOTE or (block.kind is Kind.HEADING and block.level == 1):
        return False
    return all(container.kind != "quote" for container in block.within)
