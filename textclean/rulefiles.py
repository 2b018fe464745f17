"""TOML files of `[[rules]]` tables: phrase rules and the rules of a site are kept in such."""

from __future__ import annotations

import os
from typing import Any

from textclean.errors import ConfigError, InputError


def read_tables(path: str | os.PathLike[str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the tables of a file's rules, and all that the file holds.

    Raises:
        InputError: the file cannot be read.
        ConfigError: it is not TOML, its `rules` are no tables, or its tables have another name.
    """
    import tomllib

    where = os.fspath(path)
    try:
        with open(where, "rb") as file:  # noqa: PTH123 - to import pathlib costs a pipe 7 ms.
            data = tomllib.load(file)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=where) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not valid TOML: {error}", where=where) from error
    if "rules" not in data:
        for name, value in data.items():
            if isinstance(value, list) and any(isinstance(table, dict) for table in value):
                raise ConfigError(f"`{name}` are no rules", hint="name them [[rules]]", where=where)
    tables = data.get("rules", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError("`rules` must be a list of tables", hint="[[rules]]", where=where)
    return tables, data
