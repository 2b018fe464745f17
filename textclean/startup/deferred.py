"""Filters that are imported when a text may need them.

To import the filters of a preset costs more than all else that a short run does.  A plain text of
plain characters needs no repair, and a single line has nothing around it to be removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textclean import plugins
from textclean.document import Document
from textclean.finding import Finding

_CONTROLS = bytes({*range(32), 127} - set(b"\t\r\n"))
_LEAST_CHARS = 160
_LEAST_LINES, _LEAST_LINE_CHARS = 3, 23
"""Eighty words and three lines of twelve, in scripts that need the fewest characters for them."""
_LINE_ENDS = ("\n", "\r")
_LOOSE_MARKS = tuple(blank + mark for blank in " \n" for mark in ".,;!?")
_MARKS = ('"', "'", "`", "<", ">", ",,")


def _is_not_ascii(text: str) -> bool:
    return not text.isascii()


def _may_refer(text: str) -> bool:
    # One sign is found ten times faster than two.
    return ("&" in text and ";" in text) or ("\\" in text and "\\u" in text)


def _may_break_words(text: str) -> bool:
    # Splitting is the quickest look at what follows each of a few signs.
    return "\xad" in text or any(
        part[:2].strip(" ")[:1] in _LINE_ENDS for part in text.split("-")[1:]
    )


def _has_odd_characters(text: str) -> bool:
    # Bytes are looked through ten times faster than a pattern looks through characters.
    return not text.isascii() or len(text.encode().translate(None, _CONTROLS)) < len(text)


def _has_odd_spaces(text: str) -> bool:
    return (
        _has_odd_characters(text)
        or text[:1] == " "
        or text[-1:] == " "
        or any(pair in text for pair in ("\t", "  ", " \n", "\n "))
        or ("\r" in text and (" \r" in text or "\r " in text))
    )


def _has_marks(text: str) -> bool:
    return not text.isascii() or any(mark in text for mark in _MARKS)


def _has_loose_marks(text: str) -> bool:
    return not text.isascii() or any(pair in text for pair in _LOOSE_MARKS)


def _has_lines(text: str) -> bool:
    inner = text.strip()
    return "\n" in inner or "\r" in inner


def _has_prose(text: str) -> bool:
    # What `residue` asks for at least: three paragraphs of twelve words, eighty words in all.
    if len(text) < _LEAST_CHARS or "\r" in text:
        return len(text) >= _LEAST_CHARS
    return sum([len(line) >= _LEAST_LINE_CHARS for line in text.split("\n")]) >= _LEAST_LINES


def _never(text: str) -> bool:
    return False


MAY_NEED: dict[str, Callable[[str], object]] = {
    "entities": _may_refer,
    "hyphens": _may_break_words,
    "mojibake": _is_not_ascii,
    "invisible": _has_odd_characters,
    "spaces": _has_odd_spaces,
    "quotes": _has_marks,
    "punctuation": _has_loose_marks,
    "regions": _never,
    "site": _never,
    "banners": _has_lines,
    "comments": _has_lines,
    "credits": _has_lines,
    "repeats": _has_lines,
    "residue": _has_prose,
    "structure": _has_lines,
    "page": _never,
}
"""Whether a plain text may hold what a filter, without options, would find.

An earlier filter of a chain changes nothing in this: what one of them mends also answers yes to
those after it, and none makes two lines of one. Only a character reference or an escape may become
anything, so that a text with one needs all of them.
"""


class Deferred:
    """A filter by name; whatever is asked of it but to read a harmless text loads it.

    Once it is there it looks at every text itself: its own first look costs no more.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._loaded(), name)

    def find(self, document: Document) -> Iterable[Finding]:
        """Return what the filter finds."""
        text = document.source_text
        if document.format == "text" and not (MAY_NEED[self.name](text) or _may_refer(text)):
            return ()
        found: Iterable[Finding] = self._loaded().find(document)
        return found

    def _loaded(self) -> Any:
        loaded = self.__dict__.get("_filter")
        if loaded is None:
            loaded = self.__dict__["_filter"] = plugins.load("filters", self.name)()
            # From now on they are asked without this class between.
            self.__dict__.update(find=loaded.find, rules=loaded.rules)
        return loaded
