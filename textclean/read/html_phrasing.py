"""What the elements within a line do: marks, links, images, breaks, formulas, hidden text."""

from __future__ import annotations

from typing import Any

from textclean.document import Kind
from textclean.read.html_build import DISPLAY_NONE, Builder, Close, Handler, nothing
from textclean.read.html_links import Links
from textclean.read.html_names import MARKS, MUTED_CLASSES, PLAIN, SKIPPED


class Phrasing:
    """The handlers of elements within a line. They write to the builder's line."""

    def __init__(self, builder: Builder, links: Links) -> None:
        self.json_ld: list[str] = []
        """Texts of the JSON-LD scripts met on the way."""
        self._builder = builder
        self._line = builder.line
        self._links = links

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers by tag."""
        return {
            "a": self._link,
            "img": self._image,
            "amp-img": self._image,
            "br": self._break,
            "q": self._quotation,
            "rt": self._ruby_text,
            "math": self._math,
            "script": self._script,
            "span": self._span,
            "font": self._span,
            **dict.fromkeys(MARKS, self._marked),
            **dict.fromkeys(PLAIN, _enter),
            **dict.fromkeys(SKIPPED, _pass_over),
        }

    def _marked(self, node: Any, tag: str) -> Close | None:
        line = self._line
        if line.verbatim or not line.open_mark(MARKS[tag]):
            return nothing
        return line.close_mark

    def _link(self, node: Any, tag: str) -> Close | None:
        href = node.attrs.get("href")  # Links have many attributes.
        line = self._line
        if not href or line.verbatim:
            return self._span(node, tag)
        target = self._links.absolute(href)
        if not target or not line.open_mark("link", target):
            return nothing
        return line.close_mark

    def _image(self, node: Any, tag: str) -> Close | None:
        image = self._links.image(node.attributes)
        if image is not None:
            self._line.add_image(*image)
        return None

    def _break(self, node: Any, tag: str) -> Close | None:
        line = self._line
        if line.verbatim:
            line.add("\n")
        elif self._builder.mode[0] is Kind.HEADING:
            line.add(" ")
        elif line.add_break():
            self._builder.flush()
        return None

    def _span(self, node: Any, tag: str) -> Close | None:
        attributes = node.attributes
        if attributes:
            style = attributes.get("style")
            names = attributes.get("class")
            if (style and DISPLAY_NONE.search(style)) or (
                names and not MUTED_CLASSES.isdisjoint(names.split())
            ):
                self._line.muted += 1
                return self._unmute
        return nothing

    def _unmute(self) -> None:
        self._line.muted -= 1

    def _quotation(self, node: Any, tag: str) -> Close | None:
        self._line.add("\N{LEFT DOUBLE QUOTATION MARK}")
        return self._end_quotation

    def _end_quotation(self) -> None:
        self._line.add("\N{RIGHT DOUBLE QUOTATION MARK}")

    def _ruby_text(self, node: Any, tag: str) -> Close | None:
        before = node.prev
        if before is not None and before.tag == "rp":
            return nothing
        self._line.add("(")
        return self._end_ruby_text

    def _end_ruby_text(self) -> None:
        self._line.add(")")

    def _math(self, node: Any, tag: str) -> Close | None:
        self._add_formula(node.attributes.get("alttext") or node.text(deep=True))
        return None

    def _script(self, node: Any, tag: str) -> Close | None:
        kind = node.attributes.get("type")
        if kind:
            if kind.startswith("math/tex"):
                self._add_formula(node.text() or "")
            elif kind == "application/ld+json":
                self.json_ld.append(node.text() or "")
        return None

    def _add_formula(self, formula: str) -> None:
        formula = " ".join(formula.split())
        line = self._line
        if formula and not line.verbatim:
            muted, line.muted = line.muted, 0
            marked = line.open_mark("math")
            line.add(formula)
            if marked:
                line.close_mark()
            line.muted = muted


def _enter(node: Any, tag: str) -> Close:
    return nothing


def _pass_over(node: Any, tag: str) -> None:
    return None
