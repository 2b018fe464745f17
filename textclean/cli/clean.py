"""`textclean clean`: texts in, clean texts out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from textclean.cli.exits import Status, explain_failure
from textclean.cli.inputs import STDIN, read_input, said_name
from textclean.cli.options import (
    FILE,
    Spelled,
    chain_options,
    jobs_option,
    reading_options,
    shared_options,
)
from textclean.cli.output import encode, many, write_document, write_note
from textclean.cli.results import named, result_of
from textclean.errors import TextcleanError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from textclean.api import Result
    from textclean.cli.settings import Chooser

ENDINGS = {"markdown": ".md", "json": ".json", "text": ".txt"}
"""What a cleaned file's name ends in, by format; other formats keep the ending of the input."""


@click.command(cls=Spelled)
@click.argument("paths", nargs=-1, type=FILE, metavar="[PATH…|-]")
@click.option("-i", "--in-place", is_flag=True, help="Write the cleaned text back to its file.")
@click.option("-o", "--output", type=FILE, metavar="DIR", help="Write to files in this folder.")
@click.option(
    "--to",
    metavar="FORMAT",
    help="What to write: markdown, json, text or source.  [default: markdown]",
)
@jobs_option("Processes for -i")
@click.option("--jsonl", is_flag=True, help="Read and write JSON lines, a text each.")
@click.option(
    "--front-matter", is_flag=True, default=None, help="Put title, byline, date… above Markdown."
)
@click.option(
    "--stdin-filename", type=FILE, metavar="PATH", help="Treat standard input as this file."
)
@reading_options
@chain_options
@shared_options
def clean(paths: tuple[Path, ...], **options: Any) -> int:
    """Clean texts into Markdown, JSON or plain text.

    Reads files or standard input, which may be plain text, HTML or Markdown, and writes the
    clean text to standard output. Several files need -i, which edits each in its own format, or
    -o, which writes them to a folder. With -i only repairs are made (--preset hook) unless
    another preset is named.

    \b
    Examples:
      textclean clean article.txt
      textclean clean page.html --to json -o clean/
      textclean clean -i --preset standard article.txt notes.txt
      cat page.html | textclean clean --url https://example.com/news/1
      textclean clean -f mojibake -f quotes:style=curly article.txt
      textclean clean --jsonl --to text pages.jsonl
    """
    from textclean.cli.settings import Chooser, check_name

    _check(paths, options)
    chooser = Chooser(options, preset="hook" if options["in_place"] else "")
    sources = list(dict.fromkeys(paths)) or [STDIN]
    if options["in_place"]:
        from textclean.cli.files import find_files

        sources = find_files(sources, chooser)
    for path in sources:
        name = named(path, options)
        chooser.cleaner(name)
        check_name("writers", chooser.value("to", name, "markdown"))
    if sources:
        chooser.warn_of_idle(named(sources[0], options))
    if options["jsonl"]:
        from textclean.cli.lines import clean_lines

        return clean_lines(sources, chooser, options)
    if options["in_place"]:
        from textclean.cli.in_place import InPlace

        return _Run(options, done="changed").over(sources, InPlace(options), jobs=options["jobs"])
    if options["output"] is not None:
        targets = _targets(sources, chooser, options)
        return _Run(options, done="written").over(
            sources, lambda path: _clean_to_file(path, targets[path], chooser, options)
        )
    return _Run(options).over(sources, lambda path: _clean_to_stdout(path, chooser, options))


def _check(paths: tuple[Path, ...], options: dict[str, Any]) -> None:
    """Raise a UsageError for what cannot be asked for together."""
    if not options["jsonl"] and options["source_format"] in (None, "auto"):
        for path in paths:
            if str(path).lower().endswith((".jsonl", ".ndjson")):
                raise UsageError(f"{path} holds JSON lines", hint="--jsonl cleans the text of each")
    for other, name in (("output", "-o"), ("front_matter", "--front-matter")):
        if options["jsonl"] and options[other]:
            raise UsageError(
                f"--jsonl and {name} exclude each other", hint="textclean clean --help"
            )
    if options["front_matter"] and options["to"] not in (None, "markdown"):
        raise UsageError("--front-matter goes with --to markdown", hint="textclean clean --help")
    if options["in_place"]:
        if STDIN in paths or not paths:
            raise UsageError("-i needs files to write back to", hint="textclean clean -i PATH…")
        for other, name in (
            ("output", "-o"),
            ("jsonl", "--jsonl"),
            ("front_matter", "--front-matter"),
        ):
            if options[other]:
                raise UsageError(f"-i and {name} exclude each other", hint="textclean clean --help")
        if options["to"] not in (None, "source"):
            raise UsageError(
                "-i writes each file in its own format",
                hint=f"use -o DIR with --to {options['to']}",
            )
        pages = [path for path in paths if path.suffix.lower() in (".html", ".htm", ".xhtml")]
        if pages and (options["filters"] or options["preset"] not in (None, "hook")):
            from textclean.cli.in_place import html_in_place

            raise html_in_place(pages[0])
    elif len(set(paths)) > 1 and options["output"] is None and not options["jsonl"]:
        raise UsageError(
            "several files need -i or -o DIR",
            hint="-i cleans each in place, -o DIR writes the clean ones to a folder",
        )


