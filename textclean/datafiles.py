"""Reading the data that ships with the package.

Not by importlib.resources nor pathlib, each of which costs more than what a short run does.
"""

from __future__ import annotations

import os

DATA = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120


def read_data(*names: str) -> str:
    """Return the text of a file, named by the parts of its path below the data folder."""
    with open(os.path.join(DATA, *names), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        return file.read()
