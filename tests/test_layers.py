"""Imports flow one way, and each heavy library is known to one file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "textclean"

SPINE = ("errors", "document", "finding", "apply", "settle", "chain", "plugins", "presets", "api")
"""Each may import those before it."""

OUTER = ("cli", "containers", "engines", "read", "filters", "write", "api", "presets", "plugins")

MAY_NOT_IMPORT = {
    "read": ("filters", "write", "containers", "engines", "cli", "api", "chain", "presets"),
    "filters": ("read", "write", "containers", "engines", "cli", "api", "chain", "presets"),
    "write": ("read", "filters", "containers", "engines", "cli", "api", "chain", "presets"),
    "containers": ("engines", "cli"),
    "engines": ("cli",),
    "data": (*OUTER, *SPINE),
}
"""By layer, what it must not know."""

LIBRARIES = (
    *("bs4", "selectolax", "pyarrow", "rich", "ray", "warcio", "fastwarc", "ftfy", "zstandard"),
    *("fsspec", "pebble", "sqlite3", "pyromark", "charset_normalizer", "soupsieve"),
)
"""Each is imported by one file at the most."""


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(path for path in ROOT.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path, *, typing: bool = False) -> Iterator[str]:
    """Yield the names that a module imports, wherever in it; without those for types only."""
    pending: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) and not typing:
            pending += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        pending += ast.iter_child_nodes(node)


def own_imports(path: Path) -> set[str]:
    """Return the dotted names below `textclean` that a module imports."""
    return {name[10:] for name in imports(path) if name.startswith("textclean.")}


def layer(dotted: str) -> str:
    """Return the folder or the top-level module that a dotted name is of."""
    return dotted.partition(".")[0]


def own_name(path: Path) -> str:
    """Return a module's dotted name below `textclean`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", modules(), ids=own_name)
def test_module_knows_only_what_is_below_it(path: Path) -> None:
    name = own_name(path)
    known = {layer(dotted) for dotted in own_imports(path)}
    if name not in ("__init__", "__main__"):
        forbidden = set(MAY_NOT_IMPORT.get(layer(name), ()))
        if layer(name) != "cli":
            forbidden.add("cli")
        assert not known & forbidden
    if name in SPINE:
        assert not known & set(SPINE[SPINE.index(name) :])


def test_no_filter_imports_another() -> None:
    for path in (ROOT / "filters").glob("*.py"):
        others = {name for name in own_imports(path) if name.startswith("filters.")}
        assert not others, path.name


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_is_imported_in_one_file(library: str) -> None:
    files = [
        own_name(path)
        for path in modules()
        if any(name.partition(".")[0] == library for name in imports(path))
    ]
    assert len(files) <= 1
