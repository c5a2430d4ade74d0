"""Parts of speech: scores on gold sentences, and words a second beside underthesea on the same lines, in one run.

Underthesea's tags are of another kind (`N`, `V`, …), so its scores cannot stand beside those of UPOS.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any

import click
from machine import ask, save
from rich.console import Console
from rich.table import Table

import tieng
from tieng.cli.evaluate import read_again
from tieng.training.conll import score_trees


@click.command()
@click.option("--gold", required=True, type=click.Path(exists=True, dir_okay=False), help="CoNLL-U.")
@click.option("--text", required=True, type=click.Path(exists=True, dir_okay=False), help="Lines of text, UTF-8.")
@click.option("--peers", type=click.Path(exists=True), help="The Python of an environment with underthesea.")
@click.option("--lines", default=1000, show_default=True, help="How many of the text are tagged.")
@click.option("--rounds", default=5, show_default=True)
def main(gold: str, text: str, peers: str | None, lines: int, rounds: int) -> None:
    """Prints the tables and writes results/tags.json."""
    with Path(text).open(encoding="utf-8") as file:
        texts = [line.rstrip("\n") for line, _ in zip(file, range(lines), strict=False)]
    results = {"scores": scores(gold), "speed": speed(texts, peers, rounds)}
    for name, table in results.items():
        show(name, table)
    Console().print(f"written: {save('tags', peers, results)}")


def scores(path: str) -> dict[str, dict[str, float]]:
    """F1 by the rules of the CoNLL 2018 shared task, each sentence a line."""
    reader = tieng.load(tasks=("segment", "tag"))
    table = {}
    for name, gold_words in (("raw lines", False), ("gold words", True)):
        found = score_trees(*read_again((path,), reader, gold_words))
        table[name] = {metric: 100 * found[metric].f1 for metric in ("Words", "UPOS", "XPOS")}
    return table


def speed(texts: list[str], peers: str | None, rounds: int) -> dict[str, dict[str, float]]:
    """Median words a second on one thread; the systems take turns. Words are those that tieng finds."""
    words = sum(len(tieng.words(text)) for text in texts)
    systems = {"tieng.tags": (sys.executable, 10)} | ({"underthesea.pos_tag": (peers, 1)} if peers else {})
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(rounds):
        for name, (python, times) in systems.items():
            request = {"job": "time", "system": name, "texts": texts * times, "rounds": 1}
            answer: dict[str, Any] = ask(str(python), request)
            seconds[name].append(answer["seconds"][0] / times)
    rates = {name: words / statistics.median(taken) for name, taken in seconds.items()}
    slowest = min(rates.values())
    return {name: {"words_per_second": rate, "times_slowest": rate / slowest} for name, rate in rates.items()}


def show(name: str, results: dict[str, dict[str, float]]) -> None:
    table = Table(name, *next(iter(results.values())))
    for row, cells in results.items():
        table.add_row(row, *(f"{value:,.2f}" for value in cells.values()))
    Console().print(table)


if __name__ == "__main__":
    main()
