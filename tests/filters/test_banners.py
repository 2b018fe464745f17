"""Banners, comments and credits: what goes, what stays, what is kept as metadata."""

from __future__ import annotations

import time

import pytest

from textclean.api import clean
from textclean.chain import Chain, Step, run
from textclean.document import Document, Kind, Source
from textclean.filters.banners import Banners
from textclean.filters.comments import Comments
from textclean.filters.credits import Credits
from textclean.finding import Action, Filter
from textclean.read.text import read

PROSE = {
    "en": "The harbour stayed shut on Monday, after a night of gales that tore at the sea wall.",
    "de": "Der Hafen blieb am Montag zu, nach einer Nacht mit Sturm, der an der alten Mauer riss.",
    "fr": "Le port est resté fermé lundi, après une nuit de vent qui a abîmé la vieille digue.",
    "es": "El puerto siguió cerrado el lunes, tras una noche de viento que dañó el viejo muelle.",
}
FILTERS: tuple[Filter, ...] = (Banners(), Comments(), Credits())


def cleaned(text: str, *filters: Filter) -> Document:
    chain = Chain(tuple(Step(filter) for filter in filters or FILTERS))
    return run(read(text, Source()), chain)[0]


def lines(document: Document) -> list[str]:
    return [block.text for _, block in document.standing()]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "This video is not available in your country"),
        ("en", "Access to the comments Comments"),
        ("en", "Share on Facebook"),
        ("de", "Dieser Inhalt ist in Ihrer Region nicht verfügbar"),
        ("de", "Zu den Kommentaren"),
        ("de", "Foto: dpa/Picture Alliance"),
        ("de", "ANZEIGE"),
        ("fr", "Accéder aux commentaires"),
        ("fr", "Ce contenu n’est pas disponible dans votre région"),
        ("fr", "Crédit photo : Anne Marche"),
        ("es", "Este contenido no está disponible en su región"),
        ("es", "Derechos de autor EFE"),
        ("es", "Por Redacción con EFE"),
        ("en", "© AFP"),
    ],
)
def test_line_above_the_text_goes(language: str, line: str) -> None:
    body = PROSE[language]
    assert lines(cleaned(f"Storm\n\n{line}\n\n{body}\n\n{body}")) == ["Storm", body, body]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: how the council spent its money",
        "The minister declined to comment.",
        "YouTube",
        "FAQ",
        "Subscription: 12 euros",
        "From: Ana Marsh",
        "By the river",
        "Related: the other half of the story",
        "Related articles",
    ],
)
def test_line_between_paragraphs_stays(line: str) -> None:
    body = PROSE["en"]
    text = f"Storm\n\n{body}\n\n{line}\n\n{body} It will open again."
    assert line in lines(cleaned(text))


def test_list_stays_unless_all_of_it_is_known() -> None:
    mixed = "- Subscribe to our newsletter\n- Milk, two bottles\n- Share this article"
    assert len(lines(cleaned(mixed))) == 3
    shares = f"Storm\n\n{PROSE['en']}\n\n- Share on Facebook\n- Share on Twitter"
    assert lines(cleaned(shares)) == ["Storm", PROSE["en"]]


@pytest.mark.parametrize("line", ["Follow the Leader", "By Land and Sea", "Support Our Work"])
def test_headline_stays(line: str) -> None:
    assert line in lines(cleaned(f"{line}\n\n{PROSE['en']}\n\n{PROSE['en']}"))


def test_byline_date_and_credit_become_metadata() -> None:
    document = cleaned(
        f"Storm\n\nBy Ana Marsh with AFP\nPublished 3 May 2020\nPhoto: Tom Field/Reuters\n\n"
        f"{PROSE['en']}\n\nThe quay at dawn.   -   Copyright  EPA Photo/ABC\n\n{PROSE['en']}"
    )
    assert lines(document) == ["Storm", PROSE["en"], "The quay at dawn.", PROSE["en"]]
    assert document.blocks[5].kind is Kind.CAPTION
    assert document.metadata.byline == "Ana Marsh with AFP"
    assert document.metadata.date == "2020-05-03"
    assert document.metadata.credits == ("Tom Field/Reuters", "EPA Photo/ABC")


