"""What 1 TB and 1 PB of text cost, from what benchmarks/corpus.py measured; as tables for docs/scale.md."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
BEGIN, END = "<!-- written by benchmarks/corpus.py -->\n", "<!-- end -->\n"
LOOP = "pyvi, a loop"


def tables(results: Mapping[str, Any]) -> str:
    """What was measured, and what follows from it."""
    text, jobs = results["text_bytes"], results["jobs"]
    measured = ["| | syllables/s | MB of text/s | written, a byte of text |", "|---|---|---|---|"]
    costs = ["| columns | 1 TB | 1 PB | written | cores that fill 1 GB/s |", "|---|---|---|---|---|"]
    for name, job in jobs.items():
        if name == LOOP:
            measured.append(f"| {name} | {_thousands(job)} | | |")
            continue
        speed, written = job["text_megabytes_per_second"], job["bytes_written"] / text
        measured.append(f"| {name} | {_thousands(job)} | {speed:.1f} | {written:.2f} |")
        if name.endswith("1 worker"):
            hours = 1e6 / speed / 3600
            moved = speed * (written + results["parquet_bytes"] / text)  # MB/s, compressed, in and out
            costs.append(
                f"| {name.removesuffix(', 1 worker')} | {hours:,.0f} core hours | {1000 * hours:,.0f} core hours "
                f"| {written:.2f} TB, PB | {1000 / moved:,.0f} |"
            )
    return "\n".join([*_sentences(results), "", *measured, "", *costs, ""])


def _sentences(results: Mapping[str, Any]) -> list[str]:
    lines = [f"{results['rows']:,} lines of news, {results['text_bytes'] / 1e6:.0f} MB, from Parquet to Parquet."]
    if "one_worker_over_pyvi" in results:
        lines.append(f"One worker that writes words is {results['one_worker_over_pyvi']:.1f} times as fast as pyvi;")
    lines.append(f"two workers are {results['two_workers_over_one']:.2f} times as fast as one.")
    if "gigabyte_peak_mib_per_process" in results:
        peak, seconds = results["gigabyte_peak_mib_per_process"], results["gigabyte_seconds_2_workers"]
        lines.append(f"1 GB took two workers {seconds:.0f} s and the largest process {peak:.0f} MiB.")
    return lines


def write(results: Mapping[str, Any]) -> None:
    """Puts the tables into the page."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    tail = rest.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n{tables(results)}\n{END}{tail}", encoding="utf-8")


def _thousands(job: Mapping[str, float]) -> str:
    return f"{job['syllables_per_second'] / 1e6:.2f} M"
