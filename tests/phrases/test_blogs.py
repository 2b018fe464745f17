"""What blogs put around their articles goes in the language of the article."""

from __future__ import annotations

import pytest

from textclean.api import clean

ARTICLES = {
    "de": (
        "Die Fähre zu den Inseln kam am Montag wieder zu spät, wie es der Lotse vorhergesagt hatte,"
        " und die Leute warteten drei Stunden lang im Regen auf das Boot.",
        ["Zurück zum Blog", "War dieser Artikel hilfreich?", "Messung der Werbeleistung"],
        "Über den Autor wird in der Stadt viel geredet, doch niemand hat ihn je gesehen.",
    ),
    "es": (
        "El transbordador de las islas llegó otra vez tarde el lunes, como había dicho el práctico,"
        " y la gente esperó tres horas bajo la lluvia en el muelle.",
        ["Volver al blog", "Más de este autor", "Solicita un presupuesto"],
        "Volver al blog que escribía de joven le daba vergüenza, según dijo a los periodistas.",
    ),
    "pl": (
        "Prom na wyspy znowu się w poniedziałek spóźnił, jak zapowiadał pilot, a ludzie czekali"
        " na nabrzeżu trzy godziny w deszczu, zanim mogli wejść na pokład.",
        ["Powrót do bloga", "Czy ten artykuł był pomocny?", "Używasz przestarzałej przeglądarki."],
        "O autorze listu nic nie wiadomo, chociaż szukała go cała wieś i policja z miasta.",
    ),
    "tr": (
        "Adalara giden vapur, kılavuzun söylediği gibi pazartesi günü yine geç kaldı ve insanlar"
        " binmeden önce iskelede yağmur altında üç saat beklediler.",
        ["Bloga dön", "Bu makale yararlı oldu mu?", "Yorum yapmak için giriş yapmalısınız."],
        "Yazar hakkında kasabada çok şey anlatılır, ama onu gören hiç kimse çıkmadı bugüne kadar.",
    ),
    "en": (
        "The ferry to the islands was late again on Monday, as the pilot said it would be, and the"
        " people on the quay had to wait for three hours in the rain.",
        ["Get started today", "View this page on GitHub", "Measure advertising performance"],
        "Get started today with small steps, the doctor told them, and they did so for a year.",
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
def test_the_lines_below_a_blog_article_go_and_sentences_that_begin_so_stay(language: str) -> None:
    prose, below, look_alike = ARTICLES[language]
    article = f"{prose}\n\n{look_alike}\n\n{prose}"
    text = clean("\n\n".join([article, *below]), source_format="text", preset="standard").text
    assert set(below).isdisjoint(text.split("\n"))
    assert look_alike in text
