"""The hooks as pre-commit runs them: an environment of its own, a git repository to throw away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed"),
]

ROOT = Path(__file__).parents[1]
MANGLED = "# The page\n\nShe said ``yes'' and cafÃ© and two  blanks; `code  '' stays`.\n"
MENDED = "# The page\n\nShe said \"yes\" and café and two blanks; `code  '' stays`.\n"


class Repository:
    """A git repository whose hooks come from a local clone of this project."""

    def __init__(self, folder: Path, home: Path, source: Path, revision: str) -> None:
        self.folder = folder
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "PRE_COMMIT_HOME": str(home),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org",
        }
        self._environment.pop("PYTHONPATH", None)
        self._source, self._revision = source, revision
        folder.mkdir()
        self.run("git", "init", "-q")

    def run(self, *command: str, status: int | None = 0) -> str:
        """Return what a command prints; fail unless it ends with the status."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        assert status is None or done.returncode == status, done.stdout
        return done.stdout

    def use(self, *hooks: str) -> None:
        """Write the configuration that names these hooks."""
        names = "".join(f"      - id: {hook}\n" for hook in hooks)
        config = f"repos:\n  - repo: {self._source}\n    rev: {self._revision}\n    hooks:\n{names}"
        (self.folder / ".pre-commit-config.yaml").write_text(config)

    def pre_commit(self, *args: str, status: int | None = 0) -> str:
        """Return what a call of pre-commit prints."""
        return self.run(sys.executable, "-m", "pre_commit", *args, status=status)

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a git repository with this project as it is now, and its revision."""
    folder = tmp_path_factory.mktemp("clone") / "textclean"
    folder.mkdir()
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copyfile(ROOT / name, folder / name)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "textclean", folder / "textclean", ignore=ignored)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True
    )
    return folder, revision.stdout.strip()


@pytest.fixture
def repository(
    clone: tuple[Path, str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Repository:
    """Return an empty repository; the environments of its hooks are shared by the tests."""
    home = tmp_path_factory.getbasetemp() / "pre-commit-home"
    return Repository(tmp_path / "content", home, *clone)


def test_hook_mends_fails_the_commit_and_passes_the_second_time(repository: Repository) -> None:
    repository.use("textclean")
    repository.pre_commit("install")
    (repository.folder / "page.md").write_text(MANGLED, encoding="utf-8")
    (repository.folder / "code.py").write_text("x = 'a  ``b'\n", encoding="utf-8")
    repository.run("git", "add", "-A")
    said = repository.run("git", "commit", "-q", "-m", "one", status=1)
    assert "files were modified by this hook" in said
    assert "page.md: 1 mojibake, 1 spaces, 1 quotes" in said
    assert "1 file changed" in said
    assert repository.read("page.md") == MENDED
    assert repository.read("code.py") == "x = 'a  ``b'\n"
    repository.run("git", "add", "-A")
    repository.run("git", "commit", "-q", "-m", "one")
    assert repository.run("git", "status", "--porcelain") == ""


def test_check_names_the_places_and_changes_nothing(repository: Repository) -> None:
    repository.use("textclean-check")
    (repository.folder / "page.md").write_text(MANGLED, encoding="utf-8")
    repository.run("git", "add", "-A")
    said = repository.pre_commit("run", "--all-files", status=1)
    assert "page.md:3:10: quotes/tex" in said
    assert repository.read("page.md") == MANGLED


def test_parallel_batches_mend_every_file(repository: Repository) -> None:
    repository.use("textclean")
    for number in range(200):
        (repository.folder / f"page-{number}.md").write_text(MANGLED, encoding="utf-8")
    (repository.folder / "textclean.toml").write_text('exclude = ["page-7.md"]\n')
    repository.run("git", "add", "-A")
    repository.pre_commit("run", "--all-files", status=1)
    assert repository.read("page-7.md") == MANGLED
    for number in range(200):
        assert number == 7 or repository.read(f"page-{number}.md") == MENDED
    repository.run("git", "add", "-A")
    repository.pre_commit("run", "--all-files")
