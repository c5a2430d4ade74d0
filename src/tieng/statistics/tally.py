"""Counting what a corpus is made of: one pass, memory for its distinct words only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress, islice, pairwise

from tieng.document import TOKEN_KINDS
from tieng.kernel import ngram_hash, spelling_key
from tieng.pipeline import Reader

# Texts are read many at a time: a call for each short one would cost more than the text.
_BLOCK = 1 << 18  # code points
_MOST_POINTS = 200  # of the curve of growth

# Kinds that make a word of the vocabulary, and kinds that are no words at all.
LETTERED = ("word", "code", "abbreviation")
UNCOUNTED = ("punctuation", "symbol", "emoji", "other")


def _flags(kinds: Iterable[str]) -> bytes:
    """A table for bytes.translate(): 1 for these kinds."""
    return bytes(kind in kinds for kind in TOKEN_KINDS).ljust(256, b"\0")


_IS_LETTERED = _flags(LETTERED)
_IS_COUNTED = _flags(set(TOKEN_KINDS) - set(UNCOUNTED))


def word_key(form: str) -> int:
    """The same number for every way to write a word: case, Unicode form, tone placement, white space.

    Example:
        >>> word_key("Hoà bình") == word_key("HÒA  BÌNH")
        True
        >>> word_key("hoa bình") == word_key("hòa bình")
        False
    """
    return ngram_hash(map(spelling_key, form.split()))


class Tally:
    """Counts of the texts that were added so far.

    Attributes:
        documents: How many texts.
        characters: Their code points.
        kinds: Words by the kind of their first token, as its number in TOKEN_KINDS.
        forms: How often each word written in letters stands in the texts, as it stands there.
        heads: Those of `forms` that are the first such word of a sentence.
        sentence_lengths: Sentences by their number of words; punctuation and symbols are none.
    """

    def __init__(self, reader: Reader) -> None:
        self.documents = 0
        self.characters = 0
        self.kinds: Counter[int] = Counter()
        self.forms: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.sentence_lengths: Counter[int] = Counter()
        self._growth: list[tuple[int, int]] = []
        self._reader = reader
        self._lettered = 0
        self._distinct: set[int] = set()
        self._blocks = 0
        self._blocks_a_point = 1

    def add(self, texts: Iterable[str]) -> None:
        """Counts more texts; any iterable of them, taken one at a time."""
        for block in _blocks(texts):
            self.documents += len(block)
            self.characters += sum(map(len, block))
            self._count("\n".join(block))  # a line break ends a sentence, so none reaches into the next text

    @property
    def growth(self) -> list[tuple[int, int]]:
        """Pairs: words written in letters so far, distinct ones among them; the last pair is of all texts."""
        last = (self._lettered, len(self._distinct))
        return [*(point for point in self._growth if point != last), last]

    def _count(self, text: str) -> None:
        starts, ends, token_kinds, word_tokens, sentence_words = self._reader.segmenter.read(text)[:5]
        kinds = bytes(map(token_kinds.__getitem__, word_tokens))
        self.kinds.update(kinds)
        lettered = kinds.translate(_IS_LETTERED)
        ends_before = [0, *ends]  # of the token before each
        word_starts = map(starts.__getitem__, word_tokens)
        word_ends = map(ends_before.__getitem__, [*word_tokens, len(ends)][1:])
        forms = [text[start:end] for start, end in compress(zip(word_starts, word_ends, strict=True), lettered)]
        bounds = [*sentence_words, len(word_tokens)]
        self.heads.update(forms[first] for first, after in _spans(lettered, bounds) if first < after)
        self.sentence_lengths.update(
            after - first for first, after in _spans(kinds.translate(_IS_COUNTED), bounds) if first < after
        )
        self._grow(forms)

    def _grow(self, forms: list[str]) -> None:
        before = len(self.forms)
        self.forms.update(forms)
        new = islice(reversed(self.forms), len(self.forms) - before)  # a dict keeps the order of arrival
        self._distinct.update(map(word_key, new))
        self._lettered += len(forms)
        self._blocks += 1
        if self._blocks % self._blocks_a_point == 0:
            self._growth.append((self._lettered, len(self._distinct)))
        if len(self._growth) == _MOST_POINTS:
            self._growth = self._growth[1::2]
            self._blocks_a_point *= 2


def _spans(flags: bytes, bounds: list[int]) -> Iterator[tuple[int, int]]:
    """How many words are flagged before each sentence and up to its end."""
    before = [0, *accumulate(flags)]
    return pairwise([before[bound] for bound in bounds])


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block
