"""Everything that can go wrong, said so that a person knows what to do next."""

from __future__ import annotations

from collections.abc import Iterable


class TextcleanError(Exception):
    """Base of all errors that this package raises on purpose.

    `where` is a path or another name of the input, empty when the error is about none.
    """

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.hint, self.where, self.__dict__))


def _rebuild(
    kind: type[TextcleanError], message: str, hint: str, where: str, state: dict[str, object]
) -> TextcleanError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class UsageError(TextcleanError):
    """The request makes no sense: an unknown name, a bad option value."""


class ConfigError(UsageError):
    """A configuration file is broken or says something unknown."""


class PluginError(UsageError):
    """A third-party filter, reader, writer or engine cannot be loaded."""


class InputError(TextcleanError):
    """One input cannot be read, decoded or parsed; others are not affected."""


class OutputError(TextcleanError):
    """The result cannot be written."""


class LockedError(TextcleanError):
    """Another run holds the lock."""


class FilterError(TextcleanError):
    """A filter failed on one document, or proposed something impossible."""

    def __init__(
        self, message: str, *, filter: str = "", rule: str = "", hint: str = "", where: str = ""
    ) -> None:
        super().__init__(message, hint=hint, where=where)
        self.filter = filter
        self.rule = rule


def filter_failure(name: str, error: Exception, where: str) -> FilterError:
    """Return the error that says a filter failed on a document, and how to do without it."""
    return FilterError(
        f"the filter {name} failed: {type(error).__name__}: {error}",
        filter=name,
        hint=f"leave it out with --skip {name}",
        where=where,
    )


def near_name(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to a mistyped one.

    >>> near_name("qoutes", ["quotes", "spaces"])
    'did you mean quotes?'
    >>> near_name("zzz", ["quotes", "spaces"])
    'known: quotes, spaces'
    """
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    return f"did you mean {close[0]}?" if close else "known: " + ", ".join(names)
