"""Sentences: tests/golden/sentences.tsv, case by case."""

from __future__ import annotations

import pytest
from golden_tables import Case, read_cases

import tieng

CASES = read_cases("sentences.tsv")
MOST_TOKENS = 4096  # kMostTokens in sentences.hpp


def test_enough_cases_with_a_name_each() -> None:
    assert len(CASES) >= 80
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_golden(case: Case, reader: tieng.Reader) -> None:
    assert [sentence.text for sentence in reader.read(case.text).sentences] == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_after_a_line_break_nothing_changes(case: Case, reader: tieng.Reader) -> None:
    text = f"Tựa đề\n{case.text}\nvà hết"
    found = [sentence.text for sentence in reader.read(text).sentences]
    assert found == ["Tựa đề", *case.expected, "và hết"]


@pytest.mark.parametrize("stop", [".", "!", "?", "…", "...", "?!"])
@pytest.mark.parametrize("closing", ["", "”", "’", "»", ")", "]"])
def test_every_stop_with_every_closing_mark(stop: str, closing: str, reader: tieng.Reader) -> None:
    first = f"Mưa to{stop}{closing}"
    assert [sentence.text for sentence in reader.read(f"{first} Đường ngập.").sentences] == [first, "Đường ngập."]
    assert len(reader.read(f"{first} rồi tạnh.").sentences) == 1


def test_an_endless_sentence_is_cut(reader: tieng.Reader) -> None:
    document = reader.read("mưa " * (2 * MOST_TOKENS + 1))
    assert [len(sentence.tokens) for sentence in document.sentences] == [MOST_TOKENS, MOST_TOKENS, 1]
