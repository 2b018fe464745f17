"""What goes and what stays when an extracted text is judged by its lines."""

from __future__ import annotations

import pytest

from textclean.api import clean
from textclean.chain import Chain, Step, run
from textclean.document import Block, Kind, Source
from textclean.filters.residue import Residue
from textclean.finding import Action, Finding
from textclean.read.text import read
from textclean.residue import places
from textclean.residue.deciding import Choice, within_budget
from textclean.residue.limits import LEVELS, bare_limit
from textclean.residue.sections import is_section_name

ARTICLE = """\
Council votes to move the weekly market

The weekly market of Lindow will move from the church square to the old cattle yard in May, the \
town council decided on Tuesday after a debate of four hours.

Traders had asked for more room since the spring, as the square is closed to vans and the nearest \
car park is a quarter of an hour away on foot.

A question of space

"We lose two customers in three because they cannot carry a crate of apples that far," said Edith \
Brandt, who has sold fruit on the square for thirty years.

Others fear that the inns around the church will lose their Saturday trade. The council promised \
to look at the figures again after one year, and to pay for new lamps in the yard.
"""
TAIL = """
Share this

Related articles

New lamps for the old bridge

Why the swimming pool stays shut

Subscribe to our newsletter

Contact us

Privacy policy

All rights reserved
"""


def dropped(text: str, level: str = "standard") -> tuple[list[str], tuple[Finding, ...]]:
    step = Step(Residue(level=level))  # type: ignore[arg-type]
    document, findings = run(read(text, Source()), Chain((step,)))
    return [b.text for b in document.blocks if b.dropped_by is not None], findings


def test_tail_goes_and_article_stays() -> None:
    gone, findings = dropped(ARTICLE + TAIL)
    assert set(gone) <= {line for line in TAIL.splitlines() if line}
    assert len(gone) >= 5
    assert all("score" in f.evidence and ":" in f.evidence for f in findings)


def test_strict_finds_no_less_than_standard() -> None:
    assert set(dropped(ARTICLE + TAIL)[0]) <= set(dropped(ARTICLE + TAIL, "strict")[0])


@pytest.mark.parametrize("level", ["standard", "strict"])
def test_an_article_alone_loses_nothing(level: str) -> None:
    assert dropped(ARTICLE, level) == ([], ())


@pytest.mark.parametrize("level", ["standard", "strict"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Subscribe",
        "Share this\n\nRelated articles\n\nContact us",
        "Roses\n\nred as the barn\nand wet with rain\n\nshare this morning\nwith no one",
        "Eggs 2.40\nFlour 1.10\nA subscription to the paper 12.00\nNewsletter (printed) 1.00",
    ],
)
def test_a_text_without_prose_loses_nothing(text: str, level: str) -> None:
    assert dropped(text, level) == ([], ())


def test_a_second_pass_finds_nothing() -> None:
    document, _ = run(read(ARTICLE + TAIL, Source()), Chain((Step(Residue()),)))
    left = "\n\n".join(block.text for _, block in document.standing())
    _, findings = run(read(left, Source()), Chain((Step(Residue()),)))
    assert [f for f in findings if f.action is Action.DROP] == []


def test_list_goes_whole_or_not_at_all() -> None:
    items = "- Flour\n- Subscribe to our newsletter\n- Two apples from the yard\n\n"
    before, body, after = ARTICLE.partition("A question of space")
    assert dropped(f"{before}{items}{body}{after}")[0] == []


NAVIGATION = (
    "News\n\nSport\n\nWeather\n\nCulture\n\nTravel\n\nVideos\n\nJobs\n\nTickets\n\nContact\n\n"
)
LINKS = "\n\n".join(f"{word} and more of it" for word in ("Rain", "Wind", "Sun", "Snow", "Ice"))
TEASERS = f"""
Share this article

{LINKS}

{LINKS}

{LINKS}

The bridge to the north stays shut until the summer, as the builders found more rust than they \
had feared in its piers.

{LINKS}

For sixty years the cinema had shown a film a week to whoever came, and now the projector goes \
to a museum in the capital.
"""


