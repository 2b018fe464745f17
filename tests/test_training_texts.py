"""Labelled texts for the scorer of lines: labels, titles, the words that tell."""

from __future__ import annotations

from benchmarks.train.residue import make_lexicon
from benchmarks.train.texts import LabelledText, is_title, label_text
from textclean.chain import Chain

BODY = (
    "The council of the island voted on Monday to keep the old ferry for another year, as the new"
    " one is still without an engine and nobody knows when the yard will have it."
)


def labelled(number: int) -> LabelledText:
    record = {
        "id": str(number),
        "url": f"https://site{number}.example/a",
        "title": "Old ferry stays - The Island Post",
        "page_type": "article",
        "main_content": BODY,
    }
    text = f"Old ferry stays\n\n{BODY}\n\nSubscribe to the bulletin"
    found = label_text(record, "main", text, Chain(()))
    assert found is not None
    return found


def test_lines_are_labelled_by_the_main_content() -> None:
    found = labelled(1)
    assert [round(label) for label in found.labels] == [0, 1, 0]
    assert found.titles == (True, False, False)


def test_text_without_most_of_the_main_content_is_left_out() -> None:
    record = {"id": "1", "main_content": BODY}
    assert label_text(record, "main", "Something else altogether.", Chain(())) is None


def test_title_may_lack_the_name_of_the_site() -> None:
    title = {"old", "ferry", "stays", "-", "island", "post"}
    assert is_title("Old ferry stays", title)
    assert not is_title("Old ferry sinks at noon on Monday", title)


def test_lexicon_has_the_words_that_stand_around() -> None:
    lexicon = make_lexicon(labelled(number) for number in range(12))
    assert "bulletin" in lexicon
    assert "council" not in lexicon
