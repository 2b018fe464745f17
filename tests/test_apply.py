"""Edits, drops and metadata, as `apply` carries them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.apply import apply, edit_block, edit_text, replay
from textclean.document import Block, Document, Kind, Mark, Piece, Place
from textclean.errors import FilterError
from textclean.finding import Action, Edit, Finding, Rule, Safety
from textclean.settle import settle

SAFE = Rule("probe/safe", "for these tests")
UNSAFE = Rule("probe/unsafe", "for these tests", Safety.UNSAFE)
NOTE = Rule("probe/note", "for these tests", Safety.NOTE)


def document(*texts: str) -> Document:
    blocks, offset = [], 0
    for text in texts:
        extent = (offset, offset + len(text))
        blocks.append(Block(Kind.PARAGRAPH, text, (Piece(0, offset, len(text)),), extent))
        offset += len(text) + 2
    return Document("probe", "\n\n".join(texts), "text", tuple(blocks))


def settled(doc: Document, *findings: Finding, **options: bool) -> list[Finding]:
    return settle(doc, findings, filter="probe", rules=(SAFE, UNSAFE, NOTE), **options)


def texts(doc: Document) -> list[str]:
    return [block.text for _, block in doc.standing()]


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("ab c", max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text("XY", max_size=3)), draw(st.sampled_from(["left", "right"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, edits


@given(text_and_edits())
def test_pieces_always_equal_the_source(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    half = len(text) // 2
    pieces = tuple(p for p in (Piece(0, 0, half), Piece(half, half, len(text) - half)) if p.length)
    block = edit_block(Block(Kind.PARAGRAPH, text, pieces, (0, len(text))), edits)
    assert block.text == edit_text(text, edits)
    assert not isinstance(block.origin, str)
    for piece in block.origin:
        here = block.text[piece.text_start : piece.text_start + piece.length]
        assert here == text[piece.source_start : piece.source_start + piece.length]
    untouched = len(text) - sum(edit.end - edit.start for edit in edits)
    assert sum(piece.length for piece in block.origin) == untouched


@given(text_and_edits(), st.integers(0, 30), st.integers(0, 30))
def test_marks_stay_in_the_text_and_in_order(
    case: tuple[str, list[Edit]], one: int, other: int
) -> None:
    text, edits = case
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    block = edit_block(
        Block(Kind.PARAGRAPH, text, marks=(Mark(start, end, "strong"),)),
        edits,
    )
    mark = block.marks[0]
    assert 0 <= mark.start <= mark.end <= len(block.text)


def test_new_text_at_the_edge_of_a_mark_goes_where_it_attaches() -> None:
    block = Block(Kind.PARAGRAPH, "a bold b", marks=(Mark(2, 6, "strong"),))
    inside = edit_block(block, [Edit(2, 2, "“", "right"), Edit(6, 6, "”", "left")])
    assert inside.text == "a “bold” b"
    assert inside.text[inside.marks[0].start : inside.marks[0].end] == "“bold”"
    outside = edit_block(block, [Edit(2, 2, "“", "left"), Edit(6, 6, "”", "right")])
    assert outside.text[outside.marks[0].start : outside.marks[0].end] == "bold"


def test_unsafe_finding_is_a_note_with_its_suggestion_until_asked_for() -> None:
    doc = document("one two")
    finding = Finding("probe/unsafe", Action.EDIT, 0, edits=(Edit(3, 3, "!"),))
    (note,) = settled(doc, finding)
    assert (note.action, note.before, note.after) == (Action.NOTE, "", "!")
    assert apply(doc, [note]) is doc
    assert texts(apply(doc, settled(doc, finding, unsafe=True))) == ["one! two"]


def test_report_only_changes_nothing() -> None:
    doc = document("one", "two")
    found = settled(doc, Finding("probe/safe", Action.DROP, 1), report_only=True)
    assert found[0].action is Action.NOTE and found[0].before == "two"
    assert apply(doc, found) is doc


def test_drop_is_a_label_and_keep_lifts_it() -> None:
    doc = document("one", "two")
    drops = settled(doc, Finding("probe/safe", Action.DROP, 1))
    dropped = apply(doc, drops)
    assert texts(dropped) == ["one"] and len(dropped.blocks) == 2
    assert dropped.blocks[1].dropped_by == drops[0]
    kept = apply(dropped, settled(dropped, Finding("probe/safe", Action.KEEP, 1)))
    assert texts(kept) == ["one", "two"]


def test_replay_gives_the_cleaned_document() -> None:
    doc = document("one  two", "three")
    first = settled(doc, Finding("probe/safe", Action.EDIT, 0, edits=(Edit(3, 5, " "),)), step=0)
    middle = apply(doc, first)
    second = settled(middle, Finding("probe/safe", Action.DROP, 1), step=1)
    assert replay(doc, first + second) == apply(middle, second)


def test_place_of_a_late_edit_follows_from_the_earlier_ones() -> None:
    doc = document("first", "one  two  three")
    doc = apply(doc, settled(doc, Finding("probe/safe", Action.EDIT, 1, edits=(Edit(3, 5, " "),))))
    (late,) = settled(doc, Finding("probe/safe", Action.EDIT, 1, edits=(Edit(7, 9, " "),)))
    assert late.place == Place(3, 9)


def test_metadata_is_set_and_credits_add_up() -> None:
    doc = document("one")
    findings = settled(
        doc,
        Finding("probe/safe", Action.SET, 0, sets=(("metadata.byline", "A B"), ("level", 2))),
        Finding("probe/safe", Action.SET, None, sets=(("metadata.credits", "AP"),)),
        Finding("probe/safe", Action.SET, None, sets=(("metadata.credits", "EPA"),)),
    )
    done = apply(doc, findings)
    assert done.metadata.byline == "A B" and done.metadata.credits == ("AP", "EPA")
    assert done.blocks[0].level == 2


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding("probe/other", Action.DROP, 0), "does not declare"),
        (Finding("probe/safe", Action.DROP, 7), "does not exist"),
        (Finding("probe/safe", Action.EDIT, 0, edits=(Edit(2, 99, ""),)), "2-99"),
        (Finding("probe/safe", Action.SET, 0, sets=(("metadata.mood", "x"),)), "mood"),
        (Finding("probe/safe", Action.SET, 0, sets=(("text", "x"),)), "cannot set text"),
    ],
)
def test_impossible_finding_is_refused(finding: Finding, words: str) -> None:
    with pytest.raises(FilterError, match=words):
        settled(document("one"), finding)


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(0, 2, "x"), Edit(1, 3, "y")),
        (Edit(1, 1, "x"), Edit(1, 1, "y")),
    ],
)
def test_overlapping_edits_are_refused_by_name(edits: tuple[Edit, Edit]) -> None:
    left, right = edits
    findings = [
        Finding("probe/safe", Action.EDIT, 0, edits=(left,)),
        Finding("probe/unsafe", Action.EDIT, 0, edits=(right,)),
    ]
    with pytest.raises(FilterError, match=r"probe/safe and probe/unsafe"):
        settled(document("one two"), *findings, unsafe=True)


@pytest.mark.parametrize("edit", [Edit(4, 6, "x"), Edit(5, 5, "x"), Edit(0, 99, "")])
def test_protected_text_is_refused(edit: Edit) -> None:
    block = Block(Kind.PARAGRAPH, "one code two", protected=((4, 8),))
    doc = Document("probe", "one code two", "text", (block,))
    with pytest.raises(FilterError):
        settled(doc, Finding("probe/safe", Action.EDIT, 0, edits=(edit,)))


@pytest.mark.parametrize("offset", [4, 8])
def test_insertion_at_the_edge_of_protected_text_is_allowed(offset: int) -> None:
    block = Block(Kind.PARAGRAPH, "one code two", protected=((4, 8),))
    doc = Document("probe", "one code two", "text", (block,))
    assert settled(doc, Finding("probe/safe", Action.EDIT, 0, edits=(Edit(offset, offset, "“"),)))
