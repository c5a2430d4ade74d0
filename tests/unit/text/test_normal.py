"""tieng.text.normal: NFC as Python has it, and where its code points come from."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieng.text.normal import compose, compose_with_origins

# Letters that compose, fall apart or change places.
PIECES = [*"aeoêđ AĐ.<\n", "\u0301", "\u0302", "\u0323", "\u031b", "\u0316", "\u0338", "\u0344", "\u0f73", "\u0958"]
PIECES += ["\u2adc", "\ufb1d", "\u1100", "\u1161", "\u11a8", "\uac00", "\u0b47", "\u0b3e", "\U00016d63", "\U00016d67"]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=40).map("".join)


@given(texts)
def test_composes_as_python_does(text: str) -> None:
    assert compose(text) == unicodedata.normalize("NFC", text)


@given(texts)
def test_origins_rise_and_cover_the_text(text: str) -> None:
    composed, origins = compose_with_origins(text)
    assert composed == unicodedata.normalize("NFC", text)
    if origins is None:
        assert composed is text
        return
    assert len(origins.starts) == len(origins.ends) == len(composed)
    last = 0
    for start, end in zip(origins.starts, origins.ends, strict=True):
        assert (start == last and start < end) or (start, end) == (last - 1, last)
        last = end
    assert last == len(text)


def test_origins_of_code_points_that_stay() -> None:
    composed, origins = compose_with_origins("bo\u0323\u0302 Nghỉ đ\u0323")
    assert origins is not None
    raw = "bo\u0323\u0302 Nghỉ đ\u0323"
    assert [raw[s:e] for s, e in zip(origins.starts, origins.ends, strict=True)] == [
        "b", "o\u0323\u0302", " ", "N", "g", "h", "ỉ", " ", "đ", "\u0323",
    ]  # fmt: skip
    assert composed == "bộ Nghỉ đ\u0323"


def test_a_letter_that_falls_apart() -> None:
    composed, origins = compose_with_origins("x\u0958y")
    assert origins is not None
    assert composed == "x\u0915\u093cy"
    assert (list(origins.starts), list(origins.ends)) == ([0, 1, 1, 2], [1, 2, 2, 3])


@pytest.mark.parametrize("run", ["\u0301\u0323", "\u0f73\u0344\u0323", "\u1100\u1161\u11a8", "\u0958\u0323"])
def test_long_runs_take_linear_time(run: str) -> None:
    for text in ("é" + run * 30_000, "học" + run * 30_000 + "\u00e9\u0323 x"):
        composed, origins = compose_with_origins(text)
        assert origins is not None
        assert origins.ends[-1] == len(text)
        assert len(origins.ends) == len(composed)


@pytest.mark.parametrize("run", ["\u0301\u0323", "\u0f73\u0344\u0323", "a\u0301\u0323", "\u0958\u0323\u00e9"])
def test_long_runs_compose_as_python_does(run: str) -> None:
    text = "e\u0302" + run * 700 + "b"
    assert compose(text) == unicodedata.normalize("NFC", text)


def test_no_mark_lies_below_the_long_run_pattern() -> None:
    assert not any(unicodedata.combining(chr(code)) for code in range(0x300))
    assert sys.maxunicode == 0x10FFFF
