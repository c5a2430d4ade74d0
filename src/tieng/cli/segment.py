"""tieng segment."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator

import click
from rich.progress import Progress

from tieng.cli.files import STDIN, open_output, progress, read_text
from tieng.formats.conllu import to_conllu
from tieng.formats.jsonl import to_json_line
from tieng.pipeline import DEFAULT_MODEL, PROFILES, Reader, load

Format = Callable[[Reader, Iterable[str]], Iterator[bytes]]


def _encoding(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise click.BadParameter(f"no encoding is called {name!r}; try utf-8, utf-16 or cp1258") from None


@click.command(
    epilog="Example: echo 'Hà Nội vào thu.' | tieng segment",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE]...")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write here, not to standard output.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl", "conllu"]), default="text", show_default=True)
@click.option("--encoding", default="utf-8", show_default=True, callback=_encoding, help="Of the input.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="A shipped model or the path of a model file.")
@click.option("--profile", type=click.Choice(list(PROFILES)), help="Give what another system gives, to the letter.")
def segment(
    files: tuple[str, ...], output: str | None, form: str, encoding: str, model: str, profile: str | None
) -> None:
    """Find the words of FILEs, or of standard input.

    As text, words are apart by a space and the syllables of a word are joined by `_`; each line in gives one line
    out. As JSON Lines, each line in gives one object with its words and their offsets. As CoNLL-U, offsets count
    from the start of the file. Output is always UTF-8.
    """
    reader = load(model=model, profile=profile)
    paths = files or (STDIN,)
    with progress(paths) as bar, open_output(output) as out:
        last = b"\n"
        for path in paths:
            if not last.endswith(b"\n"):
                out.write(b"\n")
            for block in FORMATS[form](reader, _watched(read_text(path, encoding), bar)):
                out.write(block)
                last = block or last


def _watched(blocks: Iterable[str], bar: Progress) -> Iterator[str]:
    task = bar.task_ids[0]
    for block in blocks:
        yield block
        if not bar.disable:
            bar.update(task, advance=len(block.encode()))


def _text(reader: Reader, blocks: Iterable[str]) -> Iterator[bytes]:
    """The text form. What the segmenter leaves of a block goes before the next one."""
    rest = b""
    begun = False
    wanted = 0  # a token longer than a block is not looked at again before the text has doubled
    for block in blocks:
        rest += block.encode()
        if len(rest) < wanted:
            continue
        segmented, read = reader.segmenter.segment_bytes(rest, begun, last=False)
        begun = begun or read > 0
        rest = rest[read:]
        wanted = 0 if read else 2 * len(rest)
        yield segmented
    yield reader.segmenter.segment_bytes(rest, begun, last=True)[0]


def _jsonl(reader: Reader, blocks: Iterable[str]) -> Iterator[bytes]:
    for line in _lines(blocks):
        yield to_json_line(reader.read(line.rstrip("\r\n"))).encode() + b"\n"


def _conllu(reader: Reader, blocks: Iterable[str]) -> Iterator[bytes]:
    offset = 0
    sentences = 0
    for line in _lines(blocks):
        document = reader.read(line)
        yield to_conllu(document, offset=offset, first_id=sentences + 1).encode()
        offset += len(line)
        sentences += len(document.sentences)


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    """The lines of a text that comes in blocks, with their line feeds."""
    parts: list[str] = []
    for block in blocks:
        *ended, rest = block.split("\n")
        for line in ended:
            yield "".join([*parts, line, "\n"])
            parts = []
        if rest:
            parts.append(rest)
    if parts:
        yield "".join(parts)


FORMATS: dict[str, Format] = {"text": _text, "jsonl": _jsonl, "conllu": _conllu}
