"""Labelled texts: pages made into text in the ways that scrapers make it, each block labelled."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.train.folds import fold_of, site_of
from benchmarks.train.labels import label_blocks
from textclean.chain import Chain, run
from textclean.document import Document, Source
from textclean.language import guess_language
from textclean.presets import FilterSpec, build_chain
from textclean.read.text import read

BEFORE = ("banners", "comments", "credits", "repeats")
"""The filters that run before the scorer: what they drop it need not learn."""
MOST_CHARS = 60_000
LEAST_COVERED = 0.5
"""Share of the main content's length that a text must hold, else the extractor lost the page."""
TITLE_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A document after the filters before the scorer, and of each block what it is."""

    id: str
    kind: str
    variant: str
    """`main` (an extractor's output), `full` (the whole page), `lines` (one line a paragraph)."""
    fold: int
    document: Document
    labels: tuple[float, ...]
    """Share of the block's words that are main content."""
    titles: tuple[bool, ...]


def read_texts(folder: Path, part: int = 0, parts: int = 1) -> Iterator[LabelledText]:
    """Yield the texts of the pages of a folder laid out as WCXB is, or of a part of them.

    `ground-truth.jsonl.gz` has a line a page with `id`, `url`, `title`, `page_type` and
    `main_content`; `html/ID.html.gz` is the page.
    """
    chain = build_chain(filters=[FilterSpec(name) for name in BEFORE])
    with gzip.open(folder / "ground-truth.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % parts != part:
                continue
            record = json.loads(line)
            packed = (folder / "html" / f"{record['id']}.html.gz").read_bytes()
            html = gzip.decompress(packed).decode("utf-8", "replace")
            for variant, flatten in VARIANTS.items():
                text = flatten(html).strip("\n")
                labelled = label_text(record, variant, text, chain)
                if labelled is not None:
                    yield labelled


def label_text(
    record: dict[str, str], variant: str, text: str, chain: Chain
) -> LabelledText | None:
    """Return a text with its blocks labelled, None when it lacks most of the main content."""
    main = record.get("main_content") or ""
    if not main.strip() or not text.strip() or len(text) > MOST_CHARS:
        return None
    document = read(text, Source(record["id"]))
    labels = label_blocks([block.text for block in document.blocks], main)
    held = sum(
        len(block.text) * label for block, label in zip(document.blocks, labels, strict=True)
    )
    if held < LEAST_COVERED * len(main):
        return None
    sample = "\n".join(block.text for block in document.blocks[:40])
    document = document.with_metadata(language=guess_language(sample))
    # What follows a dash or a bar is mostly the name of the site.
    title = set(re.split(r"\s[-|\u2013\u2014]\s", record.get("title") or "")[0].lower().split())
    titles = tuple(is_title(block.text, title) for block in document.blocks)
    site = site_of(record.get("url") or "", record["id"])
    document, _ = run(document, chain)
    return LabelledText(
        record["id"],
        record.get("page_type") or "",
        variant,
        fold_of(site),
        document,
        tuple(labels),
        titles,
    )


def is_title(text: str, title: set[str]) -> bool:
    """Tell whether a line says what the page's title says, give or take the site's name."""
    words = set(text.lower().split())
    shared = len(words & title)
    return bool(title) and shared >= TITLE_SHARE * len(words) and shared * 2 >= len(title)


def _main(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def _full(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, alt_texts=False))


def _lines(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, favor_recall=True) or ""


VARIANTS: dict[str, Callable[[str], str]] = {"main": _main, "full": _full, "lines": _lines}
