"""How much faster the profile pyvi is than pyvi, on one thread, both in one run on the same lines.

    python benchmarks/pyvi_speed.py PYTHON_THAT_HAS_PYVI [TEXT]

TEXT is UTF-8 or its .xz, a paragraph a line; its first two megabytes are read (default: ../shared/data/raw/news.txt.xz).
Writes pyvi_speed.json beside this file.
"""

from __future__ import annotations

import json
import lzma
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import tieng

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared" / "data" / "raw" / "news.txt.xz"
SIZE = 2_000_000
RUNS = 3


def read_lines(path: Path) -> list[str]:
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
        return file.read(SIZE).decode(errors="ignore").split("\n")[:-1]


def time_pyvi(python: str, lines: list[str]) -> tuple[list[str], list[float], dict[str, str]]:
    """Its answers, the seconds of each run inside its own process, and what runs there."""
    script = str(ROOT / "tests" / "differential" / "pyvi_answers.py")
    request = json.dumps(lines) + "\n"
    done = subprocess.run([python, script], input=request * RUNS, capture_output=True, text=True, check=True)
    versions, *results = map(json.loads, done.stdout.splitlines())
    return results[0]["answers"], [result["seconds"] for result in results], versions


def time_calls(call: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begin)
    return seconds


def main() -> None:
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    lines = read_lines(Path(sys.argv[2]) if len(sys.argv) == 3 else NEWS)
    reader = tieng.load(profile="pyvi")
    answers, pyvi_seconds, versions = time_pyvi(sys.argv[1], lines)
    segment_seconds = time_calls(lambda: [reader.segment(line) for line in lines])
    read_seconds = time_calls(lambda: [reader.read(line) for line in lines])
    size = sum(len(line.encode()) + 1 for line in lines)
    pyvi, segment, read = map(statistics.median, (pyvi_seconds, segment_seconds, read_seconds))
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "pyvi's python": versions["python"],
        "tieng": tieng.__version__,
        "bytes": size,
        "lines": len(lines),
        "lines that differ": sum(a != reader.segment(line) for a, line in zip(answers, lines, strict=True)),
        "pyvi MB/s": round(size / pyvi / 1e6, 3),
        "segment MB/s": round(size / segment / 1e6, 1),
        "read MB/s": round(size / read / 1e6, 1),
        "segment, times pyvi": round(pyvi / segment, 1),
        "read, times pyvi": round(pyvi / read, 1),
    }
    text = json.dumps(result, indent=2, ensure_ascii=False)
    Path(__file__).with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