def test_known_byline_is_not_overwritten() -> None:
    document = read(f"Storm\n\nBy Ana Marsh\n\n{PROSE['en']}", Source()).with_metadata(byline="X")
    document, _ = run(document, Chain((Step(Credits()),)))
    assert document.metadata.byline == "X"
    assert lines(document) == ["Storm", PROSE["en"]]


def test_captions_can_be_dropped() -> None:
    text = f"Storm\n\nThe quay at dawn. (Photo: Ana Marsh)\n\n{PROSE['en']}"
    document = cleaned(text, Credits(captions="drop"))
    assert lines(document) == ["Storm", PROSE["en"]]
    assert document.metadata.credits == ("Ana Marsh",)


SECTION = (
    f"Storm\n\n{PROSE['en']}\n\n{PROSE['en']}\n\nRelated articles\n\nComments (2)\n\nAna says:\n\n"
    f"{PROSE['en']}\n\nReply\n\nTom says:\n\nSame here.\n\nReply"
)


def test_comment_section_goes_with_all_that_stands_in_it() -> None:
    assert lines(cleaned(SECTION)) == ["Storm", PROSE["en"], PROSE["en"]]


@pytest.mark.parametrize(("count", "left"), [(40, 3), (2, 8)])
def test_numbered_comments_go_if_their_heading_counts_so_many(count: int, left: int) -> None:
    comments = "\n\n".join(f"  {n}. {PROSE['en']}\n\n    So I say." for n in (1, 3, 7))
    text = f"Storm\n\n{PROSE['en']}\n\n{PROSE['en']}\n\n{count} Comments\n\n{comments}"
    assert len([line for line in lines(cleaned(text)) if line != f"{count} Comments"]) >= left
    assert ("So I say." in lines(cleaned(text))) == (count < 7)


def test_titles_under_a_heading_of_related_pages_go_amid_prose_too() -> None:
    text = f"Sturm\n\n{PROSE['de']}\n\nMehr zum Thema\n\nKüste: Wo der Deich brach\n\n{PROSE['de']}"
    assert lines(cleaned(text)) == ["Sturm", PROSE["de"], PROSE["de"]]
    text = f"Storm\n\n{PROSE['en']}\n\nLearn more\n\nWhat the gale did to us\n\n{PROSE['en']}"
    assert "What the gale did to us" in lines(cleaned(text))


def test_comment_modes() -> None:
    assert len(lines(cleaned(SECTION, Comments(mode="keep")))) == 11
    document = cleaned(SECTION, Comments(mode="separate"))
    assert [block.info for block in document.blocks][-2:] == ["comment", "comment"]


def test_many_headings_of_comments_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = f"{PROSE['en']}\n\n{PROSE['en']}\n\n" + "Comments\n\n" * count
        document = read(text, Source())
        start = time.process_time()
        list(Comments().find(document))
        return time.process_time() - start

    seconds(100)
    assert seconds(4_000) < 40 * max(seconds(400), 0.001)


def test_correction_is_noted_and_stays() -> None:
    text = f"Storm\n\n{PROSE['en']}\n\nCorrection: the gale was on Sunday."
    document, findings = run(read(text, Source()), Chain((Step(Banners()),)))
    assert len(lines(document)) == 3
    assert [(finding.rule, finding.action) for finding in findings] == [
        ("banners/correction", Action.NOTE)
    ]


