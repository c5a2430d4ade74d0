"""What each source and each group of features of the segmentation model is worth: the recipe without one of them.

    python benchmarks/ablation.py --data shared/data --gold vi_vtb-ud-test.conllu

Every row is a model of its own, trained on one silver sentence in so many and without the part for text that has no
diacritics, so that a row takes a minute; all but the one difference is as for the shipped model.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import click
from machine import save
from rich.console import Console
from rich.table import Table

import tieng
from tieng.lexicon import read_names, read_words
from tieng.models.format import write_model
from tieng.profiles.java import read_string_set
from tieng.training import features
from tieng.training.evaluation import score_words
from tieng.training.gaps import read_gaps
from tieng.training.gold import GoldSentence, read_gold
from tieng.training.marks import MarkedText, mark_gold, overrule, read_votes
from tieng.training.segment import Recipe, train
from tieng.training.writings import WRITINGS

OWN = Path(__file__).resolve().parent.parent / "training-data"
SILVER = ("news", "wiki", "law")
CASES = ("as-is", "lower", "upper")


@dataclass(frozen=True)
class Inputs:
    """What a model is trained on."""

    treebank: Sequence[GoldSentence]
    sentences: Sequence[GoldSentence]
    gaps: MarkedText
    silver: dict[str, Sequence[str]]
    words: Sequence[str]
    sure: Sequence[str]
    names: Sequence[str]

    def train(self, path: Path) -> None:
        votes = overrule((line for lines in self.silver.values() for line in lines), self.sure)
        gold = [*self.treebank, *self.sentences]
        recipe = Recipe(bare=False)
        card, sections = train(
            gold, self.gaps, list(votes), [*self.words, *self.sure], self.names, recipe, lambda _: None
        )
        write_model(path, card, sections)


def read_inputs(data: Path, test: Sequence[Path], one_in: int) -> Inputs:
    treebank = data / "gold" / "vtb"
    held_out = {sentence.text for path in test for sentence in read_gold(path)}
    gold = [s for part in ("train", "dev") for s in read_gold(treebank / f"vi_vtb-ud-{part}.conllu")]
    lexicon = data / "lexicon"
    silver = {name: data / "silver" / f"{name}.votes.txt.xz" for name in SILVER}
    return Inputs(
        treebank=[sentence for sentence in gold if sentence.text not in held_out],
        sentences=read_gold(OWN / "sentences.txt"),
        gaps=read_gaps([OWN / "gaps.tsv"], [data / "raw" / f"{name}.txt.xz" for name in ("news", "wiki")]),
        silver={name: list(read_votes(path, held_out))[::one_in] for name, path in silver.items()},
        words=[
            *read_words(lexicon / "pyvi-words.txt"),
            *read_string_set((data / "profiles" / "vncorenlp" / "vi-vocab").read_bytes()),
        ],
        sure=list(read_words(OWN / "words.txt")),
        names=[
            name
            for file in ("vietnam-places.txt", "given-names.txt", "territories.tsv")
            for name in read_names(lexicon / file)
        ],
    )


def without(inputs: Inputs) -> Iterator[tuple[str, Inputs]]:
    """The inputs less one source."""
    no_gaps = mark_gold([])
    yield "all", inputs
    yield "silver", replace(inputs, silver={})
    for name in SILVER:
        yield f"silver {name}", replace(inputs, silver={n: lines for n, lines in inputs.silver.items() if n != name})
    yield "own gaps", replace(inputs, gaps=no_gaps)
    yield "own sentences, words, gaps", replace(inputs, sentences=[], sure=[], gaps=no_gaps)
    yield "name lists", replace(inputs, names=[])
    yield "word lists", replace(inputs, words=[], sure=[])


@contextmanager
def ngrams(kept: Callable[[int], bool]) -> Iterator[None]:
    """Only n-grams of some lengths; 0 are the keys with shapes."""
    weights = {length: offsets for length, offsets in features.WEIGHTS.items() if kept(length)}
    with patch.object(features, "WEIGHTS", weights):
        yield


@contextmanager
def contexts(kept: Callable[[int], bool]) -> Iterator[None]:
    """Only some kinds of contexts: 0 shapes, 1 listed words, 2 names."""
    views = tuple((of if kept(kind) else (), size) for kind, (of, size) in enumerate(features.CONTEXTS))
    with patch.object(features, "CONTEXTS", views):
        yield


@contextmanager
def shapes() -> Iterator[None]:
    """Neither keys with shapes nor the shapes around a gap."""
    with ngrams(lambda length: length > 0), contexts(lambda kind: kind > 0):
        yield


FEATURES: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "n-grams of three and four": lambda: ngrams(lambda length: length < 3),
    "n-grams of two and more": lambda: ngrams(lambda length: length < 2),
    "shapes": shapes,
}


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path), help="The folder of the data.")
@click.option("--gold", required=True, multiple=True, type=click.Path(exists=True, path_type=Path), help="CoNLL-U.")
@click.option("--one-in", default=50, show_default=True, help="How many silver sentences one is taken of.")
def main(data: Path, gold: tuple[Path, ...], one_in: int) -> None:
    """Prints the table and writes results/ablation.json."""
    console = Console()
    inputs = read_inputs(data, gold, one_in)
    test = [sentence for path in gold for sentence in read_gold(path)]
    taken = sum(map(len, inputs.silver.values()))
    scores: dict[str, dict[str, float]] = {}
    for name, changed in without(inputs):
        scores[name] = score(name, changed, test, console)
    for name, changed_features in FEATURES.items():
        with changed_features():
            scores[name] = score(name, inputs, test, console)
    table = Table("without", *CASES, title=f"{taken:,} silver sentences")
    for name, by_case in scores.items():
        table.add_row(name, *(f"{by_case[case]:.2f}" for case in CASES))
    console.print(table)
    console.print(f"written: {save('ablation', None, {'silver sentences': taken, 'scores': scores})}")


def score(name: str, inputs: Inputs, test: Sequence[GoldSentence], console: Console) -> dict[str, float]:
    """Trains a model and scores it."""
    begin = time.perf_counter()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.tieng"
        inputs.train(path)
        read = tieng.load(model=path).read
        found = {case: round(100 * score_words(read, test, WRITINGS[case]).f1, 2) for case in CASES}
    console.print(f"{name}: {found}, {time.perf_counter() - begin:.0f} s")
    return found


if __name__ == "__main__":
    main()
