"""A stranger's package in a fresh environment, used by name, beside one that is broken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def textclean(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs the `textclean` of a fresh environment with both packages."""
    home = tmp_path_factory.mktemp("plugins")
    subprocess.run([sys.executable, "-m", "venv", str(home / "venv")], check=True)
    bin_folder = home / "venv" / "bin"
    packages = (TESTS.parent, TESTS / "plugin_package", TESTS / "broken_plugin_package")
    sources = []
    for package in packages:
        source = home / package.name
        source.mkdir()
        _copy(package, source)
        sources.append(str(source))
    pip = [str(bin_folder / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", *sources], check=True, timeout=300)

    def run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(bin_folder / "textclean"), *args],
            input=stdin,
            cwd=home,
            env={"PATH": str(bin_folder)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def _copy(package: Path, target: Path) -> None:
    """Copy what a package is built from, so that building leaves nothing in the checkout."""
    from shutil import copytree, ignore_patterns

    if package == TESTS.parent:
        for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
            (target / name).write_bytes((package / name).read_bytes())
        package, target = package / "textclean", target / "textclean"
    ignored = ignore_patterns("__pycache__", "build", "*.egg-info")
    copytree(package, target, dirs_exist_ok=True, ignore=ignored)


def test_filter_is_listed_with_its_package_and_the_broken_one_is_named(textclean: Run) -> None:
    run = textclean("filters")
    assert run.returncode == 0
    assert "exclamations" in run.stdout
    assert "[textclean-sample]" in run.stdout
    assert "quotes" in run.stdout
    assert "filter broken of the package textclean-broken cannot be loaded" in run.stderr
    assert "RuntimeError: made to fail" in run.stderr
    assert "Traceback" not in run.stderr


def test_filter_describes_itself(textclean: Run) -> None:
    run = textclean("filters", "exclamations")
    assert "Shortens rows of exclamation marks." in run.stdout
    assert "keep: int = 1" in run.stdout
    assert "How many marks of a row to leave." in run.stdout
    assert "exclamations/row" in textclean("rules").stdout
    assert "Buy now!!!" in textclean("rules", "exclamations/row").stdout


def test_filter_is_used_by_name_with_its_options(textclean: Run) -> None:
    text = "Buy this now!!! And you will like it.\n"
    clean = textclean("clean", "-f", "exclamations", "--to", "text", stdin=text)
    assert clean.stdout == "Buy this now! And you will like it.\n"
    clean = textclean("clean", "-f", "exclamations:keep=2", "--to", "text", stdin=text)
    assert clean.stdout == "Buy this now!! And you will like it.\n"
    options = ("--set", "exclamations.keep=2")
    clean = textclean("clean", "-f", "exclamations", *options, "--to", "text", stdin=text)
    assert clean.stdout == "Buy this now!! And you will like it.\n"
    wrong = textclean("clean", "-f", "exclamations:kep=2", stdin=text)
    assert wrong.returncode == 2
    assert wrong.stderr == (
        "error: the filter exclamations has no option kep\nhint: did you mean keep?\n"
    )


def test_filter_is_explained_like_a_built_in_one(textclean: Run) -> None:
    run = textclean("explain", "-f", "exclamations", stdin="Buy this now!!! It is good.\n")
    assert "edit exclamations/row 1:14" in run.stdout
    assert "(3 marks)" in run.stdout


def test_reader_and_writer_are_used_by_name(textclean: Run) -> None:
    cues = (
        "1\n00:00:01,000 --> 00:00:02,000\nGood\nevening!!!\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nHi.\n"
    )
    run = textclean(
        "clean", "--from", "subtitles", "-f", "exclamations", "--to", "wikitext", stdin=cues
    )
    assert run.stderr == ""
    assert run.stdout == "Good evening!\n\nHi.\n"


def test_filter_on_the_tree_of_a_page_is_used_by_name(textclean: Run) -> None:
    page = "<html><body><p>Good shoes.</p><p class='stamp'>New!!!</p><p class='tag'>Red.</p></body>"
    chain = ("-f", "stamps", "-f", "exclamations")
    assert textclean("clean", *chain, stdin=page).stdout == "Good shoes.\n\nRed.\n"
    other = ("--set", "stamps.name_of_class=tag")
    assert textclean("clean", *chain, *other, stdin=page).stdout == "Good shoes.\n\nNew!\n"
    late = textclean("clean", "-f", "exclamations", "-f", "stamps", stdin=page)
    assert late.returncode == 2
    assert "name stamps first" in late.stderr


def test_mistyped_name_is_answered_with_the_stranger_s(textclean: Run) -> None:
    run = textclean("clean", "-f", "exclamation", stdin="Hi.\n")
    assert "did you mean exclamations?" in run.stderr


@pytest.mark.parametrize("args", [("-f", "broken"), ("--to", "brokenly")])
def test_broken_plugin_is_an_error_only_when_it_is_asked_for(
    textclean: Run, args: tuple[str, ...]
) -> None:
    run = textclean("clean", *args, stdin="Hi there.\n")
    assert run.returncode == 2
    assert run.stdout == ""
    error, hint = run.stderr.splitlines()
    assert error.startswith("error: the ")
    assert "of the package textclean-broken cannot be loaded" in error
    assert hint == "hint: update or remove it: pip uninstall textclean-broken"
    assert textclean("clean", "-f", "structure", stdin="Hi.\n").stdout == "Hi.\n"


def test_a_filter_on_the_tree_is_used_by_name_with_its_options(textclean: Run) -> None:
    page = "<p>The text.</p><div class=ad>Buy this.</div>"
    done = textclean(
        "clean", "--from", "html", "-f", "boxes:class_name=ad", "-f", "spaces", stdin=page
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "The text.\n", "")
    wrong = textclean("clean", "--from", "html", "-f", "spaces", "-f", "boxes", stdin=page)
    assert wrong.returncode == 2
    assert "cannot follow spaces" in wrong.stderr
