"""What the quick look takes for surely kept is kept to the last mark."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from textclean.document import Document, Source
from textclean.inplace.skeleton import block_skeletons, outer_skeleton
from textclean.read import markdown
from textclean.read.markdown_kept import is_surely_kept

SCRAPS = (
    "word|text  more|\n|\n\n| |*|**|_|`|[a](b)|![c](d) |<i>|</i>|<!--|-->|{{|}}|{%|%}|$|$$|\\(|\\)"
    "|- |1. |> |# || |\n|-|\n|:|:::|@|http://x.y |&amp;|\\*|\xa0|\u200b|\u201c|\u201d|'|.  |\n    "
)
EDITS = ("", " ", "'", "\u2019", "\u201d", "\xa0", "*", "`", "<", "$")


def replaced(source: str, start: int, end: int, new: str) -> str:
    return source[:start] + new + source[end:]


@pytest.mark.parametrize(
    "source, old, new",
    [
        ('# Title\n\nHe said "yes".\n', '"', "\u201c"),
        ("- one  two\n- three\n", "  ", " "),
        ("It`s *here*, and {{< there >}}.\n", "`", "\u2019"),
        ("The end.\xa0\n\nNext.\n", "\xa0", ""),
    ],
)
def test_plain_repairs_are_told_at_a_look(source: str, old: str, new: str) -> None:
    start = source.index(old)
    place = (start, start + len(old), new)
    assert is_surely_kept(source, replaced(source, *place), [place])


@pytest.mark.parametrize(
    "source, old, new",
    [
        ("a `b` c\n", "c", "`c"),  # No page is the same.
        ("one\xa0\n\xa0two\n", "\xa0t", " t"),  # The line begins with blanks now.
        ("-\xa0item\n", "\xa0", " "),
        ("{\u200b{ x }}\n", "\u200b", ""),  # A template now.
        (":smi\u200ble:\n", "\u200b", ""),
        ("<!-\u200b- x -->\n", "\u200b", ""),
        ("\ufb01sh\n", "\ufb01", "fi"),  # Letters may be those of a tag.
        ("---\na: 'b'\n---\n", "'", '"'),
        ("*__*\n", "_*", "**"),  # The last star is text now.
    ],
)
def test_what_might_change_something_is_in_doubt(source: str, old: str, new: str) -> None:
    start = source.index(old)
    place = (start, start + len(old), new)
    assert not is_surely_kept(source, replaced(source, *place), [place])


@given(
    st.lists(st.sampled_from(SCRAPS.split("|")), max_size=14).map("".join),
    st.data(),
)
def test_what_is_surely_kept_is_read_as_before(source: str, data: st.DataObject) -> None:
    document = markdown.read(source, Source())
    free = list(free_places(document))
    assume(free)
    start = data.draw(st.sampled_from(free))
    end = start + 1 if data.draw(st.booleans()) else start
    place = (start, end, data.draw(st.sampled_from(EDITS)))
    after = replaced(source, *place)
    if is_surely_kept(source, after, [place]):
        other = markdown.read(after, Source())
        assert block_skeletons(other, slugs=False) == block_skeletons(document, slugs=False)
        assert outer_skeleton(other) == outer_skeleton(document)


def free_places(document: Document) -> list[int]:
    """Return the places in a source that a filter may edit."""
    return [
        piece.source_start + offset
        for block in document.blocks
        for piece in block.origin
        if not isinstance(piece, str)
        for offset in range(piece.length)
        if not any(start <= piece.text_start + offset < end for start, end in block.protected)
    ]
