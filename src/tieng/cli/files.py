"""Files of the command line: inputs as a stream of text, outputs that are written whole or not at all."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tieng.errors import InputError
from tieng.kernel import utf8_head
from tieng.output import replacing

BLOCK = 1 << 20
STDIN = "-"
_LONGEST_CHARACTER = 4  # bytes of UTF-8
_LONG = 8 << 20  # bytes of input from which a progress bar is worth its lines


def open_input(path: str) -> BinaryIO:
    """The file, or standard input for `-`."""
    return sys.stdin.buffer if path == STDIN else Path(path).open("rb")


def read_utf8(path: str, encoding: str) -> Iterator[bytes]:
    """The text of a file as UTF-8, in blocks of whole characters.

    Raises:
        InputError: The file is not in that encoding; says at which byte.
    """
    with open_input(path) as file:
        yield from _checked(file, path) if encoding == "utf-8" else _recoded(file, path, encoding)


def _checked(file: BinaryIO, path: str) -> Iterator[bytes]:
    """The bytes of a UTF-8 file as they are."""
    offset = 0  # of the first byte that was not yielded
    pending = b""  # the head of a character that a block was cut in
    while block := file.read(BLOCK):
        data = pending + block
        whole = utf8_head(data)
        if len(data) - whole >= _LONGEST_CHARACTER:
            raise InputError(_not_encoded(path, "utf-8", offset + whole, data[whole:]))
        yield data[:whole]
        offset += whole
        pending = data[whole:]
    if pending:
        raise InputError(_not_encoded(path, "utf-8", offset, pending))


def _recoded(file: BinaryIO, path: str, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset = 0  # of the first byte that the decoder has not turned into text
    ended = False
    while not ended:
        block = file.read(BLOCK)
        ended = not block
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=ended)
        except UnicodeDecodeError as error:
            place = offset + error.start
            raise InputError(_not_encoded(path, encoding, place, error.object[error.start :])) from None
        offset += pending + len(block) - len(decoder.getstate()[0])
        yield text.encode("utf-8", "surrogatepass")


def _not_encoded(path: str, encoding: str, place: int, rest: bytes) -> str:
    name = "standard input" if path == STDIN else path
    got = rest[:1].hex().upper() or "its end"
    return (
        f"{name}: expected {encoding} text, got 0x{got} at byte {place}; "
        "name the encoding it is in, for example --encoding utf-16 or --encoding cp1258"
    )


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that takes its name only once all is written; a pipe or device is written to as it is.

    Raises:
        InputError: There can be no file of that name.
    """
    if path is None or path == STDIN:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if Path(path).exists() and not Path(path).is_file():
        with Path(path).open("wb") as file:
            yield file
        return
    with replacing(path) as file:
        yield file


@contextmanager
def progress(paths: Sequence[str], doing: str = "segmenting") -> Iterator[Callable[[int], None]]:
    """Takes how many bytes were read; shows a bar where a person is looking and the files are long."""
    sizes = [Path(path).stat().st_size for path in paths if path != STDIN and Path(path).is_file()]
    if sum(sizes) < _LONG or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import progress as bars  # here, because it takes longer to import than a short file to segment
    from rich.console import Console

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.DownloadColumn(),
        bars.TransferSpeedColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=sum(sizes) if len(sizes) == len(paths) else None)
        yield lambda read: bar.advance(task, read)
