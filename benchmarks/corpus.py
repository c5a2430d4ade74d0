"""`tieng corpus` from Parquet to Parquet beside a loop around pyvi over the same rows, in one run.

Rows are the lines of a text. The loop is `[ViTokenizer.tokenize(text) for text in rows]` over the first of them, with
nothing read or written; `tieng corpus` is timed as a command, with its start, reading and writing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import costs
import pyarrow as pa
import pyarrow.parquet as pq
from machine import ask, save
from rich.console import Console
from rich.table import Table
from speed import peak_mib, run

TIENG = str(Path(sys.executable).with_name("tieng"))
WORDS = ("--add", "words")
JOBS: dict[str, tuple[str, ...]] = {
    "words, 1 worker": (*WORDS, "--workers", "1"),
    "words, 2 workers": (*WORDS, "--workers", "2"),
    "segmented, 1 worker": ("--add", "segmented", "--columns", "id", "--workers", "1"),
    "all columns, 1 worker": ("--add", "segmented,words,tokens,sentences", "--workers", "1"),
}


@click.command()
@click.option("--text", required=True, type=click.Path(exists=True, dir_okay=False), help="A long text, UTF-8.")
@click.option("--peers", type=click.Path(exists=True), help="The Python of an environment with pyvi.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--sample", default=2000, show_default=True, help="Rows for the loop around pyvi.")
@click.option("--gigabyte/--no-gigabyte", default=True, show_default=True, help="Measure memory on 1 GB of text.")
def main(text: str, peers: str | None, rounds: int, sample: int, gigabyte: bool) -> None:
    """Prints the table, writes results/corpus.json and the tables of docs/scale.md."""
    rows = Path(text).read_text(encoding="utf-8").splitlines()
    syllables = count(rows)
    with tempfile.TemporaryDirectory() as folder:
        source = write_rows(rows, Path(folder, "rows.parquet"))
        seconds: dict[str, list[float]] = {}
        written: dict[str, int] = {}
        pyvi: list[float] = []
        for _ in range(rounds):
            if peers:
                pyvi.append(loop(rows[:sample], peers))
            for name, options in JOBS.items():
                out = Path(folder, "out")
                seconds.setdefault(name, []).append(timed(partial(annotate, source, out, options)))
                written[name] = clear(out)
        size = sum(len(row.encode()) for row in rows)
        results: dict[str, Any] = {
            name: {"syllables_per_second": syllables / statistics.median(taken), "bytes_written": written[name]}
            for name, taken in seconds.items()
        }
        for result in results.values():
            result["text_megabytes_per_second"] = result["syllables_per_second"] * size / syllables / 1e6
        summary: dict[str, Any] = {"rows": len(rows), "syllables": syllables, "text_bytes": size}
        summary["parquet_bytes"] = source.stat().st_size
        summary["two_workers_over_one"] = ratio(seconds["words, 1 worker"], seconds["words, 2 workers"])
        if pyvi:
            rate = count(rows[:sample]) / statistics.median(pyvi)
            results["pyvi, a loop"] = {"syllables_per_second": rate}
            summary["one_worker_over_pyvi"] = results["words, 1 worker"]["syllables_per_second"] / rate
        if gigabyte:
            summary |= memory(rows, Path(folder))
    show(results, summary)
    results = summary | {"jobs": results}
    costs.write(results)
    Console().print(f"written: {save('corpus', peers, results)} and the tables of {costs.PAGE}")


def count(rows: Sequence[str]) -> int:
    return sum(len(row.split()) for row in rows)


def write_rows(rows: Sequence[str], path: Path, times: int = 1) -> Path:
    """The rows as Parquet, as a writer would leave it: some row groups of 20,000."""
    schema = pa.schema([("id", pa.int64()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for turn in range(times):
            for first in range(0, len(rows), 20_000):
                texts = rows[first : first + 20_000]
                ids = range(turn * len(rows) + first, turn * len(rows) + first + len(texts))
                writer.write_table(pa.table([pa.array(ids), pa.array(texts)], schema=schema))
    return path


def loop(rows: Sequence[str], peers: str) -> float:
    answer: dict[str, Any] = ask(peers, {"job": "time", "system": "pyvi", "texts": list(rows), "rounds": 1})
    return float(answer["seconds"][0])


def annotate(source: Path, out: Path, options: Sequence[str]) -> None:
    run([TIENG, "corpus", str(source), "--out", str(out), *options])


def timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def ratio(slow: Sequence[float], fast: Sequence[float]) -> float:
    """The median of the ratios of neighbours: what else the machine does, it does to both."""
    return statistics.median(one / two for one, two in zip(slow, fast, strict=True))


def clear(out: Path) -> int:
    """Empties a folder of Parquet; gives the bytes that were in it."""
    import shutil

    size = sum(path.stat().st_size for path in out.glob("*.parquet"))
    shutil.rmtree(out)
    return size


def memory(rows: Sequence[str], folder: Path) -> dict[str, float]:
    """The peak of the largest process on 1 GB of text, two workers."""
    size = sum(len(row.encode()) for row in rows)
    source = write_rows(rows, folder / "gigabyte.parquet", -(-1_000_000_000 // size))
    command = [TIENG, "corpus", str(source), "--out", str(folder / "out"), *WORDS, "--workers", "2"]
    start = time.perf_counter()
    peak = peak_mib(command)
    return {"gigabyte_seconds_2_workers": time.perf_counter() - start, "gigabyte_peak_mib_per_process": peak}


def show(results: dict[str, dict[str, float]], summary: dict[str, Any]) -> None:
    table = Table("Parquet to Parquet", "syllables/s", "text MB/s", "MB written")
    for name, result in results.items():
        rate, speed = result["syllables_per_second"], result.get("text_megabytes_per_second")
        written = result.get("bytes_written")
        cells = (f"{speed:.1f}" if speed else "", f"{written / 1e6:.0f}" if written else "")
        table.add_row(name, f"{rate:,.0f}", *cells)
    Console().print(table)
    Console().print_json(data=summary)


if __name__ == "__main__":
    main()
