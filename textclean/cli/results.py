"""The result for one input, and what is said of it on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textclean.cli.inputs import STDIN, said_name
from textclean.cli.output import visible, write_note, write_warning

if TYPE_CHECKING:
    from pathlib import Path

    from textclean.api import Result
    from textclean.cli.settings import Chooser


def named(path: Path, options: dict[str, Any]) -> Path | None:
    """Return the path an input goes by, None for standard input without a name."""
    if path != STDIN:
        return path
    name: Path | None = options["stdin_filename"]
    return name


def result_of(
    data: bytes,
    path: Path,
    chooser: Chooser,
    options: dict[str, Any],
    suspects: tuple[int, ...] | None = None,
) -> Result:
    """Return the result for the content of one input, having said what is to be said of it."""
    name = named(path, options)
    url = options["url"] or ""
    result = chooser.cleaner(name, url=url).clean(
        data, source_id="" if name is None else str(name), url=url, suspects=suspects
    )
    report(result, said_name(name or STDIN), options)
    return result


def report(result: Result, name: str, options: dict[str, Any]) -> None:
    """Write warnings and, with -v, notes and counts to standard error."""
    if options["quiet"]:
        return
    encoding = result.original.metadata.encoding
    if "replaced" in encoding:
        write_warning(f"{name}: {encoding}")
    if _is_emptied(result):
        write_warning(f"{name}: nothing is left of it; textclean explain says why")
    if not options["verbose"]:
        return
    for finding in result.findings:
        if finding.action == "note":
            where = f"{name}:{finding.place}".removesuffix(":")
            what = f": {visible(finding.before)}" if finding.before else ""
            arrow = f" -> {visible(finding.after)}" if finding.edits else ""
            why = f" ({finding.evidence})" if finding.evidence else ""
            write_note(f"{where}: note: {finding.rule}{what}{arrow}{why}")
    counts = [
        f"{count} {action}{'' if count == 1 else 's'}"
        for action in ("drop", "edit", "set", "note")
        if (count := sum(finding.action == action for finding in result.findings))
    ]
    write_note(f"{name}: {', '.join(counts) or 'nothing found'}")


def _is_emptied(result: Result) -> bool:
    """Tell whether a text had blocks and has none left."""
    # Only a drop takes one away, and without any the document as cleaned need not be made.
    return any(finding.action == "drop" for finding in result.findings) and not any(
        True for _ in result.document.standing()
    )
