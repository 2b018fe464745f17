"""Clean scraped or pasted text into Markdown or JSON, and account for every change."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textclean.api import Cleaner, Result, clean
    from textclean.document import Block, Document, Kind, Metadata
    from textclean.errors import TextcleanError
    from textclean.finding import Action, Edit, Finding, Rule, Safety
    from textclean.settings import Settings

__version__ = "0.1.0"

_HOMES = {
    "api": ("Cleaner", "Result", "clean"),
    "document": ("Block", "Document", "Kind", "Metadata"),
    "errors": ("TextcleanError",),
    "finding": ("Action", "Edit", "Finding", "Rule", "Safety"),
    "settings": ("Settings",),
}

__all__ = [
    "Action",
    "Block",
    "Cleaner",
    "Document",
    "Edit",
    "Finding",
    "Kind",
    "Metadata",
    "Result",
    "Rule",
    "Safety",
    "Settings",
    "TextcleanError",
    "clean",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: a command's `--help` needs none of them."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"textclean.{module}"), name)
    raise AttributeError(f"module textclean has no attribute {name}")
