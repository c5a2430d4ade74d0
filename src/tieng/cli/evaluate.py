"""tieng evaluate."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from tieng.cli.options import parser_options, reader_options, tagger_options
from tieng.pipeline import Reader
from tieng.training.conll import Score, confusions, score_trees
from tieng.training.evaluation import WordScores, score_words
from tieng.training.gold import read_gold, sentence_of
from tieng.training.tagset import folded
from tieng.training.treebank import Tree, read_treebank, trees_of
from tieng.training.writings import WRITINGS

Command = Callable[..., None]
_confusions_option = click.option(
    "--confusions", "shown", default=20, show_default=True, type=click.IntRange(min=0), help="How many to list."
)


@click.group()
def evaluate() -> None:
    """Score a model against gold data."""


@evaluate.command("segment")
@click.option(
    "--gold",
    "paths",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="CoNLL-U, or .txt in the text form.",
)
@click.option(
    "--case",
    type=click.Choice(list(WRITINGS)),
    default="as-is",
    show_default=True,
    help="Change the text first; `bare` takes its diacritics away.",
)
@_confusions_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@reader_options
def evaluate_segment(paths: tuple[str, ...], reader: Reader, case: str, shown: int, as_json: bool) -> None:
    """Words: precision, recall and F1 by spans, and the worst confusions.

    Example: tieng evaluate segment --gold vi_vtb-ud-test.conllu
    """
    gold = [sentence for path in paths for sentence in read_gold(path)]
    scores = score_words(reader.read, gold, WRITINGS[case])
    worst = scores.confusions.most_common(shown)
    if as_json:
        click.echo(json.dumps(_as_dict(scores, worst), ensure_ascii=False, indent=2))
    else:
        _print(scores, worst)


def show_scores(scores: dict[str, Score], worst: list[tuple[tuple[str, str], int]], as_json: bool) -> None:
    """Prints scores and confusions."""
    if as_json:
        shares = {name: _shares(score) for name, score in scores.items()}
        click.echo(json.dumps(shares | {"confusions": _listed(worst)}, ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # here, because every command would wait for it
    from rich.table import Table

    table = Table("", "precision", "recall", "F1", "of aligned words")
    for name, score in scores.items():
        table.add_row(name, *(f"{100 * share:.2f}" for share in _shares(score).values()))
    Console().print(table)
    _print_confusions(worst)


def _shares(score: Score) -> dict[str, float]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1, "aligned": score.accuracy}


def _as_dict(scores: WordScores, worst: list[tuple[tuple[str, str], int]]) -> dict[str, object]:
    return {
        "precision": scores.precision,
        "recall": scores.recall,
        "f1": scores.f1,
        "gold": scores.gold,
        "found": scores.found,
        "right": scores.right,
        "confusions": _listed(worst),
    }


def _listed(worst: list[tuple[tuple[str, str], int]]) -> list[dict[str, str | int]]:
    return [{"gold": gold, "found": found, "count": count} for (gold, found), count in worst]


def _print(scores: WordScores, worst: list[tuple[tuple[str, str], int]]) -> None:
    from rich.console import Console  # here, because every command would wait for it
    from rich.table import Table

    table = Table("words", "precision", "recall", "F1")
    table.add_row(f"{scores.gold:,}", *(f"{100 * share:.2f}" for share in (scores.precision, scores.recall, scores.f1)))
    Console().print(table)
    _print_confusions(worst)


def _print_confusions(worst: list[tuple[tuple[str, str], int]]) -> None:
    from rich.console import Console
    from rich.table import Table

    if worst:
        table = Table("count", "gold", "found", title="worst confusions")
        for (gold, found), count in worst:
            table.add_row(str(count), gold, found)
        Console().print(table)


def tree_options(command: Command) -> Command:
    """Adds --gold, --gold-words and --json."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option("--gold-words", is_flag=True, help="Take the words of the gold standard, not the reader's own."),
        click.option(
            "--gold",
            "paths",
            required=True,
            multiple=True,
            type=click.Path(exists=True, dir_okay=False),
            help="CoNLL-U.",
        ),
    ):  # the last is the first in the help
        command = option(command)
    return command


def read_again(paths: tuple[str, ...], reader: Reader, gold_words: bool) -> tuple[list[Tree], list[Tree]]:
    """The sentences of files, and the same as the reader reads them, each as a line."""
    gold = [folded(tree) for path in paths for tree in read_treebank(path)]
    if gold_words:
        return gold, trees_of(reader.read_words([[row.form for row in tree] for tree in gold]))
    return gold, [tree for right in gold for tree in trees_of(reader.read(sentence_of(right).text, lines=True))]


@evaluate.command("tag")
@tree_options
@click.option(
    "--confusions", "shown", default=20, show_default=True, type=click.IntRange(min=0), help="How many to list."
)
@tagger_options
def evaluate_tag(paths: tuple[str, ...], reader: Reader, gold_words: bool, shown: int, as_json: bool) -> None:
    """Parts of speech by the rules of the CoNLL 2018 shared task, each sentence a line, and the worst confusions.

    XPOS is folded: the treebank writes it in two ways.

    Example: tieng evaluate tag --gold vi_vtb-ud-test.conllu
    """
    gold, found = read_again(paths, reader, gold_words)
    worst = confusions(gold, found).most_common(shown)
    show_scores(score_trees(gold, found), worst, as_json)


@evaluate.command("parse")
@tree_options
@parser_options
def evaluate_parse(paths: tuple[str, ...], reader: Reader, gold_words: bool, as_json: bool) -> None:
    """Trees by the rules of the CoNLL 2018 shared task, each sentence a line; subtypes of relations do not count.

    Example: tieng evaluate parse --gold vi_vtb-ud-test.conllu
    """
    gold, found = read_again(paths, reader, gold_words)
    show_scores(score_trees(gold, found), [], as_json)
