"""Scores of tags and trees on gold sentences, and words a second: raw lines, and words that are given.

    python benchmarks/trees.py --gold vi_vtb-ud-test.conllu

The figures of other systems are those that they publish; releases of the treebank differ.
"""

from __future__ import annotations

import time

import click
from machine import save
from rich.console import Console
from rich.table import Table

import tieng
from tieng.cli.evaluate import read_again
from tieng.training.conll import score_trees
from tieng.training.treebank import read_treebank

METRICS = ("Words", "UPOS", "UAS", "LAS")
PUBLISHED: dict[str, dict[str, tuple[float | None, ...]]] = {
    "raw lines": {
        "trankit-large": (94.88, 89.70, 71.07, 65.37),
        "UDPipe 2 (UD 2.17)": (86.06, 78.40, 56.34, 49.57),
        "stanza 1.1.1": (87.25, None, 53.63, 48.16),
    },
    "gold words": {"UDPipe 2": (100.0, 89.92, 75.84, 65.51)},
}
ROUNDS = 5


@click.command()
@click.option("--gold", required=True, multiple=True, type=click.Path(exists=True, dir_okay=False), help="CoNLL-U.")
def main(gold: tuple[str, ...]) -> None:
    """Prints the tables and writes results/trees.json."""
    console = Console()
    reader = tieng.load(tasks=("segment", "tag", "parse"))
    scores: dict[str, dict[str, float]] = {}
    for words, others in PUBLISHED.items():
        found = score_trees(*read_again(gold, reader, words == "gold words"))
        scores[words] = {metric: round(100 * found[metric].f1, 2) for metric in METRICS}
        table = Table(words, *METRICS)
        table.add_row(f"tieng {tieng.__version__}", *(f"{score:.2f}" for score in scores[words].values()))
        for system, published in others.items():
            table.add_row(system, *("–" if score is None else f"{score:.2f}" for score in published))
        console.print(table)
    speed = words_a_second(reader, [[row.form for row in tree] for path in gold for tree in read_treebank(path)])
    console.print(f"words a second, one thread: {speed}")
    console.print(f"written: {save('trees', None, {'scores': scores, 'words a second': speed})}")


def words_a_second(reader: tieng.Reader, sentences: list[list[str]]) -> dict[str, int]:
    """The best of some rounds of tagging alone and of parsing alone, by the processor's time."""
    document = reader.read_words(sentences)
    arrays = (document._starts, document._ends, document._word_tokens, document._sentence_words)
    assert reader.tagger
    assert reader.parser
    return {
        name: round(
            len(document.words) / min(seconds(lambda work=work: work(document.text, *arrays)) for _ in range(ROUNDS))
        )
        for name, work in (("tag", reader.tagger.tag), ("parse", reader.parser.parse))
    }


def seconds(work: object) -> float:
    assert callable(work)
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
