"""`textclean check`: what is wrong in texts, without changing them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from textclean.cli.exits import Status, explain_failure
from textclean.cli.inputs import STDIN, read_input, said_name
from textclean.cli.options import (
    FILE,
    OneOf,
    Spelled,
    chain_options,
    jobs_option,
    reading_options,
    shared_options,
)
from textclean.cli.output import many, print_lines, write_document, write_note, write_warning
from textclean.cli.problems import Problem, find_problems
from textclean.errors import TextcleanError, UsageError
from textclean.finding import Rule
from textclean.startup.records import NamedTuple

FORMATS = ("text", "json", "github", "sarif")


class Report(NamedTuple):
    """What was found in one file."""

    problems: list[Problem]
    diff: str
    warning: str = ""


@click.command(cls=Spelled)
@click.argument("paths", nargs=-1, type=FILE, metavar="[PATH…|-]")
@click.option("--diff", is_flag=True, help="Show the changes instead, as a unified diff.")
@click.option(
    "--format", "form", type=OneOf(FORMATS), default="text", help="text, json, github or sarif."
)
@click.option("--baseline", type=FILE, metavar="FILE", help="Leave out what this list knows.")
@click.option(
    "--write-baseline", is_flag=True, help="Write all that is found to the baseline instead."
)
@click.option("--strict-notes", is_flag=True, help="Fail for notes as well.")
@jobs_option("Processes")
@click.option(
    "--stdin-filename", type=FILE, metavar="PATH", help="Treat standard input as this file."
)
@reading_options
@chain_options
@shared_options
def check(paths: tuple[Path, ...], **options: Any) -> int:
    """Report what is wrong in texts, without changing them.

    Takes files and folders; in a folder, Markdown, MDX, text and HTML files that git does not
    ignore. Exits with 1 if anything could be mended (`textclean clean -i` would) or was
    suppressed wrongly; notes alone do not count.

    \b
    Examples:
      textclean check docs README.md
      textclean check --diff page.md
      textclean check --format github docs
      textclean check --baseline known.json docs
      cat page.md | textclean check --stdin-filename page.md -
    """
    from textclean.cli.files import find_files, job_count, over_files
    from textclean.cli.settings import Chooser

    _refuse(options)
    work = _Work(options)
    chooser = Chooser(options, preset="hook")
    sources = find_files(list(paths) or [STDIN], chooser)
    chooser.warn_of_idle()
    rules = work.rules()
    known = None
    if options["baseline"] is not None and not options["write_baseline"]:
        from textclean.cli.baseline import read_baseline

        known = read_baseline(options["baseline"])
    tally = _Tally(options)
    jobs = job_count(options["jobs"], len(sources))

    def found() -> Iterator[Problem]:
        for path, report in over_files(sources, work, jobs):
            if isinstance(report, Exception):
                tally.fail(report, path)
                continue
            if report.warning:
                write_warning(report.warning)
            fresh = [p for p in report.problems if known is None or not known.is_known(p)]
            tally.add(path, fresh)
            if options["diff"]:
                write_document(report.diff)
            yield from fresh

    _write(found(), options, rules)
    tally.finish(len(sources))
    return tally.status()


def _refuse(options: dict[str, Any]) -> None:
    """Raise a UsageError for what cannot be asked for together."""
    if options["diff"] and options["form"] != "text":
        raise UsageError("--diff and --format exclude each other", hint="leave one out")
    if options["write_baseline"] and options["baseline"] is None:
        raise UsageError("--write-baseline needs a file", hint="add --baseline FILE")


def _write(problems: Iterable[Problem], options: dict[str, Any], rules: list[Rule]) -> None:
    from textclean.cli import formats

    if options["write_baseline"]:
        from textclean.atomic import write_file
        from textclean.cli.baseline import baseline_text

        write_file(options["baseline"], baseline_text(problems, options["baseline"]).encode())
    elif options["diff"]:
        for _ in problems:
            pass
    elif options["form"] == "sarif":
        from textclean import __version__

        log = formats.sarif_log(list(problems), rules, __version__)
        print_lines(json.dumps(log, ensure_ascii=False, indent=1))
    else:
        lines = {
            "text": formats.text_lines,
            "json": formats.json_lines,
            "github": formats.github_lines,
        }[options["form"]]
        for line in lines(problems):
            print_lines(line)


class _Work:
    """Checks one file. It may travel to another process, where it makes its own cleaners."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = {**options, "in_place": True, "verbose": True}
        self._made: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {"_options": self._options, "_made": None}

    @property
    def _chooser(self) -> Any:
        if self._made is None:
            from textclean.cli.settings import Chooser

            self._made = Chooser(self._options, preset="hook")
        return self._made

    def rules(self) -> list[Rule]:
        """Return the rules of the chain that holds in the current folder."""
        from textclean.inplace.suppress import RULES

        chain = self._chooser.cleaner().chain("hook")
        return [*(rule for step in chain.steps for rule in step.filter.rules), *RULES]

    def __call__(self, path: Path) -> Report:
        options = self._options
        name = options["stdin_filename"] if path == STDIN else path
        if name is not None and self._chooser.is_excluded(name):
            return Report([], "")
        cleaner = self._chooser.cleaner(name, url=options["url"] or "")
        data = read_input(path)
        result = cleaner.clean(data, source_id=str(name or ""), url=options["url"] or "")
        shown = str(name or "-")
        encoding = result.original.metadata.encoding
        if path != STDIN and not encoding.startswith("utf-8") and "(named" not in encoding:
            said = f"{shown}: not UTF-8 but, it seems, {encoding.partition(' ')[0]}: left alone"
            return Report([], "", said)
        chain = cleaner.chain("hook")
        rules = [rule for step in chain.steps for rule in step.filter.rules]
        if "textclean" in result.original.source_text:
            from textclean.inplace.suppress import RULES

            rules += RULES
        problems = find_problems(result, shown, rules)
        diff = ""
        if options["diff"] and problems:
            diff = unified_diff(result.original.source_text, result.render("source"), shown)
        return Report(problems, diff)


