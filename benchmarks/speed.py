"""Syllables a second of tieng and its peers on the same text, in one run.

A query is one sentence of 25 syllables; an article is a string of some thousand syllables; lines are those of the
file, a call each; a file is segmented from
file to file by the command line. Rounds of the systems alternate; the table shows medians.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from machine import ask, save
from rich.console import Console
from rich.table import Table

QUERY = (
    "Hôm qua Bộ trưởng Quốc phòng Israel cho biết hai nước sẽ tiếp tục hợp tác chặt chẽ để bảo đảm an ninh "
    "trong khu vực Trung Đông"
)
STRINGS = ("tieng", "tieng.words", "tieng.read", "pyvi", "underthesea")


@click.command()
@click.option("--text", required=True, type=click.Path(exists=True, dir_okay=False), help="A long text, UTF-8.")
@click.option("--peers", type=click.Path(exists=True), help="The Python of an environment with pyvi and underthesea.")
@click.option("--megabytes", default=34, show_default=True, help="How much of the text the file test takes.")
@click.option("--rounds", default=5, show_default=True)
def main(text: str, peers: str | None, megabytes: int, rounds: int) -> None:
    """Prints the tables and writes results/speed.json."""
    lines = whole_lines(Path(text), megabytes * 1_000_000)
    results: dict[str, dict[str, Any]] = {
        "query": strings([QUERY], peers, rounds, repeat={"tieng": 20000, "pyvi": 200, "underthesea": 50}),
        "article": strings(articles(lines), peers, rounds, repeat={"tieng": 10}),
        "lines": strings([line.rstrip("\n") for line in lines[:1000]], peers, rounds, repeat={"tieng": 5}),
        "file": files("".join(lines), rounds),
        "start-up": start_up(rounds),
    }
    if peers:
        for result in results["file"].values():
            result["times_pyvi"] = result["syllables_per_second"] / results["lines"]["pyvi"]["syllables_per_second"]
    for name in ("query", "article", "lines"):
        show(name, results[name])
    Console().print_json(data={name: results[name] for name in ("file", "start-up")})
    Console().print(f"written: {save('speed', peers, results)}")


def whole_lines(path: Path, size: int) -> list[str]:
    with path.open("rb") as file:
        data = file.read(size)
    return data[: data.rindex(b"\n") + 1].decode().splitlines(keepends=True)


def articles(lines: Sequence[str]) -> list[str]:
    """Some strings of about 20 KB, without line breaks, which the peers count as words."""
    joined = " ".join(line.strip() for line in lines[:2000])
    return [joined[start : start + 20_000] for start in range(0, 200_000, 20_000)]


def strings(texts: list[str], peers: str | None, rounds: int, repeat: dict[str, int]) -> dict[str, dict[str, float]]:
    syllables = sum(len(text.split()) for text in texts)
    seconds: dict[str, list[float]] = {}
    peak: dict[str, int] = {}
    systems = [name for name in STRINGS if peers or name.startswith("tieng")]
    for _ in range(rounds):
        for system in systems:
            times = repeat.get(system.split(".")[0], 1)
            python = sys.executable if system.startswith("tieng") else str(peers)
            answer: dict[str, Any] = ask(python, {"job": "time", "system": system, "texts": texts * times, "rounds": 1})
            seconds.setdefault(system, []).append(answer["seconds"][0] / times)
            peak[system] = answer["peak_kib"]
    return {
        system: {
            "seconds": statistics.median(taken),
            "syllables_per_second": syllables / statistics.median(taken),
            "peak_mib": peak[system] / 1024,
        }
        for system, taken in seconds.items()
    }


def files(text: str, rounds: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.txt"), Path(folder, "out.txt")
        source.write_text(text, encoding="utf-8")
        tieng = [str(Path(sys.executable).with_name("tieng")), "segment", str(source), "-o", str(target)]
        commands = {"wc -w": ["wc", "-w", str(source)], "tieng": tieng, "tieng --threads 2": [*tieng, "--threads", "2"]}
        seconds = alternate({name: partial(run, command) for name, command in commands.items()}, rounds)
        size, syllables = source.stat().st_size, len(text.split())
        peak = peak_mib(tieng)
    table = {
        name: {
            "seconds": taken,
            "syllables_per_second": syllables / taken,
            "megabytes_per_second": size / taken / 1e6,
            "times_wc": taken / seconds["wc -w"],
        }
        for name, taken in seconds.items()
    }
    table["tieng"]["peak_mib"] = peak
    return table


def alternate(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each job; one round of all before they are counted."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for counted in [False] + [True] * rounds:
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            if counted:
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def peak_mib(command: Sequence[str]) -> float:
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def start_up(rounds: int) -> dict[str, float]:
    sentence = "import tieng; tieng.segment('Hà Nội vào thu.')"
    jobs = {
        name: lambda c=code: run([sys.executable, "-c", c])
        for name, code in {"bare": "pass", "tieng": sentence}.items()
    }
    seconds = alternate(jobs, 4 * rounds)
    return {"bare_ms": 1000 * seconds["bare"], "over_bare_ms": 1000 * (seconds["tieng"] - seconds["bare"])}


def show(name: str, results: dict[str, dict[str, float]]) -> None:
    table = Table(name, "syllables/s", "times pyvi", "peak MiB")
    base = results.get("pyvi", {}).get("syllables_per_second")
    for system, result in results.items():
        rate = result["syllables_per_second"]
        table.add_row(system, f"{rate:,.0f}", f"{rate / base:.1f}" if base else "", f"{result['peak_mib']:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
