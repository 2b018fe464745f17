"""What holds marks that are no quotation marks: code, measures, formulas."""

from __future__ import annotations

import re
from typing import Final

from textclean.quotes import marks

_MINUTES: Final = f"['{marks.PRIME}{marks.RIGHT_SINGLE}]"
_SECONDS: Final = f"(?:[\"{marks.DOUBLE_PRIME}{marks.RIGHT_DOUBLE}]|''|{marks.PRIME}{marks.PRIME})"
_NUMBER: Final = r"\d+(?:[.,]\d+)?"

_SUSPECT: Final = re.compile(
    rf"\d\s?[\"'{marks.PRIME}{marks.DOUBLE_PRIME}]|\N{{DEGREE SIGN}}|`|[=\\]['\"]|\w'\(|[{{\[]['\"]"
    r"|\s--?\w|\$ |['\"]['\"]|\b[A-Z]'"
)
"""A text without this holds nothing to hide."""

_OPAQUE: Final = re.compile(
    "|".join(
        (
            # Code in grave accents, which Markdown and chats have: `ls -l "$dir"`.
            r"(?<![\w`'])`(?=[^\s`'])[^`\n]{0,200}?(?<=[^\s`'])`(?![\w`'])",
            # Degrees, minutes and seconds: 45° 30' 15".
            rf"{_NUMBER}\s?\N{{DEGREE SIGN}}\s?{_NUMBER}\s?{_MINUTES}"
            rf"(?:\s?{_NUMBER}\s?{_SECONDS})?",
            # Feet and inches: 5'10", 6' 2 1/2".
            rf"(?<!\w)\d{{1,3}}{_MINUTES}\s?\d{{1,2}}"
            rf"(?:\.\d+|\s?\d/\d|\N{{VULGAR FRACTION ONE HALF}})?{_SECONDS}",
            # Sizes: 24" x 36", 6' x 4'.
            rf"{_NUMBER}(?:{_SECONDS}|{_MINUTES})(?=\s?[x\N{{MULTIPLICATION SIGN}}]\s?\d)",
            rf"(?<=[x\N{{MULTIPLICATION SIGN}}] ){_NUMBER}(?:{_SECONDS}|{_MINUTES})(?!\w)",
            # Arguments and attributes: name="value", f"{x}", --title "a b".
            r"""[\w\]]=(?:"[^"\n]*"|'[^'\n]*')""",
            r"""(?<=\s)--?\w[\w-]*[ =](?:"[^"\n]*"|'[^'\n]*')""",
            # Records and lists: {"key": "value"}, ['a', 'b'].
            r"""[{\[]\s*(?:"[^"\n]*"|'[^'\n]*')\s*[:,\]}][^{}\[\]\n]*[}\]]""",
            # Escaped marks and empty strings.
            r"""\\["']""",
            r"""(?<![^\s(=\[])(?:""|'')(?![^\s),;.:\]])""",
            # Derivatives and complements: f'(x), A'B + B'.
            r"(?<!\w)[a-zA-Z]'{1,3}(?=\()",
            r"(?<!\w)(?:[A-Z]'[A-Z]'?|[A-Z]'(?=\s?[+=*\N{UNION}\N{INTERSECTION}]))(?!\w)",
        )
    )
)
_COMMAND: Final = re.compile(
    r"\s*[$#>%] \S|\s*(?:sudo|git|echo|curl|grep|sed|awk|docker|pip|npm|export|printf|python3?) "
    r"[^.?!]*(?:[|\"']|--?\w)[^?!]*(?<![.?!])$"
)
"""A whole line that is typed into a shell."""
_HIDDEN: Final = "x"
"""What stands for a hidden character: the letter of an opaque word."""


def hide(text: str, stretches: tuple[tuple[int, int], ...] = ()) -> str:
    """Return a text of the same length in which code, measures and given stretches are letters.

    >>> hide('a 12" x 14" frame'), hide('he is 5\\'10" tall'), hide('"f\\'(x)"')
    ('a xxx x xxx frame', 'he is xxxxx tall', '"xx(x)"')
    """
    for start, end in stretches:
        text = text[:start] + _HIDDEN * (end - start) + text[end:]
    if not _SUSPECT.search(text):
        return text
    if marks.ANY.search(text) and _COMMAND.match(text):
        return _HIDDEN * len(text)
    return _OPAQUE.sub(lambda match: _HIDDEN * len(match[0]), text)
