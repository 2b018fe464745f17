"""The report page, as text; `test_browser.py` looks at it in a browser."""

from __future__ import annotations

import json
import re

from textclean.report.page import render_page
from textclean.report.tally import Tally

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 \ud800 {{ data }}"


def page_data(page: str) -> dict[str, object]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert match is not None
    value: dict[str, object] = json.loads(match[1])
    return value


def test_markup_in_the_data_stays_data() -> None:
    tally = Tally()
    tally.add_failure("a.html", HOSTILE.replace("\ud800", ""))
    page = render_page(tally, {"title": HOSTILE})
    assert page.count("<script") == 2
    data = page_data(page)
    assert data["tally"]["failures"][0]["error"] == HOSTILE.replace("\ud800", "")  # type: ignore[index]


def test_page_asks_the_network_for_nothing() -> None:
    page = render_page(Tally(), {})
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
