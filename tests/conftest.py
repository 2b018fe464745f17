"""Where every test must run, a skipped one fails: see `TEXTCLEAN_TESTS_NO_SKIPS`."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

collect_ignore = ["plugin_package", "broken_plugin_package"]
"""Packages of their own: installed by a test, not part of this one."""

NO_SKIPS = "TEXTCLEAN_TESTS_NO_SKIPS"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure if the environment asks for it."""
    report = yield
    if report.skipped and os.environ.get(NO_SKIPS) and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (no test may be skipped where {NO_SKIPS} is set)"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole file into a failure if the environment asks for it."""
    report = yield
    if report.skipped and os.environ.get(NO_SKIPS):
        report.outcome = "failed"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes what pages are expected to give."""
    parser.addoption("--update-golden", action="store_true", help="write expected output anew")
