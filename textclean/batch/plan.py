"""What a run has to do: the inputs in their order, cut into shards with their outputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textclean.containers.opening import COMPRESSIONS, bare_name, is_remote, list_remote
from textclean.errors import InputError, UsageError
from textclean.read.sniff import BY_SUFFIX
from textclean.startup.records import NamedTuple

CONTAINERS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".warc": "warc"}
STATE_FOLDER = ".textclean"
"""Holds ledger and lock beside the output; never an input."""

ENDINGS = {"markdown": ".md", "text": ".txt", "json": ".json"}
"""What a cleaned document's name ends in, by target."""


class Input(NamedTuple):
    """A file to read: one document, or a container of many."""

    path: str
    name: str
    """Its path below the source, which its output is named after."""
    kind: str
    """`document`, or the name of a container format."""
    size_bytes: int = -1
    modified_ns: int = -1


class Shard(NamedTuple):
    """A unit of work with its output.

    Of documents: the files of one stretch, each with an output of its own.  Of a container: the
    records `start` to `stop` of it, which go to one output.
    """

    inputs: tuple[Input, ...]
    targets: tuple[str, ...]
    """Paths below the destination: one for each document, or one for the container's records."""
    start: int = 0
    stop: int | None = None

    @property
    def key(self) -> str:
        """Its name in the ledger, for a container's shard."""
        return f"{self.inputs[0].path}#{self.start}"


@dataclass(frozen=True, slots=True)
class Layout:
    """How outputs are named and cut."""

    target: str = "markdown"
    in_place: bool = False
    shard_records: int = 0
    """Records of one output file; 0: an output file for each input file."""
    documents_per_shard: int = 200
    container: str = ""
    """`jsonl` or `parquet`: documents go into files of that kind, too. Empty: as they came."""
    compression: str = ""
    """Ending of output containers, such as `.gz`."""


def find_inputs(source: str, *, skip: str = "") -> Iterator[Input]:
    """Yield the files below a source (a file, a folder or a URL), sorted by path.

    Hidden files and folders, files of unknown kinds and the folder `skip` are passed over.

    Raises:
        InputError: there is no such source, a folder cannot be read, or a file named by itself
            is of no known kind.
    """
    if is_remote(source):
        yield from _find_remote(source)
        return
    root = Path(source)
    if root.is_dir():
        yield from _walk(root, os.path.realpath(skip) if skip else "")
    elif root.exists():
        found = _input(str(root), root.name, root.stat)
        if found is None:
            raise InputError("a file of no known kind", where=source, hint=KNOWN_KINDS)
        yield found
    else:
        if source == "-":
            raise InputError(
                "a batch does not read standard input", hint="textclean clean --jsonl does"
            )
        raise InputError(
            "there is no such file or folder", where=source, hint="check the spelling of the path"
        )


KNOWN_KINDS = "known are .txt, .html, .md, .jsonl, .parquet and .warc, also with " + ", ".join(
    COMPRESSIONS
)


def kind_of(name: str) -> str:
    """Return `document`, a container's kind, or an empty string for other files.

    >>> kind_of("crawl.warc.gz"), kind_of("page.html"), kind_of("photo.jpg")
    ('warc', 'document', '')
    """
    suffix = os.path.splitext(bare_name(name.lower()))[1]  # noqa: PTH122 - names of URLs too
    return CONTAINERS.get(suffix) or ("document" if suffix in BY_SUFFIX else "")


