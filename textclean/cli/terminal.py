"""What is shown on a terminal with colour; the only file that imports rich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from textclean.cli.account import Account, Entry, Line

LOOKS = {
    "before": "red",
    "after": "green",
    "arrow": "bright_black",
    "rule": "bold",
    "place": "cyan",
    "evidence": "bright_black",
    "drop": "red",
    "keep": "green",
    "edit": "blue",
    "set": "magenta",
    "note": "yellow",
}

SIGNS = {"kept": ("+", "green"), "changed": ("~", "blue"), "dropped": ("-", "bold red")}


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that reads no markup, no emoji codes and highlights nothing by itself."""
    return Console(markup=False, emoji=False, highlight=False, stderr=stderr)


def show_account(account: Account, *, changed_only: bool = False) -> None:
    """Show on standard output what became of every block."""
    console = make_console()
    grid = _grid()
    for name, value in account.header():
        grid.add_row(Text(name, "bright_black"), "", Text(value))
    console.print(grid)
    for entry in account.entries(changed_only=changed_only):
        console.print()
        _show_entry(console, entry)
    remarks = account.remarks_on_document()
    if remarks:
        console.print()
        grid = _grid()
        for remark in remarks:
            grid.add_row("", "", _text(remark))
        console.print(grid)
    console.rule(style="bright_black")
    console.print(Text(account.summary(), "bold"))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=8, justify="right", no_wrap=True)
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    return grid


def _show_entry(console: Console, entry: Entry) -> None:
    sign, colour = SIGNS[entry.state]
    text = Text(entry.text)
    if entry.state == "dropped":
        text.stylize("bright_black strike")
    elif entry.label.startswith("heading"):
        text.stylize("bold")
    if entry.label != "paragraph":
        text = Text.assemble((f"{entry.label}  ", "italic magenta"), text)
    grid = _grid()
    grid.add_row(Text(entry.place, "cyan"), Text(sign, colour), text)
    for remark in entry.remarks:
        grid.add_row("", "", Padding(_text(remark), (0, 0, 0, 2)))
    console.print(grid)


def _text(line: Line) -> Text:
    return Text.assemble(*((span.text, LOOKS.get(span.role, "")) for span in line))


@contextmanager
def live_bar(total: int) -> Iterator[Callable[[str, int], None]]:
    """Show a bar on standard error for the time of the block, and a line that can be replaced.

    The function takes the line and how many of `total` are done; of a total of 0 only the line
    is shown.
    """
    line = TextColumn("{task.description}", markup=False)
    columns = [SpinnerColumn(), *([BarColumn(20)] if total else []), line]
    with Progress(*columns, console=make_console(stderr=True), transient=True) as bar:
        task = bar.add_task("beginning…", total=total or None)
        yield lambda text, done: bar.update(task, completed=done, description=text)
