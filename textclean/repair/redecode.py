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
from textclean.repair.sequences import TAIL, decode, mend_sequences
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

_CHUNK = lazy_compile(rf"(?s).{{{CHUNK_CHARS}}}.*?[!-~](?=\s)|.+")
_ASCII_RUNS = lazy_compile("[^\x00-\x7f]+")
_TWICE = lazy_compile(f"(?:[\xc2\xc3\xc5\xc6\xcb]{TAIL}|\xe2[\u201a\u201e\u20ac]{TAIL}){{2,}}")
"""The bytes of a letter misread twice, whatever letters stand beside it."""
_LONG_ASCII = lazy_compile(f"[\x00-\x7f]{{{2 * ASCII_EDGE_CHARS + 1},}}")
_CUT_CLOSER = lazy_compile(
    "(?:(?<!\xa2)\xe2\u20ac|\xc3\xa2\xe2\u201a\xac\xc2)"
    f"(?:\ufffd|\x1a|(?=[\\s\xad])(?!\xa0)|(?![\\w\xa0])(?!{TAIL}))"
)
"""The bytes E2 80 of a quotation mark whose third is lost, misread once or twice."""
_WORD_BY_ITSELF = lazy_compile(r"(?<!\w)[\xc2\xc3](?= (?! ))")
"""A letter that is a word, or is spoken of: what was misread would not stand before a plain space,
which only a converter makes of its no-break space, and not in a text that is sound else."""

_AFTER_CLOSER = lazy_compile(
    "(?<=[A-Za-z][\xe0-\xef][\xa9\xab\xae\xbb\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u2039\u203a])"
    " "
)
"""The space between a sound word, closed by a mark, and what may be misread: with a no-break space
for it the end of the word would spell a character of UTF-8."""
_SHIELD = "\x1e"
"""What stands for such a space: a control code, which no decoding touches."""

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

    if _SHIELD not in chunk:
        chunk = _AFTER_CLOSER.sub(_SHIELD, chunk)
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
            new = new.replace(_SHIELD, " ")
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
    return mend_single_words(mend_sequences(text)), []


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


def _decode_twice(match: re.Match[str]) -> str:
    """Return a run as it was before it was misread twice; hardly any text is that by chance."""
    once = decode(match[0])
    twice = once and decode(once)
    return twice if twice and twice.isprintable() else match[0]


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
