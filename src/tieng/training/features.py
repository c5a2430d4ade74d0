"""Features as columns: what the kernel observes, as a sparse matrix with a row a gap.

A column is one weight of one n-gram, or one value of one view of a context. Contexts are whole numbers (the shapes
around a gap; how listed words lie around it); a view keeps a part of such a number, so that rare contexts share
weights with frequent ones. After training all views of a context are summed into one table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tieng.kernel import BEFORE, MATCH_CONTEXTS, SHAPE_CONTEXTS, WINDOW, observe
from tieng.training.marks import UNMARKED, MarkedText

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
ABSENT = -1


class View(NamedTuple):
    """A part of a context: `of` gives values from 0 to `size` - 1, or ABSENT."""

    size: int
    of: Callable[[Ints], Ints]


def _bit(bit: int) -> View:
    return View(1, lambda context: np.where(context >> (4 + bit) & 1, 0, ABSENT))


def _bit_with_shapes(bit: int) -> View:
    return View(16, lambda context: np.where(context >> (4 + bit) & 1, context & 15, ABSENT))


def _where_matched(view: View) -> View:
    return View(view.size, lambda context: np.where(context >> 4, view.of(context), ABSENT))


# shape_context in features.hpp: four shapes of four bits.
SHAPE_VIEWS: tuple[View, ...] = (
    View(1 << 16, lambda context: context),
    View(1 << 12, lambda context: context >> 4),
    View(1 << 12, lambda context: context & 0xFFF),
    View(1 << 8, lambda context: context >> 4 & 0xFF),
)
# match_context in features.hpp: twelve bits of matches over two coarse shapes of two bits.
MATCH_VIEWS: tuple[View, ...] = (
    View(1 << 16, lambda context: context),
    View(1 << 12, lambda context: context >> 4),
    *(_bit(bit) for bit in range(12)),
    *(_bit_with_shapes(bit) for bit in range(12)),
)
# Which weights of its window an n-gram of each length has; 0 are the keys with shapes.
# The same of names; where no name is near, that is no context.
NAME_VIEWS: tuple[View, ...] = tuple(_where_matched(view) for view in MATCH_VIEWS)
WEIGHTS: dict[int, tuple[int, ...]] = {0: (2, 3, 4), 1: (1, 2, 3, 4), 2: (1, 2, 3, 4, 5), 3: (2, 3, 4, 5), 4: (3, 4, 5)}
LONGEST = max(WEIGHTS)
# The views of each kind of context and how many such contexts there are.
CONTEXTS = ((SHAPE_VIEWS, SHAPE_CONTEXTS), (MATCH_VIEWS, MATCH_CONTEXTS), (NAME_VIEWS, MATCH_CONTEXTS))


@dataclass(frozen=True)
class Gaps:
    """The marked gaps of a text, with what the model may know of them.

    Attributes:
        marks: The mark of each gap, n of them.
        shapes: Its shape context.
        words: Its match context of listed words.
        names: Its match context of names.
        rows: The gap that each n-gram observation is near.
        hashes: The hash of that n-gram.
        weights: Which weight of its window is meant.
        longer: Hashes of the n-grams of two or more keys, rising.
        prefixes: The hash of each of those without its last key.
    """

    marks: NDArray[np.uint8]
    shapes: Ints
    words: Ints
    names: Ints
    rows: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    weights: NDArray[np.int8]
    longer: NDArray[np.uint64]
    prefixes: NDArray[np.uint64]

    def chosen(self, gaps: NDArray[np.intp]) -> Gaps:
        """Some of the gaps, by their rising numbers, with the n-grams near them."""
        row_of = np.full(len(self.marks), -1, np.int32)
        row_of[gaps] = np.arange(len(gaps))
        rows = row_of[self.rows]
        near = rows >= 0
        hashes = self.hashes[near]
        longer = np.isin(self.longer, np.unique(hashes), assume_unique=True)
        return Gaps(
            marks=self.marks[gaps],
            shapes=self.shapes[gaps],
            words=self.words[gaps],
            names=self.names[gaps],
            rows=rows[near],
            hashes=hashes,
            weights=self.weights[near],
            longer=self.longer[longer],
            prefixes=self.prefixes[longer],
        )


def observe_gaps(marked: MarkedText, lexicon: bytes) -> Gaps:
    """All marked gaps of a text that the model decides about; `lexicon` is an n-gram table of the listed words."""
    seen = observe(marked.text, lexicon, LONGEST)
    starts = np.frombuffer(seen["starts"], np.uint64).astype(np.int64)
    ends = np.frombuffer(seen["ends"], np.uint64).astype(np.int64)
    gaps = np.frombuffer(seen["gaps"], np.uint64).astype(np.int64)
    marked_gaps = np.flatnonzero((starts[gaps + 1] == ends[gaps] + 1) & (marked.marks[ends[gaps]] != UNMARKED))
    positions = np.frombuffer(seen["gap_positions"], np.int64)
    ngram_positions = np.frombuffer(seen["ngram_positions"], np.int64)
    row_of = np.full(max(positions.max(initial=0), ngram_positions.max(initial=0)) + WINDOW + 1, -1, np.int32)
    row_of[positions[marked_gaps]] = np.arange(len(marked_gaps))
    observed = np.frombuffer(seen["ngram_hashes"], np.uint64)
    lengths = np.frombuffer(seen["ngram_lengths"], np.uint8)
    rows, hashes, weights = _near(row_of, observed, ngram_positions, lengths)
    grown = np.flatnonzero(lengths > 1)
    longer, first = np.unique(observed[grown], return_index=True)
    return Gaps(
        marks=marked.marks[ends[gaps[marked_gaps]]],
        shapes=np.frombuffer(seen["shapes"], np.uint32)[marked_gaps].astype(np.int64),
        words=np.frombuffer(seen["words"], np.uint32)[marked_gaps].astype(np.int64),
        names=np.frombuffer(seen["names"], np.uint32)[marked_gaps].astype(np.int64),
        rows=rows,
        hashes=hashes,
        weights=weights,
        longer=longer,
        prefixes=np.frombuffer(seen["ngram_prefixes"], np.uint64)[grown[first]],
    )


def _near(
    row_of: NDArray[np.int32], hashes: NDArray[np.uint64], positions: Ints, lengths: NDArray[np.uint8]
) -> tuple[NDArray[np.int32], NDArray[np.uint64], NDArray[np.int8]]:
    parts = []
    for length, offsets in WEIGHTS.items():
        chosen = np.flatnonzero(lengths == length)
        for offset in offsets:
            rows = row_of[positions[chosen] - BEFORE + offset]
            near = rows >= 0
            parts.append((rows[near], hashes[chosen[near]], np.full(near.sum(), offset, np.int8)))
    near_rows, own, offset_of = zip(*parts, strict=True)
    return np.concatenate(near_rows), np.concatenate(own), np.concatenate(offset_of)


class Columns:
    """Which column belongs to which feature: first the n-grams' weights, then the views of the contexts."""

    def __init__(self, ngrams: NDArray[np.uint64]) -> None:
        """Of the n-grams that are kept, as rising hashes."""
        self.ngrams = ngrams
        self._first_context = len(ngrams) * WINDOW
        self.count = self._first_context + sum(view.size for views, _ in CONTEXTS for view in views)

    def matrix(self, gaps: Gaps) -> csr_matrix:
        """One row a gap, ones where a feature holds."""
        at = np.searchsorted(self.ngrams, gaps.hashes)
        at[at == len(self.ngrams)] = 0
        known = self.ngrams[at] == gaps.hashes if len(self.ngrams) else np.zeros(len(at), bool)
        rows = [gaps.rows[known]]
        columns = [at[known] * WINDOW + gaps.weights[known]]
        first = self._first_context
        for (views, _), contexts in zip(CONTEXTS, (gaps.shapes, gaps.words, gaps.names), strict=True):
            for view in views:
                index = view.of(contexts)
                present = np.flatnonzero(index != ABSENT)
                rows.append(present.astype(np.int32))
                columns.append(index[present] + first)
                first += view.size
        row, column = np.concatenate(rows), np.concatenate(columns)
        return csr_matrix((np.ones(len(row)), (row, column)), shape=(len(gaps.marks), self.count))

    def unfold(self, weights: Floats) -> tuple[Floats, list[Floats]]:
        """Weights of the columns as the model keeps them: of n-grams (n x WINDOW), and of each kind of context."""
        tables = []
        first = self._first_context
        for views, contexts in CONTEXTS:
            tables.append(_sum_views(views, weights[first:], contexts))
            first += sum(view.size for view in views)
        return weights[: self._first_context].reshape(-1, WINDOW), tables


def _sum_views(views: Sequence[View], weights: Floats, contexts: int) -> Floats:
    table = np.zeros(contexts)
    first = 0
    for view in views:
        index = view.of(np.arange(contexts))
        table += np.where(index == ABSENT, 0.0, weights[first + np.maximum(index, 0)])
        first += view.size
    return table