def cut_shards(
    inputs: Iterator[Input], layout: Layout, *, several_sources: bool = False
) -> Iterator[Shard]:
    """Yield the shards of some inputs, in order.

    Of one source the names of a folder are remembered while its files come, of several a digest of
    each name.

    Raises:
        UsageError: two inputs would be written to one output.
    """
    taken: dict[str, str] = {}
    taken_before: set[int] = set()
    folder = ""
    documents: list[Input] = []
    targets: list[str] = []

    def flush() -> Iterator[Shard]:
        if documents:
            yield Shard(tuple(documents), tuple(targets))
            documents.clear()
            targets.clear()

    for one in inputs:
        if os.path.dirname(one.name) != folder:  # noqa: PTH120 - names, not paths
            folder = os.path.dirname(one.name)  # noqa: PTH120
            if several_sources:
                taken_before.update(map(hash, taken))
            taken.clear()
        target = _target(one, layout)
        if target in taken or hash(target) in taken_before:
            other = taken.get(target, "a file of another source")
            raise UsageError(
                f"{other} and {one.path} would both be written to {target}",
                hint="rename one of them, or clean them into folders of their own",
            )
        taken[target] = one.path
        if one.kind == "document":
            documents.append(one)
            targets.append(target)
            if len(documents) == layout.documents_per_shard:
                yield from flush()
            continue
        yield from flush()
        yield Shard((one,), (target,), 0, layout.shard_records or None)
    yield from flush()


def next_shard(shard: Shard, layout: Layout) -> Shard:
    """Return the shard of the same container that comes after this one."""
    start = shard.start + layout.shard_records
    return shard._replace(start=start, stop=start + layout.shard_records)


def shard_target(shard: Shard, layout: Layout) -> str:
    """Return the output's name of a container's shard, numbered when there are several."""
    name = shard.targets[0]
    if not layout.shard_records:
        return name
    stem, dot, ending = name.partition(".jsonl") if ".jsonl" in name else name.partition(".parquet")
    return f"{stem}-{shard.start // layout.shard_records:05}{dot}{ending}"


def check_places(sources: Sequence[str], destination: str) -> None:
    """Refuse an output that lies inside an input, or the other way round.

    Raises:
        UsageError: it does.
    """
    target = os.path.realpath(destination)
    for source in sources:
        if is_remote(source) or is_remote(destination):
            if (destination.rstrip("/") + "/").startswith(source.rstrip("/") + "/"):
                raise UsageError(
                    f"the output {destination} lies inside the input {source}",
                    hint="name an address outside it",
                )
            continue
        place = os.path.realpath(source)
        if target == place or target.startswith(place + os.sep):
            raise UsageError(
                f"the output {destination} lies inside the input {source}",
                hint="name a folder outside it, or clean in place with -i",
            )


def _target(one: Input, layout: Layout) -> str:
    if layout.in_place:
        return one.name
    stem = os.path.splitext(bare_name(one.name))[0]  # noqa: PTH122
    if one.kind == "document":
        return stem + ENDINGS.get(layout.target, os.path.splitext(bare_name(one.name))[1])  # noqa: PTH122
    kind = layout.container or ("parquet" if one.kind == "parquet" else "jsonl")
    if kind == "parquet":
        return f"{stem}.parquet"
    return f"{stem}.jsonl{layout.compression}"


def _walk(root: Path, skip: str) -> Iterator[Input]:
    """Yield what lies below a folder, without recursion and without following links to folders."""
    base = "" if root == Path() else os.path.join(root, "")  # noqa: PTH118 - a million times
    stack = [""]
    while stack:
        place = stack.pop()
        try:
            entries = sorted(os.scandir(base + place or "."), key=lambda entry: entry.name)
        except OSError as error:
            raise InputError(
                f"the folder cannot be read: {(error.strerror or str(error)).lower()}",
                where=base + place,
                hint="see its permissions, or name another source",
            ) from error
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = place + entry.name
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(base + name) != skip:
                    folders.append(f"{name}/")
            elif entry.is_file():
                found = _input(base + name, name, entry.stat)
                if found is not None:
                    yield found
        stack += reversed(folders)


def _input(path: str, name: str, stat: Callable[[], os.stat_result]) -> Input | None:
    kind = kind_of(name)
    if not kind:
        return None
    try:
        status = stat()
    except FileNotFoundError:  # It has gone since the folder was listed.
        return None
    return Input(path, name, kind, status.st_size, status.st_mtime_ns)


def _find_remote(source: str) -> Iterator[Input]:
    for found in list_remote(source):
        kind = kind_of(found.path)
        if kind:
            yield Input(found.path, found.name, kind, found.size_bytes, found.stamp)
