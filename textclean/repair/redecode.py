"""Text whose bytes were read with the wrong encoding, and what it was: ftfy and three helps of it.

ftfy judges a whole stretch, and is careful with a lone pair of signs.  What it leaves is tried
here by a narrower test: signs that spell one character of UTF-8, and that no language puts side
by side.  A closing quotation mark loses its last byte in many converters (9D stands for nothing in
Windows-1252), and ftfy can only make a replacement character or a dagger of it.

Source: https://github.com/rspeer/python-ftfy for the cure; the additions are our own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from textclean.repair.other_encodings import ENCODINGS, mend_latin_9, mend_single_words
from textclean.repair.prose import CJK_LETTERS
from textclean.startup.lazy import lazy_compile
from textclean.startup.records import NamedTuple

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

CHUNK_CHARS = 1500
"""How much is judged at once: ftfy mends a stretch best when all of it is broken alike, and the
time of comparing before and after stays linear."""
ASCII_EDGE_CHARS = 16
"""How much of the plain text beside a sign ftfy sees: its patterns look at six characters."""
MOST_ROUNDS = 4
"""Text that was misread over and over: more than three times has not been seen."""

_CP1252 = {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)
}
_CP1252.update((chr(byte), byte) for byte in range(0x80, 0xA0))
_ANY = "[" + re.escape("".join(_CP1252)) + "]"
_TAIL = "[" + re.escape("".join(c for c, byte in _CP1252.items() if byte < 0xC0)) + "]"
_CHUNK = lazy_compile(rf"(?s).{{{CHUNK_CHARS}}}.*?[!-~](?=\s)|.+")
_ASCII_RUNS = lazy_compile("[^\x00-\x7f]+")
_TWICE = lazy_compile(f"(?:[\xc2\xc3\xc5\xc6\xcb]{_TAIL}|\xe2[\u201a\u201e\u20ac]{_TAIL}){{2,}}")
"""The bytes of a letter misread twice, whatever letters stand beside it."""
_LONG_ASCII = lazy_compile(f"[\x00-\x7f]{{{2 * ASCII_EDGE_CHARS + 1},}}")
_CUT_CLOSER = lazy_compile(
    "(?:(?<!\xa2)\xe2\u20ac|\xc3\xa2\xe2\u201a\xac\xc2)"
    f"(?:\ufffd|\x1a|(?=[\\s\xad])(?!\xa0)|(?![\\w\xa0])(?!{_TAIL}))"
)
"""The bytes E2 80 of a quotation mark whose third is lost, misread once or twice."""
_WORD_BY_ITSELF = lazy_compile(r"(?<!\w)[\xc2\xc3](?= (?! ))")
"""A letter that is a word, or is spoken of: what was misread would not stand before a plain space,
which only a converter makes of its no-break space, and not in a text that is sound else."""

CUT_CLOSER = "UTF-8 without the last byte of a closing quotation mark"


class Change(NamedTuple):
    """`text[start:end]` was misread and should be `new`."""

    start: int
    end: int
    new: str
    cause: str
    """How it was misread."""


def find_misread(text: str) -> list[Change]:
    """Return the smallest changes that undo wrong decoding, in order.

    >>> [change[:3] for change in find_misread("un caf\\xc3\\xa9 noir")]
    [(6, 8, 'é')]
    """
    found: list[Change] = []
    for chunk in _CHUNK.finditer(text):
        if not chunk[0].isascii():
            found += _find_in(chunk[0], chunk.start())
    return found


def _find_in(chunk: str, offset: int) -> list[Change]:
    from textclean.repair.suspicion import may_be_broken

    text, steps = chunk, []
    for _ in range(MOST_ROUNDS):
        if not may_be_broken(text):
            break
        mended, plan = _mend_once(text)
        if mended == text:
            break
        text = mended
        steps += plan
    if text == chunk:
        return []
    changes = []
    for start, end, new in _differences(chunk, text):
        if not _is_gain(chunk[start:end], new):
            continue
        cause = _explain(chunk[start:end], new, steps)
        start, end, new = _trim(chunk, start, end, new)
        if not cause.endswith("twice"):  # A sound letter beside it may hide how it came about.
            alone_cause = _explain(chunk[start:end], new, steps)
            cause = alone_cause if alone_cause.endswith("twice") else cause
        if not _is_capital_before_mark(chunk, start, end, new):
            changes.append(Change(offset + start, offset + end, new, cause))
    alone = {offset + match.start() for match in _WORD_BY_ITSELF.finditer(chunk)}
    return changes if any(change.start not in alone for change in changes) else []


def _mend_once(text: str) -> tuple[str, list[str]]:
    text = _CUT_CLOSER.sub(_mend_closer, mend_latin_9(_TWICE.sub(_decode_twice, text)))
    fixed, steps = _mend_with_ftfy(text)
    if fixed != text:
        # Pieces that ftfy mends one by one may be parts of a word that can be mended whole.
        words = text if steps else mend_single_words(text)
        return (fixed, steps) if words == text else (words, [])
    # Only where ftfy is at its end: half of a text misread twice is no sequence to judge.
    text = _ASCII_RUNS.sub(_decode_twice, text)
    return mend_single_words(_sequences().sub(_decode_sequence, text)), []


def _mend_with_ftfy(text: str) -> tuple[str, list[str]]:
    """Return what ftfy makes of a text, and from which encodings.

    It sees only the edges of long runs of ASCII: these are what it looks at, and it takes its time.
    """
    from ftfy import fix_and_explain

    short = _LONG_ASCII.sub(_edges, text)
    fixed = fix_and_explain(short, _config())
    if fixed.text == short:
        return text, []
    mended = fixed.text
    if short != text:
        plain = _ASCII_RUNS.split(text)
        if _ASCII_RUNS.split(short) == _ASCII_RUNS.split(mended):
            mended = plain[0] + "".join(
                [a + b for a, b in zip(_ASCII_RUNS.findall(mended), plain[1:], strict=True)]
            )
        else:
            fixed = fix_and_explain(text, _config())
            mended = fixed.text
    return mended, [step.parameter for step in fixed.explanation or () if step.action == "decode"]


def _edges(run: re.Match[str]) -> str:
    return run[0][:ASCII_EDGE_CHARS] + run[0][-ASCII_EDGE_CHARS:]


@cache
def _config() -> TextFixerConfig:
    """Return ftfy's settings, all of them: it is to undo wrong decoding and nothing else."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=True,
        fix_c1_controls=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        max_decode_length=1_000_000,
        explain=True,
    )


