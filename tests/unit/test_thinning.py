"""Choosing among many gaps."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="needs the extra `train`: pip install 'tieng[train]'")

import numpy as np

from tieng.training.thinning import thin


def test_what_the_pilot_gets_wrong_stays_as_it_is() -> None:
    joined = np.array([True, False, True])
    chosen, stand_for = thin(joined, np.array([-9.0, 9.0, 0.0]), 2.0, 0.05, np.random.default_rng(0))
    assert (list(chosen), list(stand_for)) == ([0, 1, 2], pytest.approx([1, 1, 1]))


def test_of_what_it_knows_a_few_stand_for_all() -> None:
    joined = np.arange(100_000) % 2 == 0
    chosen, stand_for = thin(joined, np.where(joined, 20.0, -20.0), 2.0, 0.05, np.random.default_rng(0))
    assert set(stand_for) == {20.0}
    assert stand_for.sum() == pytest.approx(100_000, rel=0.05)
    assert joined[chosen].mean() == pytest.approx(0.5, abs=0.05)
    assert list(chosen) == sorted(chosen)


def test_sums_are_expected_to_stay() -> None:
    random = np.random.default_rng(1)
    scores = random.normal(0, 3, 200_000)
    joined = random.random(200_000) < 1 / (1 + np.exp(-scores))
    values = random.random(200_000)
    chosen, stand_for = thin(joined, scores, 2.0, 0.05, random)
    assert len(chosen) < 150_000
    assert (values[chosen] * stand_for)[joined[chosen]].sum() == pytest.approx(values[joined].sum(), rel=0.02)


def test_the_same_numbers_choose_the_same() -> None:
    joined, scores = np.zeros(1000, bool), np.full(1000, -2.0)
    first, second = (thin(joined, scores, 2.0, 0.05, np.random.default_rng(3)) for _ in range(2))
    assert list(first[0]) == list(second[0])
