"""tieng corpus."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tieng.cli.options import task_options

if TYPE_CHECKING:
    from tieng.corpus.job import Job
    from tieng.corpus.state import Counts

FORMS = ("parquet", "jsonl", "text", "conllu")
_ADDABLE = ("segmented", "words", "tokens", "sentences")


def _names(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(name.strip() for name in value.split(",") if name.strip())


def _bytes(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int:
    if value is None:
        return 0
    units = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    number = value.upper().removesuffix("IB").removesuffix("B")
    unit = number[-1:] if number[-1:] in units else ""
    try:
        size = int(float(number.removesuffix(unit)) * units[unit])
    except ValueError:
        size = 0
    if size < 1:
        raise click.BadParameter(f"expected a size as 64M or 1G, got {value!r}")
    return size


@click.command(
    epilog="Example: tieng corpus news/ --text-column body --out segmented/ --workers 8",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder; or one file, if it ends in .parquet, .jsonl, .txt or .conllu.",
)
@click.option("--format", "form", type=click.Choice(FORMS), help="Of the output.  [default: by --out, or parquet]")
@click.option(
    "--input-format", "input_form", type=click.Choice(["text", "jsonl", "csv", "parquet"]), help="Where suffixes lie."
)
@click.option("--text-column", "text", default="text", show_default=True, help="Where the texts are.")
@click.option("--id-column", "id", help="What names a document, in CoNLL-U and where it is set aside.")
@click.option("--columns", "keep", callback=_names, help="Which columns to keep, by commas.  [default: all]")
@click.option(
    "--add",
    callback=_names,
    default="segmented,words,sentences",
    show_default=True,
    help=f"Which columns to add to Parquet, of {', '.join(_ADDABLE)}.",
)
@click.option(
    "--document",
    type=click.Choice(["line", "file"]),
    default="line",
    show_default=True,
    help="What is a document of a text file.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes.  [default: one a core]")
@click.option("--shard-size", "part_size", callback=_bytes, help="Input for one file of output, as 64M.")
@click.option("--strict", is_flag=True, help="Stop at a document that cannot be read, rather than set it aside.")
@click.option("--restart", is_flag=True, help="Forget what an earlier run left in --out.")
@task_options
def corpus(
    inputs: tuple[str, ...],
    workers: int | None,
    restart: bool,
    **options: Any,
) -> None:
    """Read whole corpora: files in, tables out, on all cores.

    IN are text files (a line a document), JSON Lines, CSV and Parquet, also as .gz, .xz, .bz2 or .zst; folders of
    these, patterns, or - for standard input. A run that was stopped, in whatever way, goes on where it was when the
    same command is given again. Documents that are null, no string or not UTF-8 are set aside in rejected.jsonl.
    """
    from tieng.corpus.workers import Workers  # here, because other commands need no pyarrow

    start = time.perf_counter()
    try:
        with Workers(workers or _cores(), "tieng.corpus.job") as processes:
            if workers:
                processes.start()  # they get ready while this process looks at the inputs
            from tieng.corpus.job import Options, prepare, run

            job = prepare(Options(inputs=inputs, **options))
            with _progress(job) as report:
                total = run(job, workers=processes, restart=restart, report=report)
    except KeyboardInterrupt:
        click.echo("tieng: stopped; what is done is kept, and the same command goes on from there", err=True)
        sys.exit(130)
    _summarize(job, total, time.perf_counter() - start)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress(job: Job) -> Iterator[Callable[[int, int], None]]:
    """Takes documents and bytes that were read; shows a bar where a person is looking."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn("{task.fields[documents]:,} documents"),
        bars.BarColumn(),
        bars.DownloadColumn(),
        bars.TransferSpeedColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        known = all(source.path != "-" for source in job.sources)
        task = bar.add_task("", total=sum(source.size for source in job.sources) if known else None, documents=0)
        seen = 0

        def report(documents: int, size: int) -> None:
            nonlocal seen
            seen += documents
            bar.update(task, advance=size, documents=seen)

        yield report


def _summarize(job: Job, total: Counts, seconds: float) -> None:
    found = f"{total.documents:,} documents, {total.sentences:,} sentences, {total.words:,} words"
    click.echo(f"{found} in {seconds:.1f} s; {total.written / 1e6:,.1f} MB in {job.options.out}", err=True)
    if total.rejected:
        some = "1 document was" if total.rejected == 1 else f"{total.rejected:,} documents were"
        click.echo(f"{some} set aside: {job.rejected}", err=True)