class _Run:
    """A run over several inputs: one that fails is named and does not stop the others."""

    def __init__(self, options: dict[str, Any], *, done: str = "") -> None:
        """Take what to call the inputs that went well in the closing line; empty: no such line."""
        self._done = "" if options["quiet"] else done
        self._debug = options["debug"]

    def over(self, sources: list[Path], work: Callable[[Path], object], *, jobs: int = 1) -> int:
        """Do the work for each input and return the exit code.

        `work` tells whether it was changed, or in words what was.
        """
        from textclean.cli.files import job_count, over_files

        changed = unchanged = failed = 0
        for path, outcome in over_files(sources, work, job_count(jobs, len(sources))):
            if isinstance(outcome, Exception):
                failed += 1
                self._explain(outcome, path)
            elif outcome:
                changed += 1
                if self._done and isinstance(outcome, str):
                    write_note(f"{path}: {outcome}")
            else:
                unchanged += 1
        if self._done:
            write_note(_summary(changed, self._done, unchanged, failed))
        return Status.FAILED if failed else Status.DONE

    def _explain(self, error: Exception, path: Path) -> None:
        if self._debug:
            import traceback

            traceback.print_exception(error)
        if isinstance(error, OSError) and not error.filename:
            error = OSError(error.errno, error.strerror or str(error), said_name(path))
        if isinstance(error, TextcleanError) and not error.where:
            error.where = said_name(path)
        explain_failure(error)


def _summary(changed: int, done: str, unchanged: int, failed: int) -> str:
    """Return the closing line.

    >>> _summary(1, "changed", 2, 0)
    '1 file changed, 2 unchanged.'
    """
    parts = [f"{many(changed, 'file')} {done}"]
    parts += [f"{unchanged} unchanged"] if unchanged else []
    parts += [f"{failed} failed"] if failed else []
    return ", ".join(parts) + "."


def _rendered(result: Result, path: Path, chooser: Chooser, options: dict[str, Any]) -> str:
    name = named(path, options)
    target = chooser.value("to", name, "markdown")
    text = result.render(target)
    if target == "markdown" and chooser.value("front_matter", name, False):
        from textclean.write.front_matter import front_matter

        if not (result.document.format == "markdown" and text.startswith("---\n")):
            text = front_matter(result.document.metadata) + text
    return text


def _clean_to_stdout(path: Path, chooser: Chooser, options: dict[str, Any]) -> bool:
    data = read_input(path)
    name = named(path, options)
    if name is not None and chooser.is_excluded(name):
        write_document(data)
        return False
    write_document(_rendered(result_of(data, path, chooser, options), path, chooser, options))
    return True


def _clean_to_file(path: Path, target: Path, chooser: Chooser, options: dict[str, Any]) -> bool:
    from textclean.atomic import write_file

    data = read_input(path)
    name = named(path, options)
    if name is not None and chooser.is_excluded(name):
        return False
    text = _rendered(result_of(data, path, chooser, options), path, chooser, options)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(target, encode(text))
    return True


def _targets(sources: list[Path], chooser: Chooser, options: dict[str, Any]) -> dict[Path, Path]:
    """Return where each input is to be written.

    Raises:
        UsageError: two inputs would be written to one file, or one over itself.
    """
    output: Path = options["output"]
    as_file = len(sources) == 1 and bool(output.suffix) and not output.is_dir()
    targets: dict[Path, Path] = {}
    taken: dict[Path, Path] = {}
    for path in sources:
        name = named(path, options) or output.parent / "stdin.txt"
        target = output
        if not as_file:
            ending = ENDINGS.get(chooser.value("to", name, "markdown"), name.suffix)
            target = output / name.with_suffix(ending).name
        if target in taken:
            raise UsageError(
                f"{taken[target]} and {path} would both be written to {target}",
                hint="clean them into folders of their own",
            )
        if target.exists() and path != STDIN and path.exists() and target.samefile(path):
            raise UsageError(f"{path} would be written over itself", hint="use -i")
        taken[target] = path
        targets[path] = target
    return targets
