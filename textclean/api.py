"""The way in for programs: `clean` and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from textclean.apply import replay
from textclean.chain import Chain, find_all
from textclean.document import Document, Source
from textclean.errors import UsageError
from textclean.finding import Finding
from textclean.plugins import load
from textclean.presets import FilterSpec, build_chain
from textclean.settings import Settings, make_settings
from textclean.startup.lazy import lazy_compile

LONE_SURROGATE = lazy_compile("[\ud800-\udfff]")


class Result:
    """A cleaned document, everything that was found, and the document as it was read."""

    def __init__(
        self,
        original: Document,
        findings: tuple[Finding, ...],
        before: Document,
        pending: Sequence[Finding],
    ) -> None:
        """Take the document as far as it is cleaned, and what is still to be applied to it."""
        self.original = original
        self.findings = findings
        self._before = before
        self._pending = pending

    @cached_property
    def document(self) -> Document:
        """The document as cleaned, made when it is asked for: to edit a source takes none."""
        return replay(self._before, self._pending)

    @property
    def markdown(self) -> str:
        """The document as Markdown, with a newline at its end. Empty when nothing is left."""
        return self.render("markdown")

    @property
    def text(self) -> str:
        """The document as plain text."""
        return self.render("text")

    def render(self, target: str) -> str:
        """Return the document in a format: `markdown`, `text`, `json`, `source` or a plugin's.

        `source` is the input itself with the edits made in it; a Markdown input is written so
        as Markdown, too.

        Raises:
            UsageError: there is no writer of that name.
        """
        if target == "json":
            from textclean.write.json import dumps

            return dumps(self.json(), indent=2)
        if target == "markdown" and self.original.format == "markdown":
            target = "source"
        if target == "source":
            from textclean.write.source import write

            return write(self.original, self.findings)
        written: str = load("writers", target)(self.document, self.findings)
        return written

    def json(self) -> dict[str, Any]:
        """Return everything as JSON values (see `data/result.schema.json`)."""
        from textclean.write.json import record

        return record(self.document, self.findings, markdown=self.markdown, text=self.text)


class Cleaner:
    """Cleans many documents with one set of settings; a chain is built once for each need.

    It may be pickled and sent elsewhere.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._chains: dict[str, Chain] = {}
        self._by_format: dict[str, Cleaner] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (Cleaner, (self.settings,))

    def chain(self, preset: str) -> Chain:
        """Return the chain that a document gets whose default preset is `preset`.

        Raises:
            UsageError: an unknown preset, filter or option.
        """
        settings = self.settings
        name = settings.preset or preset
        if name not in self._chains:
            specs = [FilterSpec.parse(s) if isinstance(s, str) else s for s in settings.filters]
            self._chains[name] = build_chain(
                name,
                specs,
                skip=settings.skip,
                options=settings.options,
                unsafe=settings.unsafe,
                presets=settings.presets,
                reports=settings.reports,
            )
        return self._chains[name]

    def for_format(self, name: str) -> Cleaner:
        """Return a cleaner of the same settings for texts of one format, the same each time."""
        if name not in self._by_format:
            from dataclasses import replace

            self._by_format[name] = Cleaner(replace(self.settings, source_format=name))
        return self._by_format[name]

    def read(
        self,
        content: str | bytes,
        *,
        source_id: str = "",
        url: str = "",
        declared: str = "",
        wanted: tuple[int, ...] | None = None,
    ) -> Document:
        """Return the document before any filter; what lacks the offsets `wanted` may stay unread.

        Raises:
            InputError: the content is binary, or cannot be decoded or parsed.
            UsageError: an unknown reader or encoding; a page whose source is asked for by a preset
                that takes out more than is safe there.
        """
        settings = self.settings
        text, encoding, utf8 = _decode(content, settings, declared, source_id)
        name = settings.source_format
        if name == "auto":
            from textclean.read.sniff import sniff

            name = sniff(text, source_id)
        if name == "html" and settings.in_place:
            if settings.preset != "hook" and not settings.filters:
                raise UsageError(
                    "HTML is edited in its source by the preset hook only",
                    where=source_id,
                    hint="use --preset hook, or write another format",
                )
            name = "html-source"
        document: Document = load("readers", name)(
            text, Source(source_id, url, settings.language, encoding, wanted, utf8=utf8)
        )
        if not document.metadata.language:
            from textclean.language import guess_language

            language = guess_language(*[block.text for block in document.blocks])
            document = document.with_metadata(language=language)
        return self._protected(document)

    def clean(
        self,
        content: str | bytes,
        *,
        source_id: str = "",
        url: str = "",
        declared: str = "",
        suspects: tuple[int, ...] | None = None,
    ) -> Result:
        """Return the result for one text.

        `source_id` is a path or another name of it, `url` the page's address, `declared` the
        encoding that a transport named.  With `suspects`, as `find_suspects` gives them, only what
        they stand in is read where the text allows it.

        Raises:
            TextcleanError: see `read` and `chain`; a filter that fails is a FilterError.
        """
        original = self.read(
            content, source_id=source_id, url=url, declared=declared, wanted=suspects
        )
        chain = self.chain("strict" if is_whole_page(original) else "standard")
        if original.format == "html" and chain.steps and hasattr(chain.steps[0].filter, "labels"):
            original, chain = self._labelled(original, chain, url)
        before, last, found = find_all(original, chain)
        if original.format == "markdown" or self.settings.in_place:
            from textclean.inplace.settling import settle_in_source

            original, settled, notes = settle_in_source(original, found, chain, self.settings)
            if settled != found:
                before, last = original, settled
            found = (*settled, *notes)
        return Result(original, found, before, last)

    def _labelled(self, original: Document, chain: Chain, url: str) -> tuple[Document, Chain]:
        """Return the page read again for the filters on its tree, and the chain with their labels.

        Raises:
            FilterError: one of them failed.
        """
        from textclean.dom import Labelled
        from textclean.read.dom import read_labelled

        count = sum(isinstance(step.filter, Labelled) for step in chain.steps)
        first, others = chain.steps[:count], chain.steps[count:]
        about = original.metadata
        source = Source(original.source_id, url, about.language, about.encoding)
        adapters: list[Any] = [step.filter for step in first]
        document, labels = read_labelled(
            original.source_text, source, [adapter.dom_filter for adapter in adapters]
        )
        bound = [
            step._replace(filter=adapter.with_labels(given))
            for step, adapter, given in zip(first, adapters, labels, strict=True)
        ]
        document = self._protected(document._replace(metadata=about))
        return document, chain._replace(steps=(*bound, *others))

    def find_suspects(self, content: bytes, *, source_id: str = "") -> tuple[int, ...] | None:
        """Return at a cheap look where `clean` might edit a Markdown file; None if in doubt."""
        from textclean.inplace.screen import find_suspects
        from textclean.read.sniff import BY_SUFFIX

        settings = self.settings
        suffix = "." + source_id.rpartition(".")[2].lower()
        if settings.source_format != "auto" or BY_SUFFIX.get(suffix) != "markdown":
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
        if "textclean" in text:  # Instructions hide findings by where blocks stand.
            return None
        return find_suspects(text, self.chain("hook"), self.settings.language)

    def _protected(self, document: Document) -> Document:
        if not self.settings.words:
            return document
        from textclean.words import protect_words

        return protect_words(document, self.settings.words)


