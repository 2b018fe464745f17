"""Whole pages: what is read of them, what goes with their regions, and the Markdown.

`pytest --update-golden` writes what is expected anew; a person reads the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textclean.api import Result, clean

FOLDER = Path(__file__).parents[1] / "fixtures" / "pages"
PAGES = sorted(path.parent for path in FOLDER.glob("*/source.html"))
CHAIN = ("regions", "page")
ADDRESS = "https://gazette.example/2025/lighthouse"


def cleaned(folder: Path) -> Result:
    content = (folder / "source.html").read_bytes()
    return clean(content, source_format="html", filters=CHAIN, url=ADDRESS)


def facts(result: Result) -> str:
    """Return what is known of the page and what became of each block, as readable JSON."""
    about = result.document.metadata
    rows = [
        " ".join(
            [
                f"{block.kind}{block.level or ''}{':' + block.info if block.info else ''}",
                str(block.origin),
                f"({block.dropped_by.rule})" if block.dropped_by else repr(block.text[:40]),
            ]
        )
        for block in result.document.blocks
    ]
    names = ("title", "byline", "date", "modified", "language", "site", "description", "image")
    return json.dumps(
        {
            "metadata": {name: getattr(about, name) for name in names if getattr(about, name)},
            "sources": dict(about.sources),
            "blocks": rows,
        },
        indent=1,
        ensure_ascii=False,
    )


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_page(folder: Path, request: pytest.FixtureRequest) -> None:
    result = cleaned(folder)
    for name, found in (("expected.md", result.markdown), ("expected.json", facts(result) + "\n")):
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.write_text(found, encoding="utf-8")
        assert path.exists(), f"{path} is missing: write it with --update-golden"
        assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_every_block_stands_or_has_one_drop(folder: Path) -> None:
    result = cleaned(folder)
    drops = [f.block for f in result.findings if f.action == "drop"]
    assert len(drops) == len(set(drops))
    assert sorted(drops) == [n for n, b in enumerate(result.document.blocks) if b.dropped_by]
