"""Words against gold: precision, recall, F1 by spans, and what was confused with what.

A word counts as right where both its ends are, as in the CoNLL 2018 shared task
(https://universaldependencies.org/conll18/evaluation.html).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tieng.document import Document
from tieng.training.counts import Counts
from tieng.training.gold import GoldSentence

Span = tuple[int, int]


@dataclass
class WordScores(Counts):
    """Counts of words; those with the same span are right.

    Attributes:
        confusions: How often a stretch of text was cut so in the gold standard and otherwise by the system.
    """

    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, text: str, gold: Sequence[Span], found: Sequence[Span]) -> None:
        """Counts one text, whose words are given as spans in rising order."""
        self.gold += len(gold)
        self.found += len(found)
        self.right += len(set(gold) & set(found))
        for gold_part, found_part in disagreements(gold, found):
            self.confusions[_shown(text, gold_part), _shown(text, found_part)] += 1


def disagreements(gold: Sequence[Span], found: Sequence[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """The shortest stretches that the two cut otherwise: in each, no place ends a word of both before the last."""
    common = set(gold) & set(found)
    wrong_gold = [span for span in gold if span not in common]
    wrong_found = [span for span in found if span not in common]
    while wrong_gold or wrong_found:
        parts: tuple[list[Span], list[Span]] = ([], [])
        end = min(spans[0][0] for spans in (wrong_gold, wrong_found) if spans) + 1
        grown = True
        while grown:
            grown = False
            for part, spans in zip(parts, (wrong_gold, wrong_found), strict=True):
                while spans and spans[0][0] < end:
                    part.append(spans.pop(0))
                    end = max(end, part[-1][1])
                    grown = True
        yield parts


def _shown(text: str, spans: Iterable[Span]) -> str:
    return " ".join(text[start:end].replace(" ", "_") for start, end in spans)


def score_words(
    read: Callable[[str], Document],
    gold: Iterable[GoldSentence],
    change: Callable[[str], str] = str,
) -> WordScores:
    """Scores a reader on gold sentences, one at a time.

    Args:
        read: Reads a text, as `Reader.read`.
        gold: Sentences with their words.
        change: Applied to each text first, for example to its case; must keep its length.
    """
    scores = WordScores()
    for sentence in gold:
        text = change(sentence.text)
        if len(text) != len(sentence.text):
            raise ValueError("expected a change that keeps the length of the text")
        scores.add(text, sentence.words, [(word.start, word.end) for word in read(text).words])
    return scores
