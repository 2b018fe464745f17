"""Labelled pages, read by textclean's own reader and labelled block by block."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.train.folds import fold_of, site_of
from benchmarks.train.labels import label_blocks
from textclean.document import Block, Metadata, Source
from textclean.elements import Page
from textclean.read.html import read
from textclean.scoring.copies import copy_key


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page's blocks that have text, and of each the share of words that are main content."""

    id: str
    kind: str
    site: str
    fold: int
    main_content: str
    page: Page
    blocks: tuple[Block, ...]
    metadata: Metadata
    labels: tuple[float, ...]


def read_pages(folder: Path) -> Iterator[LabelledPage]:
    """Yield the pages of a folder laid out as WCXB is.

    `ground-truth.jsonl.gz` has a line a page with `id`, `url`, `page_type` and `main_content`;
    `html/ID.html.gz` is the page.
    """
    with gzip.open(folder / "ground-truth.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            packed = (folder / "html" / f"{record['id']}.html.gz").read_bytes()
            html = gzip.decompress(packed).decode("utf-8", "replace")
            yield label_page(record, html)


def label_page(record: dict[str, str], html: str) -> LabelledPage:
    """Return a page with its blocks labelled by its main content."""
    url = record.get("url") or ""
    document = read(html, Source(record["id"], url))
    blocks = tuple(block for block in document.blocks if block.text.strip())
    main = record.get("main_content") or ""
    site = site_of(url, record["id"])
    return LabelledPage(
        id=record["id"],
        kind=record.get("page_type") or "",
        site=site,
        fold=fold_of(site),
        main_content=main,
        page=page_of(blocks),
        blocks=blocks,
        metadata=document.metadata,
        labels=tuple(_agreed(blocks, label_blocks([block.text for block in blocks], main))),
    )


def _agreed(blocks: tuple[Block, ...], labels: list[float]) -> list[float]:
    """Return the labels with copies of a text labelled alike: the alignment found one of them."""
    keys = [copy_key(block) for block in blocks]
    best: dict[str, float] = {}
    for key, label in zip(keys, labels, strict=True):
        best[key] = max(label, best.get(key, 0.0))
    return [best[key] if key else label for key, label in zip(keys, labels, strict=True)]


def page_of(blocks: tuple[Block, ...]) -> Page:
    """Return the element table that the blocks of a page share, an empty one if there are none."""
    return blocks[0].features.page if blocks else Page()
