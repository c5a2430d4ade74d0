"""Word vectors from segmented text: words that stand beside the same words have vectors that are alike.

Positive pointwise mutual information between a word and what stands at each of six places around it, brought down to
a few dimensions by a randomised singular value decomposition. Sources: Levy and Goldberg (2014), "Neural word
embedding as implicit matrix factorization", and Levy, Goldberg and Dagan (2015) on the smoothing of contexts; Halko,
Martinsson and Tropp (2011) on the decomposition. Places are kept apart because syntax shows in what stands before
and what after.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from tieng.training.looks import look_at_words

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]

_BREAK = -2  # between lines
_BLOCK = 4_000_000  # words that are counted at once
_OVERSAMPLING = 16
_POWER_ITERATIONS = 3


@dataclass(frozen=True)
class VectorRecipe:
    """What vectors are made of.

    Attributes:
        words: How many words get a vector, the most frequent ones.
        contexts: How many of them count as neighbours.
        reach: How far neighbours may be, in words.
        size: Values of a vector.
        least: Pairs that were seen less often are passed over.
        smoothing: Exponent of the frequencies of contexts.
        seed: Of the decomposition.
    """

    words: int = 32_000
    contexts: int = 10_000
    reach: int = 3
    size: int = 128
    least: int = 2
    smoothing: float = 0.75
    seed: int = 1


@dataclass(frozen=True)
class WordVectors:
    """Vectors of length 1 of words and of the tokens that they are made of, by ascending spelling keys.

    Attributes:
        words: Keys of words.
        word_vectors: A row a word.
        tokens: Keys of tokens, syllables most of all.
        token_vectors: The mean of the words that each token stands in.
    """

    words: Keys
    word_vectors: Floats
    tokens: Keys
    token_vectors: Floats

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes them as NumPy's `.npz`."""
        with open(path, "wb") as file:  # noqa: PTH123, a path without the suffix stays as it is
            np.savez(file, **vars(self))

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> WordVectors:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(*(arrays[name] for name in ("words", "word_vectors", "tokens", "token_vectors")))


def make_vectors(lines: Sequence[str], recipe: VectorRecipe) -> WordVectors:
    """The vectors of the words of some lines in the text form."""
    counts = Counter(word for line in lines for word in line.split())
    forms = sorted(counts)
    keys, tokens = _keys(forms)
    frequency = np.array([counts[form] for form in forms], dtype=np.int64)
    words, numbers = _most_frequent(keys, frequency, recipe.words)
    of_form = dict(zip(forms, numbers.tolist(), strict=True))
    vectors = _decompose(
        _information(_count_pairs(_numbered(lines, of_form, recipe), len(words), recipe), recipe), recipe
    )
    token_keys, token_vectors = _token_vectors(vectors, numbers, tokens, frequency)
    order = np.argsort(words)
    return WordVectors(words[order], vectors[order], token_keys, token_vectors)


def _keys(forms: Sequence[str]) -> tuple[Keys, list[Keys]]:
    """The key of each word in the text form, and the keys of its tokens."""
    seen = look_at_words([[form.replace("_", " ").strip() or form for form in forms]])
    tokens = np.frombuffer(seen["tokens"], dtype=np.uint64)
    ends = np.cumsum(np.frombuffer(seen["sizes"], dtype=np.uint32))
    return np.frombuffer(seen["words"], dtype=np.uint64), np.split(tokens, ends[:-1])


def _most_frequent(keys: Keys, frequency: NDArray[np.int64], most: int) -> tuple[Keys, NDArray[np.int64]]:
    """The keys of the most frequent words, and for each form the number of its key among them; -1 for none."""
    unique, inverse = np.unique(keys, return_inverse=True)
    totals = np.bincount(inverse, weights=frequency)
    best = np.argsort(-totals, kind="stable")[:most]
    numbers = np.full(len(unique), -1, dtype=np.int64)
    numbers[best] = np.arange(len(best))
    return unique[best], numbers[inverse]


