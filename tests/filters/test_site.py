"""Rules of single sites: learned, written, read and applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from textclean.chain import Chain, Step, run
from textclean.document import Source
from textclean.errors import ConfigError, InputError
from textclean.filters.site import Site
from textclean.learn import Miner, PageLine
from textclean.read.text import read
from textclean.siterules import SiteRule, dump_site_rules, load_site_rules

BODY = "The ferry was late again on {day}, and the people on quay number {number} grew restless."


def pages(site: str, count: int, *, extra: str = "") -> list[tuple[str, str, list[PageLine]]]:
    made = []
    for number in range(count):
        lines = [
            PageLine("Skip to the harbour news", 1, "head"),
            PageLine(f"{number} Comments", 2, "head"),
            PageLine(
                BODY.format(day=f"day {'abcdefgh'[number]}", number="x" * number), 3, "inside"
            ),
            PageLine(f"Ferry no. {'abcdefgh'[number]}", 4, "tail"),
        ]
        if extra:
            lines.append(PageLine(extra, 5, "tail"))
        made.append((site, f"page{number}", lines))
    return made


def mine(*given: tuple[str, str, list[PageLine]], **options: int) -> list[SiteRule]:
    miner = Miner(memory_mb=1, **options)
    for site, name, lines in given:
        miner.add(site, name, lines)
    return sorted(miner.rules())


def test_lines_of_three_pages_become_rules() -> None:
    rules = mine(*pages("a.example", 4))
    assert [(rule.line, rule.pages, rule.of, rule.where) for rule in rules] == [
        ("1 Comments", 4, 4, "head"),
        ("Skip to the harbour news", 4, 4, "head"),
    ]


def test_two_pages_are_not_enough_and_sites_do_not_mix() -> None:
    mixed = [
        (site, name, [*lines, PageLine("Read our letters", 5, "tail")])
        for site, name, lines in (*pages("a.example", 2), *pages("b.example", 2))
    ]
    # Only the first line of all stands between the same lines.
    assert {rule.line for rule in mine(*mixed)} == {"Skip to the harbour news"}


def test_a_line_between_the_same_lines_needs_two_pages_only() -> None:
    menu = [PageLine(text, 1, "tail") for text in ("Letters", "Tides", "Boats for sale")]
    given = [(site, name, lines + menu) for site, name, lines in pages("a.example", 2)]
    assert {"Tides", "Boats for sale"} <= {rule.line for rule in mine(*given)}
    assert "Letters" not in {rule.line for rule in mine(*given)}


def test_the_paragraphs_that_two_versions_of_an_article_share_become_no_rules() -> None:
    shared = [
        PageLine(
            f"The {word} was brought down to the old mill by two men and a horse.", 1, "inside"
        )
        for word in ("wheat", "barley", "flax", "wood", "stone")
    ]
    own = [
        PageLine(f"On the {word} day the river rose again and the men stayed at home.", 1, "inside")
        for word in ("first", "second", "third")
    ]
    assert mine(("a.example", "1", shared), ("a.example", "2", shared + own)) == []


def test_copies_of_a_page_count_once() -> None:
    long = [
        PageLine(f"{word}{word} " * 20 + "went by the old mill.", 1, "inside") for word in "abcde"
    ]
    same = [
        ("a.example", f"p{n}", [*long, PageLine("Follow the tide", 9, "tail")]) for n in range(5)
    ]
    assert mine(*same) == []


def test_table_stays_bounded() -> None:
    miner = Miner(memory_mb=1, most_lines=50)
    for number in range(200):
        lines = [PageLine(f"word{chr(97 + number // 2 % 26)}{chr(97 + number // 52)} x", 1, "tail")]
        miner.add("a.example", str(number), [PageLine("Home and away", 1, "head"), *lines])
    assert len(miner._counts) <= 51
    assert [rule.line for rule in miner.rules()] == ["Home and away"]


def write_rules(folder: Path, *rules: SiteRule) -> str:
    path = folder / "site.toml"
    path.write_text(dump_site_rules(rules), encoding="utf-8")
    return str(path)


def gone(text: str, path: str, url: str = "") -> list[str]:
    document, _ = run(read(text, Source(url=url)), Chain((Step(Site((path,))),)))
    return [block.text for block in document.blocks if block.dropped_by is not None]


TEXT = "12 comments\n\nThe ferry was late again on Monday.\n\nSKIP  to the harbour news"


def test_rules_survive_writing_and_reading(tmp_path: Path) -> None:
    rules = [SiteRule("a.example", 'Say "hi" \\ \N{NO-BREAK SPACE}\t now', 3, 5, "tail", ("x:1",))]
    assert load_site_rules(write_rules(tmp_path, *rules)) == rules


def test_a_site_gets_its_own_rules_and_unknown_texts_all(tmp_path: Path) -> None:
    path = write_rules(
        tmp_path,
        SiteRule("a.example", "7 Comments", 3, 5, "head"),
        SiteRule("b.example", "Skip to the harbour news", 3, 5, "head"),
    )
    assert gone(TEXT, path, "https://www.a.example/1") == ["12 comments"]
    assert gone(TEXT, path, "https://news.b.example/1") == ["SKIP  to the harbour news"]
    assert len(gone(TEXT, path)) == 2
    assert gone(TEXT, path, "https://c.example/") == []


def test_kept_rules_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text('[[rules]]\nsite = "a.example"\nline = "Comments"\nkeep = true\n')
    assert load_site_rules(str(path)) == []


@pytest.mark.parametrize(
    "content", ["[[rules", '[[rules]]\nline = "7"\n', '[[rules]]\nline = "ab"\nsites = ""\n']
)
def test_a_broken_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "site.toml"
    path.write_text(content)
    with pytest.raises(ConfigError):
        load_site_rules(str(path))
    with pytest.raises(InputError):
        load_site_rules(str(tmp_path / "none.toml"))


def test_short_line_beside_a_shared_one_counts_on_two_pages_of_a_few() -> None:
    end = [PageLine("Most read", 5, "tail"), PageLine("Our letters", 6, "tail")]
    given = [
        (site, name, [*lines, *end, PageLine(name, 7, "tail")] if name != "page2" else lines)
        for site, name, lines in pages("a.example", 3)
    ]
    assert {"Our letters", "Most read"} <= {rule.line for rule in mine(*given)}


def test_what_stands_between_lines_of_the_site_below_the_text_goes(tmp_path: Path) -> None:
    rules = tmp_path / "site.toml"
    lines = ("News from the quay", "Most read", "Opening hours", "Write to us", "Imprint")
    made = [SiteRule("", line, 9, 9, "tail") for line in lines]
    rules.write_text(dump_site_rules(made), encoding="utf-8")
    body = "\n\n".join(BODY.format(day=day, number=3) for day in ("Monday", "Tuesday", "Friday"))
    text = (
        f"News from the quay\n\nA late ferry\n\nMost read\n\n{body}\n\nA last word\n\nMost read\n\n"
        "A bridge stays shut\n\nOpening hours\n\nWrite to us\n\nImprint\n\nThe end"
    )
    document, findings = run(read(text, Source()), Chain((Step(Site((str(rules),))),)))
    kept = [block.text for block in document.blocks if block.dropped_by is None]
    assert kept[0] == "A late ferry"
    assert kept[-2:] == ["A last word", "The end"]
    assert [f.rule for f in findings].count("site/between-learned-lines") == 1
