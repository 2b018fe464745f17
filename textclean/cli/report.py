"""`textclean report`: the report of a batch, made later."""

from __future__ import annotations

from pathlib import Path

import click

from textclean.cli.options import FILE, help_option
from textclean.errors import InputError, UsageError


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="LEDGER…")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="A .html or .json file.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@help_option
def report(places: tuple[str, ...], output: Path | None, debug: bool) -> int:
    """Make the report of a batch from its ledger.

    LEDGER is the batch's output (a folder or a URL) or a ledger; several are added up, as are
    the parts of a job that was split with --shard. The report covers the last run and the
    interrupted ones that it completed. Without -o its JSON goes to standard output.

    \b
    Examples:
      textclean report clean/ -o report.html
      textclean report clean/ -o report.json
    """
    from textclean.batch.service import (
        ledgers_of,
        merged_report,
        report_values,
        write_report,
    )
    from textclean.cli.output import write_document
    from textclean.write.json import dumps

    check_report(output)
    ledgers: list[Path] = []
    for place in places:
        found = ledgers_of(place)
        if not found:
            raise InputError("there is no ledger", where=place, hint="name the output of a batch")
        ledgers += found
    tally, about = merged_report(ledgers)
    if output is None:
        write_document(dumps(report_values(tally, about), indent=1))
    else:
        write_report(output, tally, about)
    return 0


def check_report(path: Path | None) -> None:
    """Raise a UsageError for a report whose name does not tell its format."""
    if path is not None and path.suffix.lower() not in (".html", ".htm", ".json"):
        raise UsageError(f"{path}: what kind of report?", hint="name it .html or .json")
