"""What holds marks that are no quotation marks: code, measures, formulas."""

from __future__ import annotations

import re
from typing import Final

from textclean.quotes import marks
from textclean.startup.lazy import lazy_compile

_NUMBER: Final = r"(?:(?<!\d)\d{1,6}(?:[.,]\d{1,6})?[\u00bc-\u00be]?|[\u00bc-\u00be])"

_CODE: Final = lazy_compile(r"(?<![\w`'])`(?=[^\s`'])[^`\n]{0,200}?(?<=[^\s`])`(?![\w`'])")
"""Code in grave accents, which Markdown and chats have."""
_MEASURE_HINT: Final = lazy_compile(r"[\"'](?:(?<=\d.)|(?<=\d\s.))")
_VARIABLE: Final = lazy_compile(
    rf"(?<![^\W_])[^\W\d_][{marks.PRIME}{marks.DOUBLE_PRIME}]+(?![^\W\d_])"
)
"""A letter with primes: the sign of a variable or a derivative."""
_PRIME_HINT: Final = lazy_compile(rf"[\d\u00bc-\u00be]\s?[{marks.PRIME}{marks.DOUBLE_PRIME}]")


_SECONDS: Final = "(?:\"|'')"
_EITHER: Final = "(?:\"|''?)"
_MEASURES: Final = (
    # Feet and inches: 5'10", 6' 2 1/2".
    rf"(?<!\w)\d{{1,3}}'\s?\d{{1,2}}(?:\.\d+|\s?\d/\d|[\u00bc-\u00be])?{_SECONDS}"
    # Sizes: 24" x 36", 6' x 4'.
    rf"|{_NUMBER}{_EITHER}(?=\s?[x\N{{MULTIPLICATION SIGN}}]\s?\d)"
    rf"|(?<=[x\N{{MULTIPLICATION SIGN}}] ){_NUMBER}{_EITHER}(?!\w)"
)
_MEASURE: Final = lazy_compile(_MEASURES)
_ANGLE: Final = lazy_compile(
    # Degrees, minutes and seconds: 45\N{DEGREE SIGN} 30' 15".
    rf"{_NUMBER}\s?\N{{DEGREE SIGN}}\s?{_NUMBER}\s?'(?:\s?{_NUMBER}\s?{_SECONDS})?|{_MEASURES}"
)
_STRAIGHTENED: Final = str.maketrans(
    marks.PRIME + marks.RIGHT_SINGLE + marks.DOUBLE_PRIME + marks.RIGHT_DOUBLE, "''\"\""
)
"""Marks that are seen as these in a measure."""
_FORMULA: Final = lazy_compile(
    # Derivatives: f'(x).  Complements: A'B + B'.
    r"(?<!\w)[a-zA-Z]'{1,3}(?=\()"
    r"|(?<=[+=*] )[A-Z]{1,3}'(?!\w)"
    r"|(?<!\w)(?:[A-Z]'[A-Z]'?|[A-Z]'(?=\s?[+=*\N{UNION}\N{INTERSECTION}]))(?!\w)"
    # Images of points and derivatives that are spoken of: x', y'', f''.
    r"|(?<=\s)[fghxyz]'{1,2}(?=[\s,.;:])"
)
_IMAGE: Final = lazy_compile(r"(?<![\w'])[A-Za-z]''(?![\w'])")
"""A letter with two marks: the second image of a point, unless such marks stand elsewhere, too."""
_SHOWN: Final = lazy_compile(
    rf"[\[(][\s,/|]*[{marks.DOUBLES}{marks.SINGLES}]"
    rf"(?:[\s,/|]*[{marks.DOUBLES}{marks.SINGLES}]){{0,20}}[\s,/|]*[\])]"
)
"""Marks in brackets with nothing else: they are spoken of, or a class of a pattern."""
_ANY: Final = f"(?:''|``|[{marks.DOUBLES}{marks.SINGLES}])"
_MARK: Final = f"[{marks.DOUBLES}{marks.SINGLES}]"
_LONE_HINTS: Final = tuple(
    (sign, lazy_compile(sign + rest))
    for sign, rest in (
        *((blank, rf"(?={_MARK}(?!\w))") for blank in " \n"),
        *(
            (left, f"(?={_MARK}{right})")
            for left, right in ('""', "''", "\u201c\u201d", "\u2018\u2019")
        ),
    )
)
"""What stands before one, or is its first mark, and how it goes on. One sign is found quickly; a
search for any mark would take most of the time of reading marks."""
_BETWEEN: Final = "(?:, (?:[a-z]{1,4} )?| (?:and|or|by|to|with|und|oder|et|ou|y|o|e) )"
_LONE: Final = lazy_compile(
    # Marks in a row, or with a word between them: the marks " and ", from ' to ".
    rf"(?P<row>(?<!\S){_ANY}(?:{_BETWEEN}{_ANY})+(?!\w))"
    # One in quotation marks: '"'.
    rf"|(?<![^\s(,/])(?:(?P<outer>[\"'])(?!(?P=outer)){_ANY}(?P=outer)"
    rf"|\u201c{_ANY}\u201d|\u2018{_ANY}\u2019)(?![^\s.,;:!?)/])"
    # A prime that belongs to nothing.
    rf"|(?<!\S)[{marks.PRIME}{marks.DOUBLE_PRIME}](?!\S)"
)
"""Marks that are spoken of."""
_FACE: Final = lazy_compile(
    rf"[(\uff08](?=[^()\n]{{0,11}}[{marks.GRAVE}{marks.ACUTE}\uff40])"
    r"(?:[^()\uff08\uff09\nA-Za-z0-9](?!(?<=[^\W_])[^\W_])){1,12}[)\uff09]"
)
"""A face drawn with accents for its eyes: no word is in it."""
_FORMULA_HINT: Final = lazy_compile(r"'(?=['(A-Z\s+=*])(?<=[A-Za-z]')(?<!\w\w')")
_ADDRESS: Final = lazy_compile(
    r"(?<![a-z])[a-z]{2,20}://(?:[^\s\"<>\u201c\u201d]*[\w/=&%#])?|\b\w[\w.+-]{0,64}'[\w.+-]{1,64}@\w"
)
_ARGUMENT: Final = lazy_compile(
    # Attributes: name="value".  Arguments: --title "a b".  Escaped marks.
    r"""[\w\]]\s?=\s?(?:"[^"\n]*"|'[^'\n]*')|(?<=\s)--?\w[\w-]*[ =](?:"[^"\n]*"|'[^'\n]*')|\\["']"""
)
_RECORD: Final = lazy_compile(
    r"""[{\[]\s*(?:"[^"\n]*"|'[^'\n]*')\s*[:,\]}]"""
    r"(?:[^{}\[\]\n]++|\[[^{}\[\]\n]*+\]|\{[^{}\[\]\n]*+\})*+[}\]]"
)
"""Records and lists, and those that hold one: {"key": "value"}, ['a', 'b'], {"key": ["a"]}."""
_LIFETIME: Final = lazy_compile(
    r"(?<=[<&])'[a-z_]\w{0,20}(?!['\w])(?:,\s?'[a-z]\w{0,20}(?!['\w]))*"
)
"""How long a reference of Rust lives: <'a, 'b>, &'static str."""
_EMPTIES: Final = ('""', "''", "\u201c\u201d", "\u2018\u2019")
_EMPTY: Final = lazy_compile(rf"(?<![^\s(=\[])(?:{'|'.join(_EMPTIES)})(?![^\s),;.:\]])")
"""An empty string. Beside marks of which such a one is the other half it is that."""
_HEBREW: Final = lazy_compile(r"\"(?<=[\u05d0-\u05ea].)(?=[\u05d0-\u05ea])|'(?<=[\u05d0-\u05ea].)")
"""Gershayim in an abbreviation, geresh after a letter, typed as straight marks."""
_ARROWS: Final = tuple(
    (arrow, other, lazy_compile(rf"(?<=\w\s){arrow}(?=\s\w|\s*\Z)"))
    for arrow, other in (
        (marks.RIGHT_GUILLEMET, marks.LEFT_GUILLEMET),
        (marks.RIGHT_ANGLE, marks.LEFT_ANGLE),
    )
)
"""A mark that points to the next part of a path or stands behind a link, where none of the other
direction is about."""
_COMMANDS: Final = (
    *("sudo ", "git ", "echo ", "curl ", "grep ", "sed ", "awk ", "docker ", "pip ", "npm "),
    *("export ", "printf ", "python ", "python3 ", "$", "#", ">", "%"),
)
_COMMAND: Final = lazy_compile(r"[$#>%] \S|\w+ [^.?!]*(?:[|\"']|--?\w)[^?!]*(?<![.?!])$")
"""A whole line that is typed into a shell."""
_HIDDEN: Final = "x"
"""What stands for a hidden character: the letter of an opaque word."""
_EDGE: Final = "|"
"""What stands for the first and the last sign of a template's tag."""
_TAG_STARTS: Final = ("{%", "{{<", "{{%")
_TAG_ENDS: Final = ("%}", ">}}", "%}}")


