"""Ranks pairs of syllables of raw text that may be words of no list, for a reader to choose from.

    python tools/harvest_words.py --known LIST... TEXT... > candidates.tsv

A pair ranks high where its syllables attract each other (normalised pointwise mutual information, Bouma 2009) and where
many different words stand before and after it (branching entropy). Columns: pair, attraction, freedom, frequency.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tieng.kernel import is_syllable, spelling_key

LEAST_FREQUENCY = 12
LEAST_ATTRACTION = 0.3
_STOPS = re.compile(r"[.,;:!?\"“”()\[\]…–/\-]+")

Pair = tuple[str, str]


def runs(paths: Sequence[str]) -> Iterator[list[str]]:
    """The syllables between two punctuation marks."""
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                for run in _STOPS.split(line):
                    yield run.split()


def is_plain(syllable: str) -> bool:
    return len(syllable) > 1 and syllable.islower() and syllable.isalpha() and is_syllable(syllable)


def attractions(paths: Sequence[str], known: set[tuple[int, ...]]) -> dict[Pair, tuple[float, int]]:
    singles: Counter[str] = Counter()
    pairs: Counter[Pair] = Counter()
    for run in runs(paths):
        singles.update(run)
        pairs.update(pairwise(run))
    total = singles.total()
    found = {}
    for (first, second), count in pairs.items():
        if count < LEAST_FREQUENCY or not (is_plain(first) and is_plain(second)):
            continue
        attraction = math.log(count * total / (singles[first] * singles[second])) / -math.log(count / total)
        if attraction >= LEAST_ATTRACTION and (spelling_key(first), spelling_key(second)) not in known:
            found[first, second] = attraction, count
    return found


def freedom(paths: Sequence[str], pairs: dict[Pair, tuple[float, int]]) -> dict[Pair, float]:
    """The smaller entropy of what stands before and after each pair."""
    before: dict[Pair, Counter[str]] = defaultdict(Counter)
    after: dict[Pair, Counter[str]] = defaultdict(Counter)
    for run in runs(paths):
        padded = ["", *run, ""]
        for i in range(1, len(padded) - 2):
            pair = padded[i], padded[i + 1]
            if pair in pairs:
                before[pair][padded[i - 1]] += 1
                after[pair][padded[i + 2]] += 1
    return {pair: min(entropy(before[pair]), entropy(after[pair])) for pair in pairs}


def entropy(counts: Counter[str]) -> float:
    total = counts.total()
    return -sum(count / total * math.log(count / total) for count in counts.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", metavar="TEXT")
    parser.add_argument("--known", nargs="*", default=[], metavar="LIST", help="word lists, a word a line")
    arguments = parser.parse_args()
    listed = (line for path in arguments.known for line in Path(path).read_text(encoding="utf-8").splitlines())
    known = {tuple(map(spelling_key, line.split())) for line in listed}
    pairs = attractions(arguments.texts, known)
    free = freedom(arguments.texts, pairs)
    ranked = sorted(
        pairs, key=lambda p: pairs[p][0] + 0.06 * min(free[p], 4) + 0.02 * math.log(pairs[p][1]), reverse=True
    )
    for pair in ranked:
        attraction, count = pairs[pair]
        print(f"{' '.join(pair)}\t{attraction:.2f}\t{free[pair]:.2f}\t{count}")


if __name__ == "__main__":
    main()
