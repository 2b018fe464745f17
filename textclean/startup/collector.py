"""How often Python looks for garbage that counting references does not free."""

from __future__ import annotations

import atexit
import gc

THRESHOLD = 100_000
"""New objects between two searches for unreachable cycles. Nothing here makes such cycles in
number, and at Python's own 700 a run spends a twentieth of its time on searching."""


def search_seldom(*, settled: bool = False) -> None:
    """Make the searches rare; with `settled` they pass over all that this process holds now.

    The last one, when the process ends, takes a tenth of a short run; it passes over all, too.
    """
    gc.set_threshold(THRESHOLD)
    atexit.register(gc.freeze)
    if settled:
        gc.collect()
        gc.freeze()
