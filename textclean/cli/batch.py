"""`textclean batch`: thousands of documents, with an account of each."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textclean.cli.exits import Status
from textclean.cli.options import OneOf, chain_options, reading_options, shared_options
from textclean.errors import UsageError

if TYPE_CHECKING:
    from textclean.batch.job import Job
    from textclean.batch.run import Run
    from textclean.batch.service import Outcome
    from textclean.cli.progress import Log

SIZES = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@click.command()
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("-o", "--output", metavar="DST", help="Folder for the clean documents.")
@click.option("-i", "--in-place", is_flag=True, help="Clean the folder SRC itself.")
@click.option("--backup", metavar="DIR", help="With -i: keep the old version of what changes.")
@click.option("--to", metavar="FORMAT", help="markdown, text or json.  [default: markdown]")
@click.option(
    "--front-matter", is_flag=True, default=None, help="Put title, byline, date… above Markdown."
)
@click.option("--text-field", default="", metavar="NAME", help="Field or column of the text.")
@click.option("--id-field", default="id", metavar="NAME", help="Field or column of the id.")
@click.option("--findings", is_flag=True, help="Rows of containers hold every drop and edit.")
@click.option("--compress", type=OneOf(["gz", "zst", "bz2"]), help="Compress output containers.")
@click.option(
    "--shard-size", type=click.IntRange(1), metavar="N", help="Records of one output container."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Workers.  [default: all cores]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=60.0,
    metavar="SECONDS",
    help="For a document.  [default: 60]",
)
@click.option(
    "--memory", default="4G", metavar="SIZE", help="For a worker; 0: none.  [default: 4G]"
)
@click.option("--engine", default="processes", metavar="NAME", help="processes or ray.")
@click.option("--address", default="", metavar="HOST:PORT", help="Ray cluster to join.")
@click.option("--force", is_flag=True, help="Clean again what is done.")
@click.option("--retry", is_flag=True, help="Try again what is in quarantine.")
@click.option("--dry-run", is_flag=True, help="Say what there is to do, and do nothing.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Only the first N documents.")
@click.option("--shard", "part", metavar="I/N", help="Take every N-th input, from the I-th.")
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help=".html or .json.")
@click.option("--log-format", type=OneOf(["text", "json"]), default="text", help="Of log lines.")
@click.option("--log-file", type=click.Path(path_type=Path), metavar="FILE", help="For log lines.")
@reading_options
@chain_options
@shared_options
def batch(sources: tuple[str, ...], **options: Any) -> int:
    """Clean many documents: folders, JSON lines, Parquet, WARC.

    Each input has its output of the same name in DST. A ledger there knows what is done: run
    the command again, and only what is new or changed is cleaned. A document that crashes or
    hangs is put in quarantine with its error; the rest goes on. As long as one is there, the
    command ends with 3; it is tried again when its input changes, or with --retry.

    \b
    Examples:
      textclean batch texts/ -o clean/ --report report.html
      textclean batch pages.jsonl -o clean/ --to text --shard-size 10000
      textclean batch -i notes/ --backup old/
      textclean batch texts/ -o clean/ --dry-run
    """
    from textclean.batch.service import count_work, run_job, write_report
    from textclean.cli.output import many
    from textclean.cli.progress import Log
    from textclean.cli.report import check_report

    check_report(options["report"])
    job = _job(sources, options)
    log = Log(options["log_format"], options["log_file"], quiet=options["quiet"])
    if options["dry_run"]:
        documents, containers, size_bytes = count_work(job)
        log.say(
            f"{many(documents, 'document')} and {many(containers, 'container')},"
            f" {size_bytes / 1e6:.1f} MB",
            documents=documents,
            containers=containers,
            bytes=size_bytes,
        )
        return Status.DONE
    stops: list[int] = []
    with log.progress(_total(job)) as progress:
        outcome = run_job(
            job,
            progress=progress.add,
            began=lambda run, changed: _begin(run, changed, log, stops),
            remark=log.say,
        )
    if options["report"] is not None:
        write_report(options["report"], outcome.summary.tally, outcome.about)
    return _close(outcome, log, stops)


def _total(job: Job) -> int:
    """Return how many documents there are, 0 when only reading the containers would tell."""
    from textclean.batch.service import count_work

    documents, containers, _ = count_work(job)
    return 0 if containers else min(documents, job.sample or documents)


def _begin(run: Run, changed: bool, log: Log, stops: list[int]) -> None:
    """Let SIGTERM and the first Ctrl-C end the run in order, and say what is done anew."""

    def stop(number: int, frame: object) -> None:
        if stops:
            raise KeyboardInterrupt
        stops.append(number)
        run.stop()
        with suppress(RuntimeError):  # The signal came in the midst of another line.
            log.say("stopping: what is in hand is finished first")

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if changed:
        log.say("the configuration or the version has changed: everything is cleaned again")


def _close(outcome: Outcome, log: Log, stops: list[int]) -> int:
    """Write the closing summary and return the exit code."""
    from textclean.cli.output import many

    tally, skipped, seconds, stopped = outcome.summary
    for failure in outcome.quarantine[:20]:
        log.say(f"quarantine: {failure.place}: {failure.error}", level="error")
    if len(outcome.quarantine) > 20:
        log.say(f"quarantine: {len(outcome.quarantine) - 20} more, see the report", level="error")
    if outcome.quarantine and not tally.failed:
        log.say("--retry tries again what is in quarantine", level="error")
    rate = tally.documents / max(seconds, 0.001)
    log.say(
        f"{many(tally.documents - tally.failed, 'document')} cleaned,"
        f" {tally.changed} of them changed,"
        f" {tally.failed} failed, {skipped} done before; {seconds:.1f} s, {rate:.0f} a second",
        documents=tally.documents,
        changed=tally.changed,
        failed=tally.failed,
        skipped=skipped,
        seconds=round(seconds, 3),
    )
    if stopped:
        log.say("stopped; run it again to go on")
        return 128 + stops[0]
    return Status.FAILED if tally.failed or outcome.quarantine else Status.DONE


def _job(sources: tuple[str, ...], options: dict[str, Any]) -> Job:
    """Return the job that the command line asks for.

    Raises:
        UsageError: it asks for what cannot be done together.
    """
    from textclean.batch.job import Job
    from textclean.batch.plan import Layout
    from textclean.cli.settings import Chooser
    from textclean.engines.worker import Work

    in_place = options["in_place"]
    if not sources:
        raise UsageError("nothing to clean", hint="textclean batch SRC -o DST")
    if in_place and options["output"]:
        raise UsageError("-i and -o exclude each other", hint="textclean batch --help")
    if not in_place and not options["output"]:
        raise UsageError("say where to: -o DST, or -i to clean SRC itself")
    if in_place and (len(sources) > 1 or not Path(sources[0]).is_dir()):
        raise UsageError("-i takes one folder", hint="run it once for each folder")
    if options["backup"] and not in_place:
        raise UsageError("--backup goes with -i")
    if options["address"] and options["engine"] == "processes":
        raise UsageError("--address is a cluster's", hint="--engine ray --address HOST:PORT")
    chooser = Chooser(options, preset="hook" if in_place else "")
    chooser.warn_of_idle()
    target = chooser.value("to", None, "markdown")
    if target not in ("markdown", "text", "json"):
        raise UsageError(f"--to cannot be {target}", hint="markdown, text or json")
    if options["front_matter"] and target != "markdown":
        raise UsageError("--front-matter goes with --to markdown")
    work = Work(
        settings=chooser.cleaner(None).settings,
        target=target,
        front_matter=bool(chooser.value("front_matter")),
        in_place=in_place,
        findings=options["findings"],
        time_limit_s=options["timeout"],
        memory_limit_bytes=_size(options["memory"]),
    )
    layout = Layout(
        target=target,
        in_place=in_place,
        shard_records=options["shard_size"] or 0,
        compression=f".{options['compress']}" if options["compress"] else "",
    )
    return Job(
        sources=sources,
        destination=sources[0] if in_place else options["output"],
        work=work,
        layout=layout,
        fields=(("text_field", options["text_field"]), ("id_field", options["id_field"])),
        jobs=options["jobs"] or os.cpu_count() or 1,
        force=options["force"],
        retry=options["retry"],
        backup=options["backup"] or "",
        sample=options["sample"] or 0,
        engine=options["engine"],
        address=options["address"],
        part=_part(options["part"]),
    )


def _size(text: str) -> int:
    """Return a size in bytes.

    >>> _size("2G"), _size("0"), _size("500M")
    (2147483648, 0, 524288000)
    """
    number, unit = (text[:-1], text[-1].upper()) if text[-1:].upper() in SIZES else (text, "")
    try:
        return int(float(number) * SIZES.get(unit, 1))
    except ValueError:
        raise UsageError(f"--memory {text} is not a size", hint="for example 2G or 500M") from None


def _part(text: str | None) -> tuple[int, int]:
    """Return the part of the inputs to take, counted from 0.

    >>> _part("2/8")
    (1, 8)
    """
    if text is None:
        return 0, 1
    index, _, count = text.partition("/")
    try:
        part = int(index) - 1, int(count)
    except ValueError:
        part = -1, 0
    if not 0 <= part[0] < part[1]:
        raise UsageError(f"--shard {text} is not a part", hint="for example --shard 1/8 … 8/8")
    return part
