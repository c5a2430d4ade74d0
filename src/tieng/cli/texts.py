"""What commands that read texts share: files in, blocks of output out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

import click

from tieng.cli.files import STDIN, open_output, progress, read_utf8
from tieng.cli.options import encoding_option
from tieng.pipeline import Reader

Blocks: TypeAlias = Iterable[bytes]
Format: TypeAlias = Callable[[Reader, Blocks, int, bool], Iterator[bytes]]  # with how many threads; lines as sentences
Command: TypeAlias = Callable[..., None]


def text_options(command: Command) -> Command:
    """Adds the options of `convert`."""
    options = (
        click.argument(
            "files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE]..."
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, allow_dash=True),
            help="Write here, not to standard output.",
        ),
        click.option(
            "--format", "form", type=click.Choice(["text", "jsonl", "conllu"]), default="text", show_default=True
        ),
        click.option("--lines", is_flag=True, help="Take each line as one sentence."),
        encoding_option,
        click.option(
            "--threads", default=1, show_default=True, type=click.IntRange(min=1), help="How many to work with."
        ),
    )
    for option in reversed(options):  # as decorators, of which the first is the outermost
        command = option(command)
    return command


def convert(
    reader: Reader,
    text: Format,
    *,
    files: tuple[str, ...],
    output: str | None,
    form: str,
    lines: bool,
    encoding: str,
    threads: int,
) -> None:
    """Writes what the reader finds in files, or in standard input; `text` is the command's own text form."""
    paths = files or (STDIN,)
    with progress(paths) as advance, open_output(output) as out:
        last = b"\n"
        for path in paths:
            if not last.endswith(b"\n"):
                out.write(b"\n")
            name = path if len(paths) > 1 else None  # sentences of several files would have the same numbers
            forms: dict[str, Format] = {"text": text, "jsonl": json_lines, "conllu": partial(conllu, document_id=name)}
            for block in forms[form](reader, watched(read_utf8(path, encoding), advance), threads, lines):
                out.write(block)
                last = block or last


def watched(blocks: Blocks, advance: Callable[[int], None]) -> Iterator[bytes]:
    """The blocks as they are; tells `advance` of each once it was worked on."""
    for block in blocks:
        yield block
        advance(len(block))


def json_lines(reader: Reader, blocks: Blocks, threads: int, lines: bool) -> Iterator[bytes]:
    """Each line of a text as one of JSON."""
    from tieng.formats.jsonl import to_json_line  # here, because most commands write text

    texts = (line.rstrip("\r\n") for line in lines_of(blocks))
    for document in reader.read_many(texts, threads=threads, lines=lines):
        yield to_json_line(document).encode() + b"\n"


def conllu(
    reader: Reader, blocks: Blocks, threads: int, lines: bool, document_id: str | None = None
) -> Iterator[bytes]:
    """The sentences of a text in CoNLL-U; numbers and offsets count from the start of the text."""
    from tieng.formats.conllu import to_conllu  # here, because most commands write text

    offset = 0
    sentences = 0
    for document in reader.read_many(lines_of(blocks), threads=threads, lines=lines):
        written = to_conllu(document, offset=offset, first_id=sentences + 1, document_id=document_id)
        yield written.encode("utf-8", "replace")
        offset += len(document.text)
        sentences += len(document.sentences)


def lines_of(blocks: Blocks) -> Iterator[str]:
    """The lines of a text that comes in blocks, with their line feeds."""
    parts: list[bytes] = []
    for block in blocks:
        *ended, rest = block.split(b"\n")
        for line in ended:
            yield b"".join([*parts, line, b"\n"]).decode()
            parts = []
        if rest:
            parts.append(rest)
    if parts:
        yield b"".join(parts).decode()
