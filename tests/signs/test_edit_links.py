"""The link to edit a section goes from its heading, and from nowhere else."""

from __future__ import annotations

import pytest

from textclean.document import Block, Kind
from textclean.signs.edit_links import find_edit_link


def shown(text: str, kind: Kind = Kind.PARAGRAPH) -> str:
    edit = find_edit_link(Block(kind, text))
    return text if edit is None else text[: edit.start] + edit.new + text[edit.end :]


LINKS = (
    "[edit]",
    " [edit | edit source]",
    "[Bearbeiten | Quelltext bearbeiten]",
    " [modifier | modifier le code]",
    "[modifica wikitesto]",
    " [editar]",
)


@pytest.mark.parametrize("link", LINKS)
def test_the_link_goes(link: str) -> None:
    assert shown(f"Early history{link}") == "Early history"


@pytest.mark.parametrize("text", ["[edit]", "Early history [edited]", "Press [edit] to begin."])
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert shown(text) == text


def test_code_stays() -> None:
    assert shown("menu[edit]", Kind.CODE) == "menu[edit]"
