"""tieng parse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tieng.cli.files import STDIN, read_utf8
from tieng.cli.options import parser_options
from tieng.cli.texts import Blocks, convert, lines_of, text_options
from tieng.document import Document, Sentence, Word
from tieng.errors import InputError
from tieng.output import replacing
from tieng.pipeline import Reader


@click.command(
    epilog="Example: echo 'Hà Nội vào thu.' | tieng parse",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@text_options
@click.option("--svg", type=click.Path(dir_okay=False), help="Draw the first sentence into this file instead.")
@parser_options
def parse(reader: Reader, svg: str | None, **options: Any) -> None:
    """Find the words of FILEs, or of standard input, their parts of speech and the tree of each sentence.

    As text, each sentence is a line of words apart by a space, each as `form/TAG/relation/head`, where `head` is the
    number of the head in the sentence, 0 for the root; an empty line ends each line in. CoNLL-U is the usual form of
    trees, `--format conllu`. Output is always UTF-8.
    """
    if svg:
        draw(reader, svg, **options)
    else:
        convert(reader, _text, **options)


def draw(reader: Reader, svg: str, files: tuple[str, ...], encoding: str, lines: bool, **_: Any) -> None:
    """Writes a picture of the first sentence.

    Raises:
        InputError: There is no sentence.
    """
    blocks = (block for path in files or (STDIN,) for block in read_utf8(path, encoding))
    for document in reader.read_many(lines_of(blocks), lines=lines):
        for sentence in document.sentences[:1]:
            with replacing(Path(svg)) as file:
                file.write(sentence.to_svg().encode("utf-8", "replace"))
            return
    raise InputError("expected a sentence to draw, got none")


def _text(reader: Reader, blocks: Blocks, threads: int, lines: bool) -> Iterator[bytes]:
    for document in reader.read_many(lines_of(blocks), threads=threads, lines=lines):
        yield _parsed(document).encode("utf-8", "replace")


def _parsed(document: Document) -> str:
    return "".join(f"{_line(sentence)}\n" for sentence in document.sentences) + "\n"


def _line(sentence: Sentence) -> str:
    return " ".join(map(_analysed, sentence.words))


def _analysed(word: Word) -> str:
    return f"{word.form}/{word.tag}/{word.relation}/{word.head_number}"
