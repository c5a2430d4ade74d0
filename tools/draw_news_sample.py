"""Print a random sample of news sentences for hand annotation, with their places in the corpus.

One sentence from each drawn line, as `line ⇥ start ⇥ end ⇥ sentence`: the line counted from 1, the offsets in code
points of that line. The same seed draws the same sample:

    xz -dc ../shared/data/raw/news.txt.xz > news.txt
    python tools/draw_news_sample.py news.txt --count 128 > sample.txt

Annotate the last column (see tests/golden/README.md), then run tools/encode_news_annotation.py on it.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

MIN_LINE = 40
MIN_SYLLABLES, MAX_SYLLABLES = 8, 45
# A sentence ends at one of these marks before a space and a capital (perhaps quoted or after a dash), or with the line.
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]? (?=[\"“‘'(\-–]?\s?([^\W\d_]))")
SHORT_FORM = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|TP|Tp|TX|TT|GS|PGS|TS|ThS|BS|KS|LS|Mr|Mrs|Dr|St|NXB|tr|v\.v)\.$")
SYLLABLE = re.compile(r"[^\W\d_]+")
NATIVE = re.compile(r"[À-ỹĐđ]")
# Annotations are written with these two, so they may not stand in the text; nor may any gap but one plain space.
UNFIT = re.compile(r"[_~\t\u00a0\u200b]|\s{2}|[^\S ]")


def sentences(line: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a line, without the spaces between them."""
    start = 0
    for match in SENTENCE_END.finditer(line):
        end = match.end() - 1
        if match[1].isupper() and not SHORT_FORM.search(line[start:end]):
            yield start, end
            start = match.end()
    yield start, len(line)


def is_prose(sentence: str) -> bool:
    """Whether a sentence is Vietnamese prose of a fit length: half of its syllables have a Vietnamese letter."""
    syllables = SYLLABLE.findall(sentence)
    native = sum(1 for syllable in syllables if NATIVE.search(syllable))
    marks = sum(1 for char in sentence if not char.isalnum() and char != " ")
    return (
        MIN_SYLLABLES <= len(syllables) <= MAX_SYLLABLES
        and native * 2 >= len(syllables)
        and marks * 8 <= len(sentence)
        and sentence == sentence.strip()
        and not UNFIT.search(sentence)
    )


def draw(lines: list[str], count: int, seed: int) -> Iterator[tuple[int, int, int, str]]:
    """The sample in order of drawing: line number, start, end, sentence; no sentence twice."""
    chance = random.Random(seed)
    seen: set[str] = set()
    for number in chance.sample(range(len(lines)), len(lines)):
        line = lines[number]
        fit = [(start, end) for start, end in sentences(line) if is_prose(line[start:end])]
        if len(line) < MIN_LINE or not fit:
            continue
        start, end = chance.choice(fit)
        sentence = line[start:end]
        if sentence not in seen:
            seen.add(sentence)
            yield number + 1, start, end, sentence
        if len(seen) == count:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the decompressed news, one paragraph a line")
    parser.add_argument("--count", type=int, default=128)
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    lines = options.corpus.read_bytes().decode().split("\n")
    for row in draw(lines, options.count, options.seed):
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
