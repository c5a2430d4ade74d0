"""Conditional random fields over tagged sentences: sparse features in, weights out. The kernel does the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tieng.kernel import decode_tags, train_tags

Hashes: TypeAlias = NDArray[np.uint64]
Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class Part:
    """Some sentences and what is known of their tags.

    Attributes:
        features: Hashes, a row a word.
        sentences: The first word of each sentence, and the number of words.
        right: For each word a bit for each tag that may be right.
        importance: What a sentence weighs.
    """

    features: Hashes
    sentences: NDArray[np.int64]
    right: NDArray[np.uint32]
    importance: float = 1.0


@dataclass(frozen=True)
class Steps:
    """How weights are learned: AdaGrad's rate, the pull of weights to zero, how often each sentence is seen."""

    epochs: int
    rate: float = 0.1
    decay: float = 1e-5
    seed: int = 1


@dataclass(frozen=True)
class Field:
    """A field that was learned.

    Attributes:
        hashes: The features, rising.
        weights: For each feature a row of one weight a tag.
        transitions: For each tag a row of weights of the tag after it; the last row is for the head of a sentence.
    """

    hashes: Hashes
    weights: Floats
    transitions: Floats

    def decode(self, features: Hashes, sentences: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The best tags of the words of sentences."""
        columns, rows = _sparse(features, self.hashes)
        codes = decode_tags(columns.data, rows.data, sentences.data, self.weights.data, self.transitions.data)
        return np.frombuffer(codes, np.uint8)


def frequent(features: Sequence[Hashes], rarest: int) -> Hashes:
    """The features seen at least so often, rising."""
    hashes, counts = np.unique(np.concatenate([part.ravel() for part in features]), return_counts=True)
    return hashes[counts >= rarest]


def fit(parts: Sequence[Part], hashes: Hashes, labels: int, steps: Steps) -> Field:
    """Learns the weights of the features `hashes` (rising); others are not looked at."""
    sparse = [_sparse(part.features, hashes) for part in parts]
    weights = np.zeros((len(hashes), labels), np.float32)
    transitions = np.zeros((labels + 1, labels), np.float32)
    columns = np.concatenate([columns for columns, _ in sparse])
    rows = _chained([rows for _, rows in sparse])
    right = np.concatenate([part.right for part in parts])
    sentences = _chained([part.sentences for part in parts])
    importance = np.concatenate([np.full(len(part.sentences) - 1, part.importance, np.float32) for part in parts])
    train_tags(
        columns.data,
        rows.data,
        right.data,
        sentences.data,
        importance.data,
        weights.data,
        transitions.data,
        steps.epochs,
        steps.rate,
        steps.decay,
        steps.seed,
    )
    return Field(hashes, weights, transitions)


def _sparse(features: Hashes, hashes: Hashes) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The places in `hashes` of the features of each word, row after row, and where each row begins."""
    places = np.minimum(np.searchsorted(hashes, features), len(hashes) - 1)
    known = hashes[places] == features
    rows = np.concatenate([[0], np.cumsum(known.sum(axis=1))]).astype(np.int64)
    return places[known].astype(np.int32), rows


def _chained(offsets: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Offsets of several parts as offsets into all of them, one part after the other."""
    chained = [np.zeros(1, np.int64)]
    for own in offsets:
        chained.append(own[1:] + chained[-1][-1])
    return np.concatenate(chained)