def _mend_closer(match: re.Match[str]) -> str:
    return "\N{RIGHT DOUBLE QUOTATION MARK}"


@cache
def _sequences() -> re.Pattern[str]:
    """Return what matches signs that spell UTF-8 and that no language puts side by side."""
    quotes = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2039\u203a\xab\xbb\xa0"
    # What another filter will take out, or spell out, of a word.
    hidden = "\ufb00-\ufb06\xad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f"
    return re.compile(
        # A capital with a sign behind it that is neither a quotation mark nor a dash...
        f"[\xc2\xc3\xc4\xc5](?![{quotes}]){_TAIL}"
        # ...or with one, but in the middle of a word.
        f"|(?:(?<=[a-z{hidden}])|\\b)[\xc3\xc4\xc5][{quotes}]"
        f"(?=[a-z\xdf-\xf6\xf8-\xff\u1ea0-\u1ef9{hidden}])"
        f"|(?<=[a-z\xdf-\xff\u0101-\u017f{hidden}])[\xc3\xc4\xc5][{quotes}]"
        # A no-break space behind what may be mended to another mark.
        "|(?<=[\xb4`'])\xc2\xa0"
        # Romanian letters with a comma below; Vietnamese vowels with two signs.
        "|\xc8[\u02dc\u2122\u0161\u203a](?=[a-z])|(?<=[a-z\u0103])\xc8[\u02dc\u2122\u0161\u203a]"
        f"|\xe1[\xba\xbb]{_TAIL}"
        # A capital whose second byte is a no-break space, before another such letter.
        f"|\xc5\xa0(?=[\xc3-\xc5]{_TAIL})"
        f"|\xc5\xa0(?=[\u0100-\u017f])|(?<=[\u0100-\u017f])\xc4[\xab\xbb]"
        # Arabic and Hebrew letters beside others.
        f"|(?<=[\u0600-\u06ff])[\xd8-\xdb]{_TAIL}|[\xd8-\xdb]{_TAIL}(?=[\u0600-\u06ff])"
        f"|(?<=[\u05d0-\u05ea])[\xd6\xd7]{_TAIL}|[\xd6\xd7]{_TAIL}(?=[\u05d0-\u05ea])"
        # Cyrillic and Greek letters, two at least, or one that is a word beside others.
        f"|(?<=[\u0400-\u04ff])[\xd0\xd1]{_TAIL}|[\xd0\xd1]{_TAIL}(?=[\u0400-\u04ff])"
        f"|(?<=[\u0386-\u03ff])[\xce\xcf]{_TAIL}|[\xce\xcf]{_TAIL}(?=[\u0386-\u03ff])"
        f"|(?<!\\w)[\xce\xcf]{_TAIL}(?=\\s[\u0386-\u03ff])"
        f"|(?<=[\u0386-\u03ff]\\s)[\xce\xcf]{_TAIL}(?!\\w)"
        # Chinese, Japanese and Korean letters, two at least, or one beside others.
        f"|(?:[\xe3-\xed]{_TAIL}{_TAIL}){{2,}}|(?<=[{CJK_LETTERS}])[\xe3-\xed]{_TAIL}{_TAIL}"
        f"|[\xe3-\xed]{_TAIL}{_TAIL}(?=[{CJK_LETTERS}])"
        f"|(?:[\xd0\xd1]{_TAIL}){{2,}}|(?:[\xce\xcf]{_TAIL}){{2,}}"
        f"|(?<!\\w)[\xd0\xd1]{_TAIL}(?=\\s[\u0400-\u04ff])|(?<=[\u0400-\u04ff]\\s)[\xd0\xd1]{_TAIL}(?!\\w)"
        # General punctuation, arrows, signs; kana; full-width forms, byte order mark; emoji.
        f"|\xe2[\u201a\u20ac\u201e\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90"
        f"\u2018\u2019\u201c\u0178\x9d\u017e\x80-\x9f]{_TAIL}"
        f"|\xe3[\u20ac\x81\x80\u201a\x82\u0192\x83]{_TAIL}"
        f"|\xef[\xb8\xbb\xbc\xbd]{_TAIL}"
        f"|\xf0[\u0178\x9f]{_TAIL}{_TAIL}"
    )


