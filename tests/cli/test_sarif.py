"""The SARIF log against the schema that Microsoft's own tool carries."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.runner import run_cli

SCHEMA = "SARIF_SCHEMA"
PAGE = (
    "# Caf\N{LATIN CAPITAL LETTER A WITH TILDE}\N{COPYRIGHT SIGN}\n\n"
    "She said ``yes'' to *two*  ideas. <!-- textclean: off dashes -->\n\n"
    'A \N{REPLACEMENT CHARACTER} here, and a "quotation without end.\n'
)


@pytest.fixture
def log(empty_folder: Path) -> dict[str, object]:
    """Return the log of a page with findings, notes and a wrong suppression."""
    (empty_folder / "a page.md").write_text(PAGE, encoding="utf-8")
    outcome = run_cli(["check", "--format", "sarif", "."])
    assert outcome.status == 1
    found: dict[str, object] = json.loads(outcome.stdout)
    return found


@pytest.mark.skipif(
    SCHEMA not in os.environ,
    reason=f"{SCHEMA} does not name sarif-2.1.0.json of npm's @microsoft/sarif-multitool-linux",
)
def test_log_is_valid(log: dict[str, object]) -> None:
    import jsonschema

    schema = json.loads(Path(os.environ[SCHEMA]).read_text(encoding="utf-8-sig"))
    kind = jsonschema.validators.validator_for(schema)
    assert not [error.message for error in kind(schema).iter_errors(log)]


def test_results_have_places_levels_and_fixes(log: dict[str, object]) -> None:
    (run,) = log["runs"]  # type: ignore[misc]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    levels = set()
    for result in run["results"]:
        levels.add(result["level"])
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20page.md"
        assert place["region"]["startLine"] >= 1
        assert rules[result["ruleIndex"]] == result["ruleId"]
    assert levels == {"warning", "note"}
    fixes = [fix for result in run["results"] for fix in result.get("fixes", [])]
    (change,) = fixes[0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"]["startLine"] == 3


def test_empty_log_is_a_log(empty_folder: Path) -> None:
    outcome = run_cli(["check", "-q", "--format", "sarif", "."])
    assert json.loads(outcome.stdout)["runs"][0]["results"] == []
