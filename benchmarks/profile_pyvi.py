"""The profile pyvi and pyvi on the same lines, in one run on one thread: megabytes a second, lines that differ."""

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

import tieng


@click.command()
@click.option("--text", required=True, type=click.Path(exists=True, dir_okay=False), help="UTF-8 or its .xz.")
@click.option("--peers", required=True, type=click.Path(exists=True), help="The Python of an environment with pyvi.")
@click.option("--megabytes", default=2, show_default=True, help="How much of the text to take.")
@click.option("--rounds", default=3, show_default=True)
def main(text: str, peers: str, megabytes: int, rounds: int) -> None:
    """Prints the figures and writes results/profile_pyvi.json."""
    lines = whole_lines(Path(text), megabytes * 1_000_000)
    reader = tieng.load(profile="pyvi")
    timed: dict[str, Any] = ask(peers, {"job": "time", "system": "pyvi", "texts": lines, "rounds": rounds})
    answers: dict[str, Any] = ask(peers, {"job": "segment", "system": "pyvi", "texts": lines})
    seconds = {
        "pyvi": statistics.median(timed["seconds"]),
        "segment": median_seconds(lambda: [reader.segment(line) for line in lines], rounds),
        "read": median_seconds(lambda: [reader.read(line) for line in lines], rounds),
    }
    size = sum(len(line.encode()) + 1 for line in lines)
    results = {
        "bytes": size,
        "lines": len(lines),
        "lines_that_differ": sum(
            theirs != reader.segment(line) for theirs, line in zip(answers["segmented"], lines, strict=True)
        ),
        "megabytes_per_second": {system: round(size / taken / 1e6, 3) for system, taken in seconds.items()},
        "times_pyvi": {system: round(seconds["pyvi"] / taken, 1) for system, taken in seconds.items()},
    }
    Console().print_json(data=results)
    Console().print(f"written: {save('profile_pyvi', peers, results)}")


def whole_lines(path: Path, size: int) -> list[str]:
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
        data = file.read(size)
    return data[: data.rindex(b"\n")].decode().split("\n")


def median_seconds(call: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