def _decode_twice(match: re.Match[str]) -> str:
    """Return a run as it was before it was misread twice; hardly any text is that by chance."""
    once = _decode(match[0])
    twice = once and _decode(once)
    return twice if twice and twice.isprintable() else match[0]


def _decode(text: str) -> str:
    """Return what the bytes of a text spell in UTF-8, empty if nothing."""
    try:
        return bytes(_CP1252[character] for character in text).decode()
    except (KeyError, UnicodeDecodeError):
        return ""


def _decode_sequence(match: re.Match[str]) -> str:
    decoded = _decode(match[0]) or match[0]
    if "\u1e00" <= decoded < "\u1f00" and match[0][-1] in _MARKS:
        onset = _ONSET.search(match.string, max(0, match.start() - _LONGEST_ONSET), match.start())
        return decoded if onset else match[0]
    return decoded if decoded.isprintable() or decoded in "\xa0\xad\ufeff\ufe0f" else match[0]


_MARKS = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2039\u203a\xab\xbb\xa0"
_ONSET = lazy_compile("(?<![^\\W_])[b-df-hj-np-tv-xB-DF-HJ-NP-TV-X\u0110\u0111]{0,3}[uoiUOI]?\\Z")
"""What a Vietnamese word may have before its vowel.  Other words in `\xe1` before a mark have more:
`est\xe1\xbb`."""
_LONGEST_ONSET = 5


