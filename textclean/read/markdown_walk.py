"""Makes blocks of the events of a Markdown text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textclean.document import Block, Kind, Piece
from textclean.read.markdown_block import BlockBuilder
from textclean.read.markdown_choice import Choice, unread_block, unread_kind
from textclean.read.markdown_containers import Containers
from textclean.read.markdown_guards import Guards
from textclean.read.markdown_parse import Offsets, Parsed
from textclean.read.markdown_verbatim import Verbatim

_EMPHASIS = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "strike"}
_ALIGNMENTS = {"None": "-", "Left": "l", "Center": "c", "Right": "r"}
_LABEL_IS_TEXT = frozenset({"Shortcut", "Collapsed", "Autolink", "Email"})
"""Links whose text is their label or their address: an edit would point them elsewhere."""

_DIRECTIVE = "{:<$\\@%"
"""What a paragraph that is a template, a directive or a formula as a whole begins with."""


class Walk:
    """The state of one pass over the events."""

    def __init__(self, text: str, parsed: str, guards: Guards, choice: Choice) -> None:
        self.blocks: list[Block] = []
        self.choice = choice
        self._source = text
        self._parsed = parsed
        self._is_masked = parsed is not text
        self._guards = guards
        self._guarded: Sequence[tuple[int, int]] = ()
        """The guards of the element at hand, of the whole text where all is read."""
        self._block: BlockBuilder | None = None
        self._offset = Offsets("", 0)
        self._last: dict[str, int] = {}
        self._unread: tuple[Kind, int, int] | None = None
        self._raw: tuple[Kind, str, int, int] | None = None
        self._raw_parts: list[str] = []
        self._containers = Containers()
        self._alternative: list[str] | None = None
        self._images: list[str] = []
        self._fixed_links: list[bool] = []
        self._cells = 0
        self._verbatim = Verbatim()
        self._is_verbatim = False
        """Whether the block at hand began in such an element."""

    def over(self, parsed: Parsed) -> None:
        """Make blocks of the events."""
        self._offset = offsets = parsed.offsets
        shift, first, last = offsets.stretch(0)
        value: Any
        choosing = bool(self.choice)
        if not choosing:
            self._guarded = self._guards.between(0, len(self._source))
        self.choice.count_in(offsets.in_bytes)
        number = element_end = skipped = 0
        for event, span in parsed.events:
            if choosing:
                at = span["start"]
                if at < skipped:
                    continue
                if at >= element_end:
                    element_end = span["end"]
                    number += 1
                    if not self.choice.is_wanted(number, at, element_end):
                        skipped = element_end
                        self._leave_unread(event, at, element_end)
                        continue
                    self._add_unread()
                    self._guarded = self._guards.between(offsets(at), offsets(element_end))
            if event.__class__ is str:
                name, value = event, None
            else:
                ((name, value),) = event.items()
                if name == "End":
                    self._end(value if value.__class__ is str else next(iter(value)), span)
                    continue
            at = span["start"]
            if not first <= at <= last:
                shift, first, last = offsets.stretch(at)
            if name == "Text":
                self._text_at(value, at + shift, span)
            elif name == "Start":
                if value.__class__ is str:
                    self._start(value, None, at + shift, span)
                else:
                    ((tag, fields),) = value.items()
                    self._start(tag, fields, at + shift, span)
            elif self._raw is not None:
                self._raw_parts.append(value)
            elif name == "Rule":
                self.finish_block()
                self.add_raw(Kind.RULE, "", at + shift, offsets(span["end"]), "")
            else:
                self._inline(name, value, at + shift, span)
        self.finish_block()
        self._add_unread()

    def add_raw(self, kind: Kind, text: str, start: int, end: int, info: str) -> None:
        """Add a block that is passed through: nothing in it is prose."""
        exact = self._source[start:end] == text
        opened = self._containers.take_start()
        self.blocks.append(
            Block(
                kind,
                text,
                (Piece(0, start, end - start),) if exact and text else (),
                (start if opened is None else opened, end),
                info=info,
                protected=((0, len(text)),) if text else (),
                within=self._containers.within,
            )
        )

    def _leave_unread(self, event: Any, start: int, end: int) -> None:
        """Leave a whole element as it is, from byte to byte: one of a run."""
        kind = unread_kind(event)
        if self._unread and self._unread[0] is kind:
            start = self._unread[1]
        else:
            self.finish_block()
            self._add_unread()
        self._unread = (kind, start, end)

    def _add_unread(self) -> None:
        """Add the elements left as one block that nothing may touch."""
        if self._unread is not None:
            kind, start, end = self._unread
            self._unread = None
            self.blocks.append(
                unread_block(kind, self._source, self._offset(start), self._offset(end))
            )

    def finish_block(self) -> None:
        """Add the block in the making, if there is one."""
        builder, self._block = self._block, None
        if builder is None:
            return
        if not builder.end:
            builder.end = self._offset(self._last["end"])
        block = builder.build(self._guarded)
        if self._is_verbatim or self._verbatim.depth:
            block = block._replace(protected=((0, len(block.text)),) if block.text else ())
        if block.protected == ((0, len(block.text)),) and block.text[0] in _DIRECTIVE:
            block = block._replace(kind=Kind.MARKUP)
        self.blocks.append(block)

    def _begin(self, kind: Kind, start: int, end: int) -> BlockBuilder:
        self.finish_block()
        builder = BlockBuilder(self._source, kind, start, end)
        self._is_verbatim = self._verbatim.depth > 0
        builder.within = within = self._containers.within
        opened = self._containers.take_start()
        if opened is not None:
            builder.start = opened
            if kind is Kind.PARAGRAPH and within[-1].kind == "item":
                builder.kind = Kind.ITEM
        self._block = builder
        return builder

    def _current(self, start: int, span: dict[str, int]) -> BlockBuilder:
        """Return the block in the making; in a tight item it begins with its first inline.

        There it ends with the last one, which `span` is for the time being.
        """
        self._last = span
        return self._block or self._begin(Kind.PARAGRAPH, start, 0)

    def _text_at(self, text: str, start: int, span: dict[str, int]) -> None:
        if self._raw is not None:
            self._raw_parts.append(text)
            return
        if self._alternative is not None:
            self._alternative.append(text)
            return
        self._last = span
        builder = self._block or self._begin(Kind.PARAGRAPH, start, 0)
        size_bytes = len(text) if text.isascii() else len(text.encode())
        if span["end"] - span["start"] == size_bytes and self._parsed.startswith(text, start):
            if self._is_masked:
                text = self._source[start : start + len(text)]
            builder.add_source(text, start)
        elif text:
            builder.add_protected(text)

    def _inline(self, name: str, value: Any, start: int, span: dict[str, int]) -> None:
        if self._alternative is not None:
            self._alternative.append(value if name == "Code" else " " if "Break" in name else "")
            return
        builder = self._current(start, span)
        if name == "SoftBreak":
            builder.add_gap(" ")
        elif name == "Code":
            builder.add_code(value)
        elif name == "HardBreak":
            builder.add_gap("\n")
        elif name == "InlineHtml" and value[:3].lower() == "<br":
            builder.add_seam()
            builder.add_gap("\n")
        else:
            if name == "InlineHtml":
                self._verbatim.see(value)
            builder.add_seam()

    def _start(self, tag: str, fields: Any, start: int, span: dict[str, int]) -> None:
        if tag == "Paragraph":
            self._begin(Kind.PARAGRAPH, start, self._offset(span["end"]))
        elif tag == "Heading":
            end = self._offset(span["end"])
            self._begin(Kind.HEADING, start, end).level = int(fields["level"][1:])
        elif tag in _EMPHASIS:
            if self._alternative is None:
                self._current(start, span).open_mark(_EMPHASIS[tag])
        elif tag == "Link":
            if self._alternative is None:
                self._fixed_links.append(fields["link_type"] in _LABEL_IS_TEXT)
                self._current(start, span).open_mark("link", fields["dest_url"], fields["title"])
        elif tag == "Image":
            self._images.append(fields["dest_url"])
            if self._alternative is None:
                self._current(start, span)
                self._alternative = []
        elif tag == "Table":
            end = self._offset(span["end"])
            self._begin(Kind.TABLE, start, end).info = "".join(_ALIGNMENTS[a] for a in fields)
            self._cells = 0
        elif tag == "TableHead":
            pass
        elif tag == "TableRow":
            self._current(start, span).add_gap("\n")
            self._cells = 0
        elif tag == "TableCell":
            if self._cells:
                self._current(start, span).add_gap("\t")
            self._cells += 1
        else:
            self._start_container(tag, fields, start, span)

    def _start_container(self, tag: str, fields: Any, start: int, span: dict[str, int]) -> None:
        self.finish_block()
        if tag == "List":
            self._containers.open_list(fields)
        elif tag == "Item":
            self._containers.open_item(start)
        elif tag == "BlockQuote":
            self._containers.open_quote()
        elif tag == "FootnoteDefinition":
            self._containers.open_footnote(fields, start)
        elif tag == "CodeBlock":
            info = "" if isinstance(fields, str) else fields["Fenced"]
            self._raw = (Kind.CODE, info, start, self._offset(span["end"]))
        elif tag == "HtmlBlock":
            self._raw = (Kind.MARKUP, "html", start, self._offset(span["end"]))

    def _end(self, tag: str, span: dict[str, int]) -> None:
        if tag in _EMPHASIS:
            self._last = span
            if self._alternative is None and self._block:
                self._block.close_mark()
        elif tag == "Link":
            self._last = span
            if self._alternative is None and self._block:
                self._block.close_mark(protect=self._fixed_links.pop())
        elif tag == "Image":
            self._last = span
            self._end_image()
        elif tag in ("Paragraph", "Heading", "Table"):
            self.finish_block()
        elif tag in ("Item", "BlockQuote", "FootnoteDefinition"):
            self.finish_block()
            self._containers.close()
        elif tag == "List":
            self._containers.close_list()
        elif tag in ("CodeBlock", "HtmlBlock") and self._raw is not None:
            kind, info, start, end = self._raw
            self._raw = None
            text = "".join(self._raw_parts)
            self._raw_parts = []
            if kind is Kind.MARKUP:
                self._verbatim.see(text)
            self.add_raw(kind, text, start, end, info)

    def _end_image(self) -> None:
        target = self._images.pop()
        if not self._images and self._block is not None:
            self._block.add_image(target, "".join(self._alternative or ()))
            self._alternative = None
