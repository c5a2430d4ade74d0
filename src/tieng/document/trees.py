"""Which words depend on a word, found once for all words of a document."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, chain


class ChildTable:
    """The children of every word. Made in linear time, so that asking every word for its children is linear, too."""

    __slots__ = ("_children", "_firsts")

    def __init__(self, heads: Sequence[int], sentence_words: Sequence[int]) -> None:
        """Of the heads as numbers in their sentence, from 1, and the first word of each sentence."""
        parents = list(_in_document(heads, sentence_words))
        counts = [0] * len(heads)
        for parent in parents:
            if parent >= 0:
                counts[parent] += 1
        self._firsts = array("I", accumulate(counts, initial=0))
        free = self._firsts[:]
        self._children = array("I", bytes(4 * self._firsts[-1]))
        for child, parent in enumerate(parents):
            if parent >= 0:
                self._children[free[parent]] = child
                free[parent] += 1

    def of(self, word: int) -> array[int]:
        """The numbers of the words that depend on a word, in order."""
        return self._children[self._firsts[word] : self._firsts[word + 1]]


def _in_document(heads: Sequence[int], sentence_words: Sequence[int]) -> chain[int]:
    """The number of each word's head in the document; -1 for none."""
    ends = [*sentence_words[1:], len(heads)]
    return chain.from_iterable(
        (first + head - 1 if head else -1 for head in heads[first:end])
        for first, end in zip(sentence_words, ends, strict=True)
    )
