"""Files of the command line: inputs as a stream of text, outputs that are written whole or not at all."""

from __future__ import annotations

import codecs
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tieng.errors import InputError

BLOCK = 1 << 20
STDIN = "-"
_LONG = 8 << 20  # bytes of input from which a progress bar is worth its lines


def open_input(path: str) -> BinaryIO:
    """The file, or standard input for `-`."""
    return sys.stdin.buffer if path == STDIN else Path(path).open("rb")


def read_utf8(path: str, encoding: str) -> Iterator[bytes]:
    """The text of a file as UTF-8, in blocks of whole characters.

    Raises:
        InputError: The file is not in that encoding; says at which byte.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset = 0  # of the first byte that was not yielded
    pending = b""
    with open_input(path) as file:
        while True:
            block = file.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                raise InputError(_not_encoded(path, encoding, offset + error.start, error)) from None
            kept = decoder.getstate()[0]
            # For UTF-8 decoding was the check; the bytes themselves go on.
            read = pending + block if encoding == "utf-8" else b""
            if text:
                yield read[: len(read) - len(kept)] if read else text.encode("utf-8", "surrogatepass")
            offset += len(pending) + len(block) - len(kept)
            pending = kept
            if not block:
                return


def _not_encoded(path: str, encoding: str, byte: int, error: UnicodeDecodeError) -> str:
    name = "standard input" if path == STDIN else path
    got = error.object[error.start : error.start + 1].hex().upper() or "its end"
    return (
        f"{name}: expected {encoding} text, got 0x{got} at byte {byte}; "
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
    target = Path(path).resolve()  # a link stays a link
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[Callable[[int], None]]:
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
        task = bar.add_task("segmenting", total=sum(sizes) if len(sizes) == len(paths) else None)
        yield lambda read: bar.advance(task, read)
