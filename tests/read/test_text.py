"""Plain text to blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textclean.document import Kind, Source
from textclean.read.text import read


def blocks(text: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in read(text, Source()).blocks]


def test_lines_of_odd_lengths_are_blocks_of_their_own() -> None:
    text = (
        "Open the comments Comments\nBy Ann Other with AFP\n"
        "Fishing boats wait behind the wall of the old harbour on Sunday, 2 March 2025.\n"
        "Fishing boats wait behind the wall of the old harbour on Sunday, 2 March 2025. - AFP"
    )
    assert len(blocks(text)) == 4


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The boats lay behind the wall for\nthree days, and nobody went out to\nsea."
    text = wrapped + "\n\nThen it cleared."
    assert blocks(text) == [
        ("paragraph", "The boats lay behind the wall for three days, and nobody went out to sea."),
        ("paragraph", "Then it cleared."),
    ]


WRAPPED = (
    "Nach drei Jahren Bauzeit ist der Steg durch das\n"
    "Moor am Sonntag eingeweiht worden. Er ruht auf\n"
    "Pfählen aus Lärche.\n\n"
    "Der Eintritt ist frei, ein Parkplatz kostet zwei\n"
    "Euro am Tag.\n\n"
)


def test_lines_that_stand_twice_are_no_parts_of_a_paragraph() -> None:
    line = "Boats leave the harbour of the island early in the morning"
    text = "\n".join([line] * 4) + "\nAt the end stands a line of its own."
    assert [text for _, text in blocks(text)] == text.split("\n")


def test_a_text_shows_the_width_that_its_lines_are_broken_to() -> None:
    text = (
        "Teilen\nMerken\nDer neue Steg im Moor, von den Dünen aus im\nletzten Licht gesehen\n"
        "Foto: Ute Brand\n\n"
    )
    assert blocks(text + WRAPPED) == [
        ("paragraph", "Teilen"),
        ("paragraph", "Merken"),
        ("paragraph", "Der neue Steg im Moor, von den Dünen aus im letzten Licht gesehen"),
        ("paragraph", "Foto: Ute Brand"),
        *(("paragraph", part.replace("\n", " ")) for part in WRAPPED.split("\n\n") if part),
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            "Ein Absatz, der auf einer langen Zeile steht, zeigt, dass der Text an keiner Stelle"
            " auf eine Breite gebrochen ist.",
            id="a longer line",
        ),
        pytest.param(
            "The boats lay behind the wall for\nthree days, and nobody went out to\nsea.",
            id="a paragraph of another width",
        ),
    ],
)
def test_a_text_that_is_not_broken_to_one_width_is_not_joined(other: str) -> None:
    first = WRAPPED.partition("\n")[0]
    assert ("paragraph", first) in blocks(WRAPPED + other)


def test_verse_and_menus_of_a_wrapped_text_stay_apart() -> None:
    lines = ["Der Wind geht über das Moor,", "Der Kranich ruft,", "Und alles schläft.", "Start"]
    found = blocks(WRAPPED + "\n".join(lines))
    assert [text for _, text in found[-4:]] == lines


def test_a_column_pasted_from_a_page_is_one_paragraph() -> None:
    column = (
        "The turnover of the harbour rose by four per cent\nwhen the new berth was opened, although"
        " the\nnumber of calls fell. The board says that the ships\nare larger now."
    )
    assert blocks(column) == [("paragraph", column.replace("\n", " "))]


def test_lines_of_uneven_length_stay_apart() -> None:
    verse = (
        "the night is over the harbour now,\nand the water\nis as dark as the sky above the mill,"
        "\nand I am\nalone on the quay with the lamp."
    )
    assert len(blocks(verse)) == 5


def test_list_items_are_kept_with_their_markers() -> None:
    document = read("Take:\n\n- two eggs\n- flour,\n  sifted\n\n1. Mix.\n2. Bake.", Source())
    items = [block for block in document.blocks if block.kind is Kind.ITEM]
    assert [item.text for item in items] == ["two eggs", "flour, sifted", "Mix.", "Bake."]
    assert [item.within[0].marker for item in items] == ["-", "-", "1.", "2."]


def test_a_lone_dash_in_the_middle_of_lines_is_dialogue() -> None:
    assert [kind for kind, _ in blocks("He came in.\n- Good morning, he said.\nNobody spoke.")] == [
        "paragraph"
    ] * 3


def test_no_break_space_and_next_line_are_text() -> None:
    assert blocks("one\N{NO-BREAK SPACE}\n\ntwo\x85three") == [
        ("paragraph", "one\N{NO-BREAK SPACE}"),
        ("paragraph", "two\x85three"),
    ]


@given(st.text(alphabet="ab .-1\n\r\t \u00a0", max_size=200))
def test_pieces_equal_the_source_and_nothing_but_blanks_is_between_blocks(text: str) -> None:
    end = 0
    for block in read(text, Source()).blocks:
        assert not text[end : block.extent[0]].strip(" \t\r\n")
        end = block.extent[1]
        for start, source_start, length in block.origin:
            assert block.text[start : start + length] == text[source_start : source_start + length]
    assert not text[end:].strip(" \t\r\n")


@pytest.mark.parametrize("line", ["___", "* * *", "***", "- - -", "======", "~~~~"])
def test_dividing_line_is_a_rule(line: str) -> None:
    document = read(f"One.\n\n{line}\n\nTwo.\n", Source())
    assert [block.kind for block in document.blocks] == [
        Kind.PARAGRAPH,
        Kind.RULE,
        Kind.PARAGRAPH,
    ]
    assert document.blocks[1].text == line


@pytest.mark.parametrize("line", ["__", "-- Ann", "* one", "_-_", "-1-"])
def test_other_signs_are_no_rule(line: str) -> None:
    assert all(block.kind is not Kind.RULE for block in read(f"One.\n\n{line}\n", Source()).blocks)


PASTED_CODE = [
    "while True:\n    line = input('> ')\n    if line == 'q':\n        quit()",
    'def area(r):\n    """Return it."""\n\n    pi = 3.14\n\n    return pi * r ** 2',
    "const box = {\n  wide: 1,\n  name: \"``box''\",\n};",
    '#include <stdio.h>\nint main() {\n  printf("one  two ");\n  return 0;\n}',
    'for f in *.txt; do\n  wc -w "$f"\ndone',
    "print(\n    'one  two'\n)\nexit(0)",
    '<div class="a">\n  <p>one  two</p>\n</div>',
]


@pytest.mark.parametrize("code", PASTED_CODE)
@pytest.mark.parametrize("before", ["Write:\n", "Write:\n\n"])
def test_pasted_code_keeps_its_lines_and_indentation(code: str, before: str) -> None:
    assert blocks(f"{before}{code}\n\nThen run it.") == [
        ("paragraph", "Write:"),
        ("code", code),
        ("paragraph", "Then run it."),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "Take:\n  two eggs (large);\n  flour;\n  salt;",
        "The lamp is lit (as ever);\n   the night is dark;\nThe lamp is lit;\n   and hark:",
        "for the sake of the child:\n    we waited,\n    and waited.",
        "1 cup = 240 ml\n  2 cups = 480 ml\n  a pint",
        "port = 80\nname = lamp\ncolour = red",
        "1. Call f(x)\n   and g(y)\n2. Rest.",
        "Author(s)\n  Ann Other(s)",
        "Name the file(s)\n  or the folder(s)",
        "Return to the harbour\n  in the evening\nand go home.",
    ],
)
def test_prose_in_odd_lines_is_no_code(prose: str) -> None:
    assert "code" not in dict(blocks(prose))


def test_many_lines_that_are_nearly_code_take_linear_time() -> None:
    text = "  and more\n" + "port = 80\n" * 20_000
    assert len(blocks(text)) == 20_001


@pytest.mark.parametrize(
    "prose",
    [
        "    The menu costs from $20 to $35 a head; a cook who comes to the house asks for more.",
        "    Those who sign up (it is free) get a mail; those who do not, get one as well.",
    ],
)
def test_indented_prose_with_a_sign_of_code_is_prose(prose: str) -> None:
    assert blocks(prose) == [("paragraph", prose.strip())]


def test_statements_that_fill_their_lines_are_not_joined() -> None:
    assert len(blocks("const answer = await response.json();\nconsole.log(answer.length);")) == 2


@pytest.mark.parametrize(
    "lines",
    [
        [
            "[03/03/2026, 09:12:44] Ann: Did you see the ferry come in?",
            "[03/03/2026, 09:13:02] Bob: Yes! It was late again, as it is",
            "[03/03/2026, 09:13:40] Ann: and nobody on the quay knew why.",
        ],
        [
            "2026-03-03 09:12:44 INFO the harbour service has been started",
            "2026-03-03 09:12:45 WARNING the tide table is from last year",
        ],
        [
            "09:12 the ferry is seen off the head of the island, moving slow",
            "09:20 it turns back to sea",
        ],
    ],
)
def test_entries_with_a_time_stay_lines_of_their_own(lines: list[str]) -> None:
    document = read("\n".join(lines), Source())
    assert [block.text for block in document.blocks] == lines


def test_a_number_that_begins_a_wrapped_line_makes_no_log() -> None:
    text = (
        "The old tower on the north cliff of the island was built in the year\n"
        "1874.2 It is open to visitors from May to the end of September, says\n"
        "the man who owns it now, and who has asked the council for its help."
    )
    assert len(read(text, Source()).blocks) == 1
