"""Sums over documents."""

from __future__ import annotations

import copy
import json
import random

from textclean.chain import Chain, Step, run
from textclean.document import Source
from textclean.filters.repeats import Repeats
from textclean.read.text import read
from textclean.report.tally import MAX_EXAMPLES, MAX_LOSERS, Tally

LINE = "Rescue boats leave the harbour of the island number {}."


def tally(numbers: list[int]) -> Tally:
    total = Tally()
    for number in numbers:
        line = LINE.format(number)
        text = "\n".join([line] * (1 + number % 3))
        document, findings = run(read(text, Source()), Chain((Step(Repeats()),)))
        total.add(f"doc-{number}", document, findings)
        if number % 10 == 0:
            total.add_failure(f"bad-{number}", "InputError: binary")
    return total


def test_counts_add_up() -> None:
    total = tally(list(range(30)))
    assert (total.documents, total.failed, total.changed) == (33, 3, 20)
    assert total.rules["repeats/copy"].findings == 30
    assert total.rules["repeats/copy"].documents == 20
    assert sum(total.shares) == 30
    assert total.rules["repeats/copy"].dropped_chars == total.dropped_chars


def test_any_order_and_any_split_give_the_same_report() -> None:
    numbers = list(range(200))
    whole = tally(numbers)
    shuffled = numbers.copy()
    random.Random(1).shuffle(shuffled)
    parts = tally(shuffled[:70])
    parts.merge(tally(shuffled[70:]))
    assert parts.to_json() == whole.to_json()
    assert len(whole.rules["repeats/copy"].examples.rows) == MAX_EXAMPLES
    assert len(whole.losers) == MAX_LOSERS


def test_json_round_trip() -> None:
    total = tally(list(range(12)))
    again = Tally.from_json(json.loads(json.dumps(total.to_json())))
    assert again.to_json() == total.to_json()


def test_what_workers_leave_out_would_not_be_in_the_sum() -> None:
    parts = [tally(list(range(start, start + 20))) for start in range(0, 400, 20)]
    whole = Tally()
    for part in parts:
        whole.merge(part)
    total = Tally()
    best = Tally(), Tally()
    sent = 0
    for number, part in enumerate(copy.deepcopy(parts)):
        part.leave_out_worse(best[number % 2])
        sent += len(part.losers)
        total.merge(part)
        again = copy.deepcopy(parts[number])
        again.leave_out_worse(best[number % 2])
        assert again.losers == part.losers
    assert total.to_json() == whole.to_json()
    assert sent < sum(len(part.losers) for part in parts)
