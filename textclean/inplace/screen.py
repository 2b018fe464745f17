"""Where a Markdown source may hold something to mend: a cheap look before it is parsed.

Most files of a repository are fine, and parsing them is nine tenths of the work; of the others
most paragraphs are.  For each filter of the preset `hook` there is a test of the raw source that
names a place wherever the filter could edit something, and now and then where it could not.  A
filter with options, or a stranger's, is always asked itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain as join

from textclean.chain import Chain
from textclean.read.markdown_parse import body_start
from textclean.read.markdown_verbatim import has_verbatim
from textclean.repair.prose import is_cjk, without_fences, without_markup
from textclean.repair.suspicion import broken_places
from textclean.startup.deferred import Deferred
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

_HIDDEN = lazy_compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\ufffe\uffff\ufb00-\ufb06]"
)
_TAGS = lazy_compile("[\U000e0001-\U000e007f]")
_WIDE = lazy_compile(
    "[\uff0c\uff0e\u3002](?<=[\"'\u2019\u201d)\\]*_`\\sA-Za-z0-9\xc0-\u024f\u1e00-\u1eff].)"
    "(?![\"'\u2018\u201c(\\[*_`]*[\u2e80-\uffef])"
)
"""A full-width stop or comma behind Latin letters and not before Chinese or Japanese ones, markup
between them or not."""
_WIDE_SIGN = lazy_compile("[\uff0c\uff0e\u3002]")
_CJK_SHARE = 3
"""How many times what `is_cjk` asks for the raw source must hold for its prose to be so surely."""

_FRAMES = frozenset(map(chr, range(0x2500, 0x25A0)))
"""What frames and trees of files are drawn with."""

_ODD_SPACE = lazy_compile("[\u1680\u2000-\u200a\u205f]")
_IDEOGRAPHIC = lazy_compile("\u3000(?:(?<=[\x00-\u2e7f\u3000].)|(?=[\x00-\u2e7f\u3000]))")
_NO_BREAK = lazy_compile(
    "[\xa0\u202f](?:(?<=[ \xa0\u202f].)|(?=[ \xa0\u202f])"
    "|(?<![\xab\\d\u2013\u2014].)(?![:;!?\xbb%\u2030\u20ac\\d]))"
)
_GAP = lazy_compile(r"  (?<=\S  ) *(?=[^\s|])")
_BEFORE_GAP = lazy_compile(r"[ \t>]*(?:[-*+:]|\d{1,9}[.)]|#{1,6}|\[\^?[^\]\n]*\]:)?")


class _Source(NamedTuple):
    """A source without its fenced code, and apart what in it is not plain ASCII."""

    text: str
    rare: str
    """Control characters and whatever is not ASCII: short, where most texts end."""
    language: str
    """The language if it is known."""

    def places(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Yield where a pattern matches, which asks for a character that is not plain."""
        if pattern.search(self.rare):
            yield from _starts(pattern, self.text)


SMALL_CHARS = 1_000
"""Length up to which a source is read as a whole: a few words of it may tell its language."""
_UNSURE = -1
"""What a test finds where only the whole text tells."""
_PLAIN = bytes([9, 10, 13, *range(32, 127)])


def find_suspects(text: str, chain: Chain, language: str = "") -> tuple[int, ...] | None:
    """Return where a chain might edit a Markdown source, None if that cannot be told.

    Every block that a filter would edit holds one of the offsets at least.
    """
    if chain.unsafe:
        return None
    _, end = body_start(text)
    hidden = "x" * (end - 1) + "\n" if end else ""  # Its end begins a line.
    prose = hidden + without_fences(text[end:])
    rare = prose.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    source = _Source(prose, rare.decode("utf-8", "surrogatepass"), language)
    found: list[int] = []
    for step in chain.steps:
        if step.report_only:
            continue
        test = _TESTS.get(step.filter.name) if isinstance(step.filter, Deferred) else None
        if test is None:
            return None
        found += test(source)
    if found and (len(text) < SMALL_CHARS or _UNSURE in found or has_verbatim(prose)):
        return None
    return tuple(sorted(found))


def _broken(source: _Source) -> Iterator[int]:
    if not source.rare:
        return
    for place in broken_places(source.text):
        # What is mended may be a quote mark, which counts when the document's style is asked for.
        yield from (place,) if source.text[place] in _FRAMES else (place, _UNSURE)


