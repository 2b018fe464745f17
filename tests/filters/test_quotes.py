"""Quotation marks: mangled texts restored, missing marks, marked-up text, hostile input."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclean.chain import Chain, Step, run
from textclean.document import Block, Document, Kind, Mark, Metadata, Piece, Source
from textclean.filters.quotes import Quotes
from textclean.finding import Action, Finding
from textclean.read.text import read

CURLY = (
    "“I never said so,” answered Maud. “It’s the Harrises’ boat, isn’t it?”",
    "Tom wrote “late” on the card, and “gone” under it; nobody’s fault.",
    "“He told me, ‘Don’t wait,’ and I didn’t,” said the pilot.",
    "“‘Go home,’” she repeated, “was all the captain’s letter said.”",
    "They’d rather—“if it’s dry”—walk; the others won’t.",
    "“Get ’em aboard!” he cried. “’Tis the last tide, an’ we’re goin’ now.”",
    "The “new” pier (the “old” one burned in ’98) isn’t open.",
    "“Where’s the key?” I asked. “On the hook,” said Ada, “where it’s always been.”",
)
"""Paragraphs as a printer sets them."""


def document(paragraphs: Sequence[str], language: str = "en") -> Document:
    blocks = []
    offset = 0
    for text in paragraphs:
        extent = (offset, offset + len(text))
        blocks.append(Block(Kind.PARAGRAPH, text, (Piece(0, offset, len(text)),), extent))
        offset += len(text) + 2
    return Document("", "\n\n".join(paragraphs), "text", tuple(blocks), Metadata(language=language))


def mend(
    paragraphs: Sequence[str], language: str = "en", *, unsafe: bool = False, **options: str
) -> tuple[list[str], tuple[Finding, ...]]:
    chain = Chain((Step(Quotes(**options)),), unsafe)  # type: ignore[arg-type]
    after, findings = run(document(paragraphs, language), chain)
    return [block.text for block in after.blocks], findings


def edits(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.action is not Action.NOTE]


def flat(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def between_letters(sign: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        return "".join(
            sign
            if mark == "’" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
            else mark
            for at, mark in enumerate(text)
        )

    return change


def swapped(old: str, new: Sequence[str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for mark, sign in zip(old, new, strict=True):
            text = text.replace(mark, f"\0{ord(sign[0])}" if len(sign) == 1 else sign)
        for sign in new:
            text = text.replace(f"\0{ord(sign[0])}", sign) if len(sign) == 1 else text
        return text

    return change


MANGLED = {
    "straight": flat,
    "tex": swapped("“”‘’", ("``", "''", "`", "'")),
    "right for left": swapped("“", ("”",)),
    "left for right": swapped("”", ("“",)),
    "swapped": swapped("“”", ("”", "“")),
    "straight closer": swapped("”", ('"',)),
    "straight opener": swapped("“", ('"',)),
    "two singles": swapped("“”", ("''", "''")),
    "primes": swapped("“”", ("″", "″")),
    "low opener": swapped("“", ("„",)),
    "guillemet opener": swapped("“", ("«",)),
    "guillemet closer": swapped("”", ("»",)),
    "inner spaces": swapped("“”", ("“ ", " ”")),
    "doubled": swapped("“”", ("““", "””")),
    "stray after closer": swapped("”", ('”"',)),
    "stray tex closer": swapped("”", ('``"',)),
    "full width": swapped("“”", ("＂", "＂")),
    "grave apostrophe": between_letters("`"),
    "acute apostrophe": between_letters("´"),
    "left apostrophe": between_letters("‘"),
    "prime apostrophe": between_letters("′"),
    "left before a word": swapped("’", ("’",)) and (lambda text: text.replace(" ’", " ‘")),
}


@pytest.mark.parametrize("kind", MANGLED)
def test_mangled_text_is_restored(kind: str) -> None:
    mangled = [MANGLED[kind](text) for text in CURLY]
    after, _ = mend(mangled, style="curly")
    assert after == list(CURLY)


@pytest.mark.parametrize("kind", MANGLED)
def test_mangled_text_is_restored_to_straight_marks(kind: str) -> None:
    after, _ = mend([MANGLED[kind](text) for text in CURLY], style="straight")
    assert after == [flat(text) for text in CURLY]


@pytest.mark.parametrize("style", ["keep", "curly"])
def test_correct_text_has_no_finding(style: str) -> None:
    assert mend(CURLY, style=style) == (list(CURLY), ())
    assert mend([flat(text) for text in CURLY])[1] == ()


@pytest.mark.parametrize("kind", [kind for kind in MANGLED if kind != "straight"])
def test_each_paragraph_alone_gives_the_same_in_its_own_style(kind: str) -> None:
    for text in CURLY:
        after, _ = mend([MANGLED[kind](text)], style="curly")
        assert after == [text]


BRITISH = (
    "‘I never said so,’ answered Maud. ‘It’s the Harrises’ boat, isn’t it?’",
    "‘He told me, “Don’t wait,” and I didn’t,’ said the pilot.",
    "‘Get ’em aboard!’ he cried. ‘We’re goin’ now, an’ that’s that.’",
    "She called it ‘late’, and he called it ‘the boys’ own time’.",
)


def test_british_marks_are_restored() -> None:
    assert mend([flat(text) for text in BRITISH], style="curly")[0] == list(BRITISH)
    tex = [text.replace("‘", "`").replace("’", "'") for text in BRITISH]
    assert mend(tex, style="curly")[0] == list(BRITISH)
    assert mend(BRITISH, style="curly")[1] == ()


WAYS = {
    "de": "Er sagte: „Komm nach Hause.“ Sie fragte: „Warum ‚bald‘?“",
    "de-CH": "Er sagte: «Komm nach Hause.» Sie fragte: «Warum?»",
    "fr": "Il dit : «\u202fViens.\u202f» Elle dit : «\u202fNon.\u202f»",
    "it": "Disse: «Vieni a casa». Lei disse: «No».",
    "es": "Dijo: «Ven a casa». Ella dijo: «No».",
    "pt": "Disse: “Vem para casa.” Ela disse: “Não.”",
    "pl": "Powiedział: „Idź do domu”. Ona: „Nie”.",
    "cs": "Řekl: „Jdi domů.“ Ona: „Ne.“",
    "nl": "Hij zei: “Ga naar huis.” Zij: “Nee.”",
    "da": "Han sagde: »Gå hjem.« Hun sagde: »Nej.«",
    "sv": "Han sade: ”Gå hem.” Hon sade: ”Nej.”",
    "fi": "Hän sanoi: ”Mene kotiin.” Nainen: ”En.”",
    "hu": "Azt mondta: „Menj haza.” A nő: „Nem.”",
    "ru": "Он сказал: «Иди домой». Она: «Нет».",
    "uk": "Він сказав: «Іди додому». Вона: «Ні».",
    "tr": "“Eve git,” dedi. Kadın “Hayır,” dedi.",
    "el": "Είπε: «Πήγαινε σπίτι». Εκείνη: «Όχι».",
    "zh": "他说：“回家吧。”她说：“不。”",
    "ja": "彼は「帰れ」と言った。彼女は「いいえ『まだ』」と言った。",
}


@pytest.mark.parametrize("language", WAYS)
@pytest.mark.parametrize("style", ["keep", "curly"])
def test_the_marks_of_a_language_stay(language: str, style: str) -> None:
    assert mend([WAYS[language]], language, style=style) == ([WAYS[language]], ())


@pytest.mark.parametrize("language", [tag for tag in WAYS if tag not in ("zh", "ja")])
def test_straight_marks_become_those_of_the_language(language: str) -> None:
    right = WAYS[language]
    straight = right.replace("\u202f", "")
    for mark in "“”„«»":
        straight = straight.replace(mark, '"')
    straight = straight.replace("‚", "'").replace("‘", "'")
    assert mend([straight], language, style="curly")[0] == [right]


def test_the_documents_own_style_prevails() -> None:
    after, findings = mend([*CURLY, '"One more," he said.'])
    assert after[-1] == "“One more,” he said."
    assert [finding.rule for finding in findings] == ["quotes/mixed"]
    after, findings = mend([*(flat(text) for text in CURLY), "“One more,” he said."])
    assert after[-1] == '"One more," he said.'
    assert [finding.rule for finding in findings] == ["quotes/mixed"]


def test_each_pair_is_a_finding_with_evidence() -> None:
    _, findings = mend([*CURLY, '"One," he said. "Two," I said.', "``Three,'' said he."])
    assert [finding.rule for finding in findings] == ["quotes/mixed", "quotes/mixed", "quotes/tex"]
    assert all(finding.evidence for finding in findings)


def marked(text: str, *marks: Mark, protected: tuple[tuple[int, int], ...] = ()) -> Document:
    plain = document([text])
    block = plain.blocks[0]._replace(marks=marks, protected=protected)
    return Document("", text, "markdown", (block,), Metadata(language="en"))


def test_a_pair_may_span_bold_text_and_a_link() -> None:
    text = 'He said "never again" and left.'
    chain = Chain((Step(Quotes(style="curly")),))
    after, _ = run(marked(text, Mark(9, 14, "strong"), Mark(9, 20, "link", "x")), chain)
    assert after.blocks[0].text == "He said “never again” and left."
    assert after.blocks[0].marks == (Mark(9, 14, "strong"), Mark(9, 20, "link", "x"))


def test_marks_at_the_edge_of_bold_text_stay_outside() -> None:
    text = 'He said " never " and left.'
    after, _ = run(marked(text, Mark(10, 15, "strong")), Chain((Step(Quotes()),)))
    block = after.blocks[0]
    assert block.text == 'He said "never" and left.'
    assert block.text[block.marks[0].start : block.marks[0].end] == "never"


def test_protected_text_is_an_opaque_word() -> None:
    text = "He typed \"x = 'a\" b\" and 'left'."
    start = text.index("x =")
    after, findings = run(
        marked(text, protected=((start, start + len("x = 'a\" b")),)),
        Chain((Step(Quotes(style="curly")),)),
    )
    assert after.blocks[0].text == "He typed “x = 'a\" b” and ‘left’."
    assert len(findings) == 1


@pytest.mark.parametrize("kind", [Kind.CODE, Kind.MARKUP, Kind.RULE])
def test_what_is_no_prose_is_not_read(kind: Kind) -> None:
    plain = document(["``x'' \"y"])
    block = plain.blocks[0]._replace(kind=kind)
    after, findings = run(
        Document("", "", "markdown", (block,)), Chain((Step(Quotes(style="curly")),))
    )
    assert after.blocks[0] == block
    assert not findings


MISSING = [
    ('"We sail at dawn, Captain Rhys told the crew.', 'dawn," Captain Rhys'),
    ('"We sail at dawn, said Rhys. "Be there."', 'dawn," said'),
    ('"We sail at dawn! he cried. "Be there."', 'dawn!" he'),
    ('"We sail at dawn. Be there.', 'Be there."'),
    ("``We sail at dawn, the captain told us.", 'dawn," the captain'),
    ('We sail at dawn," he said.', '"We sail'),
    ('He said: We sail at dawn." Then he left.', ': "We sail'),
    ('"Yes," he said. We sail at dawn."', 'said. "We sail'),
]


@pytest.mark.parametrize(("before", "place"), MISSING)
def test_a_missing_mark_is_noted_and_inserted_on_demand(before: str, place: str) -> None:
    paragraphs = [before, "The sea was calm, and nobody spoke."]
    after, findings = mend(paragraphs)
    notes = [finding for finding in findings if finding.action is Action.NOTE]
    assert [note.rule[:14] for note in notes] == ["quotes/missing"]
    after, _ = mend(paragraphs, unsafe=True)
    assert place in after[0]
    assert mend(after)[1] == ()


@pytest.mark.parametrize(
    ("language", "before", "place"),
    [
        ("de", "„Wir fahren morgen, sagte Kapitän Rhys.", "morgen,“ sagte"),
        ("fr", "«\u202fNous partons demain, a déclaré Rhys.", "demain,\u202f» a déclaré"),
        ("es", "«Salimos mañana, dijo Rhys.", "mañana,» dijo"),
        ("sv", "”Vi seglar i morgon, sade Rhys.", "morgon,” sade"),
    ],
)
def test_a_missing_mark_before_a_verb_of_speech(language: str, before: str, place: str) -> None:
    after, _ = mend([before, "."], language, unsafe=True)
    assert place in after[0]


def test_a_missing_mark_has_a_line_and_column() -> None:
    text = 'One line.\n\n"We sail at dawn, Captain Rhys told the crew.\n'
    _, findings = run(read(text, Source()), Chain((Step(Quotes()),)))
    assert str(findings[0].place) == "3:18"


@pytest.mark.parametrize("style", ["keep", "curly"])
def test_dialogue_that_opens_again_is_complete(style: str) -> None:
    speech = ["“We sail at dawn.", "“Be there,” he said. “All of you.", "“No one stays.”"]
    assert mend(speech, style=style) == (speech, ())
    assert not edits(mend([flat(text) for text in speech])[1])
    assert mend([flat(text) for text in speech], style="curly")[0] == speech


def test_dialogue_that_opens_again_lacks_a_mark_where_it_is_said_who_speaks() -> None:
    speech = ["“We sail at dawn, said Captain Rhys, 81.", "“No one stays,” he added."]
    for paragraphs in (speech, [flat(text) for text in speech]):
        _, (note,) = mend(paragraphs)
        assert (note.rule, str(note.place)) == ("quotes/missing-closer", "1:18")
    told = ["“We sailed, and I asked for more, but he told me no.", "“No one stayed,” he added."]
    assert mend(told) == (told, ())


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("ja", "町長は「 島の命綱だった 」と述べた。", "町長は「島の命綱だった」と述べた。"),
        ("ja", "「どうやって行くのか。」」と話した。", "「どうやって行くのか。」と話した。"),
        ("ja", "『 本 』と「『一』『二』」", "『本』と「『一』『二』」"),
        ("ja", "「行こう。``」と言った。", "「行こう。」と言った。"),
        ("ja", "「 」に書く。「『空』」", "「 」に書く。「『空』」"),
        ("zh", "“我们怎么去医院？``”居民说。", "“我们怎么去医院？”居民说。"),
        ("fr", "<< C'est la fête >>, dit-il.", '"C\'est la fête", dit-il.'),
        ("fr", "« Oui », dit-il. << C'est non >>.", "« Oui », dit-il. «\u202fC'est non\u202f»."),
        ("es", "<<Ya no hay peces>>, dijo.", '"Ya no hay peces", dijo.'),
        ("en", "He said: <<We stay.>> Yes.", 'He said: "We stay." Yes.'),
        ("en", "See <<the name>>, a << b >> c.", "See <<the name>>, a << b >> c."),
        ("de", ">>Das ist es<<, sagte er.", '"Das ist es", sagte er.'),
        ("ru", "Это «диво », «да».", "Это «диво», «да»."),
        ("fr", "C'est «bien », « oui ».", "C'est «bien », « oui »."),
        ("pl", "Był to ,,smutny dzień '' i tyle.", 'Był to "smutny dzień" i tyle.'),
    ],
)
def test_marks_of_other_makes(language: str, before: str, after: str) -> None:
    assert mend([before], language)[0] == [after]
    assert not edits(mend([after], language)[1])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("「船がなければ、と森さんは話した。", "「船がなければ」、と森さんは話した。"),
        ("船はない。」と森さんは話した。", "「船はない。」と森さんは話した。"),
    ],
)
def test_a_missing_corner_bracket_is_noted(before: str, after: str) -> None:
    texts, (note,) = mend([before], "ja")
    assert (texts, note.action) == ([before], Action.NOTE)
    assert mend([before], "ja", unsafe=True)[0] == [after]
    assert mend(["「船はない。", "「島もない。」"], "ja")[1] == ()


def test_a_document_without_prose_may_have_corner_brackets() -> None:
    matter = "---\ntitle: 「本」\n---\n"
    document = Document("", matter, "markdown", (Block(Kind.MARKUP, matter),), Metadata())
    assert Quotes().find(document) == []


def test_verse_that_opens_each_line_is_complete() -> None:
    verse = "“The tide is out,\n“The boats are in,\n“The night is long.”"
    assert mend([verse]) == ([verse], ())


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_000,
        "'" * 100_000,
        "' \" " * 25_000,
        "“‘" * 50_000,
        "“ " * 1_000 + "x" + " ”" * 1_000,
        "".join('"a' if at % 2 else "'b" for at in range(2_000)) + "c\"'" * 1_000,
        "x'" * 50_000,
        "``" * 50_000,
        "`a` " * 25_000,
        "1" * 100_000 + '"',
        "1 " * 50_000 + '"',
        "5'1" * 30_000,
        '["' * 50_000,
        '="' * 50_000,
        ' -x"' * 25_000,
        "a" * 100_000 + "'",
        "em'" * 30_000,
        "“a” " * 25_000,
        "' " * 50_000,
        '"a, said B ' * 10_000 + "'",
        "「』" * 5_000,
        "」" * 10_000,
        "<<a b " * 20_000,
        "<<" + "a " * 50_000,
        "„a ‹b " * 10_000,
        '「 あ」と「い 」 "う " ' * 4_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    chain = Chain((Step(Quotes(style="curly")),))
    once = _seconds(document([text]), chain)
    quarter = _seconds(document([text[: len(text) // 4]]), chain)
    assert once < 0.4 or once < 9 * quarter


def _seconds(given: Document, chain: Chain) -> float:
    start = time.process_time()
    run(given, chain)
    return time.process_time() - start


TOKENS = st.sampled_from(
    [*"“”‘’\"'„«»`´″,.— \n", "``", "''", "the", "boys", "said", "I", "goin", "em", "90s", "12"]
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.lists(TOKENS, max_size=14).map("".join), max_size=3),
    st.sampled_from(["keep", "curly", "straight"]),
    st.sampled_from(["en", "de", "fr", "sv", ""]),
)
def test_a_second_pass_finds_nothing_to_mend(
    paragraphs: list[str], style: str, language: str
) -> None:
    after, _ = mend(paragraphs, language, style=style)
    again, findings = mend(after, language, style=style)
    assert again == after
    assert not edits(findings)


def test_a_quotation_may_span_wrapped_lines() -> None:
    text = (
        'After the storm of the spring they had to stay in the harbour and "hold on to the\n'
        "ropes until noon \", as the old harbour master put it, and ``the sea'' was as calm\n"
        "as a pond when the boats went out again in the afternoon of that very day.\n"
    )
    after, findings = run(read(text, Source()), Chain((Step(Quotes()),)))
    assert 'and "hold on to the ropes until noon", as' in after.blocks[0].text
    assert [finding.rule for finding in findings] == ["quotes/inner-space", "quotes/tex"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They``re late, and it``s dark.", "They're late, and it's dark."),
        ('It"s late; they don"t wait.', "It's late; they don't wait."),
        ("He said ''don''t go''.", 'He said "don\'t go".'),
        ('C"est l"homme qui a dit "non".', "C'est l'homme qui a dit \"non\"."),
    ],
)
def test_a_double_mark_in_a_contraction_is_an_apostrophe(before: str, after: str) -> None:
    language = "fr" if before.startswith("C") else "en"
    assert mend([before], language)[0] == [after]


@pytest.mark.parametrize(
    "text", ['Mind your "p"s and "q"s.', 'He calls them "cat"s.', 'A 5"s nail, he said.']
)
def test_a_quoted_word_may_have_an_ending(text: str) -> None:
    assert mend([text])[0] == [text]


def test_a_place_is_mended_once_where_corner_brackets_and_other_marks_meet() -> None:
    text = "\u2032ed\u300e \u2019 the\u300f"
    assert mend([text])[0] == ["\u2032ed\u300e\u2019 the\u300f"]
