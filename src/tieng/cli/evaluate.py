"""tieng evaluate."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from tieng.cli.options import reader_options
from tieng.pipeline import Reader
from tieng.training.evaluation import WordScores, recased, score_words
from tieng.training.gold import read_gold

CASES: dict[str, Callable[[str], str]] = {"as-is": str, "lower": recased(str.lower), "upper": recased(str.upper)}


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
    "--case", type=click.Choice(list(CASES)), default="as-is", show_default=True, help="Change the text first."
)
@click.option("--confusions", default=20, show_default=True, type=click.IntRange(min=0), help="How many to list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@reader_options
def evaluate_segment(paths: tuple[str, ...], reader: Reader, case: str, confusions: int, as_json: bool) -> None:
    """Words: precision, recall and F1 by spans, and the worst confusions.

    Example: tieng evaluate segment --gold vi_vtb-ud-test.conllu
    """
    gold = [sentence for path in paths for sentence in read_gold(path)]
    scores = score_words(reader.read, gold, CASES[case])
    worst = scores.confusions.most_common(confusions)
    if as_json:
        click.echo(json.dumps(_as_dict(scores, worst), ensure_ascii=False, indent=2))
    else:
        _print(scores, worst)


def _as_dict(scores: WordScores, worst: list[tuple[tuple[str, str], int]]) -> dict[str, object]:
    return {
        "precision": scores.precision,
        "recall": scores.recall,
        "f1": scores.f1,
        "gold": scores.gold,
        "found": scores.found,
        "right": scores.right,
        "confusions": [{"gold": gold, "found": found, "count": count} for (gold, found), count in worst],
    }


def _print(scores: WordScores, worst: list[tuple[tuple[str, str], int]]) -> None:
    from rich.console import Console  # here, because every command would wait for it
    from rich.table import Table

    console = Console()
    table = Table("words", "precision", "recall", "F1")
    table.add_row(f"{scores.gold:,}", *(f"{100 * share:.2f}" for share in (scores.precision, scores.recall, scores.f1)))
    console.print(table)
    if worst:
        confusions = Table("count", "gold", "found", title="worst confusions")
        for (gold, found), count in worst:
            confusions.add_row(str(count), gold, found)
        console.print(confusions)
