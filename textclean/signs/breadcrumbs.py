"""The way from a site's front page to this one, as a line above the text."""

from __future__ import annotations

from collections.abc import Iterator

from textclean.document import Document, Kind
from textclean.phrases.matching import is_prose
from textclean.startup.lazy import lazy_compile

LINES_LOOKED_AT = 12
"""Standing blocks from the top; a breadcrumb stands above the title or just below it."""
MOST_CHARS = 160
LEAST_PARTS = 3
"""Of a line that does not begin with the front page."""
MOST_PART_WORDS = 8
"""In words; the last part may be a title and as long as it likes."""

_SIGNS = (
    ">",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    "\N{RIGHTWARDS ARROW}",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
)
_ARROWS = lazy_compile(rf"\s*[{''.join(_SIGNS)}](?=\s)\s*")
_SLASHES = lazy_compile(r"\s+[/|]\s+")
"""What parts the steps as well, but also much else: only a way from the front page has them."""
_FRONT_PAGES = frozenset(
    line.strip()
    for line in """
    home; homepage; home page; front page; startseite; start; accueil; inicio; portada; início
    página inicial; pagina iniziale; voorpagina; strona główna; главная; головна; начало; ana sayfa
    anasayfa
    αρχική; hem; startsida; forside; forsiden; etusivu; domů; úvod; domov; kezdőlap; címlap; acasă
    naslovnica; naslovna; početna; beranda; trang chủ; الرئيسية; خانه; 首页; 首頁; ホーム; 홈
    """.replace("\n", ";").split(";")
    if line.strip()
)


def find_breadcrumbs(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the index of each breadcrumb above the prose of a document, and what tells it.

    A line that does not begin with the front page counts only if another line, which may be the
    title, stands between it and the prose.
    """
    found: list[tuple[int, bool, list[str]]] = []
    looked_at = last_line = -1
    for looked_at, (index, block) in enumerate(document.standing()):
        if looked_at >= LINES_LOOKED_AT or is_prose(block.text):
            break
        arrows = any(sign in block.text for sign in _SIGNS)
        parts = _parts(block.text, arrows) if block.kind is Kind.PARAGRAPH else []
        if parts:
            found.append((index, arrows, parts))
        else:
            last_line = index
    for index, arrows, parts in found:
        if parts[0].casefold() in _FRONT_PAGES and (last_line > index or arrows):
            yield index, f"a way from the front page: {' > '.join(parts)}"
        elif len(parts) >= LEAST_PARTS and last_line > index:
            yield index, f"a way in {len(parts)} steps: {' > '.join(parts)}"


def _parts(text: str, arrows: bool) -> list[str]:
    """Return the steps of a line, parted by arrows or else by slashes, if it could be a breadcrumb.

    >>> _parts("Home > News > Europe", True), _parts("He said: > and left.", True)
    (['Home', 'News', 'Europe'], [])
    """
    if len(text) > MOST_CHARS:
        return []
    if arrows:
        parts = _ARROWS.split(text.strip())
    elif "/" in text or "|" in text:
        parts = _SLASHES.split(text.strip())
        if parts[0].casefold() not in _FRONT_PAGES:
            return []
    else:
        return []
    if len(parts) < 2 or not all(part[:1].isalnum() for part in parts):
        return []
    if any(len(part.split()) > MOST_PART_WORDS or part[-1] in ".:;!?" for part in parts[:-1]):
        return []
    return [] if parts[-1].endswith((".", ":", ";")) else parts
