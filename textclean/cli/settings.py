"""What the command line, the environment and the configurations come to for one input."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textclean import plugins
from textclean.api import Cleaner
from textclean.cli.options import merge_options, parse_settings
from textclean.config import Config, load
from textclean.errors import UsageError
from textclean.patterns import matches
from textclean.plugins import BUILT_IN
from textclean.settings import Settings, language_tag

if TYPE_CHECKING:
    from pathlib import Path

SHORT_FOR = {
    "quotes": ["quotes.style"],
    "comments": ["comments.mode", "regions.comments", "content.comments"],
    "captions": ["credits.captions", "structure.captions"],
    "site_rules": ["site.files"],
    "reasons": ["content.explain"],
}
"""Options with a name of their own on the command line: the filters' options that they set."""


WITH_RULES = ("banners", "comments", "credits")
"""Filters that take phrase rules of the user's own."""


class Chooser:
    """Finds the configuration that holds for each input, and a cleaner for it.

    Inputs with the same settings share a cleaner.
    """

    def __init__(self, options: Mapping[str, Any], *, preset: str = "") -> None:
        """Take a command's options as Click gives them, and its default preset."""
        _check_call(options)
        self._options = options
        self._preset = preset
        self._configs: dict[str, Config] = {}
        self._cleaners: dict[tuple[Path | None, str, str], Cleaner] = {}
        self._by_folder: dict[tuple[str, str, str], Cleaner] = {}

    def config(self, path: Path | None = None) -> Config:
        """Return the configuration for an input, for the current folder without a path.

        Raises:
            ConfigError: it is broken.
        """
        folder = _folder(path)
        found = self._configs.get(folder)
        if found is None:
            found = self._configs[folder] = load(
                os.path.join(os.getcwd(), folder) if folder else os.getcwd(),  # noqa: PTH109, PTH118
                path=self._options.get("config"),
                isolated=self._options.get("isolated", False),
            )
        return found

    def warn_of_idle(self, path: Path | None = None) -> None:
        """Say which options of the command line do nothing with what holds for an input."""
        if self._options.get("settings") or any(self._options.get(name) for name in SHORT_FOR):
            from textclean.cli.idle import warn_of_idle

            warn_of_idle(self._options, self.cleaner(path).settings)

    def value(self, name: str, path: Path | None = None, default: Any = None) -> Any:
        """Return a setting: as given on the command line, else configured, else the default."""
        given = self._options.get(name)
        if given not in (None, ()):
            return given
        return self.config(path).values.get(name, default)

    def cleaner(
        self, path: Path | None = None, *, url: str = "", source_format: str = ""
    ) -> Cleaner:
        """Return the cleaner for an input; its chain has been built once, to find mistakes early.

        A `source_format` given here outranks the option.

        Raises:
            UsageError: an unknown preset, filter or option.
            ConfigError: the configuration is broken.
        """
        place = (_folder(path), url, source_format)
        found = self._by_folder.get(place)
        if found is None:
            found = self._by_folder[place] = self._cleaner(path, url, source_format)
        return found

    def _cleaner(self, path: Path | None, url: str, source_format: str) -> Cleaner:
        config = self.config(path)
        host = _host(url or self._options.get("url") or "")
        key = (config.path, host if config.site_options(host) else "", source_format)
        if key not in self._cleaners:
            settings = self._settings(config, host, path)
            if source_format:
                from dataclasses import replace

                settings = replace(settings, source_format=source_format)
            if settings.source_format != "auto":
                check_name("readers", settings.source_format)
            if settings.encoding:
                _check_encoding(settings.encoding)
            cleaner = Cleaner(settings)
            cleaner.chain("standard")
            self._cleaners[key] = cleaner
        return self._cleaners[key]

    def _configured_chain(self, config: Config) -> tuple[str, ...]:
        """Return the chain of the configuration, unless the command line names a preset."""
        chain: tuple[str, ...] = config.values.get("chain", ())
        return () if self._options.get("preset") else chain

    def is_excluded(self, path: Path) -> bool:
        """Return whether the configuration leaves a path out."""
        config = self.config(path)
        if config.path is None:
            return False
        root = config.path.parent
        values = config.values
        if matches(path, values.get("exclude", ()), root):
            return True
        include = values.get("include", ())
        return bool(include) and not matches(path, include, root)

    def _settings(self, config: Config, host: str, path: Path | None) -> Settings:
        options = self._options
        short: dict[str, dict[str, Any]] = {}
        for name, places in SHORT_FOR.items():
            value = self.value(name, path)
            for place in places if value is not None else ():
                filter, _, key = place.partition(".")
                short.setdefault(filter, {})[key] = value
        language = options.get("lang") or config.values.get("language", "")
        learned = short.get("site", {}).get("files")
        if learned:
            from textclean.siterules import load_rule_book

            load_rule_book(tuple(learned))  # Here a broken file is one error, in a filter many.
        rules = config.values.get("rules", ())
        if rules:
            folder = str(config.path.parent) if config.path is not None else os.getcwd()  # noqa: PTH109
            extra = tuple(os.path.join(folder, name) for name in rules)  # noqa: PTH118
            _check_rules(extra)
            short = merge_options({name: {"extra": extra} for name in WITH_RULES}, short)
        return Settings(
            source_format=options.get("source_format") or config.values.get("from", "auto"),
            preset=self.value("preset", path, self._preset),
            filters=tuple(options.get("filters") or self._configured_chain(config)),
            skip=tuple(options.get("skip") or ()) + tuple(config.values.get("skip", ())),
            options=merge_options(
                config.for_site(host), short, parse_settings(options.get("settings") or ())
            ),
            presets=config.presets,
            unsafe=bool(self.value("unsafe", path, False)),
            language=language_tag(language) if language else "",
            encoding=self.value("encoding", path, ""),
            errors=self.value("errors", path, "strict"),
            words=tuple(config.values.get("words", ())),
            in_place=bool(options.get("in_place")) or self.value("to", path) == "source",
            reports=bool(options.get("verbose") or not options.get("in_place")),
        )


def _folder(path: Path | None) -> str:
    """Return the folder of an input, as it is written: a path is slow to take apart."""
    return os.path.dirname(path) if path is not None else ""  # noqa: PTH120


def check_name(group: str, name: str) -> None:
    """Raise a UsageError if there is no reader or writer of that name."""
    if name not in BUILT_IN[group]:
        plugins.load(group, name)


def _check_rules(paths: tuple[str, ...]) -> None:
    """Raise a UsageError for a broken rule file now: in a filter it would fail each input."""
    from textclean.phrases.index import load_own

    for path in paths:
        load_own(path)


def _check_encoding(name: str) -> None:
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        raise UsageError(
            f"there is no encoding named {name}", hint="try utf-8, windows-1252 or iso-8859-2"
        ) from None


def _check_call(options: Mapping[str, Any]) -> None:
    """Raise a UsageError for options that any command would misunderstand."""
    if options.get("preset") and options.get("filters"):
        raise UsageError(
            "--preset and -f exclude each other",
            hint="-f names the whole chain; --set and --skip change a preset's",
        )
    url = options.get("url")
    if url and not url.partition("://")[2]:
        raise UsageError(
            f"--url {url} is no address of a page", hint="for example https://example.com/news/1"
        )


def _host(url: str) -> str:
    """Return the host name of an address without `www.`, empty when there is none."""
    rest = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    return rest.partition(":")[0].lower().removeprefix("www.")
