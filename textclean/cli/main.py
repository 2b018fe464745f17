"""The command `textclean` and the table of its subcommands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from textclean.cli.exits import guarded
from textclean.cli.options import help_option
from textclean.errors import UsageError, near_name

COMMANDS = {
    "clean": ("textclean.cli.clean:clean", "Clean texts into Markdown, JSON or plain text."),
    "check": ("textclean.cli.check:check", "Report what is wrong in texts, without changing them."),
    "explain": ("textclean.cli.explain:explain", "Show every block, kept or not, and why."),
    "batch": (
        "textclean.cli.batch:batch",
        "Clean many documents: folders, JSON lines, Parquet, WARC.",
    ),
    "report": ("textclean.cli.report:report", "Make the report of a batch from its ledger."),
    "learn": ("textclean.cli.learn:learn", "Learn a site's own boilerplate from its pages."),
    "filters": ("textclean.cli.filters:filters", "List the filters, or describe one."),
    "rules": ("textclean.cli.rules:rules", "List the rules, describe one, or test your own."),
}
"""By name: where the command is, and its summary, so that `--help` imports none of them."""


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name.

        Raises:
            UsageError: there is none; the hint has the nearest name.
        """
        if cmd_name not in COMMANDS:
            if cmd_name.startswith("-"):
                return None
            raise UsageError(f"there is no command named {cmd_name}", hint=_hint(cmd_name))
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the summaries from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


def _hint(name: str) -> str:
    from pathlib import Path

    if "." in name or "/" in name or Path(name).exists():
        return f"to clean a file: textclean clean {name}"
    return near_name(name, COMMANDS)


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if not value:
        return
    from textclean import __version__

    click.echo(f"textclean {__version__}")
    ctx.exit()


@click.group(cls=LazyGroup)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and leave.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@help_option
def group(debug: bool) -> None:
    """Clean scraped or pasted text, and account for every change.

    Takes plain text, HTML or Markdown; mends mangled characters and quote marks; removes
    banners, comment widgets, credits and repeats; writes Markdown, JSON or plain text. Nothing
    disappears silently: `explain` says what was done to every block, and why.

    \b
    Examples:
      textclean clean article.txt
      textclean clean page.html --to json
      textclean explain article.txt
      textclean filters quotes
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    words = list(sys.argv[1:] if args is None else args)

    def run() -> int | None:
        with group.make_context("textclean", words) as context:
            status: int | None = group.invoke(context)
            return status

    return guarded(run, debug="--debug" in words)
