"""Finding filters, readers, writers and engines by name.

Built-in ones are named in a table of import paths: looking through the installed packages for
entry points costs more than the rest of the start-up, so it is done only for a name that is not
built in, or to list everything.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Literal, get_args, get_origin, get_type_hints

from textclean.errors import PluginError, UsageError, near_name
from textclean.startup.records import NamedTuple, field_names

BUILT_IN: dict[str, dict[str, str]] = {
    "filters": {
        "entities": "textclean.filters.entities:Entities",
        "mojibake": "textclean.filters.mojibake:Mojibake",
        "invisible": "textclean.filters.invisible:Invisible",
        "hyphens": "textclean.filters.hyphens:Hyphens",
        "spaces": "textclean.filters.spaces:Spaces",
        "quotes": "textclean.filters.quotes:Quotes",
        "punctuation": "textclean.filters.punctuation:Punctuation",
        "dashes": "textclean.filters.dashes:Dashes",
        "select": "textclean.filters.select:Select",
        "regions": "textclean.filters.regions:Regions",
        "site": "textclean.filters.site:Site",
        "banners": "textclean.filters.banners:Banners",
        "comments": "textclean.filters.comments:Comments",
        "credits": "textclean.filters.credits:Credits",
        "residue": "textclean.filters.residue:Residue",
        "repeats": "textclean.filters.repeats:Repeats",
        "page": "textclean.filters.page:Page",
        "structure": "textclean.filters.structure:Structure",
        "content": "textclean.filters.content:Content",
    },
    "readers": {
        "text": "textclean.read.text:read",
        "html": "textclean.read.html:read",
        "html-source": "textclean.read.html_source:read",
        "markdown": "textclean.read.markdown:read",
    },
    "writers": {
        "markdown": "textclean.write.markdown:write",
        "json": "textclean.write.json:write",
        "text": "textclean.write.text:write",
        "source": "textclean.write.source:write",
    },
    "engines": {
        "processes": "textclean.engines.processes:Engine",
        "ray": "textclean.engines.ray:RayEngine",
    },
}
"""By group (an entry point group is `textclean.GROUP`), name and `module:attribute`."""


class Found(NamedTuple):
    """A plugin that is known by name; nothing of it has been imported."""

    group: str
    name: str
    target: str
    package: str
    """The distribution it comes from, `textclean` for a built-in one."""

    def load(self) -> Any:
        """Return the object.

        Raises:
            PluginError: it cannot be imported; the message names the package and the cause.
        """
        module, _, attribute = self.target.partition(":")
        try:
            return getattr(import_module(module), attribute)
        except Exception as error:
            raise PluginError(
                f"the {self.group[:-1]} {self.name} of the package {self.package} cannot be loaded"
                f" ({self.target}): {type(error).__name__}: {error}",
                hint=f"update or remove it: pip uninstall {self.package}",
            ) from error


def known(group: str) -> list[Found]:
    """Return every plugin of a group, built-in ones first, without importing any."""
    built_in = [Found(group, name, path, "textclean") for name, path in BUILT_IN[group].items()]
    return built_in + [found for found in _installed(group) if found.name not in BUILT_IN[group]]


def is_known(group: str, name: str) -> bool:
    """Return whether there is a plugin of that name; packages are searched for other names only."""
    return name in BUILT_IN[group] or any(found.name == name for found in _installed(group))


def load(group: str, name: str) -> Any:
    """Return the plugin of that name.

    Raises:
        UsageError: no such plugin; the hint has the nearest name.
        PluginError: it cannot be imported.
    """
    if name in BUILT_IN[group]:
        return _load_built_in(group, name)
    others = _installed(group)
    for found in others:
        if found.name == name:
            return found.load()
    names = [*BUILT_IN[group], *(found.name for found in others)]
    raise UsageError(f"there is no {group[:-1]} named {name}", hint=near_name(name, names))


@cache
def _load_built_in(group: str, name: str) -> Any:
    return Found(group, name, BUILT_IN[group][name], "textclean").load()


def _installed(group: str) -> list[Found]:
    from importlib.metadata import entry_points

    return [
        Found(group, point.name, point.value, point.dist.name if point.dist else "unknown")
        for point in entry_points(group=f"textclean.{group}")
        if not point.value.startswith("textclean.")
    ]


def configure(kind: type[Any], options: dict[str, Any]) -> Any:
    """Return an instance of a filter with options given as words or as values.

    Raises:
        UsageError: an unknown option, or a word that is not of the option's type.
    """
    name = getattr(kind, "name", kind.__name__)
    if not options:
        return kind()
    hints = get_type_hints(kind)
    allowed, needed = field_names(kind)
    values = {}
    for key, value in options.items():
        if key not in allowed:
            hint = near_name(key, allowed) if allowed else f"the filter {name} has no options"
            raise UsageError(f"the filter {name} has no option {key}", hint=hint)
        values[key] = _coerce(f"{name}.{key}", value, hints[key])
    missing = [key for key in needed if key not in values]
    if missing:
        raise UsageError(f"the filter {name} needs the option {missing[0]}")
    return kind(**values)


_WORDS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def _coerce(name: str, value: Any, wanted: Any) -> Any:
    """Return an option's value in the type that its field declares."""
    if get_origin(wanted) is Literal:
        choices = get_args(wanted)
        if value in choices:
            return value
        raise UsageError(f"{name} cannot be {value}", hint=near_name(str(value), map(str, choices)))
    if wanted is bool:
        if isinstance(value, bool):
            return value
        if str(value).lower() in _WORDS:
            return _WORDS[str(value).lower()]
        raise UsageError(f"{name} must be true or false, not {value}")
    if wanted in (int, float):
        try:
            return wanted(value)
        except (TypeError, ValueError):
            raise UsageError(f"{name} must be a number, not {value}") from None
    if get_origin(wanted) is tuple:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return tuple(value)
    return value if isinstance(value, str) else str(value)
