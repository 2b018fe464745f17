"""Regular expressions that are compiled when they are first used.

Compiling takes up to five milliseconds (a class of many ranges), a short run needs few of them,
and a pipe must feel instant.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def lazy_compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what acts as the compiled pattern.

    >>> lazy_compile("b+").sub("-", "abba")
    'a-a'
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


class _Lazy:
    """Becomes a pattern's methods at the first look at one of them."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn"):
            self.__dict__[method] = getattr(compiled, method)
        self.__dict__["split"] = compiled.split
        self.__dict__["pattern"] = compiled.pattern
        return getattr(compiled, name)