def test_own_rules_apply(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "own.toml"
    path.write_text('[[rules]]\nid = "shop"\npattern = "visit our shop"\nposition = "anywhere"\n')
    text = f"Storm\n\n{PROSE['en']}\n\nVisit our shop!\n\n{PROSE['en']}"
    assert len(lines(cleaned(text, Banners(extra=(str(path),))))) == 3


def test_titles_listed_under_a_heading_of_related_pages_go_to_the_last() -> None:
    body = PROSE["en"]
    listed = "Related articles\n\nThe ferry is late\n\nTen islands to see"
    assert lines(cleaned(f"Storm\n\n{body}\n\n{body}\n\n{listed}")) == ["Storm", body, body]
    assert lines(cleaned(f"Storm\n\n{body}\n\n{body}\n\nTopics\n\nIslands\n\nSea")) == [
        "Storm",
        body,
        body,
    ]


def test_a_sentence_ends_what_is_listed_under_a_heading() -> None:
    body = PROSE["en"]
    end = "She was 84.\n\nThe family asks for no flowers"
    text = f"Storm\n\n{body}\n\n{body}\n\nRelated articles\n\nThe ferry is late\n\n{end}"
    assert lines(cleaned(text))[-2:] == end.split("\n\n")


def test_russian_services_below_a_call_to_share_go() -> None:
    prose = (
        "После тридцати лет перерыва мельница в Заречье снова мелет зерно, и в день открытия к ней"
        " пришли почти триста человек, хотя с утра шёл дождь."
    )
    text = f"Мельница снова мелет\n\nПоделиться\nВКонтакте\nОдноклассники\n\n{prose}"
    assert lines(cleaned(text)) == ["Мельница снова мелет", prose]


def test_links_that_share_the_page_go_whatever_they_are_called() -> None:
    from textclean import clean

    share = "[Facebook](https://www.facebook.com/sharer/sharer.php?u=x)[Xuit](https://x.com/intent/tweet)"
    text = f"{PROSE['en']}\n\n{share}\n\nThe news of [it](https://x.com/share) went round.\n"
    result = clean(text, source_format="markdown")
    assert [finding.rule for finding in result.findings] == ["banners/share"]
    assert "Xuit" not in result.markdown and "went round" in result.markdown


@pytest.mark.parametrize(
    "credit",
    [
        "   -   Copyright  AFP or licensors",
        "   -   Copyright  Ana Marsh/Copyright 2021 The Associated Press. All rights reserved.",
        " REUTERS/Ana Marsh",
        " [Ana Marsh/Reuters]",
        " (Photo by Ana Marsh/AFP via Getty Images)",
        " | Ana Marsh/Getty Images",
        " - AP Photo/Ana Marsh",
    ],
)
def test_credit_of_an_agency_is_cut_off_a_caption(credit: str) -> None:
    body = PROSE["en"]
    caption = "Nets are mended on the quay at the port of Havnsund on Tuesday."
    document = cleaned(f"Storm\n\n{caption}{credit}\n\n{body}\n\n{body}")
    assert lines(document) == ["Storm", caption, body, body]
    assert document.metadata.credits and "quay" not in document.metadata.credits[0]


def test_a_sentence_above_the_text_is_no_headline_but_what_a_rule_says() -> None:
    body = PROSE["en"]
    line = "The Harbour Post is not responsible for the content of external sites."
    assert lines(cleaned(f"{line}\n\n{body}\n\n{body}")) == [body, body]


@pytest.mark.parametrize(
    "line",
    ["Follow us on Twitter", "Sign up for the weekly newsletter", "Log in to continue reading"],
)
def test_a_report_names_lines_between_paragraphs_too(line: str) -> None:
    body = PROSE["en"]
    text = f"{body}\n\n{line}\n\n{body}\n\n{body}\n"
    result = clean(text, source_format="markdown", preset="hook", in_place=True)
    assert result.render("source") == text
    places = [f.place.line for f in result.findings if f.rule.startswith("banners/")]
    assert places == [3]
    assert line in clean(text, source_format="markdown", filters=("banners",)).markdown


@pytest.mark.parametrize("line", ["See also: the harbour", "Back to top", "The app is free."])
def test_a_report_leaves_out_what_pages_say_themselves(line: str) -> None:
    body = PROSE["en"]
    text = f"{body}\n\n{body}\n\n{line}\n\n{body}\n\n{body}\n"
    result = clean(text, source_format="markdown", preset="hook", in_place=True)
    assert not [f for f in result.findings if f.rule.startswith("banners/")]


def test_links_listed_under_a_heading_of_related_pages_go_in_markdown() -> None:
    prose = "The harbour board says that it still talks to the union of the crews.\n\n" * 3
    text = f"# Late\n\n{prose}### Related\n\n* [Fuel is dear](/a)\n* [A loss](/b)\n* Not a link\n"
    result = clean(text, source_format="markdown", filters=("banners",))
    gone = [f.before for f in result.findings if f.action is Action.DROP]
    assert gone == ["Related", "Fuel is dear", "A loss"]


ARTICLE_TEXT = (
    "<p>The ferry was late again on Monday, as the pilot said that it would be all week.</p>"
)
TEASERS = (
    "<div class='query'><h2>Related articles</h2>"
    "<ul><li><h3><a href='/1'>How to row</a></h3><p>Two oars are enough.</p></li>"
    "<li><h3><a href='/2'>Where to moor</a></h3><p>Not at the quay.</p></li></ul></div>"
)


def _standing(og_type: str, body: str) -> str:
    head = f"<head><meta property='og:type' content='{og_type}'></head>"
    article = f"<article>{ARTICLE_TEXT * 6}{body}{ARTICLE_TEXT}</article>"
    page = f"<html lang='en'>{head}<body>{article}</body></html>"
    return clean(page, source_format="html", filters=["banners"]).text


def test_teasers_go_with_their_heading_on_articles() -> None:
    text = _standing("article", TEASERS)
    assert "row" not in text and "quay" not in text and "pilot" in text
    assert "Not at the quay." in _standing("product", TEASERS)


def test_linked_pointer_between_paragraphs_goes() -> None:
    pointer = "Read more: why the quay was closed"
    assert pointer not in _standing("article", f"<p><b><a href='/3'>{pointer}</a></b></p>")
    assert pointer in _standing("article", f"<p>{pointer}</p>")


def told_apart(line: str, language: str) -> Document:
    """Return what a line between a title and the text leaves, the language known."""
    source = f"Storm\n\n{line}\n\n{PROSE['en']}"
    document = read(source, Source(language=language))
    return run(document, Chain(tuple(Step(filter) for filter in FILTERS)))[0]


@pytest.mark.parametrize(
    ("language", "line", "byline"),
    [
        ("en", "By Ana Marsh \u2022 Updated: 3 May 2020 - 10:00", "Ana Marsh"),
        (
            "en",
            "Written by Ana Marsh, Staff Writer - May 3, 2020 10:15 am",
            "Ana Marsh, Staff Writer",
        ),
        (
            "de",
            "Von Ana Marsch mit dpa \u2022 Zuletzt aktualisiert: 03/05/2020",
            "Ana Marsch mit dpa",
        ),
        ("fr", "Par Anne Mars \u2022 Mis \xe0 jour le 3 mai 2020 \xe0 10h00", "Anne Mars"),
        ("fr", "Par Anne Mars (avec AFP) \u2022 Publi\xe9 le 3 mai 2020", "Anne Mars (avec AFP)"),
        ("es", "Por Ana Mars con EFE \u2022 Publicado el 03/05/2020", "Ana Mars con EFE"),
        ("nl", "Door Anna Mars | Laatst bijgewerkt: 03/05/2020 - 10:00", "Anna Mars"),
        ("it", "3 Maggio 2020 | Anna Rossi", "Anna Rossi"),
    ],
)
def test_a_byline_and_a_date_in_one_line(language: str, line: str, byline: str) -> None:
    document = told_apart(line, language)
    assert lines(document) == ["Storm", PROSE["en"]]
    assert (document.metadata.byline, document.metadata.date) == (byline, "2020-05-03")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Share on Facebook Share on X Copy link"),
        ("de", "Auf Facebook teilen Auf X teilen Link kopieren"),
        ("fr", "Partager sur Facebook Partager sur X Copier le lien"),
        ("es", "Compartir en Facebook Compartir en X Copiar enlace"),
    ],
)
def test_calls_to_share_in_one_line(language: str, line: str) -> None:
    assert lines(told_apart(line, language)) == ["Storm", PROSE["en"]]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Marsh | Harbour Office | Pier Nine",
        "Facebook and Twitter share a lawyer - and a fate",
        "Comment on a storm \u2013 what Ana Marsh saw on 3 May",
    ],
)
def test_lines_whose_parts_no_rule_knows_stay(line: str) -> None:
    assert lines(told_apart(line, "en")) == ["Storm", line, PROSE["en"]]


def test_a_date_behind_a_lone_name_that_may_be_read_in_two_ways_is_kept_as_it_stands() -> None:
    source = f"The boats are late once again\n\nAnna Marsh | 04/03/2024\n\n{PROSE['en']}"
    document = run(read(source, Source(language="en")), Chain((Step(Credits()),)))[0]
    assert (document.metadata.byline, document.metadata.date) == ("Anna Marsh", "04/03/2024")
