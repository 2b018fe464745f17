"""Which paths a list of patterns speaks of: `*.md`, `drafts/`, `docs/**/*.html`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def matches(path: Path, patterns: Iterable[str], root: Path) -> bool:
    """Return whether a path, or a folder that it stands in, fits one of the patterns.

    A pattern without a slash fits a name at any depth; one with a slash is seen from `root`.
    `*` and `?` do not cross a slash, `**` does. A path outside of `root` fits none with a slash.

    >>> from pathlib import Path
    >>> matches(Path("a/drafts/b.md"), ["drafts/"], Path("."))
    True
    >>> matches(Path("docs/b.md"), ["*.html", "docs/**/*.txt"], Path("."))
    False
    """
    absolute = path.absolute()
    try:
        parts = absolute.relative_to(root.absolute()).parts
        anchored = True
    except ValueError:
        parts, anchored = absolute.parts[1:], False
    for pattern in patterns:
        expression, by_name = _compiled(pattern)
        if by_name:
            if any(expression.fullmatch(part) for part in parts):
                return True
        elif anchored and any(
            expression.fullmatch("/".join(parts[:count])) for count in range(1, len(parts) + 1)
        ):
            return True
    return False


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str], bool]:
    """Return a pattern as an expression, and whether it is for single names."""
    bare = pattern.removeprefix("./").rstrip("/")
    by_name = "/" not in bare
    return re.compile(pattern_source(bare.lstrip("/")), re.S), by_name


def pattern_source(pattern: str) -> str:
    """Return the expression of a pattern: `*`, `?` and `[a-z]` do not cross a slash, `**` does."""
    pieces = []
    for token in re.findall(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|\[|[^*?\[]+", pattern):
        if len(token) > 1 and token.startswith("["):
            inside = token[1:-1].replace("\\", "\\\\")
            pieces.append(f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]")
            continue
        pieces.append(
            {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(token)
            or re.escape(token)
        )
    return "".join(pieces)
