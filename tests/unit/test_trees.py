"""The best tree, against all trees."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieng.kernel import best_tree

MOST_WORDS = 5  # 6,480 trees over words and root


def is_tree(heads: Sequence[int]) -> bool:
    """Whether one word is the root and every word comes to it."""
    return list(heads).count(0) == 1 and all(0 in path(heads, word) for word in range(1, len(heads) + 1))


def path(heads: Sequence[int], word: int) -> list[int]:
    """The words above a word, as far as there are new ones."""
    found: list[int] = []
    while word and heads[word - 1] not in found:
        word = heads[word - 1]
        found.append(word)
    return found


def is_projective(heads: Sequence[int]) -> bool:
    """Whether all that lies between a word and its head depends on the head."""
    return all(
        head in path(heads, between)
        for word, head in enumerate(heads, start=1)
        for between in range(min(word, head) + 1, max(word, head))
    )


@cache
def trees(words: int) -> list[tuple[int, ...]]:
    """All trees over so many words, projective ones first."""
    every = product(range(words + 1), repeat=words)
    return sorted(filter(is_tree, every), key=is_projective, reverse=True)


def total(scores: Sequence[Sequence[int]], heads: Sequence[int]) -> int:
    return sum(row[head] for row, head in zip(scores, heads, strict=True))


def search(scores: Sequence[Sequence[int]]) -> list[int]:
    rows = memoryview(array("f", [score for row in scores for score in row])).cast("B")
    return list(best_tree(rows.cast("f", [len(scores), len(scores) + 1])))


def tables(words: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(-50, 50), min_size=words + 1, max_size=words + 1)
    return st.lists(row, min_size=words, max_size=words)


@given(st.integers(1, MOST_WORDS).flatmap(tables))
def test_no_tree_is_better(scores: list[list[int]]) -> None:
    found = search(scores)
    assert is_tree(found)
    best = max(total(scores, heads) for heads in trees(len(scores)) if is_projective(heads))
    assert total(scores, found) >= best
    assert is_projective(found) or total(scores, found) == max(total(scores, heads) for heads in trees(len(scores)))


@pytest.mark.parametrize("words", [1, 2, 3, 60])
@pytest.mark.parametrize("score", [0.0, float("nan"), float("inf"), float("-inf")])
def test_scores_that_say_nothing(words: int, score: float) -> None:
    table = memoryview(array("f", [score]) * (words * (words + 1))).cast("B").cast("f", [words, words + 1])
    assert is_tree(list(best_tree(table)))


def test_a_table_of_another_shape() -> None:
    with pytest.raises(ValueError, match="expected n x"):
        best_tree(memoryview(array("f", bytes(16))).cast("B").cast("f", [2, 2]))
