"""What machine, versions and date a result is from."""

from __future__ import annotations

import datetime
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

import tieng

RESULTS = Path(__file__).parent / "results"


def describe(peers: str | None) -> dict[str, object]:
    """The machine, and the versions of Python, tieng and its peers."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "tieng": tieng.__version__,
        "peers": ask(peers, {"job": "versions"}) if peers else {},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), platform.machine())


def ask(python: str, request: Mapping[str, object]) -> dict[str, object]:
    """What peers.py answers under another interpreter."""
    worker = Path(__file__).with_name("peers.py")
    done = subprocess.run(
        [python, str(worker)], input=json.dumps(request), capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise SystemExit(f"{python}: peers.py failed:\n{done.stderr}")
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def save(name: str, peers: str | None, results: object) -> Path:
    """Writes results with their machine beside the scripts."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    content = {"machine": describe(peers), "results": results}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
