"""Sentences of words and tags: what a tagger learns from."""

from __future__ import annotations

import os
from array import array
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tieng.errors import InputError
from tieng.kernel import TAG_FEATURES, observe_tags
from tieng.training.marks import stream_lines

Words: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class TaggedSentence:
    """Words, the syllables of each apart by a space, and a tag for each."""

    words: Words
    tags: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words, apart by spaces."""
        return " ".join(self.words)


def read_tagged(path: str | os.PathLike[str], held_out: Container[str] = ()) -> Iterator[TaggedSentence]:
    """Sentences a line, their words apart by tabs, each as `word|tag`; what follows a second `|` is passed over.

    Args:
        path: A plain file, or one compressed by xz.
        held_out: Texts of sentences that are left out.

    Raises:
        InputError: The file cannot be read, or a word has no tag.
    """
    for number, line in enumerate(stream_lines(path), start=1):
        sentence = _tagged(f"{path}:{number}", line)
        if sentence.words and sentence.text not in held_out:
            yield sentence


def _tagged(place: str, line: str) -> TaggedSentence:
    pairs = []
    for cell in filter(None, line.split("\t")):
        word, bar, rest = cell.partition("|")
        tag = rest.split("|")[0]
        if not bar or not word.strip() or not tag:
            raise InputError(f"{place}: expected word|tag, got {cell!r}")
        pairs.append((word, tag))
    return TaggedSentence(tuple(word for word, _ in pairs), tuple(tag for _, tag in pairs))


@dataclass(frozen=True)
class Observed:
    """The features of the words of some sentences.

    Attributes:
        features: Hashes, a row of TAG_FEATURES a word.
        sentences: The first word of each sentence, and the number of words.
    """

    features: NDArray[np.uint64]
    sentences: NDArray[np.int64]


def observe(sentences: Sequence[Words]) -> Observed:
    """The features of sentences, as the kernel sees them."""
    words = [word for sentence in sentences for word in sentence]
    lengths = np.array([len(word) for word in words], np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
    firsts = np.concatenate([[0], np.cumsum([len(sentence) for sentence in sentences])])
    arrays = (starts, starts + lengths, np.arange(len(words)), firsts[:-1])
    hashes = observe_tags(" ".join(words), *(array("I", numbers.astype(np.uint32).tobytes()) for numbers in arrays))
    return Observed(np.frombuffer(hashes, np.uint64).reshape(-1, TAG_FEATURES), firsts.astype(np.int64))
