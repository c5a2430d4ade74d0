"""Finding words: for each gap between two tokens, join or split.

The kernel does the work (`kernel/segment.hpp`); here a model file becomes a segmenter.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tieng.document import GRANULARITIES, TOKEN_KINDS
from tieng.errors import ModelFormatError
from tieng.kernel import Dictionary, Segmenter
from tieng.models.format import Model

TASK = "segment"
TEMPLATE = 4  # the version of features.hpp, shapes.hpp and ngrams.hpp that a model was trained with
SECTIONS = ("ngrams", "shapes", "words", "names")
BARE = "bare."  # before the names of the sections for sentences without diacritics; a model may lack them
_OTHER = TOKEN_KINDS.index("other")
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"  # those that end a sentence in the kernel


def segmenter(model: Model, dictionary: Dictionary | None = None, granularity: str = "word") -> Segmenter:
    """The segmenter that a model holds, with the user's dictionary where there is one.

    Raises:
        ModelFormatError: The model is for another task, made by another version of the features, or incomplete.
    """
    model.require_task(TASK)
    model.require_template(TEMPLATE)
    try:
        full = [model.section(name) for name in SECTIONS]
        bare = [model.section(BARE + name) for name in SECTIONS] if BARE + SECTIONS[0] in model.sections else None
        return Segmenter(full, bare, dictionary, GRANULARITIES.index(granularity))
    except ModelFormatError:
        raise
    except ValueError as error:
        raise ModelFormatError(f"{model.path}: {error}") from None


def line_starts(text: str, starts: array[int], word_tokens: array[int]) -> array[int]:
    """The number of the first word of each line that has words.

    Args:
        text: The raw text.
        starts: Code point at which each token starts.
        word_tokens: Number of the first token of each word.
    """
    lines = array("I", [0] if word_tokens else [])
    for place in sorted(chain.from_iterable(_places(text, line_break) for line_break in _LINE_BREAKS)):
        word = bisect_left(word_tokens, bisect_left(starts, place))
        if lines and lines[-1] < word < len(word_tokens):
            lines.append(word)
    return lines


def known_words(
    sentences: Iterable[Sequence[str]],
) -> tuple[str, array[int], array[int], bytes, array[int], array[int]]:
    """A text of words, a sentence a line, and the arrays of it that `Segmenter.read` would give, had it found them.

    Tokens are what stands between spaces, of kind `other`. A word of white space alone is passed over.
    """
    starts, ends, word_tokens, sentence_words = array("I"), array("I"), array("I"), array("I")
    lines = []
    at = 0
    for sentence in sentences:
        words = [tokens for word in sentence if (tokens := word.split())]
        if words:
            sentence_words.append(len(word_tokens))
            lines.append(" ".join(token for tokens in words for token in tokens))
        for tokens in words:
            word_tokens.append(len(starts))
            for token in tokens:
                starts.append(at)
                ends.append(at + len(token))
                at += len(token) + 1
    return "\n".join(lines), starts, ends, bytes([_OTHER]) * len(starts), word_tokens, sentence_words


def _places(text: str, char: str) -> Iterator[int]:
    """Where a character stands."""
    place = text.find(char)
    while place >= 0:
        yield place
        place = text.find(char, place + 1)
