"""F1 of sentence ends: gold sentences joined into paragraphs, and found again by tieng, underthesea and a regex.

The gold sentences stand in the order of their file, written as people write them (`written`), 2 to 8 to a paragraph
(drawn with a fixed seed) and once more all in one text. An end counts where as many letters and digits stand before it
as in the gold: which sentence a closing quote goes to does not matter. The end of a text is not scored. Sentences
without a stop have ends that no one can find, so the scores are also given without such sentences.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterable, Sequence

import click
from machine import ask, save
from rich.console import Console
from rich.table import Table

from tieng.training.counts import Counts
from tieng.training.gold import GoldSentence, read_gold

SEED = 1
CLOSING = frozenset(". , ; : ? ! … ... ) ] } ” ’ » %".split())
OPENING = frozenset("( [ { “ ‘ « #".split())
BRACKETS = {"LBKT": "(", "RBKT": ")"}  # as some of the treebank's sentences have them
STOPS = re.compile(r"[.!?…][\"”’»)\]]*\Z")
SPLITS = re.compile(r"[.!?…][\"”’»)\]]*\s+")
_FILES = click.Path(exists=True, dir_okay=False)


@click.command()
@click.option("--gold", required=True, multiple=True, type=_FILES, help="CoNLL-U with the sentences.")
@click.option("--peers", type=click.Path(exists=True), help="The Python of an environment with underthesea.")
@click.option("--errors", default=0, show_default=True, help="How many of tieng's errors of each kind to list.")
def main(gold: tuple[str, ...], peers: str | None, errors: int) -> None:
    """Prints the table and writes results/sentences.json."""
    sentences = [written(sentence) for path in gold for sentence in read_gold(path)]
    stopped = [sentence for sentence in sentences if STOPS.search(sentence)]
    materials = {
        "paragraphs": paragraphs(sentences),
        "one text": [sentences],
        "paragraphs, stops only": paragraphs(stopped),
        "one text, stops only": [stopped],
    }
    systems: dict[str, Callable[[list[str]], list[list[str]]]] = {
        "tieng": lambda texts: asked(sys.executable, "tieng", texts),
        "regex, any stop": lambda texts: [by_regex(text, capital=False) for text in texts],
        "regex, before a capital": lambda texts: [by_regex(text, capital=True) for text in texts],
    }
    if peers:
        systems["underthesea"] = lambda texts: asked(peers, "underthesea", texts)
    found = {
        system: {name: split([" ".join(part) for part in parts]) for name, parts in materials.items()}
        for system, split in systems.items()
    }
    scores = {
        system: {name: score(materials[name], texts) for name, texts in by_name.items()}
        for system, by_name in found.items()
    }
    console = Console(width=120)
    console.print(as_table(scores, f"{len(sentences)} sentences, {len(stopped)} end in a stop"))
    for kind, place in wrong(materials["paragraphs"], found["tieng"]["paragraphs"], errors):
        console.print(f"{kind}  {place}", highlight=False, markup=False)
    results = {
        system: {name: {"f1": s.f1, "precision": s.precision, "recall": s.recall} for name, s in by_name.items()}
        for system, by_name in scores.items()
    }
    counts = {"sentences": len(sentences), "with a stop": len(stopped), "scores": results}
    console.print(f"written: {save('sentences', peers, counts)}")


def as_table(scores: dict[str, dict[str, Counts]], title: str) -> Table:
    table = Table("sentence ends: F1 (precision, recall)", *next(iter(scores.values())), title=title)
    for system, by_name in scores.items():
        cells = (f"{100 * s.f1:.2f} ({100 * s.precision:.2f}, {100 * s.recall:.2f})" for s in by_name.values())
        table.add_row(system, *cells)
    return table


def written(sentence: GoldSentence) -> str:
    """A treebank's sentence as people write it: marks without the spaces that its tokens have.

    Straight quotes open at the head of the sentence and close at its end; between, they take turns.
    """
    tokens = [BRACKETS.get(token, token) for token in sentence.text.split()]
    text = ""
    glue = True
    open_quotes = 0
    for i, token in enumerate(tokens):
        quote = token in {'"', "'"}
        closes = quote and (i + 1 == len(tokens) or open_quotes % 2 == 1) and i > 0
        text += token if glue or closes or token in CLOSING or token == "/" else f" {token}"
        open_quotes += quote
        glue = token in OPENING or token == "/" or (quote and not closes)
    return re.sub(r"(?<=\d)([.,]) (?=\d)", r"\1", text)


def paragraphs(sentences: Sequence[str]) -> list[list[str]]:
    """The sentences in order, 2 to 8 at a time."""
    draw = random.Random(SEED)
    parts = []
    start = 0
    while start < len(sentences):
        size = draw.randint(2, 8)
        parts.append(list(sentences[start : start + size]))
        start += size
    return parts


def asked(python: str, system: str, texts: list[str]) -> list[list[str]]:
    found = ask(python, {"job": "sentences", "system": system, "texts": texts})["sentences"]
    assert isinstance(found, list)
    return found


def by_regex(text: str, *, capital: bool) -> list[str]:
    """Parts of the text that end with a stop, closing marks and white space; with `capital`, before a capital only."""
    parts = []
    start = 0
    for match in SPLITS.finditer(text):
        following = next((char for char in text[match.end() :] if char.isalnum()), "")
        if not capital or following.isupper():
            parts.append(text[start : match.end()])
            start = match.end()
    return [*parts, text[start:]]


def ends(parts: Iterable[str]) -> set[int]:
    """How many letters and digits stand before each end, but the last."""
    places = []
    count = 0
    for part in parts:
        count += sum(map(str.isalnum, part))
        places.append(count)
    return set(places) - {count, 0}


def score(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> Counts:
    pairs = [(ends(right), ends(answer)) for right, answer in zip(gold, found, strict=True)]
    return Counts(
        right=sum(len(right & answer) for right, answer in pairs),
        found=sum(len(answer) for _, answer in pairs),
        gold=sum(len(right) for right, _ in pairs),
    )


def wrong(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], most: int) -> list[tuple[str, str]]:
    """Places where a sentence ends only in the gold, or only in the answer."""
    missed: list[tuple[str, str]] = []
    extra: list[tuple[str, str]] = []
    for right, answer in zip(gold, found, strict=True):
        text = " ".join(right)
        missed += [("missed", around(text, end)) for end in sorted(ends(right) - ends(answer))]
        extra += [("extra ", around(text, end)) for end in sorted(ends(answer) - ends(right))]
    return [*missed[:most], *extra[:most]]


def around(text: str, end: int) -> str:
    """The text at an end, which is marked by a bar."""
    place = [i + 1 for i, char in enumerate(text) if char.isalnum()][end - 1]
    return f"{text[max(0, place - 45) : place]}|{text[place : place + 45]}"


if __name__ == "__main__":
    main()
