"""The content filter on pages of several kinds and languages, written for the purpose."""

from __future__ import annotations

import pytest

from textclean.chain import Chain, Step, run
from textclean.document import Document, Source
from textclean.filters.content import Content
from textclean.finding import Action, Finding
from textclean.read.html import read
from textclean.read.text import read as read_text
from textclean.scoring.page import Judgement
from textclean.write.text import write

MENU = """<header class="site-header"><a class="logo" href="/">{name}</a><nav class="main-menu"><ul>
<li><a href="/a">{a}</a></li><li><a href="/b">{b}</a></li><li><a href="/c">{c}</a></li>
</ul></nav></header>"""
FOOTER = """<footer class="footer"><p>© 2021 {name}</p><ul><li><a href="/i">{a}</a></li>
<li><a href="/p">{b}</a></li></ul></footer>"""


def page(main: str, title: str, **words: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body>"
        + MENU.format(**words)
        + main
        + FOOTER.format(**words)
        + "</body></html>"
    )


ENGLISH = {"name": "The Mill Paper", "a": "Weather", "b": "Sport", "c": "Letters"}
ARTICLE = page(
    """<main><article class="post"><h1>The river took the footbridge</h1>
<p class="byline">By Ann Miller</p>
<div class="entry-content">
<p>In the night to Monday the river rose by two metres, and the footbridge at the old mill, which
had stood there for ninety years, was carried away before anyone could close the path.</p>
<p>Nobody was hurt. The mayor said that the town would ask the province for help, because a new
bridge costs more than the town spends on all of its roads in a year.</p>
<p>Until then walkers have to take the long way round by the station, which adds a good half hour
to the way to school for some forty children.</p></div></article>
<aside class="related-posts sidebar"><h3>Most read</h3><ul><li><a href="/1">Ten cakes for spring</a>
</li><li><a href="/2">Who won the boat race</a></li><li><a href="/3">A new baker</a></li></ul>
<form class="newsletter"><p>Sign up for our newsletter</p></form></aside></main>""",
    "The river took the footbridge",
    **ENGLISH,
)
GERMAN = page(
    """<div id="wrap"><div class="text"><h1>Der Fluss nahm die Brücke mit</h1>
<p>In der Nacht zum Montag stieg der Fluss um zwei Meter, und die Brücke an der alten Mühle, die
dort seit neunzig Jahren stand, wurde fortgerissen, bevor jemand den Weg sperren konnte.</p>
<p>Verletzt wurde niemand. Der Bürgermeister sagte, die Stadt werde das Land um Hilfe bitten, denn
eine neue Brücke koste mehr, als sie im Jahr für alle ihre Straßen ausgebe.</p></div>
<div class="rechts"><a href="/1">Zehn Kuchen</a><br><br><a href="/2">Das Rennen</a></div></div>""",
    "Der Fluss nahm die Brücke mit",
    name="Mühlenblatt",
    a="Wetter",
    b="Sport",
    c="Leserbriefe",
)
POLISH = page(
    """<div class="tresc"><h1>Rzeka zabrała kładkę</h1>
<p>W nocy na poniedziałek rzeka podniosła się o dwa metry i kładka przy starym młynie, która stała
tam od dziewięćdziesięciu lat, została porwana, zanim ktokolwiek zdążył zamknąć ścieżkę.</p>
<p>Nikomu nic się nie stało. Burmistrz powiedział, że miasto poprosi o pomoc, bo nowa kładka
kosztuje więcej, niż miasto wydaje w ciągu roku na wszystkie swoje drogi.</p></div>""",
    "Rzeka zabrała kładkę",
    name="Gazeta Młyńska",
    a="Pogoda",
    b="Sport",
    c="Listy",
)
JAPANESE = page(
    """<div class="honbun"><h1>川が橋を流した</h1>
<p>月曜日の夜、川の水位が二メートル上がり、九十年前から古い水車小屋のそばにあった歩道橋が、
誰も道を閉める間もなく流されてしまった。けがをした人はいなかった。</p>
<p>町長は、新しい橋には町が一年間にすべての道路に使うよりも多くのお金がかかるため、
県に助けを求めるつもりだと話した。子どもたちは当分のあいだ駅を回って学校に通うことになる。</p></div>""",
    "川が橋を流した",
    name="水車新聞",
    a="天気",
    b="スポーツ",
    c="投書",
)
POSTS = "".join(
    f"""<div class="post" id="p{n}"><div class="author"><a href="/u{n}">user{n}</a>
Posts: {n * 7}</div>
<div class="message-body"><p>{text}</p></div><div class="buttons"><a href="#">Reply</a>
<a href="#">Quote</a></div></div>"""
    for n, text in enumerate(
        (
            "My bread never rises when it rains. I use the same flour and the same oven each time. "
            "Does anyone know whether the damp air can do that, or is it my yeast?",
            "It is the yeast, I think. Mine went flat after two months in the fridge, and I had to "
            "throw away three loaves before I understood what was wrong with it.",
            "Try a little less water on wet days. The flour takes it up from the air, so your "
            "dough is softer than you believe, and it runs instead of rising.",
        ),
        1,
    )
)
FORUM = page(
    f'<div class="thread"><h1>Bread that does not rise</h1>{POSTS}</div>',
    "Bread that does not rise",
    **ENGLISH,
)


