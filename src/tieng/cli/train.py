"""tieng train."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from tieng.cli.model_files import read_card, trees_without, write_with_files
from tieng.cli.train_parse import train_parse, train_vectors
from tieng.errors import MissingExtraError
from tieng.lexicon import read_names, read_words
from tieng.profiles.java import MAGIC_AND_VERSION, read_string_set
from tieng.training.gold import read_gold

_FILES = click.Path(exists=True, dir_okay=False)


@click.group()
def train() -> None:
    """Train a model."""


train.add_command(train_vectors)
train.add_command(train_parse)


@train.command("segment")
@click.option(
    "--gold", required=True, multiple=True, type=_FILES, help="Right words: CoNLL-U, or .txt in the text form."
)
@click.option("--without", multiple=True, type=_FILES, help="CoNLL-U whose sentences must not be learned from.")
@click.option("--gaps", multiple=True, type=_FILES, help="Single gaps of raw texts that a reader decided.")
@click.option(
    "--raw", multiple=True, type=_FILES, help="A text that --gaps speaks of, plain or .xz: news.txt is `news`."
)
@click.option("--silver", multiple=True, type=_FILES, help="Votes of two segmenters, plain or .xz.")
@click.option("--lexicon", multiple=True, type=_FILES, help="A word list, a word a line, or VnCoreNLP's vi-vocab.")
@click.option("--sure", multiple=True, type=_FILES, help="A word list that overrules votes which split its words.")
@click.option("--names", multiple=True, type=_FILES, help="Names of people and places, one a line.")
@click.option("--card", type=_FILES, help="JSON to put into the model's card: data, licence, known weaknesses.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The model file to write.")
def train_segment(
    gold: tuple[str, ...],
    without: tuple[str, ...],
    gaps: tuple[str, ...],
    raw: tuple[str, ...],
    silver: tuple[str, ...],
    lexicon: tuple[str, ...],
    sure: tuple[str, ...],
    names: tuple[str, ...],
    card: str | None,
    output: str,
) -> None:
    """Learn to find words. The same inputs give the same file.

    Example: tieng train segment --gold train.conllu --lexicon words.txt -o my.tieng
    """
    try:
        from tieng.training.gaps import read_gaps
        from tieng.training.marks import overrule, read_votes
        from tieng.training.segment import Recipe
        from tieng.training.segment import train as fit
    except ImportError as error:
        raise MissingExtraError("training", "train") from error
    more = read_card(card) if card else {}
    held_out = {sentence.text for path in without for sentence in read_gold(path)}
    sentences = [sentence for path in gold for sentence in read_gold(path) if sentence.text not in held_out]
    sure_words = [word for path in sure for word in read_words(path)]
    votes = (line for path in silver for line in read_votes(path, held_out))
    about, sections = fit(
        sentences,
        read_gaps(gaps, raw),
        list(overrule(votes, sure_words)),
        [*(word for path in lexicon for word in _words(path)), *sure_words],
        [name for path in names for name in read_names(path)],
        Recipe(),
        report=lambda line: click.echo(line, err=True),
    )
    files = {"gold": gold, "without": without, "gaps": gaps, "raw": raw, "silver": silver}
    files |= {"lexicon": lexicon, "sure": sure, "names": names}
    write_with_files(output, about | more, sections, files)


@train.command("tag")
@click.option("--gold", required=True, multiple=True, type=_FILES, help="CoNLL-U, annotated as the model shall tag.")
@click.option("--others", multiple=True, type=_FILES, help="CoNLL-U of annotators with other habits.")
@click.option("--without", multiple=True, type=_FILES, help="CoNLL-U whose sentences must not be learned from.")
@click.option("--silver", multiple=True, type=_FILES, help="Another program's tags: word|tag between tabs; may be .xz.")
@click.option("--card", type=_FILES, help="JSON to put into the model's card: data, licence, known weaknesses.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The model file to write.")
def train_tag(
    gold: tuple[str, ...],
    others: tuple[str, ...],
    without: tuple[str, ...],
    silver: tuple[str, ...],
    card: str | None,
    output: str,
) -> None:
    """Learn to find parts of speech. The same inputs give the same file.

    Example: tieng train tag --gold train.conllu --silver news.tags.tsv.xz -o my.tieng
    """
    try:
        from tieng.training.tag import Recipe
        from tieng.training.tag import train as fit
        from tieng.training.tagged import read_tagged
    except ImportError as error:
        raise MissingExtraError("training", "train") from error
    more = read_card(card) if card else {}
    held_out = {sentence.text for path in without for sentence in read_gold(path)}
    about, sections = fit(
        trees_without(gold, held_out),
        trees_without(others, held_out),
        [sentence for path in silver for sentence in read_tagged(path, held_out)],
        Recipe(),
        report=lambda line: click.echo(line, err=True),
    )
    files = {"gold": gold, "others": others, "without": without, "silver": silver}
    write_with_files(output, about | more, sections, files)


def _words(path: str) -> Iterable[str]:
    """A word list, or the serialised Java set in which VnCoreNLP keeps its vocabulary."""
    with Path(path).open("rb") as file:
        if file.read(len(MAGIC_AND_VERSION)) != MAGIC_AND_VERSION:
            return read_words(path)
    return read_string_set(Path(path).read_bytes())
