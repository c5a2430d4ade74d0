"""No text takes quadratic time; `benchmarks/linear.py` measures it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import tieng

# fmt: off
PIECES = [
    "a", "ườ", "1", "\u0301", "a\u0301", "\ud800", "\0", " ", "\r\n", "\t", "a-", "tế-", "a.", "A.", "ab.", "1.",
    "1 . 000", "a@", "a@b.", "+", "www.", "www.ờ.", "http://", "http://a.vn/(", "a.vn:1", "&", "&amp", "&amp;",
    "&#7879;", ":", ":)", ":-", "=(", "^_", "-_", "👨\u200d", "🇻", "#", "#a", "@a.", "“", "A. “", "'", "Ừ? ", "?!",
    "vuiii", "a_", "A&", "A1/", "1h", "2-1 ", "ngày 2-1 ", "C+", "a.js", "1\ufe0f", "*\u20e3", "tp.", "v.", "…",
    "(",
]
# fmt: on


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("x.", ".com"), ("(", ")")])
def test_a_long_run_takes_linear_time(piece: str, before: str, after: str, reader: tieng.Reader) -> None:
    text = before + piece * (400_000 // len(piece)) + after
    works: list[Callable[[str], object]] = [reader.segment, reader.read]
    for work in works:
        start = time.process_time()
        work(text)
        assert time.process_time() - start < 4  # seconds; linear time takes a tenth, quadratic time minutes
