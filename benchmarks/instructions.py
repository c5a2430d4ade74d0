"""Instructions per syllable of the hot path, counted by callgrind: the same on a busy machine as on a quiet one.

    python benchmarks/instructions.py            compare with the recorded figure; exit status 1 beyond 10%
    python benchmarks/instructions.py --record   record it

Counts a run over a fixed text twice and six times and takes the difference, so that start-up does not count. Skips
where valgrind is missing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RECORD = HERE / "results" / "instructions.json"
TOLERANCE = 0.10
CODE = """
import sys, tieng
text = open(sys.argv[1], encoding="utf-8").read()
tieng.load().segment(text * int(sys.argv[2]))
"""


def fixed_text() -> str:
    """The sentences of the golden table; they change seldom, and then the figure is recorded again."""
    rows = (HERE.parent / "tests" / "golden" / "segment.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return "".join(row.split("\t")[1] + "\n" for row in rows)


def count(path: Path, times: int) -> int:
    command = [
        *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"),
        *(sys.executable, "-c", CODE, str(path), str(times)),
    ]
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found, done.stderr
    return int(found[1])


def main() -> int:
    if not shutil.which("valgrind"):
        print("instructions: skipped, valgrind is not installed")
        return 0
    text = fixed_text()
    path = HERE / "results" / ".text"
    path.write_text(text, encoding="utf-8")
    try:
        per_syllable = (count(path, 6) - count(path, 2)) / (4 * len(text.split()))
    finally:
        path.unlink()
    if "--record" in sys.argv:
        RECORD.write_text(json.dumps({"instructions_per_syllable": round(per_syllable, 1)}) + "\n", encoding="utf-8")
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))["instructions_per_syllable"]
    change = per_syllable / recorded - 1
    print(f"instructions: {per_syllable:.1f} per syllable, {change:+.1%} against the recorded {recorded}")
    return int(abs(change) > TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
