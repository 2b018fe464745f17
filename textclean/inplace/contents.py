"""The bytes of a file with the edits made in it: its encoding and its byte order mark are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textclean.errors import InputError
from textclean.finding import Action
from textclean.inplace.withdrawal import REFUSED

if TYPE_CHECKING:
    from textclean.api import Cleaner, Result

MAX_PASSES = 4
"""How often a file is gone through again; texts in utter disorder have come to rest after three."""

MENDS_LETTERS = frozenset(("mojibake", "invisible"))
"""Filters after which the words of a text may be others."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_sure_of_encoding(result: Result) -> bool:
    """Tell whether a file may be written back: its encoding is UTF-8, or the user named it."""
    encoding = result.original.metadata.encoding
    return encoding.partition(" ")[0] in ("", "utf-8") or "(named" in encoding


def edited_bytes(result: Result, data: bytes, where: str = "") -> bytes:
    """Return what a file should hold, given what it held.

    Raises:
        InputError: the cleaned text has characters that the file's encoding lacks.
    """
    encoding = result.original.metadata.encoding.partition(" ")[0] or "utf-8"
    try:
        written = result.render("source").encode(encoding)
    except UnicodeEncodeError as error:
        raise InputError(
            f"the cleaned text has characters that {encoding} lacks",
            where=where,
            hint="use -o DIR, which writes UTF-8",
        ) from error
    if data.startswith(BYTE_ORDER_MARK) and not written.startswith(BYTE_ORDER_MARK):
        written = BYTE_ORDER_MARK + written
    return written


def settled_bytes(cleaner: Cleaner, result: Result, data: bytes, where: str = "") -> bytes:
    """Return what a file should hold so that another run finds nothing to do in it.

    What one filter has mended may show an earlier one what it could not see, and letters that are
    mended may tell the language, so a file that several have edited, or one that mends letters, is
    gone through again; and one in which an edit was refused, since that took others with it.

    Raises:
        InputError: see `edited_bytes`.
    """
    written = edited_bytes(result, data, where)
    for _ in range(MAX_PASSES):
        if written == data or not _may_show_more(result):
            break
        data = written
        suspects = cleaner.find_suspects(data, source_id=where)
        if suspects == ():
            break
        result = cleaner.clean(data, source_id=where, suspects=suspects)
        written = edited_bytes(result, data, where)
    return written


def _may_show_more(result: Result) -> bool:
    """Tell whether what was mended may be the reason that there is more to mend."""
    editors = {finding.filter for finding in result.findings if finding.action is Action.EDIT}
    return (
        len(editors) > 1
        or not editors.isdisjoint(MENDS_LETTERS)
        or any(REFUSED in finding.evidence for finding in result.findings)
    )
