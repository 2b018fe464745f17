"""Options of filters that no chain holds: a person who gives one expects it to do something.

Only those of the command line: a configuration may speak of more filters than one run uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from textclean.cli.options import parse_settings
from textclean.cli.output import write_warning
from textclean.cli.settings import SHORT_FOR
from textclean.presets import NO_FILTERS, PRESETS, FilterSpec
from textclean.settings import Settings


def warn_of_idle(options: Mapping[str, Any], settings: Settings) -> None:
    """Say on standard error which of a command's options do nothing with these settings."""
    if options.get("quiet"):
        return
    held = _filters_of(settings) | NO_FILTERS
    for option, filters in _asked(options):
        if held.isdisjoint(filters):
            name = min(filters)
            write_warning(
                f"{option} does nothing here: the chain does not hold the filter {name}"
                f" (-f {name}, or a preset of your own, would)"
            )


def _asked(options: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield the options given and the filters that each is for."""
    for word in options.get("settings") or ():
        yield f"--set {word}", set(parse_settings((word,)))
    for name, places in SHORT_FOR.items():
        if name in options and options[name] not in (None, ()):
            yield f"--{name.replace('_', '-')}", {place.partition(".")[0] for place in places}


def _filters_of(settings: Settings) -> set[str]:
    """Return the names of the filters that a text may meet; what it is decides on the preset.

    To every preset `select` comes by itself when it has options.
    """
    specs = [*settings.filters]
    if not specs:
        presets = {**PRESETS, **settings.presets}
        names = (settings.preset,) if settings.preset else ("standard", "strict")
        specs = ["select", *(spec for name in names for spec in presets[name])]
    parsed = (FilterSpec.parse(spec) if isinstance(spec, str) else spec for spec in specs)
    return {spec.name.removeprefix("?") for spec in parsed}
