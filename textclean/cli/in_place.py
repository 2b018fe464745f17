"""`textclean clean -i`: a file cleaned where it stands."""

from __future__ import annotations

from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any

from textclean.cli.output import write_warning
from textclean.cli.results import result_of
from textclean.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from textclean.api import Cleaner, Result
    from textclean.cli.settings import Chooser


def html_in_place(path: Path) -> UsageError:
    """Return the error for an HTML file that more than repairs are asked for."""
    return UsageError(
        "HTML is edited in place by the preset hook only", where=str(path), hint="use -o DIR"
    )


class InPlace:
    """Cleans one file in place. It may travel to another process and makes its cleaners there."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._chooser: Chooser | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"_options": self._options, "_chooser": None}

    def __call__(self, path: Path) -> str:
        """Clean a file and return what was changed in it, empty if nothing was."""
        if self._chooser is None:
            from textclean.cli.settings import Chooser

            self._chooser = Chooser(self._options, preset="hook")
        return _clean_in_place(path, self._chooser, self._options)


def _clean_in_place(path: Path, chooser: Chooser, options: dict[str, Any]) -> str:
    """Write a file's cleaned text back to it and return what changed, empty if nothing did."""
    from textclean.atomic import read_stamped, write_file

    if chooser.is_excluded(path):
        return ""
    if not (S_ISREG(mode := path.stat().st_mode) or S_ISDIR(mode)):
        raise InputError("not a regular file", where=str(path), hint="use a pipe instead of -i")
    data, seen = read_stamped(path)
    suspects = None
    cleaner = chooser.cleaner(path)
    if not options["verbose"]:
        suspects = cleaner.find_suspects(data, source_id=str(path))
        if suspects == ():
            return ""
    result = result_of(data, path, chooser, options, suspects)
    settings = cleaner.settings
    if result.original.format == "html" and (settings.filters or settings.preset != "hook"):
        raise html_in_place(path)
    written = _encoded_as_read(cleaner, result, data, path)
    if written is None or written == data:
        return ""
    write_file(path, written, seen=seen)
    return _what_was_done(result)


def _what_was_done(result: Result) -> str:
    """Return how often each filter changed something: `1 mojibake, 2 spaces`."""
    from collections import Counter

    counts = Counter(f.filter for f in result.findings if f.action in ("edit", "drop", "set"))
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "changed"


def _encoded_as_read(cleaner: Cleaner, result: Result, data: bytes, path: Path) -> bytes | None:
    """Return the edited source in the encoding of the file, None when it has to be left alone."""
    from textclean.inplace.contents import is_sure_of_encoding, settled_bytes

    if not is_sure_of_encoding(result):
        encoding = result.original.metadata.encoding.partition(" ")[0]
        write_warning(
            f"{path}: not UTF-8 but, it seems, {encoding}: left alone; --encoding {encoding}"
            " edits it as such"
        )
        return None
    return settled_bytes(cleaner, result, data, str(path))
