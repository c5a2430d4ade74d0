"""Words F1 of tieng and its peers on the same gold sentences, written in several ways.

Each sentence is its forms joined by spaces. A word counts where both its ends are right. Sentences that also stand in
the training data are left out of the score. Peers may change the text, so words are aligned by their letters.
"""

from __future__ import annotations

import difflib
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import click
from machine import ask, save
from rich.console import Console
from rich.table import Table

from tieng.training.evaluation import WordScores
from tieng.training.gold import GoldSentence, read_gold
from tieng.training.writings import WRITINGS

_FILES = click.Path(exists=True, dir_okay=False)


@click.command()
@click.option("--gold", required=True, multiple=True, type=_FILES, help="CoNLL-U to score on.")
@click.option("--train", multiple=True, type=_FILES, help="CoNLL-U that was trained on; its sentences are not scored.")
@click.option("--peers", type=click.Path(exists=True), help="The Python of an environment with pyvi and underthesea.")
@click.option("--errors", default=15, show_default=True, help="How many of tieng's confusions to list.")
def main(gold: tuple[str, ...], train: tuple[str, ...], peers: str | None, errors: int) -> None:
    """Prints the table and writes results/accuracy.json."""
    trained = {sentence.text for path in train for sentence in read_gold(path)}
    sentences = [sentence for path in gold for sentence in read_gold(path) if sentence.text not in trained]
    systems = {"tieng": sys.executable} | ({"pyvi": peers, "underthesea": peers} if peers else {})
    scores = {
        system: {case: score(python, system, sentences, change) for case, change in WRITINGS.items()}
        for system, python in systems.items()
    }
    table = Table("words F1", *WRITINGS, title=f"{len(sentences)} sentences")
    for system, by_case in scores.items():
        table.add_row(system, *(f"{100 * by_case[case].f1:.2f}" for case in WRITINGS))
    console = Console()
    console.print(table)
    for case in WRITINGS:
        console.print(f"{case}: {error_types(scores['tieng'][case])}")
    worst = scores["tieng"]["as-is"].confusions.most_common(errors)
    console.print("\n".join(f"{count:3}  {right}  →  {found}" for (right, found), count in worst))
    summary = {
        system: {case: {"f1": s.f1, "precision": s.precision, "recall": s.recall} for case, s in by_case.items()}
        for system, by_case in scores.items()
    }
    console.print(f"written: {save('accuracy', peers, {'sentences': len(sentences), 'scores': summary})}")


def score(python: str, system: str, sentences: Sequence[GoldSentence], change: object) -> WordScores:
    assert callable(change)
    texts = [change(sentence.text) for sentence in sentences]
    segmented = ask(python, {"job": "segment", "system": system, "texts": texts})["segmented"]
    assert isinstance(segmented, list)
    scores = WordScores()
    for sentence, text, found in zip(sentences, texts, segmented, strict=True):
        scores.add(text, sentence.words, spans(text, found.split()))
    return scores


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words that may have been rewritten stand in the text."""
    places = [i for i, char in enumerate(text) if not char.isspace()]
    letters = "".join(text[i] for i in places)
    ends = []
    found = ""
    for word in words:
        found += word.replace("_", "")
        ends.append(len(found))
    moved = _moved(found, letters)
    result = []
    start = 0
    for end in (moved[end] for end in ends):
        if end > start:
            result.append((places[start], places[end - 1] + 1))
            start = end
    return result


def _moved(found: str, letters: str) -> list[int]:
    """For each place in `found`, the same place in `letters`."""
    if len(found) == len(letters):
        return list(range(len(found) + 1))
    matcher = difflib.SequenceMatcher(None, unicodedata.normalize("NFC", found), letters, autojunk=False)
    moved = [0] * (len(found) + 1)
    for _, first, last, other, other_last in matcher.get_opcodes():
        for i in range(first, last + 1):
            moved[i] = min(other + i - first, other_last)
    moved[-1] = len(letters)
    return moved


def error_types(scores: WordScores) -> dict[str, int]:
    """How often tieng joined too much, too little, or cut elsewhere."""
    types: Counter[str] = Counter()
    for (right, found), count in scores.confusions.items():
        more, less = right.count(" "), found.count(" ")
        types["joined too much" if less < more else "split too much" if less > more else "cut elsewhere"] += count
    return dict(types)


if __name__ == "__main__":
    main()