def judged(html: str, **options: bool) -> tuple[Document, tuple[Finding, ...]]:
    return run(read(html, Source()), Chain((Step(Content(**options)),)))


def kept(html: str) -> str:
    document, _ = judged(html)
    return "\n".join(block.text for _, block in document.standing())


@pytest.mark.parametrize(
    ("html", "main", "rest"),
    [
        (ARTICLE, ("carried away", "Nobody was hurt", "by the station"), ("Ten cakes", "Weather")),
        (GERMAN, ("fortgerissen", "Verletzt"), ("Zehn Kuchen", "Leserbriefe")),
        (POLISH, ("została porwana", "Burmistrz"), ("Pogoda", "Listy")),
        (JAPANESE, ("流されてしまった", "県に助け"), ("天気", "投書")),
        (FORUM, ("never rises", "went flat", "less water"), ("Quote", "Letters")),
    ],
    ids=["article", "german", "polish", "japanese", "forum"],
)
def test_the_main_content_stays_and_the_rest_goes(html, main, rest):
    text = kept(html)
    assert [part for part in main if part not in text] == []
    assert [part for part in rest if part in text] == []


def test_the_same_page_is_judged_the_same_each_time():
    assert judged(ARTICLE)[1] == judged(ARTICLE)[1]


def test_a_drop_says_the_score_and_the_threshold():
    _, findings = judged(ARTICLE)
    drops = [finding for finding in findings if finding.action is Action.DROP]
    assert drops and all(finding.evidence.startswith("score 0.") for finding in drops)


def test_explain_says_of_each_block_what_weighed_most():
    document, findings = judged(ARTICLE, explain=True)
    told = {finding.block for finding in findings}
    assert told == set(range(len(document.blocks)))
    for finding in findings:
        if finding.rule != "content/beside-dropped":
            frame = finding.evidence.endswith("in the page's frame by its markup")
            assert finding.evidence.count(",") == (0 if frame else 2)
            assert (
                ">=" in finding.evidence
                if finding.action is Action.NOTE
                else "<" in finding.evidence
            )


def test_an_image_stays_between_blocks_that_stay():
    html = ARTICLE.replace("<p>Nobody", '<p><img src="b.jpg" alt="The bridge"></p><p>Nobody')
    html = html.replace("<h3>Most read", '<p><img src="ad.jpg"></p><h3>Most read')
    document, _ = judged(html)
    images = [mark.target for _, block in document.standing() for mark in block.marks]
    assert "b.jpg" in images
    assert "ad.jpg" not in images


