"""The profiles and pyvi on the same lines, in one run on one thread: syllables a second, lines that differ from pyvi.

VnCoreNLP itself is not run here (Java); on a small machine it was measured at 170,000 syllables a second.
"""

from __future__ import annotations

import lzma
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from machine import ask, save
from rich.console import Console
from rich.table import Table

import tieng


@click.command()
@click.option("--text", required=True, type=click.Path(exists=True, dir_okay=False), help="UTF-8 or its .xz.")
@click.option("--peers", required=True, type=click.Path(exists=True), help="The Python of an environment with pyvi.")
@click.option("--model-dir", type=click.Path(exists=True, file_okay=False), help="VnCoreNLP's two model files.")
@click.option("--megabytes", default=2, show_default=True, help="How much of the text to take.")
@click.option("--rounds", default=5, show_default=True)
def main(text: str, peers: str, model_dir: str | None, megabytes: int, rounds: int) -> None:
    """Prints the table and writes results/profiles.json."""
    lines = whole_lines(Path(text), megabytes * 1_000_000)
    readers = {"pyvi": tieng.load(profile="pyvi")}
    if model_dir:
        readers["vncorenlp"] = tieng.load(profile="vncorenlp", model_dir=model_dir)
    jobs: dict[str, Callable[[], float]] = {"pyvi itself": lambda: peer_seconds(peers, lines)}
    for name, reader in readers.items():
        jobs[f"profile {name}: segment"] = lambda work=reader.segment: own_seconds(work, lines)  # type: ignore[misc]
        jobs[f"profile {name}: read"] = lambda work=reader.read: own_seconds(work, lines)  # type: ignore[misc]
    seconds = {name: statistics.median(taken) for name, taken in alternate(jobs, rounds).items()}
    syllables = sum(len(line.split()) for line in lines)
    rates = {name: syllables / taken for name, taken in seconds.items()}
    answers: dict[str, Any] = ask(peers, {"job": "segment", "system": "pyvi", "texts": lines})
    differing = sum(a != readers["pyvi"].segment(line) for a, line in zip(answers["segmented"], lines, strict=True))
    table = Table("", "syllables/s", "times pyvi")
    for name, rate in rates.items():
        table.add_row(name, f"{rate:,.0f}", f"{rate / rates['pyvi itself']:.1f}")
    Console().print(table, f"{differing} of {len(lines)} lines differ from pyvi")
    results = {"lines": len(lines), "lines_that_differ_from_pyvi": differing, "syllables_per_second": rates}
    Console().print(f"written: {save('profiles', peers, results)}")


def whole_lines(path: Path, size: int) -> list[str]:
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
        data = file.read(size)
    return data[: data.rindex(b"\n")].decode().split("\n")


def peer_seconds(peers: str, lines: list[str]) -> float:
    answer: dict[str, Any] = ask(peers, {"job": "time", "system": "pyvi", "texts": lines, "rounds": 1})
    return float(answer["seconds"][0])


def own_seconds(work: Callable[[str], object], lines: list[str]) -> float:
    start = time.perf_counter()
    for line in lines:
        work(line)
    return time.perf_counter() - start


def alternate(jobs: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The seconds of each job, round by round."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            taken[name].append(job())
    return taken


if __name__ == "__main__":
    main()
