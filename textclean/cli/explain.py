"""`textclean explain`: every block of a text, kept or not, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textclean.cli.exits import Status
from textclean.cli.options import FILE, chain_options, reading_options, shared_options
from textclean.cli.output import print_lines, wants_colour

if TYPE_CHECKING:
    from textclean.cli.account import Account, Line

SIGNS = {"kept": "+", "changed": "~", "dropped": "-"}
PLACE_WIDTH = 8


@click.command()
@click.argument("path", type=FILE, required=False, metavar="[PATH|-]")
@click.option("--full", is_flag=True, help="Shorten nothing.")
@click.option("--changed", is_flag=True, help="Only blocks that something was found in.")
@click.option(
    "--stdin-filename", type=FILE, metavar="PATH", help="Treat standard input as this file."
)
@reading_options
@chain_options
@shared_options
def explain(path: Path | None, full: bool, changed: bool, **options: Any) -> int:
    """Show every block, kept or not, and why.

    A line for each block of the input: where it stands, whether it was kept (+), kept and
    changed (~) or dropped (-), and its text. Below it what was found: the action, the rule, the
    place, before and after, and the evidence that decided. `textclean rules RULE` says more.

    \b
    Examples:
      textclean explain article.txt
      textclean explain --changed page.html
      cat article.txt | textclean explain --preset strict
    """
    from textclean.api import is_whole_page
    from textclean.cli.account import Account
    from textclean.cli.inputs import STDIN, read_input
    from textclean.cli.settings import Chooser

    path = path or STDIN
    name: Path | None = options["stdin_filename"] if path == STDIN else path
    url = options["url"] or ""
    Chooser(options).warn_of_idle(name)
    cleaner = Chooser({**options, "reasons": True}).cleaner(name, url=url)
    result = cleaner.clean(read_input(path), source_id=str(name or ""), url=url)
    chain = cleaner.chain("strict" if is_whole_page(result.original) else "standard")
    rules = (rule for step in chain.steps for rule in step.filter.rules)
    account = Account(result, rules, full=full)
    if wants_colour(sys.stdout):
        from textclean.cli.terminal import show_account

        show_account(account, changed_only=changed)
    else:
        print_lines(*plain_lines(account, changed_only=changed))
    return Status.DONE


def plain_lines(account: Account, *, changed_only: bool = False) -> Iterator[str]:
    """Yield an account as lines without colour."""
    for name, value in account.header():
        yield f"{name:{PLACE_WIDTH}}  {value}"
    margin = " " * (PLACE_WIDTH + 4)
    for number, entry in enumerate(account.entries(changed_only=changed_only)):
        if number == 0:
            yield ""
        sign = SIGNS[entry.state]
        yield f"{entry.place:>{PLACE_WIDTH}}  {sign} {entry.label}: {entry.text}".rstrip()
        for remark in entry.remarks:
            yield margin + _joined(remark)
    remarks = account.remarks_on_document()
    if remarks:
        yield ""
        for remark in remarks:
            yield _joined(remark)
    yield ""
    yield account.summary()


def _joined(line: Line) -> str:
    return "".join(span.text for span in line).rstrip()
