"""The link to edit a section, which an encyclopedia's page puts behind its heading."""

from __future__ import annotations

import re

from textclean.document import Block, Kind
from textclean.finding import Edit
from textclean.startup.lazy import lazy_compile

MOST_CHARS = 120
"""Headings are no longer."""
LINKED = lazy_compile(
    r"\s*\[\s*(?:edit(?: source)?|bearbeiten|quelltext bearbeiten|modifier(?: le (?:wiki)?code)?"
    r"|editar(?: (?:código|fonte|a fonte|código-fonte|el código))?|modifica(?: wikitesto)?"
    r"|bewerken|brontekst bewerken|edytuj(?: kod)?|редактировать|править(?: код)?"
    r"|редагувати(?: код)?"
    r"|redigera(?: wikitext)?|rediger(?: kildetekst| kilde)?|redigér|muokkaa(?: wikitekstiä)?"
    r"|editovat(?: zdroj)?|upraviť(?: zdroj)?|szerkesztés|forrásszöveg szerkesztése"
    r"|modificare(?: sursă)?|kaynağı değiştir|değiştir|sunting(?: sumber)?|sửa(?: mã nguồn)?"
    r"|编辑|編輯|编辑源代码|編集|ソースを編集|편집|원본 편집|تعديل|عدل|ویرایش|עריכה)"
    r"(?:\s*[|/]\s*[^\[\]\n]{3,30})?\s*\]\s*$",
    re.IGNORECASE,
)


def find_edit_link(block: Block) -> Edit | None:
    """Return the cut of the link at the end of a line, if there is one."""
    text = block.text
    if text[-1:] != "]" or len(text) > MOST_CHARS or block.kind in (Kind.CODE, Kind.TABLE):
        return None
    found = LINKED.search(text)
    if found is None or not found.start():
        return None
    if any(start < len(text) and stop > found.start() for start, stop in block.protected):
        return None
    return Edit(found.start(), len(text), "")