def _numbered(lines: Iterable[str], numbers: dict[str, int], recipe: VectorRecipe) -> Iterator[NDArray[np.int32]]:
    """The numbers of words in blocks of whole lines, with breaks between them."""
    block: list[int] = []
    for line in lines:
        block.extend(map(numbers.__getitem__, line.split()))
        block.extend((_BREAK,) * recipe.reach)
        if len(block) > _BLOCK:
            yield np.array(block, dtype=np.int32)
            block = []
    yield np.array(block, dtype=np.int32)


def _count_pairs(blocks: Iterable[NDArray[np.int32]], words: int, recipe: VectorRecipe) -> Any:
    """How often each word has each context at each place; the break of a line is a context, too."""
    places = [place for place in range(-recipe.reach, recipe.reach + 1) if place]
    width = recipe.contexts + 1
    counts = [sparse.csr_matrix((words, width), dtype=np.float32) for _ in places]
    for block in blocks:
        contexts = np.where(block >= recipe.contexts, -1, block)
        contexts[block == _BREAK] = recipe.contexts
        for i, place in enumerate(places):
            word = block[: len(block) - place] if place > 0 else block[-place:]
            context = contexts[place:] if place > 0 else contexts[: len(block) + place]
            kept = (word >= 0) & (context >= 0)
            ones = np.ones(int(kept.sum()), dtype=np.float32)
            counts[i] = counts[i] + sparse.csr_matrix((ones, (word[kept], context[kept])), shape=(words, width))
    return sparse.hstack(counts).tocsr()


def _information(counts: Any, recipe: VectorRecipe) -> Any:
    """Positive pointwise mutual information."""
    pairs = counts.tocoo()
    kept = pairs.data >= recipe.least
    row, column, count = pairs.row[kept], pairs.col[kept], pairs.data[kept].astype(np.float64)
    of_word = np.bincount(row, weights=count, minlength=pairs.shape[0])
    of_context = np.bincount(column, weights=count, minlength=pairs.shape[1]) ** recipe.smoothing
    expected = of_word[row] * of_context[column] / of_context.sum()
    information = np.log(count / expected)
    positive = information > 0
    values = information[positive].astype(np.float32)
    return sparse.csr_matrix((values, (row[positive], column[positive])), shape=pairs.shape)


def _decompose(matrix: Any, recipe: VectorRecipe) -> Floats:
    """Rows of length 1 that keep what is alike in the rows of the matrix."""
    size = min(recipe.size + _OVERSAMPLING, *matrix.shape)
    basis = np.random.default_rng(recipe.seed).standard_normal((matrix.shape[1], size)).astype(np.float32)
    for _ in range(_POWER_ITERATIONS):
        rows, _ = np.linalg.qr(matrix @ basis)
        basis, _ = np.linalg.qr(matrix.T @ rows)
    left, weights, _ = np.linalg.svd(matrix @ basis, full_matrices=False)
    vectors = left[:, : recipe.size] * np.sqrt(weights[: recipe.size])
    vectors = np.pad(vectors, ((0, 0), (0, recipe.size - vectors.shape[1])))
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _token_vectors(
    vectors: Floats, numbers: NDArray[np.int64], tokens: list[Keys], frequency: NDArray[np.int64]
) -> tuple[Keys, Floats]:
    """The mean vector of the words that each token is in, weighted by the root of their frequency."""
    known = [i for i in range(len(tokens)) if numbers[i] >= 0]
    lengths = [len(tokens[i]) for i in known]
    keys, places = np.unique(np.concatenate([tokens[i] for i in known]), return_inverse=True)
    words = np.repeat(numbers[known], lengths)
    weights = np.repeat(np.sqrt(frequency[known]), lengths).astype(np.float32)
    share = sparse.csr_matrix((weights, (places, words)), shape=(len(keys), len(vectors)))
    totals = np.asarray(share.sum(axis=1))
    return keys, np.asarray(share @ vectors / totals, dtype=np.float32)
