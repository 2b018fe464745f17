"""Folds by site: pages of one site never stand on both sides of a cross-validation."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

FOLDS = 5
SHORT_LABEL = 3
"""A second-level label of so few letters is part of a public suffix (`co.uk`, `com.au`)."""


def site_of(url: str, fallback: str = "") -> str:
    """Return the registered domain of an address, nearly.

    >>> site_of("https://www.example.co.uk/a"), site_of("http://blog.example.com")
    ('example.co.uk', 'example.com')
    """
    labels = (urlsplit(url).hostname or fallback).lower().split(".")
    keep = 3 if len(labels) > 2 and len(labels[-2]) <= SHORT_LABEL else 2
    return ".".join(labels[-keep:])


def fold_of(site: str) -> int:
    """Return the fold of a site: the same on any machine, in any order of the pages."""
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS
