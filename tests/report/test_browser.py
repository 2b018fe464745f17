"""The report page in a real browser: what a person sees, clicks and prints."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from textclean.chain import Chain, Step, run
from textclean.document import Source
from textclean.filters.repeats import Repeats
from textclean.read.text import read
from textclean.report.page import render_page
from textclean.report.tally import Tally

webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium (extra: test)")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs chromium and chromedriver"),
]

HOSTILE = "<img src=x onerror=\"document.title='broken'\"></script><b>bold</b>"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tally = Tally()
    for number in range(300):
        line = f"Boats {number} leave the harbour of the island early. {HOSTILE}"
        text = "\n".join([line] * (1 + number % 4)) + "\nAt the end stands a line of its own."
        document, findings = run(read(text, Source()), Chain((Step(Repeats()),)))
        tally.add(f"news/{number:03}.txt", document, findings)
    tally.add_failure("news/bad.txt", f"InputError: {HOSTILE}")
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_page(tally, {"title": "Night run", "seconds": 12.5}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(page: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        f"--user-data-dir={page.parent / 'profile'}",
    ):
        options.add_argument(argument)
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(executable_path=DRIVER)
    )
    driver.get(page.as_uri())
    yield driver
    driver.quit()


def words(browser: webdriver.Chrome, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map(node => node.textContent)"
    found: list[str] = browser.execute_script(script, selector)
    return found


def type_into(browser: webdriver.Chrome, box: str, text: str) -> None:
    field = browser.find_element("id", box)
    field.clear()
    field.send_keys(text or " ")


def test_totals_are_shown(browser: webdriver.Chrome) -> None:
    tiles = words(browser, ".tile")
    assert "301documents" in tiles and "1failed" in tiles
    assert "24documents a second" in tiles


def test_markup_in_the_data_is_shown_as_text(browser: webdriver.Chrome) -> None:
    assert browser.title == "Night run"
    assert words(browser, "main img, main b b, td b") == []
    assert HOSTILE in words(browser, "#failures td.words")[1]


def test_rules_can_be_searched(browser: webdriver.Chrome) -> None:
    type_into(browser, "find-rule", "nothing like it")
    assert words(browser, "#rule-count") == ["0 of 1 rules"]
    type_into(browser, "find-rule", "REPEATS boats")
    assert words(browser, "#rules td code") == ["repeats/copy"]


def test_table_sorts_by_a_click_on_its_heading(browser: webdriver.Chrome) -> None:
    heading = browser.find_element("css selector", "#languages th:nth-child(2) button")
    heading.click()
    sort = browser.find_element("css selector", "#languages th:nth-child(2)")
    assert sort.get_attribute("aria-sort") == "ascending"


def test_short_lines_that_one_rule_removed_stand_together(browser: webdriver.Chrome) -> None:
    rows = browser.execute_script(
        "return joined([...arguments]).map(row => [row.text, row.evidence])",
        *(
            {"text": text, "rule": "a/b", "evidence": "e"}
            for text in ("Men", "", "Women", "x" * 60)
        ),
        {"text": "Kept.", "rule": ""},
    )
    assert rows == [["Men · Women", "2 lines in a row"], ["x" * 60, "e"], ["Kept.", None]]


def test_document_that_lost_most_opens_side_by_side(browser: webdriver.Chrome) -> None:
    first = words(browser, "#losers summary")[0].split()[-1]
    type_into(browser, "find-loser", first)
    assert words(browser, "#loser-count")[0].startswith("1 of 40")
    browser.find_element("css selector", "#losers summary").click()
    # The browser says that it has opened a moment after the click.
    wait = pytest.importorskip("selenium.webdriver.support.wait").WebDriverWait(browser, 30)
    wait.until(lambda page: words(page, ".sides p.cut"))
    assert len(words(browser, ".sides p.cut")) == 3
    assert words(browser, ".sides p.why")[0].startswith("repeats/copy")
    type_into(browser, "find-loser", "")


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_its_window_in_light_and_dark(
    browser: webdriver.Chrome, width: int, scheme: str, tmp_path: Path
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    inner, outer = browser.execute_script(
        "const rules = document.getElementById('rules');"
        "return [rules.scrollWidth, rules.parentNode.clientWidth]"
    )
    assert inner <= outer
    paper = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(20, 24, 27)") == (scheme == "dark")
    assert browser.save_screenshot(str(tmp_path / f"{scheme}-{width}.png"))


def test_page_prints(browser: webdriver.Chrome) -> None:
    import base64

    pdf = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert pdf.startswith(b"%PDF") and len(pdf) > 10_000


def test_page_asks_nothing_of_the_network_and_logs_no_error(browser: webdriver.Chrome) -> None:
    asked = browser.execute_script(
        "return performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert asked == []
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