def test_a_text_made_for_two_screens_stays_once():
    text = ARTICLE.split('<div class="entry-content">')[1].split("</div>")[0]
    html = ARTICLE.replace(text, f'<div class="wide">{text}</div><div class="narrow">{text}</div>')
    document, findings = judged(html)
    assert [block.text[:7] for _, block in document.standing()].count("Nobody ") == 1
    evidence = [finding.evidence for finding in findings if finding.rule == "content/copy"]
    assert len(evidence) == 3
    assert all(words.endswith(" says it") for words in evidence)
    _, findings = judged(html, explain=True)
    evidence = [finding.evidence for finding in findings if finding.rule == "content/copy"]
    assert all(" says it; score 0." in words and words.count(",") == 2 for words in evidence)


def test_a_refrain_stays():
    refrain = "<p>And the river rose, and the river rose, all the way to the miller's door.</p>"
    html = ARTICLE.replace("<p>Nobody", f"{refrain}<p>Nobody").replace(
        "<p>Until", f"{refrain}<p>Until"
    )
    assert kept(html).count("the miller's door") == 2


COMMENTED = ARTICLE.replace(
    "</body>",
    '<div id="comments"><div class="comment-text"><p>Serves them right.</p></div>'
    "<form><p>Leave a reply</p></form></div></body>",
)


def test_comments_go_unless_asked_for():
    assert "Serves them" not in kept(COMMENTED)
    with_comments = write(*judged(COMMENTED, comments="keep"))
    assert "Serves them" in with_comments
    assert "Leave a reply" not in with_comments


def test_comments_under_an_article_go_whatever_their_score(monkeypatch):
    def judge(blocks, metadata, *, with_reasons):
        return Judgement((1.0,) * len(blocks), (0.5,) * len(blocks), is_article, {})

    monkeypatch.setattr("textclean.filters.content.judge_page", judge)
    for is_article in (True, False):
        document, findings = judged(COMMENTED)
        standing = [block.text for _, block in document.standing()]
        assert ("Serves them right." not in standing) is is_article
        assert ("content/comment" in {finding.rule for finding in findings}) is is_article


def test_comments_told_apart_are_marked():
    document, _ = judged(COMMENTED, comments="separate")
    marked = [block.text for _, block in document.standing() if block.info == "comment"]
    assert marked == ["Serves them right."]


def test_a_manual_on_one_page_comes_out_whole():
    section = (
        "<h2>Valve {n}</h2><p>Valve {n} lets the water of tank {n} into the main pipe, and must be"
        " shut before the pump of tank {n} is taken out. Turn the wheel twice to the right and wait"
        " until the gauge beside it shows nothing.</p>"
        "<p>If the gauge still moves, the seal is worn. Order a new one by the number that is"
        " stamped on the flange, and leave valve {n} shut until it has come.</p>"
    )
    count = 300
    manual = "".join(section.format(n=n) for n in range(count))
    html = page(f"<main><h1>The waterworks</h1>{manual}</main>", "The waterworks", **ENGLISH)
    text = kept(html)
    assert text.count("wheel twice") == text.count("stamped on") == count


def test_text_that_is_no_page_is_left_alone():
    document = read_text("Home\n\nA text of its own.", Source())
    assert list(Content().find(document)) == []


def test_a_page_without_text_is_no_error():
    assert judged("<html><body><div></div></body></html>")[1] == ()


@pytest.mark.parametrize("rule", [r for r in Content.rules if r.changes], ids=lambda rule: rule.id)
def test_examples_change_and_look_alikes_stay(rule):
    for example in rule.changes:
        document, findings = judged(example.before)
        assert write(document, findings) == example.after
        assert rule.id in {finding.rule for finding in findings}
    for text in rule.stays:
        assert judged(text)[1] == ()