def _is_gain(before: str, after: str) -> bool:
    """Return whether a change brings no new damage: no control and no replacement character."""
    return not any(
        character == "\ufffd" or "\x7f" < character < "\xa0" or character < " "
        for character in after
        if character not in before
    )


def _is_capital_before_mark(text: str, start: int, end: int, new: str) -> bool:
    """Return whether a word in capitals ends here before a mark: `IRM\xc3\xbb`.

    Or a capital alone between quotation marks.
    """
    if start and text[start - 1] + text[end - 1] in ("\u201c\u201d", "\u2018\u2019", "\xab\xbb"):
        return end - start == 2
    if end - start == 2 and _closes(text, end - 1):
        return True
    return (
        end - start == 2
        and text[end - 1] in "\xab\xbb\u2039\u203a\u2018\u2019\u201c\u201d\u2026\u2013\u2014"
        and text[max(0, start - 2) : start].isupper()
        and start > 1
        and new.islower()
    )


def _closes(text: str, offset: int) -> bool:
    """Return whether a mark behind a word ends a quotation that stands open before it."""
    opener = _OPENERS.get(text[offset])
    if opener is None or text[offset + 1 : offset + 2].isalnum():
        return False
    if text[offset + 1 : offset + 2] == text[offset]:
        return False
    return text.rfind(opener, 0, offset) > text.rfind(text[offset], 0, offset)


_OPENERS = {"\u201d": "\u201c", "\xbb": "\xab"}
"""By its closing mark what opens a quotation."""


def _explain(before: str, after: str, steps: list[str]) -> str:
    """Return how this change came about, or the steps of its stretch if that is not plain."""
    if all("\x80" <= character < "\xa0" for character in before):
        return "Windows-1252 read as Latin-1"
    for encoding in dict.fromkeys(("sloppy-windows-1252", "latin-1", *steps, *ENCODINGS)):
        name = encoding.removeprefix("sloppy-")
        once = _misread(after, encoding)
        if once == before:
            return f"UTF-8 read as {name}"
        if once is not None and _misread(once, encoding) == before:
            return f"UTF-8 read as {name}, twice"
    if after.endswith("\N{RIGHT DOUBLE QUOTATION MARK}") and _CUT_CLOSER.search(before):
        return CUT_CLOSER
    named = [step.removeprefix("sloppy-") for step in steps if step != "utf-8"]
    twice = len(named) > 1 and len(set(named)) == 1
    return f"UTF-8 read as {named[0]}, twice" if twice else "UTF-8 read in another encoding"


def _misread(text: str, encoding: str) -> str | None:
    try:
        return text.encode().decode(encoding)
    except UnicodeError:
        return None


def _differences(before: str, after: str) -> list[tuple[int, int, str]]:
    """Return the stretches that differ, as small as they can be.

    Wrong decoding leaves ASCII alone, so as a rule the runs between it answer to each other.
    """
    plain = _ASCII_RUNS.split(before)
    if plain == _ASCII_RUNS.split(after):
        changed = [
            (run.start(), run.end(), new)
            for run, new in zip(
                _ASCII_RUNS.finditer(before), _ASCII_RUNS.findall(after), strict=True
            )
            if run[0] != new
        ]
    else:
        changed = _word_differences(before, after)
    return changed


def _word_differences(before: str, after: str) -> list[tuple[int, int, str]]:
    from difflib import SequenceMatcher

    old, new = (re.findall(r"\w+|\W", text) for text in (before, after))
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word))
    return [
        (starts[i1], starts[i2], "".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def _trim(before: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Return a change without what it leaves as it is at its edges."""
    while start < end and new and before[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and before[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new
