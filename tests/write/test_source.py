"""Edits and cuts in the source itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.chain import Chain, Step, run
from textclean.document import Block, Document, Kind, Piece, Source
from textclean.finding import Action, Edit, Finding, Rule
from textclean.inplace.safety import secure
from textclean.inplace.splice import _joined, compose, plan_changes
from textclean.read import markdown, text
from textclean.write.source import write

READERS = {"markdown": markdown.read, "text": text.read}


class Replace:
    """A filter that replaces every `old` by `new` and drops blocks that hold `DROP`."""

    name = "replace"
    rules = (Rule("replace/word", "for these tests"),)

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def find(self, document: Document) -> list[Finding]:
        found = []
        for index, block in document.standing():
            if "DROP" in block.text:
                found.append(Finding("replace/word", Action.DROP, index))
            start = block.text.find(self.old)
            while self.old and start >= 0:
                end = start + len(self.old)
                if not any(s < end and start < e for s, e in block.protected):
                    edit = Edit(start, end, self.new)
                    found.append(Finding("replace/word", Action.EDIT, index, (edit,)))
                start = block.text.find(self.old, end)
        return found


def cleaned(
    source: str, *pairs: tuple[str, str], format: str = "markdown"
) -> tuple[str, list[Finding]]:
    """Return the source after filters that replace, and the findings."""

    def read(content: str) -> Document:
        return READERS[format](content, Source("page"))

    document = read(source)
    chain = Chain(tuple(Step(Replace(old, new)) for old, new in pairs))
    _, findings = run(document, chain)
    findings = secure(document, findings, read)
    return write(document, findings), list(findings)


def notes(findings: list[Finding]) -> list[str]:
    return [finding.evidence for finding in findings if finding.action is Action.NOTE]


def test_edits_keep_line_ends_mark_and_missing_newline() -> None:
    source = "\N{ZERO WIDTH NO-BREAK SPACE}a  b\r\n* c  d\n\n`e  f`\rg  h"
    text, _ = cleaned(source, ("  ", " "))
    assert text == "\N{ZERO WIDTH NO-BREAK SPACE}a b\r\n* c d\n\n`e  f`\rg h"


def test_edits_of_several_filters_in_one_place() -> None:
    text, findings = cleaned("a abc *abc* b", ("b", "xy"), ("xyc", "zzz"), ("zz", "q"))
    assert text == "a aqz *aqz* xy"
    assert notes(findings) == []


def test_edit_across_markup_is_noted() -> None:
    text, findings = cleaned("a*b* ab ab", ("ab", "c"))
    assert text == "a*b* c c"
    assert notes(findings) == ["not applied: it would cross markup"]


def test_later_edits_move_when_an_earlier_one_is_refused() -> None:
    source = "a*b* ab xy"
    document = markdown.read(source, Source("page"))
    chain = Chain((Step(Replace("ab", "longer")), Step(Replace("y", "z"))))
    _, findings = run(document, chain)
    findings = secure(document, findings, lambda text: markdown.read(text, Source("page")))
    assert write(document, findings) == "a*b* longer xz"
    assert [edit.start for edit in findings[-1].edits] == [11]


@pytest.mark.parametrize(
    ("source", "pair"),
    [
        ("text word\nmore\n", ("word", " ")),
        ("a word `b`\n", ("word", "`")),
        ("word a\n", ("word", "-")),
        ("a\nword\n", ("word", "===")),
        ("a word\n", ("word", "<b>")),
        ("a word(b)\n", ("word", "[x]")),
        ("*a word*\n", ("word", "b ")),
        ("# A word\n", ("word", "world")),
    ],
)
def test_misbehaving_filter_is_caught(source: str, pair: tuple[str, str]) -> None:
    text, findings = cleaned("fine word\n\n".replace("word", "") + source, pair)
    assert text == "fine \n\n" + source
    assert len(notes(findings)) == 1


def test_only_the_edit_to_blame_is_taken_back() -> None:
    source = "\n\n".join(["word a"] * 20 + ["word `b` word"] + ["word c"] * 20) + "\n"
    text, findings = cleaned(source, ("word", "`"))
    assert text.count("word") >= 1
    assert text.count("`") >= 41
    assert len(notes(findings)) == text.count("word")


def test_heading_with_an_address_of_its_own_is_edited() -> None:
    assert cleaned("# A  b {#here}\n", ("  ", " "))[0] == "# A b {#here}\n"
    assert cleaned("# A  b\n", ("  ", " "))[0] == "# A  b\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n\nDROP\n\nb\n", "a\n\nb\n"),
        ("DROP\n\nb\n", "b\n"),
        ("a\n\nDROP\n", "a\n"),
        ("a\n\nDROP", "a"),
        ("a\r\n\r\nDROP\r\n\r\n", "a\r\n"),
        ("a\n\nDROP\n\nDROP\n\nb\n", "a\n\nb\n"),
        ("DROP\n", ""),
        ("- a\n- DROP\n- c\n", "- a\n- c\n"),
        ("> a\n>\n> DROP\n>\n> b\n", "> a\n>\n> b\n"),
        ("# a\nDROP\n\nb\n", "# a\n\nb\n"),
    ],
)
def test_dropped_block_is_cut_out_of_markdown(source: str, expected: str) -> None:
    assert cleaned(source, ("", ""))[0] == expected


@pytest.mark.parametrize(
    "source",
    [
        "- a\n\nDROP\n\n    code\n",
        "- DROP\n  - b\n",
        "a\n\nDROP\n\n    code\n\n- x\n\nDROP\n\n      y\n",
    ],
)
def test_cut_that_changes_what_stays_is_noted(source: str) -> None:
    text, findings = cleaned(source, ("", ""))
    assert "DROP" in text
    assert notes(findings)[-1] == "not applied: it would change the structure of the text"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A line.\nDROP it.\n\nDROP it.\nAnother.\n", "A line.\n\nAnother.\n"),
        ("A line.\nDROP\nAnother.\n", "A line.\nAnother.\n"),
        ("DROP\n\n\nb", "b"),
    ],
)
def test_dropped_block_is_cut_out_of_text(source: str, expected: str) -> None:
    assert cleaned(source, ("", ""), format="text")[0] == expected


@given(st.text("ab *_`\n#>-|[](x)\r", max_size=60), st.sampled_from(["markdown", "text"]))
def test_no_finding_same_text(source: str, format: str) -> None:
    assert cleaned(source, format=format)[0] == source


@given(st.text("ab *_`\n#>- ", max_size=60))
def test_edits_of_prose_replay(source: str) -> None:
    text, findings = cleaned(source, ("ab", "c"), ("bc", "ddd"), ("a ", "e"))
    made = [finding for finding in findings if finding.action is not Action.NOTE]
    assert made or text == source


@given(st.data())
def test_a_lone_edit_is_planned_as_any_other(data: st.DataObject) -> None:
    words = data.draw(st.text(st.sampled_from("ab '"), min_size=1, max_size=8))
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    new = data.draw(st.text(st.sampled_from("ab’"), max_size=4))
    attach = data.draw(st.sampled_from(["left", "right"]))
    block = Block(Kind.PARAGRAPH, words, (Piece(0, 3, len(words)),), (3, 3 + len(words)))
    document = Document("", f"   {words}", "text", (block,))
    finding = Finding("replace/word", Action.EDIT, 0, (Edit(start, end, new, attach),), step=2)
    assert plan_changes(document, [finding]) == _joined(block, compose(words, 0, [(0, finding)]))
