"""Problems as lines for people, for GitHub, as JSON, and as a SARIF log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from textclean.cli.problems import Problem
from textclean.document import LINE_END
from textclean.finding import Action, Rule

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://pypi.org/project/textclean/"


def text_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield `path:line:column: rule message`; what makes no run fail is called a note."""
    for problem in problems:
        note = "" if problem.counts else "note: "
        yield f"{_where(problem)}: {problem.rule} {note}{problem.message}"


def _where(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}"


def json_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield an object a line."""
    for problem in problems:
        values = {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "rule": problem.rule,
            "action": problem.action,
            "summary": problem.summary,
            "before": problem.before,
            "after": problem.after,
            "evidence": problem.evidence,
        }
        yield json.dumps(values, ensure_ascii=False)


def github_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines of a pull request."""
    for problem in problems:
        level = "error" if problem.counts else "notice"
        place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
        yield f"::{level} {place},title={_property(problem.rule)}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif_log(problems: Iterable[Problem], rules: Iterable[Rule], version: str) -> dict[str, Any]:
    """Return a log of SARIF 2.1.0, the format that code scanning services read."""
    index: dict[str, int] = {}
    described: list[dict[str, Any]] = []
    for rule in rules:
        if rule.id not in index:
            index[rule.id] = len(described)
            described.append(
                {
                    "id": rule.id,
                    "shortDescription": {"text": rule.summary},
                    "defaultConfiguration": {"level": "warning"},
                }
            )
    results = [_sarif_result(problem, index) for problem in problems]
    driver = {
        "name": "textclean",
        "version": version,
        "informationUri": HOME,
        "rules": described,
    }
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _sarif_result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    region = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    if problem.exact:
        region.update(_end(problem))
    place = {"uri": quote(problem.path.replace("\\", "/"))}
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "level": "warning" if problem.counts else "note",
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": region}}],
        "partialFingerprints": {"textclean/v1": fingerprint(problem)},
    }
    if problem.rule in index:
        result["ruleIndex"] = index[problem.rule]
    if problem.exact and problem.action == Action.EDIT:
        replacement = {"deletedRegion": region, "insertedContent": {"text": problem.after}}
        result["fixes"] = [
            {
                "description": {"text": problem.summary},
                "artifactChanges": [{"artifactLocation": place, "replacements": [replacement]}],
            }
        ]
    return result


def _end(problem: Problem) -> dict[str, int]:
    lines = LINE_END.split(problem.before)
    column = len(lines[-1]) + (problem.column if len(lines) == 1 else 1)
    return {"endLine": problem.line + len(lines) - 1, "endColumn": column}


def fingerprint(problem: Problem) -> str:
    """Return what makes a problem the same one after lines have moved."""
    said = "\0".join((problem.path, problem.rule, problem.before, problem.after))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
