"""tieng stats."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tieng.cli.files import STDIN, open_output, progress, read_utf8
from tieng.cli.options import encoding_option, reader_options
from tieng.cli.texts import lines_of, watched
from tieng.pipeline import Reader
from tieng.statistics.figures import headline, rankings, sentence_histogram, word_histogram
from tieng.statistics.page import to_html
from tieng.statistics.summary import Ranking, Statistics, measure

if TYPE_CHECKING:
    from rich.table import Table

_BAR = 30  # characters
_PLAIN = ("", ".txt", ".text")


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: tieng stats news.txt --html news.html",
)
@click.argument("inputs", nargs=-1, metavar="[IN]...")
@click.option("--top", default=20, show_default=True, type=click.IntRange(min=0), help="How many to list of each.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--html", "page", type=click.Path(dir_okay=False, allow_dash=True), help="Write a page with plots here.")
@click.option("--text-column", "column", default="text", show_default=True, help="Where the texts of a table are.")
@encoding_option
@reader_options
def stats(
    inputs: tuple[str, ...], reader: Reader, encoding: str, column: str, top: int, as_json: bool, page: str | None
) -> None:
    """Count words, names and lengths in corpora, or in standard input.

    IN are text files (each line that is not blank is a document), and all else that `tieng corpus` reads: JSON Lines,
    CSV, Parquet, compressed files, folders and patterns. Words that differ in case or in the place of a tone mark only
    are one distinct word; names are told by their capitals.
    """
    paths = inputs or (STDIN,)
    if all(path == STDIN or (Path(path).is_file() and Path(path).suffix in _PLAIN) for path in paths):
        texts = _lines(paths, encoding)
    elif encoding == "utf-8":
        texts = _documents(paths, column)
    else:
        raise click.UsageError(f"--encoding is of text files only, expected none beside {', '.join(paths)}")
    found = measure(reader, texts, top=top)
    if page:
        with open_output(page) as out:
            out.write(to_html(found, ", ".join(_name(path) for path in paths)).encode())
    if as_json:
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2).encode("utf-8", "replace"))
    elif page != STDIN:
        _print(found)


def _lines(paths: Sequence[str], encoding: str) -> Iterator[str]:
    with progress(paths, "counting") as advance:
        for path in paths:
            for line in lines_of(watched(read_utf8(path, encoding), advance)):
                if not line.isspace():
                    yield line.rstrip("\r\n")


def _documents(paths: Sequence[str], column: str) -> Iterator[str]:
    from tieng.corpus.documents import read_texts  # here, because text files need no pyarrow

    rejected: Counter[str] = Counter()
    yield from read_texts(paths, text=column, set_aside=lambda document: rejected.update([document.reason]))
    for reason, count in rejected.most_common():
        click.echo(f"tieng: {count:,} left out: {reason}", err=True)


def _name(path: str) -> str:
    return "standard input" if path == STDIN else Path(path).name


def _print(found: Statistics) -> None:
    from rich.console import Console  # here, because every command would wait for it
    from rich.table import Table
    from rich.text import Text

    console = Console()
    counts = Table(show_header=False)
    for name, number in headline(found):
        counts.add_row(name, Text(number, justify="right"))
    console.print(counts)
    for title, bars in (
        ("words in a sentence", sentence_histogram(found)),
        ("syllables in a word", word_histogram(found)),
    ):
        console.print(_histogram(title, bars))
    lists = [(title, ranking) for title, ranking in rankings(found) if ranking]
    if lists:
        console.print(_side_by_side(lists))


def _histogram(title: str, bars: Ranking) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", show_header=False)
    most = max(count for _, count in bars) or 1
    for name, count in bars:
        table.add_row(name, Text(f"{count:,}", justify="right"), "█" * round(_BAR * count / most))
    return table


def _side_by_side(lists: list[tuple[str, Ranking]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for title, _ in lists:
        table.add_column(title, overflow="fold")
        table.add_column("", justify="right")
    for i in range(max(len(ranking) for _, ranking in lists)):
        cells: list[Text] = []  # not strings, which could have markup in them
        for _, ranking in lists:
            form, count = ranking[i] if i < len(ranking) else ("", 0)
            cells += [Text(form), Text(f"{count:,}" if form else "")]
        table.add_row(*cells)
    return table
