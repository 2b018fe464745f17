"""The named chains, and how a chain is made from names and options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from textclean.chain import Chain, Step
from textclean.errors import UsageError, near_name
from textclean.finding import Filter
from textclean.plugins import configure, is_known, load
from textclean.plugins import known as list_plugins
from textclean.startup.deferred import MAY_NEED, Deferred
from textclean.startup.records import NamedTuple

REPAIR = ("mojibake", "invisible", "spaces", "quotes")
BOILERPLATE = ("site", "banners", "comments", "credits", "repeats")

EXTRACTED = ("entities", "hyphens", *REPAIR, "punctuation")
"""The repairs of a text that was taken from a page; an author's own source has other habits."""

PRESETS: dict[str, tuple[str, ...]] = {
    "hook": (*REPAIR, "?banners:inside=true", "?comments:inside=true"),
    "standard": (*EXTRACTED, "regions", *BOILERPLATE, "residue", "structure", "page"),
    "strict": ("content", *EXTRACTED, *BOILERPLATE, "residue:level=strict", "structure", "page"),
}
"""Filters in order, with options; one after a `?` only reports."""


NO_FILTERS = frozenset({"hook"})
"""What has options as filters have, and is none."""


class FilterSpec(NamedTuple):
    """A filter by name with its options, as the command line and a configuration give it."""

    name: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> FilterSpec:
        """Return the spec written as `NAME` or `NAME:key=value`.

        Splits at the first colon and the first equals sign only: values hold CSS.

        >>> FilterSpec.parse("select:drop=a[href='x:y=z']")
        FilterSpec(name='select', options=(('drop', "a[href='x:y=z']"),))
        """
        name, colon, rest = text.partition(":")
        if not colon:
            return cls(name)
        key, equals, value = rest.partition("=")
        if not equals:
            raise UsageError(
                f"{text}: a filter's option is written key=value", hint=f"-f {name}:{key}=…"
            )
        return cls(name, ((key, value),))


def build_chain(
    preset: str = "standard",
    filters: Sequence[FilterSpec] = (),
    *,
    skip: Iterable[str] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
    unsafe: bool = False,
    presets: Mapping[str, Sequence[str]] | None = None,
    reports: bool = True,
) -> Chain:
    """Return the chain of a preset, or of the filters named, less those to skip.

    `options` maps a filter's name to its options; those of filters that the chain does not hold
    are ignored, as a configuration may speak of more filters than one run uses; but `select`, which
    does nothing without any, joins a preset's chain when it has some. Without `reports`
    the filters that only report are left out.

    Raises:
        UsageError: an unknown preset, filter or option.
    """
    known = {**PRESETS, **(presets or {})}
    if preset not in known:
        raise UsageError(f"there is no preset named {preset}", hint=near_name(preset, known))
    specs = _merged(filters) if filters else [FilterSpec.parse(name) for name in known[preset]]
    named = {spec.name for spec in specs}
    if not filters and (options or {}).get("select") and "select" not in named:
        specs.insert(0, FilterSpec("select"))
    for name in {*(options or ()), *skip} - {spec.name.removeprefix("?") for spec in specs}:
        if name not in NO_FILTERS and not is_known("filters", name):
            names = [found.name for found in list_plugins("filters")]
            raise UsageError(f"there is no filter named {name}", hint=near_name(name, names))
    skipped = set(skip)
    steps: list[Step] = []
    for spec in specs:
        name = spec.name.removeprefix("?")
        if name in skipped or not (reports or name == spec.name):
            continue
        set_apart = (options or {}).get(name, {})
        own = dict(spec.options)
        # What was asked for outranks a preset, and what stands in a chain outranks all else.
        given = {**set_apart, **own} if filters else {**own, **set_apart}
        if name in MAY_NEED and not given:
            steps.append(Step(cast(Filter, Deferred(name)), spec.name.startswith("?")))
            continue
        configured = configure(load("filters", name), given)
        if hasattr(configured, "label"):
            configured = _on_the_tree(configured, steps)
        steps.append(Step(configured, spec.name.startswith("?")))
    return Chain(tuple(steps), unsafe)


def _on_the_tree(dom_filter: Any, before: Sequence[Step]) -> Any:
    """Return a filter on the page's tree as a step of a chain.

    Raises:
        UsageError: a filter on blocks stands before it, when there is no tree any more.
    """
    from textclean.dom import Labelled

    for step in before:
        if not isinstance(step.filter, Labelled):
            raise UsageError(
                f"the filter {dom_filter.name} works on the page's tree and cannot follow"
                f" {step.filter.name}, which works on blocks",
                hint=f"name {dom_filter.name} first",
            )
    return Labelled(dom_filter)


def _merged(filters: Sequence[FilterSpec]) -> list[FilterSpec]:
    """Return the specs with a filter's options gathered when it is named twice in a row."""
    merged: list[FilterSpec] = []
    for spec in filters:
        if merged and merged[-1].name == spec.name and spec.options:
            merged[-1] = FilterSpec(spec.name, merged[-1].options + spec.options)
        else:
            merged.append(spec)
    return merged
