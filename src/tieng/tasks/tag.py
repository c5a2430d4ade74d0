"""Tagging words: the part of speech of each, of Universal Dependencies (`NOUN`) and of the treebank (`NC`).

The kernel does the work (`kernel/tag.hpp`); here a model file becomes a tagger. A model knows pairs of tags, so that
the two of a word fit each other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

from tieng.document import Labels
from tieng.errors import ModelFormatError
from tieng.kernel import MOST_TAGS, Tagger
from tieng.models.format import Model

TASK = "tag"
TEMPLATE = 1  # the version of tag_features.hpp that a model was trained with
SECTIONS = ("hashes", "weights", "transitions")


class WordTagger:
    """Tags the words of documents. Safe to share between threads."""

    def __init__(self, tagger: Tagger, pairs: Iterable[tuple[str, str]]) -> None:
        """Of a kernel's tagger and, for each of its codes, UPOS and XPOS."""
        self._tagger = tagger
        self._tags, self._to_tag = _names(tag for tag, _ in pairs)
        self._xpos, self._to_xpos = _names(xpos for _, xpos in pairs)

    def tag(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        word_tokens: array[int],
        sentence_words: array[int],
    ) -> tuple[Labels, Labels]:
        """UPOS and XPOS of each word; the arrays are those of a `Document`."""
        codes = self._tagger.tag(text, starts, ends, word_tokens, sentence_words)
        return (
            Labels(self._tags, codes.translate(self._to_tag)),
            Labels(self._xpos, codes.translate(self._to_xpos)),
        )


def _names(labels: Iterable[str]) -> tuple[tuple[str, ...], bytes]:
    """The different labels, and a table from the place of a label among all to its place among these."""
    found = Labels.of(labels)
    return found.names, found.codes.ljust(256, b"\0")


def word_tagger(model: Model) -> WordTagger:
    """The tagger that a model holds.

    Raises:
        ModelFormatError: The model is for another task, made by another version of the features, or incomplete.
    """
    model.require_task(TASK)
    model.require_template(TEMPLATE)
    pairs = _pairs(model)
    try:
        return WordTagger(Tagger(len(pairs), *(model.section(name) for name in SECTIONS)), pairs)
    except ModelFormatError:
        raise
    except ValueError as error:
        raise ModelFormatError(f"{model.path}: {error}") from None


def _pairs(model: Model) -> list[tuple[str, str]]:
    pairs: Any = model.card.get("labels")
    if not isinstance(pairs, list) or not 0 < len(pairs) <= MOST_TAGS or not all(map(_is_pair, pairs)):
        raise ModelFormatError(
            f"{model.path}: expected 1 to {MOST_TAGS} pairs of UPOS and XPOS as labels, got {pairs!r}"
        )
    return [(tag, xpos) for tag, xpos in pairs]


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) and name for name in pair)
