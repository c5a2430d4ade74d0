"""What was to be found, what was found, and what of it is right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Counts:
    """Counts of words, sentences, tags or trees.

    Attributes:
        gold: How many the gold standard has.
        found: How many the system found.
        right: How many are the same in both.
    """

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the found ones that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold ones that were found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0
