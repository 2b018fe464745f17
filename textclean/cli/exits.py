"""The one place that turns what happened into a message on standard error and an exit code.

Click answers 1 to a usage error in some versions, to an abort and to a closed pipe; here each
has its own code, and an unforeseen failure is one line too, unless `--debug` asks for more.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

import click

from textclean.cli.output import close_quietly, flush_document, write_error
from textclean.errors import LockedError, TextcleanError, UsageError, near_name


class Status(IntEnum):
    """How a run ended, for the shell."""

    DONE = 0
    FOUND = 1
    """`check` found something to mend."""
    USAGE = 2
    """The command line or a configuration is wrong; nothing was done."""
    FAILED = 3
    """Some input or output failed. Outranks FOUND."""
    LOCKED = 75
    """Another run holds the lock: try again later."""
    INTERRUPTED = 130
    PIPE_CLOSED = 141


def guarded(run: Callable[[], int | None], *, debug: bool = False) -> int:
    """Run a command and return its exit code; whatever it raises becomes a message.

    With `debug` an error's traceback is shown before its message.
    """
    try:
        status = run() or Status.DONE
        flush_document()
        return int(status)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, click.Abort):
        write_error("interrupted", prefix="")
        return Status.INTERRUPTED
    except BrokenPipeError:
        close_quietly()
        return Status.PIPE_CLOSED
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        return explain_failure(error)


def explain_failure(error: Exception) -> Status:
    """Say on standard error what went wrong and what to do, and return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return Status.USAGE
    if isinstance(error, click.ClickException):
        message, hint = _click_message(error)
        write_error(message, hint=hint)
        return Status.USAGE
    if isinstance(error, TextcleanError):
        write_error(str(error), hint=error.hint)
        if isinstance(error, LockedError):
            return Status.LOCKED
        return Status.USAGE if isinstance(error, UsageError) else Status.FAILED
    if isinstance(error, OSError):
        write_error(os_message(error), hint=os_hint(error))
        return Status.FAILED
    if isinstance(error, MemoryError):
        write_error("there is not enough memory", hint="clean fewer or smaller files at a time")
        return Status.FAILED
    write_error(
        f"unforeseen failure: {type(error).__name__}: {error}",
        hint="run it again with --debug and report what it prints",
    )
    return Status.FAILED


def os_message(error: OSError) -> str:
    """Return what the system said, with the file it is about."""
    said = (error.strerror or str(error) or type(error).__name__).lower()
    name = error.filename
    if isinstance(name, bytes):
        name = name.decode(errors="replace")
    return f"{name}: {said}" if name else said


def os_hint(error: OSError) -> str:
    """Return what a person may do about an error of the system, or an empty string."""
    import errno

    hints = {
        errno.ENOENT: "check the spelling of the path",
        errno.EACCES: "you may not read or write it: see its permissions",
        errno.EPERM: "you may not read or write it: see its permissions",
        errno.EISDIR: "name files, or use a shell pattern such as DIR/*.txt",
        errno.ENOSPC: "free some space and run it again; the files are as they were",
        errno.EFBIG: "raise the limit on the size of files; the files are as they were",
        errno.EROFS: "the file system can only be read: use -o DIR",
        errno.EMFILE: "raise the limit on open files: ulimit -n",
    }
    return hints.get(error.errno or 0, "")


def _click_message(error: click.ClickException) -> tuple[str, str]:
    """Return one of Click's complaints as a message and a hint."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "textclean"
    hint = f"{command} --help"
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            hint = near_name(error.option_name, error.possibilities)
        return f"there is no option {error.option_name}", hint
    message = error.format_message().rstrip(".")
    return message[:1].lower() + message[1:], hint
