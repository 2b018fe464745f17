"""A tally as one HTML page that needs nothing else: no network, no other file.

The numbers and texts travel inside the page as JSON in a script element of a data type, so that
nothing in them is ever read as markup; the page's own script shows them with `textContent`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from textclean.report.tally import Tally

PLACEHOLDER = "{{ data }}"


def render_page(tally: Tally, about: Mapping[str, Any]) -> str:
    """Return the page for a tally.

    `about` is shown at its head, in its order: the run's name, source, target, version, start,
    seconds and the like; `title` names the page.
    """
    data = json.dumps({"about": dict(about), "tally": tally.to_json()}, ensure_ascii=False)
    # Inside a script element only these three can end it or start a comment.
    safe = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    template = files("textclean").joinpath("data", "report.html").read_text(encoding="utf-8")
    return template.replace(PLACEHOLDER, safe.encode("utf-8", "replace").decode("utf-8"))
