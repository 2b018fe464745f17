"""How to clean: everything that a user can choose, but the text itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textclean.errors import UsageError, near_name
from textclean.presets import FilterSpec
from textclean.startup.records import dataclass


@dataclass(frozen=True)
class Settings:
    """The choices for one document or many. The default of each field is the tool's."""

    source_format: str = "auto"
    """`auto`, `text`, `html`, `markdown` or the name of an installed reader."""
    preset: str = ""
    """Empty: `strict` for a whole HTML page, `standard` for all else."""
    filters: tuple[FilterSpec | str, ...] = ()
    """Replaces the preset's chain."""
    skip: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = {}
    """Options by filter: `{"quotes": {"style": "curly"}}`."""
    presets: Mapping[str, Sequence[str]] = {}
    """Chains of the user's own, by name."""
    unsafe: bool = False
    language: str = ""
    encoding: str = ""
    errors: str = "strict"
    """`strict`, or `replace` to accept losses where bytes cannot be decoded."""
    reports: bool = True
    """Whether filters run that only report in the preset: nobody may want to see it."""
    words: tuple[str, ...] = ()
    """Names, brands, deliberate spellings: left as they are."""
    in_place: bool = False
    """The source will be written, with the edits made in it: what is not safe there is a note."""

    @property
    def mends_headings(self) -> bool:
        """Whether what the address of a Markdown heading is made of may change.

        Links lead to it in a source; what comes out of a pipe has none yet.
        """
        keeps_addresses = self.in_place or self.preset == "hook"
        value = self.options.get("hook", {}).get("headings", not keeps_addresses)
        return str(value).lower() in ("true", "yes", "on", "1")


def make_settings(**options: Any) -> Settings:
    """Return settings from keywords, lists taken as tuples.

    Raises:
        UsageError: an unknown keyword; the hint has the nearest one.
    """
    known = Settings.__annotations__
    for name, value in options.items():
        if name not in known:
            raise UsageError(f"there is no setting named {name}", hint=near_name(name, known))
        if isinstance(value, list):
            options[name] = tuple(value)
    if options.get("language"):
        options["language"] = language_tag(options["language"])
    return Settings(**options)


def language_tag(text: str) -> str:
    """Return a language tag as the web writes it.

    >>> language_tag("pt_BR")
    'pt-BR'

    Raises:
        UsageError: it has not the form of one.
    """
    tag = text.replace("_", "-")
    language, *others = tag.split("-")
    well_formed = language.isalpha() and 2 <= len(language) <= 3
    if not (tag.isascii() and well_formed and all(part.isalnum() for part in others)):
        raise UsageError(
            f"{text} is no tag of a language", hint="it is as short as en, de or pt-BR"
        )
    return tag
