"""Kills `tieng corpus` at random moments until it is through, and counts what was lost or doubled.

Each run is killed by SIGKILL, the parent or all of its processes at once, after some random number of parts more; after
the wanted number of kills a last run may end. Rows are numbered, so each must come out once.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click
import pyarrow.dataset as ds
from machine import save
from rich.console import Console

COMMAND = [str(Path(sys.executable).with_name("tieng")), "corpus"]


@click.command()
@click.option("--text", required=True, type=click.Path(exists=True, dir_okay=False), help="A long text, UTF-8.")
@click.option("--documents", default=100_000, show_default=True)
@click.option("--kills", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(text: str, documents: int, kills: int, seed: int) -> None:
    """Prints what was found and writes results/kills.json."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write_documents(Path(text), folder / "in", documents)
        parts = 8 * kills
        out = folder / "out"
        options = [str(folder / "in"), "--out", str(out), "--id-column", "id", "--shard-size", str(size // parts)]
        reached = [stop(chance, [*COMMAND, *options], out, parts // kills) for _ in range(kills)]
        last = subprocess.run([*COMMAND, *options], stderr=subprocess.PIPE, check=True)
        found = Counter(row["id"] for row in ds.dataset(out).to_table(columns=["id"]).to_pylist())
        aside = [json.loads(line)["id"] for line in (out / "_tieng" / "rejected.jsonl").read_text().splitlines()]
    found.update(aside)
    results = {
        "documents": documents,
        "kills": kills,
        "runs_that_ended_before_they_were_killed": reached.count(False),
        "set_aside": len(aside),
        "lost": documents - len(found),
        "doubled": sum(times > 1 for times in found.values()),
        "last_run_says": last.stderr.decode().replace(str(out.parent), ".").strip(),
    }
    Console().print_json(data=results)
    Console().print(f"written: {save('kills', None, results)}")
    if results["lost"] or results["doubled"]:
        raise SystemExit(1)


def write_documents(text: Path, folder: Path, documents: int) -> int:
    """Documents with numbers, in four files; every thousandth has no text. Gives their size in bytes."""
    folder.mkdir()
    with text.open(encoding="utf-8") as lines:
        for number in range(4):
            with (folder / f"{number}.jsonl").open("w", encoding="utf-8") as file:
                for i in range(number * documents // 4, (number + 1) * documents // 4):
                    line = next(lines)[:400].rstrip("\n")
                    row = {"id": i, "text": None if i % 1000 == 999 else line}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return sum(path.stat().st_size for path in folder.iterdir())


def stop(chance: random.Random, command: list[str], out: Path, most: int) -> bool:
    """Runs the command and kills it after at most some `most` parts more; whether it was still at work."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as running:
        until = done(out) + chance.randrange(most)
        while done(out) < until and running.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.random() / 10)
        working = running.poll() is None
        if working:
            (os.killpg if chance.random() < 0.5 else os.kill)(running.pid, signal.SIGKILL)
    return working


def done(out: Path) -> int:
    journal = out / "_tieng" / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.is_file() else 0


if __name__ == "__main__":
    main()
