"""What the names in a page mean: its tags, roles, classes and properties."""

from __future__ import annotations

import re
from typing import Any

from textclean import elements


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED = _words(
    "style template svg iframe frame object embed canvas audio video select textarea input meta "
    "link head map datalist progress meter base title param source track -text -comment !doctype"
)
"""Elements with nothing in them for a reader."""

PLAIN = _words(
    "abbr acronym bdi bdo big data dfn ins label mark nobr picture ruby rp small time u "
    "var wbr output -document"
)
"""Elements within a line that are nothing but their text."""

MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "sup": "sup",
    "sub": "sub",
}
"""Elements that are a mark, and its kind."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DIGITS = frozenset("123456")

WRAPPERS = _words("div p center section header hgroup address")
"""Blocks that are no more than a line break when they stand in a heading."""

CAPTION_CLASSES = frozenset({"wp-caption-text", "image-caption", "photo-caption", "figure-caption"})
"""Classes that publishing systems give to the text under an image when it is no `figcaption`."""

MUTED_CLASSES = _words(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only "
    "u-visually-hidden mw-editsection mwe-math-fallback-image-inline"
)
"""Classes of text within a line that is there for screen readers or for editors only."""

TAG_FLAGS = {
    "nav": elements.NAV,
    "header": elements.HEADER,
    "menu": elements.NAV | elements.LIST,
    "footer": elements.FOOTER,
    "aside": elements.ASIDE,
    "main": elements.MAIN,
    "article": elements.ARTICLE,
    "form": elements.FORM,
    "figure": elements.FIGURE,
    "ul": elements.LIST,
    "ol": elements.LIST,
    "dl": elements.LIST,
    "table": elements.TABLE,
    "button": elements.BUTTON,
    "dialog": elements.DIALOG,
    "noscript": elements.NOSCRIPT,
}

ROLE_FLAGS = {
    "navigation": elements.NAV,
    "menu": elements.NAV,
    "menubar": elements.NAV,
    "banner": elements.HEADER,
    "contentinfo": elements.FOOTER,
    "complementary": elements.ASIDE,
    "main": elements.MAIN,
    "article": elements.ARTICLE,
    "dialog": elements.DIALOG,
    "alertdialog": elements.DIALOG,
    "alert": elements.DIALOG,
    "search": elements.FORM,
    "tablist": elements.BUTTON,
    "button": elements.BUTTON,
}

OFFICE = '[class^="Mso"], [id^="docs-internal-guid"]'
"""Selectors of what the pages have in them that Microsoft Word and Google Docs write."""

TEXT_PROPERTIES = _words("articlebody text description reviewbody recipeinstructions")
"""Values of `itemprop`, in lower case, that name the text of something."""

_LANGUAGE_CLASS = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|brush:\s*|sourceCode\s+)"
    r"([A-Za-z][\w+#.-]*)"
)
_NO_LANGUAGE = _words("none plain plaintext text txt default notranslate source")


def code_language(pre: Any, attributes: Any) -> str:
    """Return the language that a `pre`, its code element or its wrapper names, or nothing."""
    given = attributes.get("data-lang") or attributes.get("data-language") or attributes.get("lang")
    names = [attributes.get("class") or ""]
    child = pre.first_child
    while child is not None and child.tag == "-text" and not (child.text_content or "").strip():
        child = child.next
    if child is not None and child.tag == "code":
        inner = child.attributes
        given = given or inner.get("data-lang") or inner.get("data-language")
        names.append(inner.get("class") or "")
    parent = pre.parent
    for _ in range(2):
        if parent is None or parent.tag not in ("div", "figure"):
            break
        names.append(parent.attributes.get("class") or "")
        parent = parent.parent
    if not given:
        for name in names:
            found = _LANGUAGE_CLASS.search(name)
            if found:
                given = found[1]
                break
    given = (given or "").strip().lower()
    return "" if given in _NO_LANGUAGE or not re.fullmatch(r"[\w+#.-]{1,30}", given) else given