def unified_diff(before: str, after: str, name: str) -> str:
    """Return the changes as a diff that `patch` and `git apply` take."""
    from difflib import unified_diff as lines_of_diff

    from textclean.document import LINE_END

    def lines(text: str) -> list[str]:
        ends = [match.end() for match in LINE_END.finditer(text)]
        starts = [0, *ends]
        return [text[a:b] for a, b in zip(starts, [*ends, len(text)], strict=True) if a < b]

    parts = []
    for line in lines_of_diff(lines(before), lines(after), f"a/{name}", f"b/{name}"):
        parts.append(line)
        if not line.endswith(("\n", "\r")):
            parts.append("\n\\ No newline at end of file\n")
    return "".join(parts)


class _Tally:
    """Counts what was found, for the closing line and the exit code."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._counts: Counter[str] = Counter()
        self._files = 0
        self._failed = 0

    def add(self, path: Path, problems: list[Problem]) -> None:
        """Count the problems of one file."""
        self._counts.update("mend" if problem.counts else "note" for problem in problems)
        self._files += any(problem.counts for problem in problems)

    def fail(self, error: Exception, path: Path) -> None:
        """Say what went wrong with one file."""
        self._failed += 1
        if isinstance(error, TextcleanError) and not error.where:
            error.where = said_name(path)
        if self._options["debug"]:
            import traceback

            traceback.print_exception(error)
        explain_failure(error)

    def finish(self, checked: int) -> None:
        """Write the closing line."""
        if self._options["quiet"]:
            return
        mend, notes = self._counts["mend"], self._counts["note"]
        parts = []
        if mend:
            parts.append(f"{many(mend, 'finding')} in {many(self._files, 'file')}")
        elif not self._failed:
            parts.append("all fine")
        if notes:
            parts.append(many(notes, "note"))
        parts.append(f"{many(checked, 'file')} checked")
        if self._failed:
            parts.append(f"{self._failed} failed")
        write_note(", ".join(parts) + ".")

    def status(self) -> int:
        """Return the exit code."""
        if self._failed:
            return Status.FAILED
        if self._options["write_baseline"]:
            return Status.DONE
        found = self._counts["mend"] or (self._options["strict_notes"] and self._counts["note"])
        return Status.FOUND if found else Status.DONE
