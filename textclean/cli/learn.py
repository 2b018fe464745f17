"""`textclean learn`: the lines that a site's pages share, as rules for a person to review."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from textclean.cli.exits import Status
from textclean.cli.inputs import STDIN, read_input, said_name
from textclean.cli.options import FILE, reading_options, shared_options
from textclean.cli.output import (
    many,
    print_lines,
    visible,
    write_document,
    write_error,
    write_note,
    write_warning,
)
from textclean.errors import InputError, TextcleanError, UsageError
from textclean.learn import LEAST_PAGES, Miner, PageLine
from textclean.siterules import RuleBook, dump_site_rules, fold_line, host_of
from textclean.startup.records import NamedTuple

CONTENT = ("html", "markdown", "text")
"""Fields of a JSON line that may hold the text; the name says its format."""
ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl"})
"""Files of a folder that are read."""
SAMPLE_PAGES = 5
"""Pages that `--check` shows, spread over those read."""
PROGRESS_PAGES = 500


class Page(NamedTuple):
    """A page as read."""

    site: str
    name: str
    lines: list[PageLine]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH…|-")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Where to write the rules.")
@click.option(
    "--site",
    metavar="HOST",
    help="The site of pages that do not name theirs; JSON lines do, with `url` or `domain`.",
)
@click.option(
    "--least-pages",
    type=click.IntRange(min=2),
    default=LEAST_PAGES,
    show_default=True,
    metavar="N",
    help="How many pages must share a line.",
)
@click.option("--check", is_flag=True, help="Show what the rules would remove from a sample.")
@reading_options
@shared_options
def learn(paths: tuple[Path, ...], **options: Any) -> int:
    """Learn a site's own boilerplate from its pages.

    Reads many pages of one site or of several (files, folders, or JSON lines with a `url` or
    `domain` field), and writes a rule for each line that three or more pages of a site share.
    Review the file, then name it with --site-rules.

    \b
    Examples:
      textclean learn pages/ --site example.org -o example.toml
      textclean learn crawl.jsonl -o sites.toml --check
      textclean clean --site-rules example.toml --url https://example.org/a page.txt
    """
    if options["output"] is None and not options["check"]:
        raise UsageError("-o FILE or --check is needed", hint="textclean learn pages/ -o site.toml")
    failures: list[str] = []
    miner = Miner()
    for page in _pages(paths, options, failures):
        miner.add(page.site, page.name, page.lines)
        _show_progress(miner, options)
    rules = list(miner.rules(options["least_pages"]))
    _summarise(miner, len(rules), options)
    if options["output"] is not None:
        from textclean.atomic import write_file

        write_file(options["output"], dump_site_rules(rules).encode("utf-8"))
    if options["check"]:
        if STDIN in paths:
            write_warning("--check cannot read standard input a second time")
        else:
            _show_sample(paths, options, RuleBook(rules), sum(miner.pages.values()))
    return Status.FAILED if failures else Status.DONE


def _pages(
    paths: tuple[Path, ...], options: dict[str, Any], failures: list[str] | None
) -> Iterator[Page]:
    """Yield the pages; one that cannot be read is named in `failures`, if there is such a list."""
    from textclean.cli.settings import Chooser

    chooser = Chooser(options)
    for path in _files(paths):
        try:
            if path.suffix == ".jsonl" or path == STDIN:
                yield from _records(path, chooser, options, failures)
            else:
                document = chooser.cleaner(path).read(
                    read_input(path), source_id=str(path), url=options["url"] or ""
                )
                yield _page(document, options["site"] or host_of(options["url"] or ""), str(path))
        except (OSError, TextcleanError) as error:
            hint = getattr(error, "hint", "")
            _fail(failures, said_name(path), getattr(error, "message", str(error)), hint)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path != STDIN and path.is_dir():
            yield from sorted(
                found
                for found in path.rglob("*")
                if found.suffix.lower() in ENDINGS
                and found.is_file()
                and not any(part.startswith(".") for part in found.relative_to(path).parts)
            )
        else:
            yield path


def _records(
    path: Path, chooser: Any, options: dict[str, Any], failures: list[str] | None
) -> Iterator[Page]:
    stream = sys.stdin.buffer if path == STDIN else path.open("rb")
    with stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            where = f"{said_name(path)}:{number}"
            try:
                yield _record(line, where, chooser, options)
            except TextcleanError as error:
                _fail(failures, where, error.message, error.hint)


def _record(line: bytes, where: str, chooser: Any, options: dict[str, Any]) -> Page:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON object: {error}") from error
    field = next((f for f in CONTENT if isinstance(record, dict) and f in record), None)
    if field is None or not isinstance(record[field], str):
        raise InputError("has no text", hint="a field html, text or markdown holds it")
    url = str(record.get("url") or "")
    site = host_of(url or str(record.get("domain") or options["site"] or ""))
    cleaner = chooser.cleaner(source_format=field)
    document = cleaner.read(record[field], source_id=where, url=url)
    return _page(document, site, str(url or record.get("id") or where))


def _page(document: Any, site: str, name: str) -> Page:
    """Return a document's lines with the place each has in the text."""
    from textclean.document import LineIndex
    from textclean.residue.places import find_zones

    index = LineIndex(document.source_text)
    blocks = [block for block in document.blocks if block.text]
    lines = [
        PageLine(
            block.text,
            0 if isinstance(block.origin, str) else index.place(block.extent[0]).line,
            ("head", "inside", "tail")[zone],
        )
        for block, zone in zip(blocks, find_zones(blocks), strict=True)
    ]
    return Page(site, name, lines)


