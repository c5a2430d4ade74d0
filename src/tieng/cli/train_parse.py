"""tieng train vectors, tieng train parse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from tieng.cli.model_files import read_card, trees_without, write_with_files
from tieng.errors import MissingExtraError
from tieng.training.gold import read_gold

_FILES = click.Path(exists=True, dir_okay=False)
_OUTPUT = click.Path(dir_okay=False)


@click.command("vectors")
@click.argument("files", nargs=-1, required=True, type=_FILES, metavar="FILE...")
@click.option("-o", "--output", required=True, type=_OUTPUT, help="The .npz file to write.")
def train_vectors(files: tuple[str, ...], output: str) -> None:
    """Make word vectors of FILEs in the text form, as `tieng segment` writes it. The same files give the same vectors.

    Example: tieng segment news.txt -o news.seg.txt; tieng train vectors news.seg.txt -o vectors.npz
    """
    try:
        from tieng.training.vectors import VectorRecipe, make_vectors
    except ImportError as error:
        raise MissingExtraError("training", "train") from error
    lines = [line for path in files for line in Path(path).read_text(encoding="utf-8").split("\n")]
    vectors = make_vectors(lines, VectorRecipe())
    vectors.save(output)
    click.echo(f"{output}: {len(vectors.words)} words, {len(vectors.tokens)} tokens", err=True)


@click.command("parse")
@click.option("--gold", required=True, multiple=True, type=_FILES, help="Right trees, as CoNLL-U.")
@click.option("--without", multiple=True, type=_FILES, help="CoNLL-U whose sentences must not be learned from.")
@click.option("--silver", multiple=True, type=_FILES, help="Trees that other models found, as CoNLL-U.")
@click.option("--vectors", required=True, type=_FILES, help="Word vectors; see `tieng train vectors`.")
@click.option("--epochs", type=click.IntRange(min=1), help="How often gold is gone through.")
@click.option("--seed", default=1, show_default=True, help="Of what is drawn at random.")
@click.option("--card", type=_FILES, help="JSON to put into the model's card: data, licence, known weaknesses.")
@click.option("-o", "--output", required=True, type=_OUTPUT, help="The model file to write.")
def train_parse(
    gold: tuple[str, ...],
    without: tuple[str, ...],
    silver: tuple[str, ...],
    vectors: str,
    epochs: int | None,
    seed: int,
    card: str | None,
    output: str,
) -> None:
    """Learn to find trees, with PyTorch. The same inputs give the same file on the same machine.

    Example: tieng train parse --gold train.conllu --vectors vectors.npz -o my.tieng
    """
    try:
        from tieng.training.parse import Recipe
        from tieng.training.parse import train as fit
        from tieng.training.vectors import WordVectors
    except ImportError as error:
        raise MissingExtraError("training parsers", "train-parse") from error
    held_out = {sentence.text for path in without for sentence in read_gold(path)}
    recipe = replace(Recipe(), seed=seed, epochs=epochs or Recipe.epochs)
    about, sections = fit(
        trees_without(gold, held_out),
        trees_without(silver, held_out),
        WordVectors.open(vectors),
        recipe,
        report=lambda line: click.echo(line, err=True),
    )
    files = {"gold": gold, "without": without, "silver": silver, "vectors": (vectors,)}
    write_with_files(output, about | (read_card(card) if card else {}), sections, files)
