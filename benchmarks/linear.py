"""Whether time grows with the length of a text and no faster: nanoseconds a byte as ugly texts double eight times.

    python benchmarks/linear.py

Each pattern is repeated to 16 KiB, 32 KiB and so on to 4 MiB. Process time is taken, the best of some rounds. The last
column is the time a byte of the longest text by that of the shortest: 1 where time is linear, 256 where quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from machine import save
from rich.console import Console
from rich.table import Table

import tieng
from tieng.profiles.vncorenlp import make_segmenter

SMALLEST, DOUBLINGS, ROUNDS = 1 << 14, 8, 3
PATTERNS = {
    "one letter": "a",
    "one Vietnamese letter": "ườ",
    "one digit": "1",
    "marks without a letter": "\u0301",
    "lone surrogates": "\ud800",
    "NUL": "\0",
    "spaces": " ",
    "line breaks": "\r\n",
    "hyphens in a word": "tế-",
    "dots in a word": "a.",
    "initials": "A.",
    "numbers in a number": "1.",
    "a table of numbers": "12,5\t3.100|",
    "dots and at signs": "a@b.",
    "almost addresses": "www.",
    "schemes": "http://",
    "brackets in an address": "http://a.vn/((",
    "entities": "&amp;&#7879;&",
    "emoticons": ":)):-(=",
    "emoji and joiners": "👨\u200d",
    "flags": "🇻",
    "hashtags": "#Hà_Nội",
    "stops and quotes": "A. “",
    "questions": "?!",
    "drawn-out words": "vuiiiiiiii ",
    "Vietnamese": "Hà Nội vào thu, đường phố vắng người. ",
}


def main() -> None:
    """Prints the table and writes results/linear.json."""
    works: dict[str, Callable[[str], object]] = {
        "segment": tieng.load().segment,
        "read": tieng.load().read,
        "profile pyvi": tieng.load(profile="pyvi").segment,
        "profile vncorenlp": make_segmenter([], []).segment,
    }
    for work in works.values():
        work("Hà Nội")
    results: dict[str, dict[str, list[float]]] = {}
    for name, work in works.items():
        results[name] = {pattern: nanoseconds(work, piece) for pattern, piece in PATTERNS.items()}
        table = Table(name, *(f"{SMALLEST << k >> 10} KiB" for k in range(DOUBLINGS + 1)), "last : first")
        for pattern, per_byte in results[name].items():
            table.add_row(pattern, *(f"{value:.1f}" for value in per_byte), f"{per_byte[-1] / per_byte[0]:.1f}")
        Console(width=150).print(table)
    worst = max(values[-1] / values[0] for by_pattern in results.values() for values in by_pattern.values())
    print(f"the worst ratio: {worst:.2f}\nwritten: {save('linear', None, results)}")


def nanoseconds(work: Callable[[str], object], piece: str) -> list[float]:
    """A byte, at each size."""
    size = len(piece.encode("utf-8", "surrogatepass"))
    return [best(work, piece * max(1, (SMALLEST << k) // size), SMALLEST << k) for k in range(DOUBLINGS + 1)]


def best(work: Callable[[str], object], text: str, size: int) -> float:
    """Nanoseconds a byte, the best of some rounds; short texts take more rounds, because clocks are coarse."""
    taken = []
    for _ in range(ROUNDS * max(1, (1 << 18) // size)):
        start = time.process_time_ns()
        work(text)
        taken.append(time.process_time_ns() - start)
    return min(taken) / size


if __name__ == "__main__":
    main()
