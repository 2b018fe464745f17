"""Notes about pages without a text of their own."""

import json

import pytest

from textclean.api import clean

TEXT = "The harbour of the town was built on sand, and the sand has been moving ever since. "
LONG = f"<p>{TEXT * 5}</p>"


def rules(page: str, *filters: str) -> list[str]:
    chain = (*filters, "page")
    return [finding.rule for finding in clean(page, source_format="html", filters=chain).findings]


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ("<div id=root></div><script src=app.js></script>", "page/script-only"),
        (
            "<h1>Before you go on</h1><p>We use cookies and tracking.</p><p>You may withdraw your"
            " consent at any time.</p><button>Accept</button>" + "<script>1</script>",
            "page/consent-wall",
        ),
        ("<h1>Log in</h1><form>Name<input><input type='password'></form>", "page/login"),
        (
            "<html><frameset><frame name=left src='menu.html'><frame src=text.html></frameset>",
            "page/frames",
        ),
        ("<html></html>", "page/empty"),
    ],
)
def test_a_page_without_a_text_is_noted(page: str, rule: str) -> None:
    assert rules(page) == [rule]


@pytest.mark.parametrize(
    "page",
    [
        LONG + "<script>1</script>",
        "<p>A short page.</p><p>It says what it has to say.</p>",
        LONG + "<form>Log in <input type=password></form>",
        LONG * 10 + "<p>We use cookies.</p><p>Consent</p>",
    ],
)
def test_a_page_with_a_text_is_not(page: str) -> None:
    assert rules(page) == []


def test_what_emptied_a_page_is_named() -> None:
    result = clean(LONG, source_format="html", filters=("select:drop=p", "page"))
    assert result.findings[-1].rule == "page/empty"
    assert result.findings[-1].evidence == "dropped: 1 by select/drop"


@pytest.mark.parametrize("body", [f"{TEXT * 4}\n\n{TEXT}", f"<p>{TEXT * 4}</p><p>{TEXT}</p>"])
def test_the_text_of_the_json_ld_is_used_and_said_so(body: str) -> None:
    record = json.dumps({"@type": "NewsArticle", "articleBody": body})
    page = f"<script type='application/ld+json'>{record}</script><nav>Home</nav><div id=app></div>"
    result = clean(page, source_format="html", filters=("select:drop=body", "page"))
    assert result.text == f"{(TEXT * 4).strip()}\n\n{TEXT.strip()}\n"
    assert {finding.rule for finding in result.findings} == {"select/drop", "page/article-body"}


def test_the_text_of_the_json_ld_is_left_out_where_the_page_has_one() -> None:
    record = json.dumps({"@type": "NewsArticle", "articleBody": TEXT * 5})
    page = f"<script type='application/ld+json'>{record}</script>{LONG}"
    assert clean(page, source_format="html", filters=("page",)).text == (TEXT * 5).strip() + "\n"
