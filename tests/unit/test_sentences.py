"""Sentences: tests/golden/sentences.tsv, case by case."""

from __future__ import annotations

import pytest
from golden_tables import GOLDEN, Case, read_cases

import tieng

CASES = read_cases("sentences.tsv")
FAILING = frozenset((GOLDEN / "sentences.failing.txt").read_text(encoding="utf-8").split())
MOST_TOKENS = 4096  # kMostTokens in sentences.hpp


def test_enough_cases_with_a_name_each() -> None:
    assert len(CASES) >= 300
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_golden(case: Case, reader: tieng.Reader) -> None:
    found = [sentence.text for sentence in reader.read(case.text).sentences]
    assert (found != case.expected) == (case.id in FAILING), found


def test_failing_cases_are_in_the_table() -> None:
    assert {case.id for case in CASES} >= FAILING


@pytest.mark.parametrize("case", [case for case in CASES if case.id not in FAILING], ids=lambda case: case.id)
def test_after_a_line_break_nothing_changes(case: Case, reader: tieng.Reader) -> None:
    text = f"Tựa đề\n{case.text}\nvà hết"
    found = [sentence.text for sentence in reader.read(text).sentences]
    assert found == ["Tựa đề", *case.expected, "và hết"]


@pytest.mark.parametrize("stop", [".", "!", "?", "…", "...", "?!"])
@pytest.mark.parametrize("closing", ["", "”", "’", "»", ")", "]"])
def test_every_stop_with_every_closing_mark(stop: str, closing: str, reader: tieng.Reader) -> None:
    first = f"Mưa to{stop}{closing}"
    assert [sentence.text for sentence in reader.read(f"{first} Đường ngập.").sentences] == [first, "Đường ngập."]
    full_stop = stop == "." and not closing
    assert len(reader.read(f"{first} rồi tạnh.").sentences) == 1 + full_stop


def test_an_endless_sentence_is_cut(reader: tieng.Reader) -> None:
    document = reader.read("mưa " * (2 * MOST_TOKENS + 1))
    assert [len(sentence.tokens) for sentence in document.sentences] == [MOST_TOKENS, MOST_TOKENS, 1]


@pytest.mark.parametrize("size", [611, 1013, 2003])
def test_cut_into_blocks_the_sentences_stay(size: int, reader: tieng.Reader) -> None:
    """What decides about a stop may lie in the next block."""
    text = " ".join(case.text.replace("\n", " ") for case in CASES)
    data = text.encode()
    out, rest = b"", b""
    for at in range(0, len(data), size):
        rest += data[at : at + size]
        segmented, read = reader.segmenter.segment_bytes(rest, bool(out), last=False)
        out, rest = out + segmented, rest[read:]
    out += reader.segmenter.segment_bytes(rest, bool(out), last=True)[0]
    assert out.decode() == reader.segment(text)


def test_stops_and_quotes_without_end_take_linear_time(reader: tieng.Reader) -> None:
    for unit in (". (", '" .', ". [a ", '?" A ', "? - A ", ". [1]", "TS. ", "A. ", ". :)", "1. ", ". “a"):
        text = unit * 20_000
        document = reader.read(text)
        assert "".join(token.text for token in document.tokens) == text.replace(" ", "")
