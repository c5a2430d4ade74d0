"""Sentences of trees as numbers: what the parser sees of each word, and what it should find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tieng.training.looks import look_at_words
from tieng.training.treebank import Tree
from tieng.training.vectors import WordVectors

Numbers = NDArray[np.int64]

ROOT = "root"
LATER = "parataxis"  # of the later pieces of an endless sentence
MISSING = -1  # of what is not annotated


@dataclass(frozen=True)
class Looks:
    """What is seen of the words of a sentence; see `look` in the kernel.

    Attributes:
        words: A key a word.
        tokens: The keys of the tokens of each word.
        shapes: Two rows of shapes a word.
    """

    words: NDArray[np.uint64]
    tokens: Sequence[NDArray[np.uint64]]
    shapes: Sequence[Numbers]


@dataclass(frozen=True)
class Example:
    """A sentence as numbers, one a word; rows of vectors are counted from 1, 0 is for none."""

    words: Numbers
    tokens: list[Numbers]
    own_words: Numbers
    own_tokens: list[Numbers]
    shapes: list[Numbers]
    heads: Numbers
    relations: Numbers
    tags: Numbers
    xpos: Numbers

    def __len__(self) -> int:
        return len(self.words)


class Labels:
    """Names and their numbers; a name that is not known is MISSING."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._numbers = {name: number for number, name in enumerate(names)}

    def number(self, name: str) -> int:
        """The number of a name."""
        return self._numbers.get(name, MISSING)

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True)
class Inventory:
    """What a network has a row or an output for.

    Attributes:
        vectors: Word vectors from raw text, which stay as they are.
        own_words: Ascending keys of the words that also have a vector learned from trees.
        own_tokens: The same of tokens.
        relations: Of the gold trees.
        tags: Parts of speech; learned beside the trees because they teach the network what words are.
        xpos: The treebank's own.
    """

    vectors: WordVectors
    own_words: NDArray[np.uint64]
    own_tokens: NDArray[np.uint64]
    relations: Labels
    tags: Labels
    xpos: Labels

    def example(self, tree: Tree, looks: Looks) -> Example:
        """A sentence as numbers."""
        return Example(
            rows(self.vectors.words, looks.words),
            [rows(self.vectors.tokens, tokens) for tokens in looks.tokens],
            rows(self.own_words, looks.words),
            [rows(self.own_tokens, tokens) for tokens in looks.tokens],
            list(looks.shapes),
            np.array([MISSING if row.head is None else row.head for row in tree]),
            np.array([self.relations.number(row.relation) for row in tree]),
            np.array([self.tags.number(row.tag) for row in tree]),
            np.array([self.xpos.number(folded(row.xpos)) for row in tree]),
        )


def folded(xpos: str) -> str:
    """A tag of the treebank without the case in which its parts differ (`Adv`, `ADV`)."""
    return xpos.lower()


def rows(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> Numbers:
    """Where each wanted key stands among ascending keys, from 1; 0 where it does not."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.int64)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, places + 1, 0)


def look_at(trees: Sequence[Tree]) -> list[Looks]:
    """What is seen of the words of each tree."""
    seen = look_at_words([[row.form for row in tree] for tree in trees])
    words = np.frombuffer(seen["words"], dtype=np.uint64)
    ends = np.cumsum(np.frombuffer(seen["sizes"], dtype=np.uint32))
    tokens = np.split(np.frombuffer(seen["tokens"], dtype=np.uint64), ends[:-1])
    shapes = np.stack([np.frombuffer(seen[place], dtype=np.uint8) for place in ("first_shapes", "last_shapes")], axis=1)
    looks = []
    first = 0
    for tree in trees:
        own = slice(first, first := first + len(tree))
        looks.append(Looks(words[own], tokens[own], list(shapes[own].astype(np.int64))))
    return looks


def take_inventory(
    gold: Sequence[Tree], looks: Sequence[Looks], vectors: WordVectors, least: int, most: int
) -> Inventory:
    """The inventory of some sentences; words and tokens that come up `least` times have vectors, `most` of each.

    Args:
        gold: The sentences whose labels count.
        looks: Of the gold sentences and of all others.
        vectors: Word vectors from raw text.
        least: How often a word or token must come up.
        most: How many words, and how many tokens, at most.
    """
    words = Counter(key for seen in looks for key in seen.words.tolist())
    tokens = Counter(key for seen in looks for word in seen.tokens for key in word.tolist())
    every = [row for tree in gold for row in tree]
    return Inventory(
        vectors,
        _frequent(words, least, most),
        _frequent(tokens, least, most),
        Labels(sorted({row.relation for row in every} | {ROOT, LATER})),
        Labels(sorted({row.tag for row in every})),
        Labels(sorted({folded(row.xpos) for row in every})),
    )


def _frequent(counts: Counter[int], least: int, most: int) -> NDArray[np.uint64]:
    kept = sorted((key for key, count in counts.items() if count >= least), key=lambda key: (-counts[key], key))
    return np.sort(np.array(kept[:most], dtype=np.uint64))
