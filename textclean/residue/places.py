"""Where in a text its body is, and how far from prose each line stands."""

from __future__ import annotations

from collections.abc import Sequence

from textclean.document import Block
from textclean.residue.lines import Line, measure_line

FAR = 60
"""Distances in lines are cut here."""
HEAD, INSIDE, TAIL = 0, 1, 2
"""Zones: above the body, inside it, below it."""
STRONG_WORDS = 20
"""Words of prose that can only be body text: the first and last such line bound the body."""


def find_zones(blocks: Sequence[Block]) -> list[int]:
    """Return for each block whether it stands above the body (0), inside it (1) or below it (2)."""
    lines = [measure_line(block) for block in blocks]
    return zones_of(len(lines), *bounds(lines, [line.prose for line in lines]))


def bounds(lines: Sequence[Line], prose: Sequence[bool]) -> tuple[int, int]:
    """Return the first and the last line of the body, its length twice if there is none."""
    size = len(lines)
    at = [i for i in range(size) if prose[i]]
    body = [i for i in at if lines[i].words >= STRONG_WORDS] or at
    return (body[0], body[-1]) if body else (size, size)


def zones_of(size: int, first: int, last: int) -> list[int]:
    """Return the zone of each line of a text whose body has these bounds."""
    return [HEAD if i < first else TAIL if i > last else INSIDE for i in range(size)]


def distances(prose: Sequence[bool], i: int) -> tuple[int, int, tuple[int, int]]:
    """Return how far back and ahead of a line prose stands, and of its run without prose how long
    it is and the place of the line in it.
    """
    size = len(prose)
    back = ahead = 1
    while back < FAR and back <= i and not prose[i - back]:
        back += 1
    while ahead < FAR and i + ahead < size and not prose[i + ahead]:
        ahead += 1
    run = (0, 0) if prose[i] else (min(back + ahead - 1, FAR), back - 1)
    return (
        back if back <= i else FAR,
        ahead if i + ahead < size else FAR,
        run,
    )


LINE_COST = 7.0
"""Words that a line must bring to belong to the densest stretch."""
MAX_LINE_GAIN = 60
SHORT_LINE_SHARE = 0.3
"""What the words of a line that is not prose count there."""


def densest(lines: Sequence[Line], prose: Sequence[bool]) -> tuple[int, int]:
    """Return the first and last line of the stretch that holds most prose for its lines.

    Source: the maximum-sum stretch of Pasternack and Roth, "Extracting article text from the web
    with maximum subsequence segmentation" (2009); the weights are ours.
    """
    best = total = 0.0
    span = (0, max(0, len(lines) - 1))
    begin = 0
    for i, (line, flag) in enumerate(zip(lines, prose, strict=True)):
        gain = line.words if line.words < MAX_LINE_GAIN else MAX_LINE_GAIN
        total += (gain if flag else gain * SHORT_LINE_SHARE) - LINE_COST
        if total <= 0:
            total, begin = 0.0, i + 1
        elif total > best:
            best, span = total, (begin, i)
    return span
