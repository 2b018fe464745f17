"""`textclean clean --jsonl`: a JSON object a line in, a JSON object a line out, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from textclean.cli.exits import Status, explain_failure
from textclean.cli.inputs import STDIN, said_name
from textclean.cli.output import encode, flush_document, write_document, write_error
from textclean.errors import InputError, TextcleanError
from textclean.jsontext import dump_object

if TYPE_CHECKING:
    from pathlib import Path

    from textclean.cli.settings import Chooser

CONTENT = ("html", "markdown", "text")
"""Fields that may hold the text; the name says its format."""

FIELDS = {"markdown": "markdown", "text": "text", "json": "document", "source": "text"}
"""Name of the field for the cleaned text, by format."""


def clean_lines(sources: list[Path], chooser: Chooser, options: dict[str, Any]) -> int:
    """Clean every record of some JSON lines and return the exit code.

    A record that fails comes out with an `error` instead of a text, and the run goes on; so it does
    after a file that cannot be read.
    """
    failed = False
    hinted: set[str] = set()
    for path in sources:
        try:
            failed |= _clean_file(path, chooser, options, hinted)
        except BrokenPipeError:
            raise
        except OSError as error:
            if not error.filename:
                raise  # It is the output that failed.
            failed = True
            explain_failure(error)
    return Status.FAILED if failed else Status.DONE


def _clean_file(path: Path, chooser: Chooser, options: dict[str, Any], hinted: set[str]) -> bool:
    """Clean the records of one input and tell whether one of them failed.

    `hinted` holds the hints given so far: each is given once, as it may hold for every line.
    """
    failed = False
    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            record, error = _clean_line(line, chooser, options)
            if error is not None:
                failed = True
                hint = "" if error.hint in hinted else error.hint
                hinted.add(hint)
                write_error(f"{said_name(path)}:{number}: {error.message}", hint=hint)
            write_document(_line(record))
            flush_document()
    return failed


def _opened(path: Path) -> Any:
    if path != STDIN:
        return path.open("rb")
    if sys.stdin is None:
        raise InputError("standard input is closed", hint="name a file")
    return nullcontext(sys.stdin.buffer)


def _line(record: dict[str, Any]) -> bytes:
    return encode(dump_object(record)) + b"\n"


def _clean_line(
    line: bytes, chooser: Chooser, options: dict[str, Any]
) -> tuple[dict[str, Any], TextcleanError | None]:
    """Return the record to write for a line, and what went wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = (
            f"{error.msg} at column {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        failure = InputError(f"not JSON: {said}", hint="one JSON object a line")
        return {"error": failure.message}, failure
    if not isinstance(record, dict):
        failure = InputError("not a JSON object", hint='one like {"id": 1, "text": "…"} a line')
        return {"error": failure.message}, failure
    try:
        return clean_record(record, chooser, options), None
    except TextcleanError as error:
        return {**record, "error": error.message}, error
    except Exception as error:
        failure = InputError(f"unforeseen failure: {type(error).__name__}: {error}")
        return {**record, "error": failure.message}, failure


def clean_record(
    record: dict[str, Any], chooser: Chooser, options: dict[str, Any]
) -> dict[str, Any]:
    """Return a record with its cleaned text, title, language and notes added.

    Raises:
        InputError: it has no text, or several.
        TextcleanError: the text cannot be cleaned.
    """
    target = chooser.value("to", None, "markdown")
    field = _content_field(record, options["source_format"])
    url = options["url"] or str(record.get("url") or "")
    cleaner = chooser.cleaner(url=url, source_format=field)
    result = cleaner.clean(record[field], source_id=str(record.get("id", "")), url=url)
    added = {
        FIELDS.get(target, target): result.json() if target == "json" else result.render(target),
        "title": result.document.metadata.title or None,
        "language": result.document.metadata.language or None,
        "notes": list(_notes(result.findings)),
    }
    kept = {f"source_{name}" if name in added else name: record[name] for name in record}
    return {**kept, **added}


def _content_field(record: dict[str, Any], wanted: str | None) -> str:
    """Return the name of the field that holds the text."""
    if wanted in CONTENT and wanted in record:
        names = [wanted]
    else:
        names = [name for name in CONTENT if record.get(name) is not None]
    if not names:
        raise InputError("the record has no text", hint="name its field html, text or markdown")
    if len(names) > 1:
        raise InputError(
            f"the record has several texts: {', '.join(names)}",
            hint=f"say which one is meant: --from {names[0]}",
        )
    if not isinstance(record[names[0]], str):
        raise InputError(f"the field {names[0]} is not a text", hint="put it in quotes")
    return names[0]


def _notes(findings: Any) -> Iterator[dict[str, Any]]:
    from textclean.write.json import finding_values

    for finding in findings:
        if finding.action == "note":
            yield finding_values(finding)
