"""`textclean filters`: what filters there are, and what each does."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import MISSING, fields, is_dataclass
from itertools import pairwise
from typing import Any

import click

from textclean.cli.exits import Status
from textclean.cli.options import shared_options
from textclean.cli.output import print_lines, style, visible, write_error
from textclean.errors import PluginError


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@shared_options
def filters(name: str | None, **shared: Any) -> int:
    """List the filters, or describe one.

    Without a name: every filter, built in or from an installed package, and the chain of each
    preset. With a name: what the filter does and leaves alone, its options and its rules.

    \b
    Examples:
      textclean filters
      textclean filters quotes
    """
    return describe_filter(name) if name else list_filters()


def list_filters() -> int:
    """Print a line for each filter; a plugin that cannot be loaded is named and does no harm."""
    from textclean.plugins import known
    from textclean.presets import PRESETS

    found = known("filters")
    width = max(len(plugin.name) for plugin in found)
    for plugin in found:
        try:
            summary = summary_of(plugin.load())
        except PluginError as error:
            write_error(str(error), hint=error.hint, prefix="warning: ")
            summary = "(cannot be loaded)"
        package = "" if plugin.package == "textclean" else f"  [{plugin.package}]"
        name = style(plugin.name.ljust(width), bold=True)
        print_lines(f"{name}  {visible(summary)}{style(package, dim=True)}")
    print_lines("", "Presets (a filter after ? only reports):")
    for preset, chain in PRESETS.items():
        print_lines(f"  {style(preset.ljust(9), bold=True)} {' '.join(chain)}")
    return Status.DONE


def describe_filter(name: str) -> int:
    """Print a filter's documentation, options and rules."""
    from textclean.plugins import load

    kind = load("filters", name)
    print_lines(style(name, bold=True), "", documentation(kind), "")
    options = option_lines(kind)
    if options:
        print_lines(style("Options", bold=True), *options, "")
    print_lines(style("Rules", bold=True))
    for rule in getattr(kind, "rules", ()):
        print_lines(f"  {rule.id}  {style(f'({rule.safety})', dim=True)}", f"      {rule.summary}")
    print_lines("", f"Use it alone: textclean clean -f {name}; leave it out: --skip {name}")
    return Status.DONE


def documentation(kind: Any) -> str:
    """Return what the author of a filter wrote about it: its module's docstring, or its own."""
    module = sys.modules.get(getattr(kind, "__module__", ""))
    written = (module.__doc__ if module is not None else None) or kind.__doc__
    return inspect.cleandoc(written or "(no documentation)")


def summary_of(kind: Any) -> str:
    """Return the first sentence of a filter's documentation."""
    first = documentation(kind).partition("\n\n")[0]
    return " ".join(first.split())


def option_lines(kind: Any) -> list[str]:
    """Return two lines for each option: how to set it with its default, and what it means."""
    if not is_dataclass(kind):
        return []
    said = _field_docs(kind if isinstance(kind, type) else type(kind))
    lines = []
    for field in fields(kind):
        default = field.default
        if default is MISSING and field.default_factory is not MISSING:
            default = field.default_factory()
        shown = "(required)" if default is MISSING else f"= {_shown(default)}"
        lines.append(f"  {field.name}: {_type_name(field.type)} {shown}")
        if field.name in said:
            lines += [f"      {line}" for line in said[field.name].splitlines()]
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) or '""' if isinstance(value, tuple) else repr(value)


def _type_name(wanted: Any) -> str:
    return wanted if isinstance(wanted, str) else getattr(wanted, "__name__", str(wanted))


def _field_docs(kind: type[Any]) -> dict[str, str]:
    """Return the docstring that stands below each field in the source of a class."""
    try:
        tree = ast.parse(inspect.getsource(kind).lstrip())
    except (OSError, SyntaxError, TypeError):
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    docs = {}
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            docs[field.target.id] = inspect.cleandoc(below.value.value)
    return docs
