"""tieng segment."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator

import click

from tieng.cli.files import STDIN, open_output, progress, read_utf8
from tieng.cli.options import reader_options
from tieng.formats.conllu import to_conllu
from tieng.formats.jsonl import to_json_line
from tieng.pipeline import Reader, ordered_map

Format = Callable[[Reader, Iterable[bytes], int], Iterator[bytes]]
_LONG_LINE = 4 << 20  # bytes; a longer line is not waited for


def _encoding(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    try:
        "".encode(name)  # fails for `hex` and its like, which codecs.lookup() knows but which are not of text
        return codecs.lookup(name).name
    except (LookupError, UnicodeError):
        raise click.BadParameter(f"no encoding is called {name!r}; try utf-8, utf-16 or cp1258") from None


@click.command(
    epilog="Example: echo 'Hà Nội vào thu.' | tieng segment",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE]...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write here, not to standard output."
)
@click.option("--format", "form", type=click.Choice(["text", "jsonl", "conllu"]), default="text", show_default=True)
@click.option("--encoding", default="utf-8", show_default=True, callback=_encoding, help="Of the input.")
@click.option("--threads", default=1, show_default=True, type=click.IntRange(min=1), help="How many to work with.")
@reader_options
def segment(
    files: tuple[str, ...],
    output: str | None,
    form: str,
    encoding: str,
    threads: int,
    reader: Reader,
) -> None:
    """Find the words of FILEs, or of standard input.

    As text, words are apart by a space and the syllables of a word are joined by `_`; each line in gives one line
    out. As JSON Lines, each line in gives one object with its words and their offsets. As CoNLL-U, offsets count
    from the start of the file. Output is always UTF-8.
    """
    paths = files or (STDIN,)
    with progress(paths) as advance, open_output(output) as out:
        last = b"\n"
        for path in paths:
            if not last.endswith(b"\n"):
                out.write(b"\n")
            for block in FORMATS[form](reader, _watched(read_utf8(path, encoding), advance), threads):
                out.write(block)
                last = block or last


def _watched(blocks: Iterable[bytes], advance: Callable[[int], None]) -> Iterator[bytes]:
    for block in blocks:
        yield block
        advance(len(block))


def _text(reader: Reader, blocks: Iterable[bytes], threads: int) -> Iterator[bytes]:
    for segmented, _ in ordered_map(
        lambda piece: reader.segmenter.segment_bytes(*piece), _pieces(reader, blocks), threads
    ):
        yield segmented


def _pieces(reader: Reader, blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool, bool]]:
    """Runs of whole lines, as arguments of `segment_bytes`; a very long line comes in parts."""
    rest = b""
    begun = False  # whether a part of the line at the head of `rest` came before
    wanted = _LONG_LINE
    for block in blocks:
        rest += block
        if end := rest.rfind(b"\n") + 1:
            yield rest[:end], begun, True
            rest, begun, wanted = rest[end:], False, _LONG_LINE
        elif len(rest) >= wanted:
            read = reader.segmenter.segment_bytes(rest, begun, False)[1]
            if read:
                yield rest[:read], begun, True
            begun = begun or read > 0
            rest = rest[read:]
            wanted = max(_LONG_LINE, 2 * len(rest))  # so that one endless token costs linear time
    yield rest, begun, True


def _jsonl(reader: Reader, blocks: Iterable[bytes], threads: int) -> Iterator[bytes]:
    lines = (line.rstrip("\r\n") for line in _lines(blocks))
    for document in reader.read_many(lines, threads=threads):
        yield to_json_line(document).encode() + b"\n"


def _conllu(reader: Reader, blocks: Iterable[bytes], threads: int) -> Iterator[bytes]:
    offset = 0
    sentences = 0
    for document in reader.read_many(_lines(blocks), threads=threads):
        yield to_conllu(document, offset=offset, first_id=sentences + 1).encode("utf-8", "replace")
        offset += len(document.text)
        sentences += len(document.sentences)


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
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


FORMATS: dict[str, Format] = {"text": _text, "jsonl": _jsonl, "conllu": _conllu}
