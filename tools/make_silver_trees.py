"""Makes trees of raw text by a vote of several parsing models, for `tieng train parse --silver`.

    python tools/make_silver_trees.py --model a.tieng --model b.tieng --count 40000 news.txt wiki.txt -o silver.conllu

Sentences of 5 to 40 words are drawn at random. Each model gives each word a head; the tree is the one with the most
votes (Sagae and Lavie 2006, "Parser combination by reparsing"), the relation the one that most of those who chose that
head gave.
"""

from __future__ import annotations

import argparse
import random
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

import tieng
from tieng.document import Document, Labels
from tieng.formats.conllu import to_conllu
from tieng.kernel import best_tree
from tieng.models.store import open_model
from tieng.output import replacing
from tieng.tasks.parse import Parser

SHORTEST, LONGEST = 5, 40  # words
DIFFERENT_CHARACTERS = 12  # a paragraph of fewer is a rule or a table
ROOT = "root"

READER = tieng.load()

Vote = tuple[int, str]  # head and relation


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("texts", nargs="+", type=Path)
    arguments.add_argument("--model", action="append", required=True, help="may be given several times")
    arguments.add_argument("--count", type=int, required=True, help="sentences of each text")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("-o", "--output", required=True)
    options = arguments.parse_args()
    parsers = [Parser(open_model(model)) for model in options.model]
    number = 0
    with replacing(options.output) as file:
        for path in options.texts:
            for sentence in islice(sentences(path, options.seed), options.count):
                number += 1
                file.write(to_conllu(parsed(sentence, parsers), first_id=number).encode())


def sentences(path: Path, seed: int) -> Iterator[str]:
    """Sentences of paragraphs in an order drawn at random."""
    with path.open(encoding="utf-8") as file:
        paragraphs = [line for line in file if len(set(line)) >= DIFFERENT_CHARACTERS]
    random.Random(seed).shuffle(paragraphs)
    for paragraph in paragraphs:
        for sentence in READER.read(paragraph).sentences:
            if SHORTEST <= len(sentence.words) <= LONGEST:
                yield sentence.text


def parsed(sentence: str, parsers: Sequence[Parser]) -> Document:
    """A sentence with the tree that most parsers agree on."""
    starts, ends, kinds, words, _ = READER.segmenter.read(sentence)[:5]
    whole = array("I", [0])
    found = [parser.parse(sentence, starts, ends, words, whole) for parser in parsers]
    votes = [Counter(pairs) for pairs in zip(*(zip(*layers, strict=True) for layers in found), strict=True)]
    scores = np.zeros((len(words), len(words) + 1), dtype=np.float32)
    for word, counts in enumerate(votes):
        for (head, _), count in counts.items():
            scores[word, head] += count
    heads = best_tree(scores.data)
    relations = Labels.of(_relation(counts, head) for counts, head in zip(votes, heads, strict=True))
    return Document(sentence, starts, ends, kinds, words, whole, heads=heads, relations=relations)


def _relation(votes: Counter[Vote], head: int) -> str:
    """What most of those said who chose this head, or of all where nobody did; of the root, `root`."""
    if not head:
        return ROOT
    among = {vote: count for vote, count in votes.items() if vote[0] == head} or votes
    return max(among.items(), key=lambda item: (item[1], item[0][1] != ROOT, item[0][1]))[0][1]


if __name__ == "__main__":
    main()
