"""Lines that stay whatever their score: of logs, letters, labels and tables, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from textclean.document import Block, Kind
from textclean.lazy import lazy_compile
from textclean.residue.lines import Line
from textclean.residue.measured import Measured

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
LABEL = lazy_compile(r"[^:.!?]{2,30}: \S")
LEAST_LABELLED = 3
"""Lines with the same words before a colon that make these words a label of the text's own."""
CELL_RUN = 10
CELL_SHARE = 0.3
"""A run of so many lines, so many of them figures, is a table with a cell a line."""


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


def labelled(measured: Measured, at: Collection[int]) -> frozenset[int]:
    """Return the lines that begin with a label that others have, too (`Best for: families`)."""
    labels = {
        i: measured.blocks[i].text.partition(":")[0].casefold()
        for i in at
        if LABEL.match(measured.blocks[i].text)
    }
    counts = Counter(labels.values())
    return frozenset(i for i, label in labels.items() if counts[label] >= LEAST_LABELLED)


def cells(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines of long runs in which many are figures."""
    cells: set[int] = set()
    begin = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i].prose:
            if i - begin >= CELL_RUN:
                run = range(begin, i)
                if sum(_is_figure(lines[at].key) for at in run) >= CELL_SHARE * len(run):
                    cells.update(run)
            begin = i + 1
    return frozenset(cells)


def _is_figure(key: str) -> bool:
    """Tell whether a line has a digit and no letter."""
    return any(map(str.isdigit, key)) and not any(map(str.isalpha, key))


def is_open(block: Block) -> bool:
    """Tell whether a block may go: it is no quotation and no main heading."""
    if block.kind is Kind.QUOTE or (block.kind is Kind.HEADING and block.level == 1):
        return False
    return all(container.kind != "quote" for container in block.within)
