"""Tokens: tests/golden/tokens.tsv, case by case."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from golden_tables import Case, read_cases

import tieng
from tieng.document import TOKEN_KINDS

CASES = read_cases("tokens.tsv")


def test_enough_cases_with_a_name_each() -> None:
    assert len(CASES) >= 120
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_golden(case: Case, reader: tieng.Reader) -> None:
    tokens = reader.read(case.text).tokens
    assert [token.text for token in tokens] == case.expected
    if case.kinds is not None:
        assert [token.kind for token in tokens] == case.kinds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_tokens_and_white_space_are_the_text(case: Case, reader: tieng.Reader) -> None:
    tokens = list(reader.read(case.text).tokens)
    places = [0, *(place for token in tokens for place in (token.start, token.end)), len(case.text)]
    assert all(start <= end for start, end in pairwise(places))
    gaps = [case.text[end:start] for end, start in zip(places[::2], places[1::2], strict=True)]
    assert "".join(gaps).strip(" \t\r\n\u00a0\u200b\u2028\u3000\ufeff") == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_decomposed_text_has_the_same_tokens(case: Case, reader: tieng.Reader) -> None:
    composed, decomposed = (unicodedata.normalize(form, case.text) for form in ("NFC", "NFD"))
    expected = [unicodedata.normalize("NFD", token.text) for token in reader.read(composed).tokens]
    assert [token.text for token in reader.read(decomposed).tokens] == expected


def test_every_kind_is_shown() -> None:
    shown = {kind for case in CASES for kind in case.kinds or ()}
    assert shown == set(TOKEN_KINDS)
