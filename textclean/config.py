"""Settings from the environment and from configuration files, checked.

What is given on the command line outranks the environment (`TEXTCLEAN_PRESET=hook`), which
outranks the nearest `textclean.toml` or `[tool.textclean]` in a `pyproject.toml`, which outranks
the defaults. An unknown key is an error, as a mistyped one would otherwise do nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textclean.errors import ConfigError, near_name
from textclean.startup.records import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

FILE = "textclean.toml"
PREFIX = "TEXTCLEAN_"


class Config(NamedTuple):
    """What one configuration file says, or several sources merged."""

    values: Mapping[str, Any] = {}
    """Settings by name, with underscores: `front_matter`."""
    presets: Mapping[str, tuple[str, ...]] = {}
    """Chains of the user's own: names of filters, `?` before one that only reports."""
    filters: Mapping[str, Mapping[str, Any]] = {}
    """Options by filter."""
    sites: Mapping[str, Mapping[str, Mapping[str, Any]]] = {}
    """Options by host name and filter; they hold for the host and what ends in `.host`."""
    path: Path | None = None

    def for_site(self, host: str) -> dict[str, dict[str, Any]]:
        """Return the options by filter that hold for a host: the general ones and its own."""
        merged = {name: dict(options) for name, options in self.filters.items()}
        for name, options in self.site_options(host).items():
            merged.setdefault(name, {}).update(options)
        return merged

    def site_options(self, host: str) -> Mapping[str, Mapping[str, Any]]:
        """Return the options of the longest site name that a host is or ends in."""
        labels = host.lower().split(".")
        for start in range(len(labels)):
            found = self.sites.get(".".join(labels[start:]))
            if found is not None:
                return found
        return {}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text in quotes")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError('a list of texts: ["…", "…"]')
    return tuple(value)


def _one_of(*choices: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in choices:
            raise TypeError("one of " + ", ".join(choices))
        return str(value)

    return check


SETTINGS: dict[str, Callable[[Any], Any]] = {
    "preset": _text,
    "chain": _names,
    "skip": _names,
    "unsafe": _flag,
    "language": _text,
    "encoding": _text,
    "errors": _one_of("strict", "replace"),
    "from": _one_of("auto", "text", "html", "markdown"),
    "to": _text,
    "comments": _one_of("drop", "keep", "separate"),
    "captions": _one_of("keep", "drop"),
    "quotes": _one_of("keep", "curly", "straight"),
    "front_matter": _flag,
    "include": _names,
    "exclude": _names,
    "words": _names,
    "rules": _names,
    "site_rules": _names,
}
"""Every setting and what checks its value. Hyphens in a file's keys count as underscores."""

TABLES = ("presets", "filters", "sites")

_WORDS = {"1": True, "true": True, "yes": True, "on": True} | {
    "0": False,
    "false": False,
    "no": False,
    "off": False,
    "": False,
}


def find_config(folder: str) -> Path | None:
    """Return the nearest configuration file in a folder, given as a whole path, or above it."""
    while True:
        for name in (FILE, "pyproject.toml"):
            place = os.path.join(folder, name)  # noqa: PTH118 - to import pathlib takes 4 ms.
            if os.access(place, os.F_OK) and (name == FILE or _mentions_us(place)):
                from pathlib import Path

                return Path(place)
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _mentions_us(path: str) -> bool:
    """Return whether a pyproject file has our table, without loading a TOML parser for most."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError:
        return False
    if b"textclean" not in data:
        return False
    return "textclean" in _parse(path, data).get("tool", {})


def read_config(path: Path) -> Config:
    """Return what a configuration file says.

    Raises:
        ConfigError: it cannot be read, is not TOML, or says something unknown.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"the configuration cannot be read: {(error.strerror or str(error)).lower()}",
            where=str(path),
            hint="name another with --config FILE, or none with --isolated",
        ) from error
    table = _parse(path, data)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("textclean", {})
    return check(table, path)


def _parse(path: str | Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(
            "a configuration must be UTF-8", where=str(path), hint=f"byte {error.start} is not"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"not TOML: {error}", where=str(path), hint="texts stand in quotes, lists in [ ]"
        ) from error


def check(table: Mapping[str, Any], path: Path) -> Config:
    """Return the settings of a parsed configuration.

    Raises:
        ConfigError: an unknown key, or a value of the wrong kind.
    """
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in TABLES:
            continue
        name = key.replace("-", "_")
        if name == "rules" and path.name != "pyproject.toml" and _are_tables(value):
            values[name] = (str(path),)
            continue
        if name not in SETTINGS:
            raise ConfigError(
                f"there is no setting named {key}",
                where=str(path),
                hint=near_name(name, [*SETTINGS, *TABLES]),
            )
        try:
            values[name] = SETTINGS[name](value)
        except TypeError as error:
            raise ConfigError(f"{key} must be {error}, not {value!r}", where=str(path)) from None
    presets = _table(table, "presets", path)
    return Config(
        values,
        {name: _preset(name, chain, path) for name, chain in presets.items()},
        {
            name: _table(_table(table, "filters", path), name, path)
            for name in table.get("filters", {})
        },
        {name.lower(): _site(table["sites"], name, path) for name in _table(table, "sites", path)},
        path,
    )


def _are_tables(value: Any) -> bool:
    """Tell whether a value is `[[rules]]`: rules of the user's own, in the configuration itself."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _preset(name: str, chain: Any, path: Path) -> tuple[str, ...]:
    try:
        return _names(chain)
    except TypeError as error:
        raise ConfigError(f"the preset {name} must be {error}", where=str(path)) from None


def _site(sites: Mapping[str, Any], name: str, path: Path) -> dict[str, Mapping[str, Any]]:
    site = _table(sites, name, path)
    return {filter: _table(site, filter, path) for filter in site}


def _table(table: Mapping[str, Any], key: str, path: Path) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{key} must be a table of its own: [{key}]", where=str(path))
    return value


def from_environment(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the settings given as `TEXTCLEAN_NAME`; lists are parted by commas.

    >>> from_environment({"TEXTCLEAN_SKIP": "quotes, spaces", "TEXTCLEAN_UNSAFE": "yes"})
    {'skip': ('quotes', 'spaces'), 'unsafe': True}

    Raises:
        ConfigError: a value of the wrong kind.
    """
    values: dict[str, Any] = {}
    for name, checked in SETTINGS.items():
        variable = PREFIX + name.upper()
        word = environment.get(variable)
        if word is None:
            continue
        value: Any = word
        if checked is _names:
            value = [part.strip() for part in word.split(",") if part.strip()]
        elif checked is _flag:
            value = _WORDS.get(word.lower(), word)
        try:
            values[name] = checked(value)
        except TypeError as error:
            raise ConfigError(f"{variable} must be {error}, not {word}") from None
    return values


def load(
    folder: str,
    *,
    path: Path | None = None,
    isolated: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Config:
    """Return the configuration that holds in a folder, the environment's settings on top.

    `path` names the file to use instead of the nearest one; `isolated` means none at all.

    Raises:
        ConfigError: a file or a variable is broken.
    """
    found = None
    if not isolated:
        found = path or find_config(folder)
    config = read_config(found) if found is not None else Config()
    given = from_environment(environment)
    values = {**config.values, **given}
    if "preset" in given and "chain" not in given:
        values.pop("chain", None)
    return Config(values, config.presets, config.filters, config.sites, config.path)