@pytest.mark.parametrize("preset", ["standard", "strict"])
def test_short_title_above_a_byline_stays_on_a_whole_page(preset: str) -> None:
    body = ARTICLE.partition("\n")[2]
    page = f"{NAVIGATION}Market on the move\n\nBy Ana Marsh\n\n3 May 2024\n{body}{TEASERS}"
    result = clean(page, source_format="text", preset=preset)
    assert "Market on the move" in result.text
    assert "Travel" not in result.text


@pytest.mark.parametrize("preset", ["standard", "strict"])
@pytest.mark.parametrize(
    "head",
    [
        "Market on the move\n\nTown hall",
        "3 May 2024\n\nMarket on the move",
        "Home / Town / Market on the move\n\nMarket on the move",
    ],
)
def test_title_below_a_date_or_a_path_stays_on_a_whole_page(preset: str, head: str) -> None:
    body = ARTICLE.partition("\n")[2]
    page = f"{NAVIGATION}\n{head}\n{body}{TEASERS}"
    text = clean(page, source_format="text", preset=preset).text
    assert "Market on the move" in text.split("\n")


@pytest.mark.parametrize("preset", ["standard", "strict"])
def test_a_long_question_may_be_the_title(preset: str) -> None:
    title = "Why must the weekly market leave the church square that it has had since 1790?"
    body = ARTICLE.partition("\n")[2]
    page = f"{NAVIGATION}\n{title}\n\n* Ana Marsh\n* 3 May 2024\n{body}{TEASERS}"
    assert title in clean(page, source_format="text", preset=preset).text


def test_title_above_a_long_lead_stays_on_a_whole_page() -> None:
    lead = "What the weekly market in the church square tells of the town, its stalls and its buses"
    body = ARTICLE.partition("\n")[2]
    menu = "One Thing I Like\n\n* About\n* Now\n* Recipes\n* Guest book\n* Archives"
    page = f"{menu}\n\nPigeons Beware Again\n\n{lead}\n\n3 May 2024\n{body}"
    kept = clean(page, source_format="text", preset="strict").text
    assert "Pigeons Beware Again" in kept
    assert "Archives" not in kept


def test_teasers_past_the_article_go_as_paragraphs_too() -> None:
    result = clean(ARTICLE * 2 + TEASERS, source_format="text", preset="strict")
    assert "Saturday trade" in result.text
    assert "projector" not in result.text
    assert "rust" not in result.text


def test_title_known_from_elsewhere_stays() -> None:
    lines = "\n\n".join(f"Line {word}" for word in NAVIGATION.split())
    document = read(f"{lines}\n\nMore lamps\n\n{lines}\n\n{ARTICLE}", Source())
    document = document.with_metadata(title="More lamps!")
    step = Step(Residue(level="strict"))
    kept = [b.text for b in run(document, Chain((step,)))[0].blocks if b.dropped_by is None]
    assert "More lamps" in kept


def test_tables_with_a_cell_a_line_stay_in_strict() -> None:
    cells = "\n\n".join(
        f"Stall {name}\n\n{price} euros\n\n{price * 3}"
        for price, name in enumerate("ABCDEFGHIJKLMN", start=10)
    )
    body, _, end = ARTICLE.partition("A question of space")
    text = f"{body}{cells}\n\nA question of space{end}"
    gone, _ = dropped(text, "strict")
    assert not [line for line in gone if line.startswith("Stall")]


def test_little_of_what_is_unsure_goes_at_a_time() -> None:
    choices = [Choice(0, 0.9, 0.3), Choice(1, 0.5, 0.3, 8), Choice(2, 0.4, 0.3, 4)]
    assert within_budget(choices, 12) == choices
    assert [choice.number for choice in within_budget(choices, 9)] == [0, 1]


@pytest.mark.parametrize("level", ["standard", "strict"])
def test_a_letter_as_a_mail_program_shows_it_stays_whole(level: str) -> None:
    head = "From: Tom Hale\n\nTo: Anna Marsh\n\nSubject: the market\n\nHi Anna,\n\n"
    gone, _ = dropped(f"{head}{ARTICLE}\n\nBest,\n\nTom\n\nSign up", level)
    assert not gone


