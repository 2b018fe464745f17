"""The laws that every result obeys, as checks that other tests call."""

from __future__ import annotations

import pickle

from textclean.api import Cleaner, Result
from textclean.apply import replay
from textclean.finding import Action
from textclean.settings import Settings


def check_laws(content: str | bytes, settings: Settings | None = None, name: str = "") -> Result:
    """Clean a text, assert what must hold of any result, and return it."""
    cleaner = Cleaner(settings)
    result = cleaner.clean(content, source_id=name)
    assert replay(result.original, result.findings) == result.document, "replay differs"
    assert len(result.document.blocks) == len(result.original.blocks), "a block vanished"
    for block in result.document.blocks:
        if block.dropped_by is not None:
            assert block.dropped_by in result.findings, "a drop without its finding"
    values = result.json()
    assert pickle.loads(pickle.dumps(result)).json() == values, "changed on its way"
    again = Cleaner(settings).clean(content, source_id=name)
    assert again.json() == values, "depends on what came before"
    if not result.findings and result.original.format != "html":
        assert result.render("source") == result.original.source_text, "bytes changed for nothing"
    return result


def check_second_pass(
    result: Result, target: str, settings: Settings | None = None, name: str = ""
) -> None:
    """Assert that cleaning the output, told its format, proposes no edit and no drop.

    `name` tells the dialect of Markdown.
    """
    given = settings or Settings()
    written = result.render(target)
    again = Cleaner(
        Settings(
            source_format=target,
            preset=given.preset or "standard",
            filters=given.filters,
            options=given.options,
            unsafe=given.unsafe,
            language=result.document.metadata.language,
        )
    ).clean(written, source_id=name)
    done = [f for f in again.findings if f.action in (Action.EDIT, Action.DROP)]
    assert not done, f"second pass of {target}: {done[0]}"