def _hidden(source: _Source) -> Iterator[int]:
    if not source.rare:
        return
    yield from source.places(_HIDDEN)
    yield from source.places(_TAGS)
    if _WIDE_SIGN.search(source.rare):
        wide = list(_starts(_WIDE, source.text))
        if is_cjk(source.text, times=_CJK_SHARE):
            yield from _among_cjk(source, wide)
        elif wide:
            yield from (*wide, *_doubt(source))


def _doubt(source: _Source) -> tuple[int, ...]:
    """Return no place, or that it takes the whole text to say if it is a Chinese one."""
    if is_cjk(source.text, times=_CJK_SHARE) or not is_cjk(source.text, times=0):
        return ()
    return (_UNSURE,)


def _among_cjk(source: _Source, places: list[int]) -> Iterator[int]:
    """Yield the places in lines without Chinese or Japanese, and that the whole text must tell.

    `places` are in order: each line is looked at once.
    """
    text = source.text
    end = -1
    foreign = False
    for place in places:
        if place > end:
            start = text.rfind("\n", 0, place) + 1
            after = text.find("\n", place)
            end = after if after >= 0 else len(text)
            foreign = not is_cjk(text[start:end], times=0)
        if foreign:
            yield from (place, _UNSURE)


def _spaces(source: _Source) -> Iterator[int]:
    text = source.text
    if source.rare:
        yield from source.places(_ODD_SPACE)
        if "\u3000" in source.rare:
            ideographic = list(_starts(_IDEOGRAPHIC, text))
            yield from (*ideographic, *_among_cjk(source, ideographic))
            yield from _doubt(source) if ideographic else ()
        if "\xa0" in source.rare or "\u202f" in source.rare:
            yield from _starts(_NO_BREAK, text)
    if "  " not in text:
        return
    for gap in _GAP.finditer(text):
        start = gap.start()
        line = text.rfind("\n", 0, start) + 1
        marker = _BEFORE_GAP.match(text, line, start)
        if text[start - 1] != "|" and (marker is None or marker.end() < start):
            yield start


def _quotes(source: _Source) -> Iterator[int]:
    text = source.text
    if _CORNERS.search(source.rare):
        return join(_starts(_ODD_CORNER, text), _marks(source))
    return _marks(source)


def _marks(source: _Source) -> Iterator[int]:
    text = source.text
    plain = not _MARKS.search(source.rare)
    if (
        plain
        and not _MAYBE_ODD.search(text)
        and ("`" not in text or (_CODE_PAIRED.fullmatch(text) and "\\`" not in text))
    ):
        return iter(())
    prose = without_markup(text)
    if plain:
        return _starts(_ODD_MARK, prose)
    from textclean.quotes.suspects import find_suspects as find_marks

    return find_marks(prose, source.language)


_MARKS = lazy_compile("[\xb4\xab\xbb\u2018-\u201f\u2032\u2033\u2039\u203a\uff02\uff07]")
"""All signs for quotation marks but those of ASCII: where they stand, styles may be mixed."""
_CORNERS = lazy_compile("[\u300c-\u300f]")
_ODD_CORNER = lazy_compile(
    "[\u300c\u300e](?=[ \xa0])|[\u300d\u300f](?<=[ \xa0`'\"\u201d\u300d\u300f].)"
)
"""A corner bracket with a space inside, or behind another mark."""
_ODD_MARK = lazy_compile(r"[\"'`](?:(?<=`)|(?<=''|\"\")|(?<![^\s(\[{*_>\-].)(?![^\s.,;:!?)\]}*_]))")
"""A straight mark doubled, or with space or punctuation on both sides; or a grave accent."""


_MAYBE_ODD = lazy_compile(
    r"[\"'](?:(?<=''|\"\")|(?<![^\s()\[\]{}*_>\-].)(?![^\s.,;:!?()\[\]}*_<]))"
)
"""What such a mark looks like in a source whose markup still stands: a tag or a target beside it
counts as a space. Where none is, and all code is in pairs of accents, there is nothing to blank."""
_CODE_PAIRED = lazy_compile(r"(?:[^`<]++|`[^`\n]++`(?!`)|<(?![A-Za-z/!?])|<[^`<>]*+>)*+")


def _starts(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(text))


_TESTS: dict[str, Callable[[_Source], Iterator[int]]] = {
    "mojibake": _broken,
    "invisible": _hidden,
    "spaces": _spaces,
    "quotes": _quotes,
}
