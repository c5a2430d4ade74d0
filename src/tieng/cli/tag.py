"""tieng tag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tieng.cli.options import tagger_options
from tieng.cli.texts import Blocks, convert, lines_of, text_options
from tieng.document import Document
from tieng.pipeline import Reader


@click.command(
    epilog="Example: echo 'Hà Nội vào thu.' | tieng tag",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@text_options
@tagger_options
def tag(reader: Reader, **options: Any) -> None:
    """Find the words of FILEs, or of standard input, and the part of speech of each.

    As text, words are apart by a space, each as `form/TAG` with a tag of Universal Dependencies; each line in gives
    one line out. JSON Lines and CoNLL-U have the treebank's own tags, too, and offsets. Output is always UTF-8.
    """
    convert(reader, _text, **options)


def _text(reader: Reader, blocks: Blocks, threads: int, lines: bool) -> Iterator[bytes]:
    for document in reader.read_many(lines_of(blocks), threads=threads, lines=lines):
        end = "\n" if document.text.endswith("\n") else ""
        yield (_tagged(document) + end).encode("utf-8", "replace")


def _tagged(document: Document) -> str:
    return " ".join(f"{word.form}/{word.tag}" for word in document.words)