def _fail(failures: list[str] | None, where: str, message: str, hint: str) -> None:
    if failures is not None:
        failures.append(where)
        write_error(f"{where}: {message}", hint=hint)


def _show_progress(miner: Miner, options: dict[str, Any]) -> None:
    pages = sum(miner.pages.values()) if sys.stderr.isatty() and not options["quiet"] else 0
    if pages and pages % PROGRESS_PAGES == 0:
        sys.stderr.write(f"\r{pages} pages of {len(miner.pages)} sites")
        sys.stderr.flush()


def _summarise(miner: Miner, rules: int, options: dict[str, Any]) -> None:
    if options["quiet"]:
        return
    pages = sum(miner.pages.values())
    copies = f" ({miner.copies} near-identical ones left out)" if miner.copies else ""
    write_note(
        f"{many(rules, 'rule')} from {many(pages, 'page')}"
        f" of {many(len(miner.pages), 'site')}{copies}"
    )
    if miner.forgotten >= options["least_pages"]:
        write_warning(
            f"there were too many lines to remember all: some that up to {miner.forgotten}"
            " pages share may be missing"
        )


def _show_sample(
    paths: tuple[Path, ...], options: dict[str, Any], book: RuleBook, pages: int
) -> None:
    """Print the lines that the rules remove from a few pages, and what share of each that is."""
    step = max(1, pages // SAMPLE_PAGES)
    shown: list[str] = []
    for number, page in enumerate(_pages(paths, options, None)):
        if number % step or number // step >= SAMPLE_PAGES:
            continue
        tables = book.for_host(page.site)
        gone = words = 0
        lines = []
        for line in page.lines:
            count = len(line.text.split())
            words += count
            key = fold_line(line.text)
            rule = next((table[key] for table in tables if key in table), None)
            if rule is not None:
                gone += count
                lines.append(f"  {line.number:>5}  {rule.pages:>4} pages  {visible(line.text)}")
        share = gone / words if words else 0
        shown.append(f"{page.name}: {len(lines)} of {len(page.lines)} lines, {share:.0%} of words")
        shown += lines
    if shown:
        print_lines(*shown)
    else:
        write_document(b"")