WHOLE_PAGE = lazy_compile(r"<(?:!doctype|html|head|body)\b", re.I)

OF_WORD = "urn:schemas-microsoft-com:office:word"
"""What Microsoft Word declares at the top of a page that it saves."""


def is_whole_page(document: Document) -> bool:
    """Tell whether a document is a page of the web: no fragment, and no letter saved by Word."""
    start = document.source_text[:5000]
    return document.format == "html" and bool(WHOLE_PAGE.search(start)) and OF_WORD not in start


def clean(content: str | bytes, **options: Any) -> Result:
    """Return the result of cleaning one text, given as characters or bytes.

    Options are the fields of `Settings`, and `source_id`, `url` and `declared` of
    `Cleaner.clean`.

    Raises:
        TextcleanError: the text cannot be read, an option is unknown, or a filter failed.
    """
    about = {
        name: options.pop(name) for name in ("source_id", "url", "declared") if name in options
    }
    return Cleaner(make_settings(**options)).clean(content, **about)


def _decode(
    content: str | bytes, settings: Settings, declared: str, where: str
) -> tuple[str, str, bytes]:
    """Return the text without lone surrogates, how it was read, and its UTF-8 if that is known."""
    if isinstance(content, bytes):
        from textclean.read.decode import decode

        decoded = decode(
            content,
            encoding=settings.encoding,
            errors=settings.errors,
            declared=declared,
            where=where,
        )
        return decoded.text, decoded.summary, decoded.utf8
    try:  # Takes a fifth of the time that a search for surrogates does.
        return content, "", content.encode()
    except UnicodeEncodeError:
        text, lost = LONE_SURROGATE.subn("\N{REPLACEMENT CHARACTER}", content)
        return text, f"characters ({lost} lone surrogates replaced)", b""