def hide(text: str, stretches: tuple[tuple[int, int], ...] = ()) -> str:
    """Return a text of the same length in which code, measures and given stretches are letters.

    >>> hide('a 12" x 14" frame'), hide('he is 5\\'10" tall'), hide('"f\\'(x)"')
    ('a xxx x xxx frame', 'he is xxxxx tall', '"xx(x)"')
    """
    for start, end in stretches:
        text = text[:start] + _opaque(text[start:end]) + text[end:]
    if may_be_command(text) and _COMMAND.match(text.lstrip()):
        return _HIDDEN * len(text)
    if marks.GRAVE in text or marks.ACUTE in text:
        text = _FACE.sub(_letters, text)
    if "`" in text:
        text = _CODE.sub(_letters, text)
    if "\N{DEGREE SIGN}" in text:
        text = _without_measures(text, _ANGLE)
    elif _MEASURE_HINT.search(text) or (
        (marks.PRIME in text or marks.DOUBLE_PRIME in text) and _PRIME_HINT.search(text)
    ):
        text = _without_measures(text, _MEASURE)
    if marks.PRIME in text or marks.DOUBLE_PRIME in text:
        text = _VARIABLE.sub(_letters, text)
    if _FORMULA_HINT.search(text):
        text = _FORMULA.sub(_letters, text)
    if "=" in text or " -" in text or "\\" in text:
        text = _ARGUMENT.sub(_letters, text)
    if "://" in text or "@" in text:
        text = _ADDRESS.sub(_letters, text)
    if "[" in text or "(" in text:
        text = _SHOWN.sub(_letters, text)
    text = _without_lone(text)
    if "{" in text or "[" in text:
        text = _RECORD.sub(_letters, text)
    if "<'" in text or "&'" in text:
        text = _LIFETIME.sub(_letters, text)
    if "''" in text and "``" not in text and "''" not in (bare := _IMAGE.sub(_letters, text)):
        text = bare
    if ('""' in text or "''" in text or "\u201c\u201d" in text or "\u2018\u2019" in text) and not (
        marks.COMMAS in text or "``" in text
    ):
        bare = _EMPTY.sub(_letters, text)
        if sum(map(bare.count, marks.DOUBLES)) % 2 == 0:  # Else it is what one of them lacks.
            text = bare
    if not text.isascii():
        for arrow, other, pattern in _ARROWS:
            if arrow in text and other not in text:
                text = pattern.sub(_letters, text)
        if _HEBREW.search(text):
            text = _HEBREW.sub(_letters, text)
    return text


