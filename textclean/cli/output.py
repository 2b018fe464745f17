"""The only code that prints: documents to standard output, everything else to standard error.

Whatever is shown of a text has its control characters made visible, so that a text cannot move
the cursor, colour the screen or reverse the reading order of the line it stands in.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

import click

from textclean.errors import OutputError
from textclean.startup.lazy import lazy_compile

CONTROLS = lazy_compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What a terminal may obey or hide. Joiners stay: emoji, Persian and Indic scripts need them."""

ODD_SPACES = lazy_compile("[\xa0\u1680\u2000-\u200a\u200c\u200d\u202f\u205f\u3000]")
"""Spaces and joiners that look like nothing or like a plain space."""


def visible(text: str, *, spaces: bool = False) -> str:
    r"""Return a text with its control characters written out, and odd spaces too if asked for.

    >>> visible("red: \x1b[31m")
    'red: \\x1b[31m'
    >>> visible("two\nlines"), visible("5\xa0km", spaces=True)
    ('two\u23celines', '5\\xa0km')
    """
    text = CONTROLS.sub(_written_out, text)
    return ODD_SPACES.sub(_written_out, text) if spaces else text


def _written_out(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\n":
        return "\N{RETURN SYMBOL}"
    return (
        character.encode("ascii", "backslashreplace").decode()
        if character > "\x9f"
        else ("\\t" if character == "\t" else f"\\x{ord(character):02x}")
    )


def shorten(text: str, width: int) -> str:
    """Return a text cut to a width, with an ellipsis for what is missing.

    >>> shorten("a long story", 7)
    'a long…'
    """
    return text if len(text) <= width else text[: max(width - 1, 0)] + "\N{HORIZONTAL ELLIPSIS}"


def wants_colour(stream: IO[Any] | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether to colour what goes to a stream. NO_COLOR outranks FORCE_COLOR."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and environment.get("TERM") != "dumb"


def write_document(text: str | bytes) -> None:
    """Write to standard output, as UTF-8 whatever the locale says, line ends untouched.

    A lone surrogate has no UTF-8 form and comes out as U+FFFD.

    Raises:
        OutputError: it cannot be written, for instance to a full disk.
        BrokenPipeError: the reader is gone.
    """
    data = text if isinstance(text, bytes) else encode(text)
    stream = sys.stdout
    if stream is None:
        raise OutputError("standard output is closed")
    with _named_errors():
        stream.flush()
        # Unbuffered (PYTHONUNBUFFERED), a write may take a part only.
        rest = memoryview(data)
        while rest:
            rest = rest[stream.buffer.write(rest) or 0 :]


def flush_document() -> None:
    """Hand what was written to standard output to the system."""
    if sys.stdout is not None:
        with _named_errors():
            sys.stdout.flush()


@contextmanager
def _named_errors() -> Iterator[None]:
    """Turn what the system says against writing into an error that names standard output."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        close_quietly()
        raise OutputError(
            (error.strerror or str(error)).lower(),
            where="standard output",
            hint="the output is not complete",
        ) from error


def print_lines(*lines: str) -> None:
    """Write lines to standard output."""
    write_document("".join(f"{line}\n" for line in lines))


def style(text: str, *, bold: bool = False, dim: bool = False, colour: str = "") -> str:
    """Return a text with the codes for its looks if standard output wants them."""
    if not wants_colour(sys.stdout):
        return text
    return click.style(text, bold=bold or None, dim=dim or None, fg=colour or None)


def encode(text: str) -> bytes:
    r"""Return the UTF-8 form of a text; a lone surrogate becomes U+FFFD.

    >>> encode("caf\xe9 \udcff")
    b'caf\xc3\xa9 \xef\xbf\xbd'
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text).encode()


def write_error(message: str, *, hint: str = "", prefix: str = "error: ") -> None:
    """Write a line on standard error saying what happened, and one saying what to do."""
    _say(message, prefix, "31;1")
    if hint:
        _say(hint, "hint: ", "36")


def write_warning(message: str) -> None:
    """Write a warning on standard error."""
    _say(message, "warning: ", "33;1")


def many(count: int, name: str) -> str:
    """Return a count and what is counted, in the plural where it is.

    >>> many(1, "page"), many(2, "page")
    ('1 page', '2 pages')
    """
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def write_note(message: str) -> None:
    """Write a line on standard error that is neither an error nor a warning."""
    _say(message, "", "")


def _say(message: str, prefix: str, colour: str) -> None:
    stream = sys.stderr
    if stream is None:
        return
    if prefix and wants_colour(stream):
        prefix = f"\x1b[{colour}m{prefix}\x1b[0m"
    line = f"{prefix}{visible(message)}\n"
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def close_quietly() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot complain."""
    if sys.stdout is None:
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
