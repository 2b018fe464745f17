"""`textclean report`: the report of a batch, made later."""

from __future__ import annotations

from pathlib import Path

import click

from textclean.cli.options import FILE
from textclean.errors import InputError


@click.command()
@click.argument("ledger", type=FILE, metavar="LEDGER")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="A .html or .json file.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def report(ledger: Path, output: Path | None, debug: bool) -> int:
    """Make the report of a batch from its ledger.

    LEDGER is the batch's output folder or the ledger in it. The report covers the last run and
    the interrupted ones that it completed. Without -o its JSON goes to standard output.

    \b
    Examples:
      textclean report clean/ -o report.html
      textclean report clean/ -o report.json
    """
    from textclean.batch.ledger import Ledger
    from textclean.batch.service import report_values, state_folder, write_report
    from textclean.cli.output import write_document
    from textclean.write.json import dumps

    path = state_folder(str(ledger)) / "ledger.sqlite" if ledger.is_dir() else ledger
    if not path.is_file():
        raise InputError(
            "there is no ledger", where=str(ledger), hint="name the output folder of a batch"
        )
    book = Ledger(path)
    tally, about = book.report()
    book.close()
    if output is None:
        write_document(dumps(report_values(tally, about), indent=1))
    else:
        write_report(output, tally, about)
    return 0