def _opaque(protected: str) -> str:
    """Return as many characters that stand for what is protected.

    It is like a word to the marks beside it, but for the tags of templates: a word may begin right
    behind one.
    """
    hidden = _HIDDEN * len(protected)
    if protected.endswith(_TAG_ENDS):
        hidden = hidden[:-1] + _EDGE
    if protected.startswith(_TAG_STARTS):
        hidden = _EDGE + hidden[1:]
    return hidden


def _without_measures(text: str, pattern: re.Pattern[str]) -> str:
    if text.isascii():
        return pattern.sub(_letters, text)
    parts: list[str] = []
    done = 0
    for found in pattern.finditer(text.translate(_STRAIGHTENED)):
        parts += (text[done : found.start()], _letters(found))
        done = found.end()
    return "".join([*parts, text[done:]])


def may_be_command(text: str) -> bool:
    """Tell whether a text begins like a line that is typed into a shell.

    >>> may_be_command("git log"), may_be_command("Let us go")
    (True, False)
    """
    return text.lstrip().startswith(_COMMANDS)


def _without_lone(text: str) -> str:
    """Return a text with letters for the marks that are spoken of."""
    starts = {0}
    for sign, hint in _LONE_HINTS:
        if sign in text:
            starts.update(at.end() if sign.isspace() else at.start() for at in hint.finditer(text))
    parts: list[str] = []
    done = passed = counted = opened = 0
    for start in sorted(starts):
        found = _LONE.match(text, start) if start >= passed else None
        if found is None:
            continue
        passed = found.end()
        if found["row"] and text[start] in marks.DOUBLES:
            opened += sum(text.count(mark, counted, start) for mark in marks.DOUBLES)
            counted = start
            if opened % 2:
                continue  # The first one closes what stands open.
        parts += (text[done:start], _HIDDEN * (passed - start))
        done = counted = passed
    return "".join((*parts, text[done:])) if parts else text


def _letters(match: re.Match[str]) -> str:
    return _HIDDEN * len(match[0])
