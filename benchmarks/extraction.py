"""Main content of pages: textclean beside other tools, over any folder of pages, in one run.

    python -m benchmarks.extraction PAGES [--labels labels.jsonl] [--limit N] [--tools NAME,NAME]

PAGES is a folder of `.html` or `.html.gz` files.  Each tool gets every page as bytes, in a process
of its own.  Printed for each: CPU milliseconds a page (after one page to warm up), the peak memory
of a process that handles the largest page alone, the share of pages with no result and, with
labels, word precision, recall and F1.  Labels are JSON lines with `id` (a file's name without
endings) and `text` or `main_content`.

Words are counted as a bag of `\\w+` tokens in lower case; figures are means over pages, a page
without a result counting as an empty one.  Needs the `benchmark` extra.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

Extract = Callable[[bytes], str]

WORD = re.compile(r"\w+")


def _textclean() -> Extract:
    from textclean.api import Cleaner
    from textclean.settings import Settings

    cleaner = Cleaner(Settings(source_format="html", preset="strict", errors="replace"))
    return lambda page: cleaner.clean(page).text


def _trafilatura() -> Extract:
    import trafilatura

    return lambda page: trafilatura.extract(page) or ""


def _readability() -> Extract:
    from lxml.html import fromstring
    from readability import Document

    def extract(page: bytes) -> str:
        summary = Document(page.decode("utf-8", "replace")).summary(html_partial=True)
        return str(fromstring(summary).text_content()) if summary else ""

    return extract


def _justext() -> Extract:
    import justext

    stop_words = justext.get_stoplist("English")

    def extract(page: bytes) -> str:
        paragraphs = justext.justext(page, stop_words)
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return extract


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: str(extract_plain_text(page.decode("utf-8", "replace"), main_content=True))


TOOLS: dict[str, Callable[[], Extract]] = {
    "textclean": _textclean,
    "trafilatura": _trafilatura,
    "readability": _readability,
    "justext": _justext,
    "resiliparse": _resiliparse,
}


def page_paths(folder: Path) -> list[Path]:
    """Return the pages of a folder in the order of their names."""
    return sorted(p for p in folder.rglob("*") if p.name.endswith((".html", ".htm", ".html.gz")))


def page_id(path: Path) -> str:
    """Return a page's name without its endings."""
    return path.name.partition(".")[0]


def read_page(path: Path) -> bytes:
    """Return a page's bytes, unpacked."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def read_labels(path: Path) -> dict[str, str]:
    """Return the main content by page."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {str(r["id"]): r.get("text") or r.get("main_content") or "" for r in records}


def word_scores(found: str, wanted: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a text's words.

    >>> word_scores("a b", "b c")
    (0.5, 0.5, 0.5)
    """
    one, other = Counter(WORD.findall(found.lower())), Counter(WORD.findall(wanted.lower()))
    if not one or not other:
        alike = float(not one and not other)
        return alike, alike, alike
    shared = sum((one & other).values())
    precision, recall = shared / sum(one.values()), shared / sum(other.values())
    return precision, recall, 2 * precision * recall / (precision + recall) if shared else 0.0


def work(tool: str, paths: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield a record for each page, then one with the process's peak memory."""
    extract = TOOLS[tool]()
    for number, path in enumerate([paths[0], *paths]):
        page = read_page(path)
        started = time.process_time()
        try:
            text, error = extract(page), ""
        except Exception as failure:  # a tool that fails on a page is a finding, not our end
            text, error = "", f"{type(failure).__name__}: {failure}"
        spent = time.process_time() - started
        if number:
            yield {"id": page_id(path), "text": text, "error": error, "seconds": spent}
    yield {"peak_kb": peak_kb()}


def peak_kb() -> int:
    """Return this process's peak memory; `getrusage` would count the process it was forked of."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+)", status.read_text())
        if found:
            return int(found[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(tool: str, paths: list[Path]) -> tuple[list[dict[str, Any]], int]:
    """Return a tool's records and its peak memory in kilobytes, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.extraction", "--worker", tool, "-"],
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{tool}: {done.stderr.strip().splitlines()[-1]}")
    *records, last = map(json.loads, done.stdout.splitlines())
    return records, int(last["peak_kb"])


def report(tool: str, paths: list[Path], labels: dict[str, str]) -> str:
    """Return a tool's line of the table."""
    records, _ = run(tool, paths)
    largest = max(paths, key=lambda path: len(read_page(path)))
    _, peak_kb = run(tool, [largest])
    cells = [
        f"{tool:12}",
        f"{1000 * mean(record['seconds'] for record in records):8.1f}",
        f"{peak_kb / 1024:8.0f}",
        f"{mean(not record['text'].strip() for record in records):8.1%}",
    ]
    scores = [word_scores(r["text"], labels[r["id"]]) for r in records if r["id"] in labels]
    if scores:
        cells += [f"{mean(column):8.4f}" for column in zip(*scores, strict=True)]
    return " ".join(cells)


def main() -> None:
    """Run the comparison, or be one of its workers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        for record in work(options.worker, [Path(line.rstrip("\n")) for line in sys.stdin]):
            print(json.dumps(record))
        return
    labels = read_labels(options.labels) if options.labels else {}
    paths = page_paths(options.pages)
    if options.limit and options.limit < len(paths):
        paths = paths[:: len(paths) // options.limit][: options.limit]
    if not paths:
        raise SystemExit(f"no pages in {options.pages}")
    print(f"{len(paths)} pages, {len(labels)} labels")
    heads = ["ms/page", "MB", "empty", *(["P", "R", "F1"] if labels else [])]
    print(f"{'':12} " + " ".join(f"{head:>8}" for head in heads))
    for tool in options.tools.split(","):
        print(report(tool, paths, labels), flush=True)


if __name__ == "__main__":
    main()
