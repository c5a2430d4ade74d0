"""Which of many labelled gaps a model learns from: those that a pilot finds hard, and a few of the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def thin(
    joined: NDArray[np.bool_], scores: Floats, hard: float, easy: float, random: np.random.Generator
) -> tuple[NDArray[np.intp], Floats]:
    """Chosen gaps, rising, and how many gaps each of them stands for.

    A gap is chosen with `hard` times the pilot's error as its probability, but at least `easy`; it stands for one over
    that, so that sums over the chosen gaps are expected to be sums over all (Fithian and Hastie, Local case-control
    sampling, Annals of Statistics 42, 2014).

    Args:
        joined: The label of each gap.
        scores: The pilot's log-odds that it is joined.
        hard: Above 0.
        easy: Above 0, at most 1.
        random: Decides.

    Example:
        >>> chosen, stand_for = thin(np.array([True, False]), np.zeros(2), 2.0, 0.05, np.random.default_rng(0))
        >>> chosen.tolist(), stand_for.tolist()
        ([0, 1], [1.0, 1.0])
    """
    error = np.abs(joined - 1 / (1 + np.exp(-scores)))
    chance = np.clip(hard * error, easy, 1)
    chosen = np.flatnonzero(random.random(len(chance)) < chance)
    return chosen, 1 / chance[chosen]
