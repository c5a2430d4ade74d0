"""The statistics as people are shown them, in the terminal and on a page alike."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from tieng.statistics.summary import Ranking, Statistics


def headline(found: Statistics) -> list[tuple[str, str]]:
    """What there is to say in one number each: names and numbers."""
    return [
        ("documents", f"{found.documents:,}"),
        ("characters", f"{found.characters:,}"),
        ("sentences", f"{found.sentences:,}"),
        ("words", f"{found.words:,}"),
        ("words a sentence, median", f"{median(found.sentence_lengths):,}"),
        ("syllables", f"{found.syllables:,}"),
        ("unknown syllables", f"{found.unknown_share:.2%}"),
        ("distinct words", f"{found.vocabulary:,}"),
        ("of them names", f"{found.names:,}"),
        ("of them seen once", f"{found.seen_once:,}"),
    ]


def sentence_histogram(found: Statistics) -> Ranking:
    """Sentences by their number of words, in steps of five."""
    return binned(found.sentence_lengths, width=5, last=61)


def word_histogram(found: Statistics) -> Ranking:
    """Words by their number of syllables."""
    return binned(found.word_lengths, width=1, last=5)


def rankings(found: Statistics) -> list[tuple[str, Ranking]]:
    """The lists of what is most frequent, with their titles."""
    return [
        ("frequent words", found.frequent_words),
        ("of several syllables", found.frequent_compounds),
        ("names", found.frequent_names),
        ("unknown syllables", found.frequent_unknown),
    ]


def binned(lengths: Mapping[int, int], width: int, last: int) -> list[tuple[str, int]]:
    """A histogram: what each bin is called and how many are in it; all from `last` on are in one bin.

    Example:
        >>> binned({1: 4, 7: 2, 80: 1}, width=5, last=11)
        [('1–5', 4), ('6–10', 2), ('11+', 1)]
    """
    bins = [(first, first + width - 1) for first in range(1, last, width)]
    counts = [sum(lengths.get(length, 0) for length in range(first, after + 1)) for first, after in bins]
    names = [str(first) if width == 1 else f"{first}–{after}" for first, after in bins]
    above = sum(count for length, count in lengths.items() if length >= last)
    return [*zip(names, counts, strict=True), (f"{last}+", above)]


def median(lengths: Mapping[int, int]) -> int:
    """The length that half of them do not exceed; 0 of none.

    Example:
        >>> median({1: 4, 7: 2, 80: 1})
        1
    """
    half = sum(lengths.values()) / 2
    below = accumulate(lengths[length] for length in sorted(lengths))
    return next((length for length, so_far in zip(sorted(lengths), below, strict=True) if so_far >= half), 0)
