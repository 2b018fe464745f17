"""`textclean rules`: what rules there are, what each minds, and whether your own work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from textclean.cli.exits import Status
from textclean.cli.options import shared_options
from textclean.cli.output import print_lines, style, visible, write_error
from textclean.errors import PluginError, UsageError, near_name
from textclean.finding import Rule


@click.command()
@click.argument("words", nargs=-1, metavar="[NAME… | test FILE…]")
@shared_options
def rules(words: tuple[str, ...], **shared: Any) -> int:
    """List the rules, describe one, or test your own.

    Without a name: every rule with its safety (safe rules act, unsafe ones only with --unsafe,
    notes never). With the name of a filter: its rules. With a rule's: what it minds, examples
    that change and look-alikes that stay. With test: runs the examples in your rule files.

    \b
    Examples:
      textclean rules
      textclean rules quotes
    """
    if words and words[0] == "test":
        return check_rule_files([Path(word) for word in words[1:]])
    return list_rules(words)


def known_rules() -> Iterator[Rule]:
    """Yield the rules of every filter that can be loaded, and name each one that cannot."""
    from textclean.plugins import known

    for plugin in known("filters"):
        try:
            yield from getattr(plugin.load(), "rules", ())
        except PluginError as error:
            write_error(str(error), hint=error.hint, prefix="warning: ")


def list_rules(names: tuple[str, ...]) -> int:
    """Print the rules named by an id or by their filter, in full for an id; all without names."""
    found = list(known_rules())
    if not names:
        width = max(len(rule.id) for rule in found)
        for rule in found:
            safety = style(f"{rule.safety:6}", colour=COLOURS[rule.safety])
            print_lines(f"{style(rule.id.ljust(width), bold=True)}  {safety}  {rule.summary}")
        return Status.DONE
    for name in names:
        chosen = [rule for rule in found if name in (rule.id, rule.id.partition("/")[0])]
        if not chosen:
            known = {rule.id for rule in found} | {rule.id.partition("/")[0] for rule in found}
            raise UsageError(f"there is no rule named {name}", hint=_near(name, known))
        for rule in chosen:
            describe_rule(rule)
    return Status.DONE


COLOURS = {"safe": "green", "unsafe": "yellow", "note": "cyan"}


def describe_rule(rule: Rule) -> None:
    """Print what a rule minds, with its examples."""
    safety = style(f"({rule.safety})", colour=COLOURS[rule.safety])
    print_lines(f"{style(rule.id, bold=True)}  {safety}", f"  {rule.summary}")
    if rule.changes:
        print_lines("  changes:")
    for before, after in rule.changes:
        arrow = style("\N{RIGHTWARDS ARROW}", dim=True)
        shown = visible(after, spaces=True) if after.strip() else style("(removed)", dim=True)
        print_lines(f"    {visible(before, spaces=True)}  {arrow}  {shown}")
    if rule.stays:
        print_lines("  stays:", *(f"    {visible(text, spaces=True)}" for text in rule.stays))
    if rule.source:
        print_lines(f"  source: {rule.source}")
    print_lines("")


def _near(name: str, known: set[str]) -> str:
    hint = near_name(name, known)
    return hint if hint.startswith("did") else "textclean rules lists them"


def check_rule_files(paths: list[Path]) -> int:
    """Run the examples of rule files and name the rules whose examples do not come out."""
    from textclean.phrases.rules import check_rules, load_rules

    if not paths:
        raise UsageError("which rule file?", hint="textclean rules test my-rules.toml")
    failed = False
    for path in paths:
        found = load_rules(path)
        problems = check_rules(found)
        for problem in problems:
            write_error(f"{path}: {problem.rule}: {problem.message}")
        examples = sum(len(rule.changes) + len(rule.stays) for rule in found)
        if problems:
            failed = True
        else:
            print_lines(f"{path}: {len(found)} rules, {examples} examples, all as written")
    return Status.FOUND if failed else Status.DONE
