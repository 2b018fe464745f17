"""The options that several commands share, and what they come to for one input.

A value that is not given on the command line is None, so that a configuration can give it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from textclean.errors import UsageError, near_name

if TYPE_CHECKING:
    from pathlib import Path

Command = TypeVar("Command", bound=Callable[..., Any])


class Spelled(click.Command):
    """A command that hands its short options to Click by their long names.

    Click takes each for a long one first, and in vain: to find what is near to it and in which
    language to say so takes a twentieth of a run on a small text.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments left over."""
        known = {
            name: param
            for param in self.params
            if isinstance(param, click.Option)
            for name in param.opts
        }
        spelled: list[str] = []
        words = iter(args)
        for word in words:
            option = known.get(word)
            spelled.append(word if option is None else max(option.opts, key=len))
            if word == "--":
                spelled += words
            elif option is not None and not (option.is_flag or option.count):
                spelled += islice(words, option.nargs)
        return super().parse_args(ctx, spelled)


class OneOf(click.Choice[str]):
    """One of a few words; a mistyped one is answered with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word.

        Raises:
            UsageError: it is none of them.
        """
        if value in self.choices:
            return str(value)
        option = f"--{param.name.replace('_', '-')}" if param is not None and param.name else ""
        if param is not None and param.opts:
            option = param.opts[-1]
        raise UsageError(f"{option} cannot be {value}", hint=near_name(str(value), self.choices))


class _File(click.ParamType["Path"]):
    """A path, not looked at: Click's own asks the system about each, and a hook names many.

    It imports pathlib when there is one: a pipe has none.
    """

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path as given."""
        from pathlib import Path

        return Path(value)


FILE = _File()
"""A path, whether or not there is a file: what is wrong with it is said when it is used."""


def reading_options(command: Command) -> Command:
    """Add the options that say what an input is."""
    for option in (
        click.option("--url", metavar="URL", help="The page's address: makes links absolute."),
        click.option("--lang", metavar="TAG", help="The language, if the text does not tell it."),
        click.option(
            "--errors",
            type=OneOf(["strict", "replace"]),
            help="What to do with bytes that cannot be decoded.  [default: strict]",
        ),
        click.option("--encoding", metavar="NAME", help="How the bytes are encoded, if known."),
        click.option(
            "--from",
            "source_format",
            metavar="FORMAT",
            help="What the input is: auto, text, html or markdown.  [default: auto]",
        ),
    ):
        command = option(command)
    return command


def chain_options(command: Command) -> Command:
    """Add the options that say what is done to an input."""
    for option in (
        click.option(
            "--quotes", type=OneOf(["keep", "curly", "straight"]), help="Style of quote marks."
        ),
        click.option(
            "--site-rules",
            metavar="FILE",
            multiple=True,
            help="Drop the lines that this file of `textclean learn` names; repeatable.",
        ),
        click.option("--captions", type=OneOf(["keep", "drop"]), help="Captions of pictures."),
        click.option(
            "--comments",
            type=OneOf(["drop", "keep", "separate"]),
            help="Comments of readers; separate: below a line, in JSON a field of their own.",
        ),
        click.option(
            "--set",
            "settings",
            metavar="NAME.KEY=VALUE",
            multiple=True,
            help="Set an option of a filter; repeatable.",
        ),
        click.option("--unsafe", is_flag=True, default=None, help="Apply unsafe changes as well."),
        click.option(
            "--skip", metavar="NAME", multiple=True, help="Leave a filter out; repeatable."
        ),
        click.option(
            "-f",
            "--filter",
            "filters",
            metavar="NAME[:KEY=VALUE]",
            multiple=True,
            help="Use these filters, in this order, instead of a preset; repeatable.",
        ),
        click.option(
            "--preset",
            metavar="NAME",
            help="hook (repairs only), standard (removes boilerplate as well), strict (main"
            " content only), or one of your own.",
        ),
    ):
        command = option(command)
    return command


def _show_help(context: click.Context, option: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


help_option = click.option(
    "-h",
    "--help",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="Show this message and exit.",
)
"""Click's own asks for a translation of this sentence, which takes 2 ms."""


def shared_options(command: Command) -> Command:
    """Add the options of every command: configuration, help, what is said on standard error."""
    for option in (
        help_option,
        click.option("--debug", is_flag=True, help="Show the traceback of an error."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("-v", "--verbose", is_flag=True, help="Say what was changed and noted."),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--config", type=FILE, metavar="FILE", help="Read this configuration file."),
    ):
        command = option(command)
    return command


def jobs_option(use: str) -> Callable[[Command], Command]:
    """Return the option for how many processes clean files; `use` is what its help calls them."""
    help = f"{use}.  [default: auto]"
    return click.option("-j", "--jobs", type=click.IntRange(0), default=0, metavar="N", help=help)


def parse_settings(words: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return options by filter from words such as `quotes.style=curly`.

    Splits at the first full stop and equals sign only: values hold CSS.

    >>> parse_settings(("quotes.style=curly", "select.drop=a.b=c"))
    {'quotes': {'style': 'curly'}, 'select': {'drop': 'a.b=c'}}

    Raises:
        UsageError: a word of another form.
    """
    options: dict[str, dict[str, Any]] = {}
    for word in words:
        key, equals, value = word.partition("=")
        name, dot, option = key.partition(".")
        if not (equals and dot and name and option):
            raise UsageError(
                f"--set {word} is not of the form NAME.KEY=VALUE",
                hint="for example --set quotes.style=curly",
            )
        options.setdefault(name, {})[option] = value
    return options


def merge_options(
    *layers: Mapping[str, Mapping[str, Any]],
) -> dict[str, dict[str, Any]]:
    """Return options by filter, those of later layers on top.

    >>> merge_options({"a": {"x": 1, "y": 2}}, {"a": {"y": 3}})
    {'a': {'x': 1, 'y': 3}}
    """
    merged: dict[str, dict[str, Any]] = {}
    for layer in layers:
        for name, options in layer.items():
            merged.setdefault(name, {}).update(options)
    return merged