def test_lines_with_a_label_of_the_text_stay_in_strict() -> None:
    first, second, *_ = [line for line in ARTICLE.splitlines() if len(line) > 90]
    parts = [
        f"{second.replace('spring', season)}\n\nBest for: {who}"
        for season, who in (("summer", "birds"), ("autumn", "nobody"), ("winter", "families"))
    ]
    gone, _ = dropped(f"Three markets\n\n{first}\n\n" + "\n\n".join(parts), "strict")
    assert not [line for line in gone if line.startswith("Best for")]


def test_an_article_that_goes_on_below_boxes_keeps_its_headings() -> None:
    paragraphs = ARTICLE.partition("\n")[2].strip()
    sections = "\n\n".join(
        f"{box}\n\n{name}\n\n{paragraphs.replace('A question of space', '')}"
        for box, name in (
            ("Share this article", "What the traders want"),
            ("Sign up for our newsletter", "What the council fears"),
            ("Share this article", "The inns around the church"),
        )
    )
    text = clean(f"Market on the move\n\n{paragraphs}\n\n{sections}", preset="strict").text
    assert "newsletter" not in text
    for name in ("What the traders want", "What the council fears", "The inns around the church"):
        assert name in text


def test_a_table_below_the_last_paragraph_stays_and_what_is_read_most_does_not() -> None:
    towns = ("Lindow", "Rheinsberg", "Gransee", "Zehdenick", "Templin", "Menz")
    table = "\n\n".join(f"{town}\n\n${12 + at}.50\n\n{40 + at}%" for at, town in enumerate(towns))
    gone, _ = dropped(f"{ARTICLE}\nFees by town\n\n{table}\n", "strict")
    assert not set(gone) & {line for line in table.splitlines() if line}
    ranks = "\n\n".join(f"{at}.\n\n{town} news" for at, town in enumerate(towns, 1))
    gone, _ = dropped(f"{ARTICLE}{TAIL}\nMost read\n\n{ranks}\n", "strict")
    assert set(gone) >= {f"{town} news" for town in towns}


def test_the_price_of_each_thing_in_a_list_stays_in_strict() -> None:
    paragraphs = [line for line in ARTICLE.splitlines() if len(line) > 90]
    text = "\n\n".join(f"{body}\n\n${at}9.99" for at, body in enumerate(paragraphs, 1))
    gone, _ = dropped(f"Four stalls\n\n{text}\n\n{paragraphs[0]}", "strict")
    assert not [line for line in gone if line.startswith("$")]


PARTS = (
    "The first tent keeps the rain out for a night, but its poles bend in a storm, and whoever"
    " wants to dry a coat in it has to sit outside while it dries.",
    "The second tent weighs as much as a small dog and takes two people half an hour to put up,"
    " which is a long time when the wind comes straight from the sea.",
    "The third tent stood for eleven days on the ridge without a scratch, and the only thing that"
    " we missed in it was a window towards the morning sun.",
)


def test_what_each_part_of_a_text_has_stays_in_strict() -> None:
    text = "Three tents that we slept in\n\nIntroduction\n\n" + "\n\n".join(
        f"{number}\n\n{part}\n\nIn the rain:\n\nDry\n\nIn the wind:\n\nLoud"
        for number, part in enumerate(PARTS, 1)
    )
    text += "\n\nFinal thoughts\n\n" + PARTS[2].replace("third", "fourth")
    gone, _ = dropped(text, "strict")
    assert not {"1", "2", "3", "In the rain:", "Introduction", "Final thoughts"}.intersection(gone)


@pytest.mark.parametrize("name", ["Conclusion", "Fazit:", "**Pros**", "まとめ", "TL;DR", "Выводы"])
def test_names_of_sections_are_known(name: str) -> None:
    assert is_section_name(name)


@pytest.mark.parametrize("text", ["Related", "Newsletter", "Learn more", "Summary of the season"])
def test_other_lines_are_no_names_of_sections(text: str) -> None:
    assert not is_section_name(text)


def test_a_line_that_nothing_speaks_against_must_be_surer_by_its_place() -> None:
    strict = LEVELS["strict"]
    item = Block(Kind.ITEM, "Four oranges", ())
    line = Block(Kind.PARAGRAPH, "Four oranges", ())
    assert (
        bare_limit(strict, item, places.TAIL) > bare_limit(strict, line, places.TAIL) > strict.tail
    )
    assert bare_limit(strict, line, places.INSIDE) > strict.inside
    assert bare_limit(strict, line, places.HEAD) > strict.head
