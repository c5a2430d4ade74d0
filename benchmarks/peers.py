"""Runs one segmenter inside its own environment: a JSON request on standard input, a JSON answer as the last line.

{"job": "versions"}
{"job": "segment", "system": NAME, "texts": [...]}          -> {"segmented": [...]}
{"job": "sentences", "system": NAME, "texts": [...]}         -> {"sentences": [[...], ...]}
{"job": "time", "system": NAME, "texts": [...], "rounds": N} -> {"seconds": [...], "peak_kib": N, "load_seconds": N}

Needs nothing but the standard library and the segmenter.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Segment = Callable[[str], object]


def load(system: str) -> Segment:
    if system == "pyvi":
        from pyvi import ViTokenizer

        return ViTokenizer.tokenize  # type: ignore[no-any-return]
    if system == "underthesea":
        from underthesea import word_tokenize

        return lambda text: word_tokenize(text, format="text")
    if system == "underthesea.pos_tag":
        from underthesea import pos_tag

        return pos_tag  # type: ignore[no-any-return]
    import tieng

    if system == "tieng.tags":
        return tieng.load(tasks=("segment", "tag")).read
    reader = tieng.load()
    systems: dict[str, Segment] = {"tieng": reader.segment, "tieng.words": reader.words, "tieng.read": reader.read}
    return systems[system]


def load_sentences(system: str) -> Callable[[str], list[str]]:
    if system == "underthesea":
        from underthesea import sent_tokenize

        return sent_tokenize  # type: ignore[no-any-return]
    import tieng

    return lambda text: [sentence.text for sentence in tieng.read(text).sentences]


def versions() -> dict[str, str]:
    found = {}
    for name in ("pyvi", "underthesea"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def timed(segment: Segment, texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        segment(text)
    return time.perf_counter() - start


def peak_kib() -> int:
    """The peak resident memory of this process alone; getrusage's would count the process that started it, too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    return 0


def answer(request: dict[str, object]) -> dict[str, object]:
    if request["job"] == "versions":
        return dict(versions())
    texts = request["texts"]
    assert isinstance(texts, list)
    if request["job"] == "sentences":
        return {"sentences": list(map(load_sentences(str(request["system"])), texts))}
    start = time.perf_counter()
    segment = load(str(request["system"]))
    segment("Xin chào.")
    loaded = time.perf_counter() - start
    if request["job"] == "segment":
        return {"segmented": [segment(text) for text in texts]}
    rounds = request["rounds"]
    assert isinstance(rounds, int)
    return {
        "seconds": [timed(segment, texts) for _ in range(rounds)],
        "peak_kib": peak_kib(),
        "load_seconds": loaded,
    }


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
