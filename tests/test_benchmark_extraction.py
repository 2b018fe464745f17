"""The comparison with other tools, on pages of its own."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.extraction import read_labels, word_scores

TEXT = "The harbour of the town was built on sand, and the sand has been moving ever since."


def test_it_runs_over_a_folder_with_labels(tmp_path: Path) -> None:
    page = f"<html><body><main><p>{TEXT}</p></main></body></html>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page.encode()))
    labels = tmp_path / "labels.jsonl"
    labels.write_text("".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "ab"))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.extraction", str(tmp_path)),
            *("--labels", str(labels), "--tools", "textclean"),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    head, names, line = done.stdout.splitlines()
    assert head == "2 pages, 2 labels"
    assert names.split() == ["ms/page", "MB", "empty", "P", "R", "F1"]
    assert line.split()[0] == "textclean"


def test_words_are_counted_as_a_bag() -> None:
    assert word_scores("a a b", "a b b") == (2 / 3, 2 / 3, 2 / 3)
    assert word_scores("", "") == (1.0, 1.0, 1.0)
    assert word_scores("a", "") == (0.0, 0.0, 0.0)


def test_labels_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": 7, "main_content": "x"}\n'))
    assert read_labels(path) == {"7": "x"}
