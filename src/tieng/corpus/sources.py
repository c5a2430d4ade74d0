"""Inputs: files, folders, patterns and standard input, each with its format and compression."""

from __future__ import annotations

import bz2
import glob
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

from tieng.corpus.arrow import pa
from tieng.errors import InputError

STDIN = "-"
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}


OPENERS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    ".gz": lambda file: cast(BinaryIO, gzip.GzipFile(fileobj=file)),
    ".xz": lambda file: cast(BinaryIO, lzma.LZMAFile(file)),  # noqa: SIM115
    ".bz2": lambda file: cast(BinaryIO, bz2.BZ2File(file)),
    ".zst": lambda file: cast(BinaryIO, io.BufferedReader(pa.CompressedInputStream(file, "zstd"))),
}


@dataclass(frozen=True)
class Source:
    """One input file.

    Attributes:
        path: Where it is; `-` is standard input.
        format: One of the values of FORMATS.
        size: Bytes, as they lie on the disk; 0 for standard input.
        changed: When it was last written to, in nanoseconds.
    """

    path: str
    format: str
    size: int
    changed: int

    @property
    def compression(self) -> str | None:
        """The suffix that says how it is compressed."""
        suffix = Path(self.path).suffix.lower()
        return suffix if suffix in OPENERS else None

    @property
    def is_cut_anywhere(self) -> bool:
        """Whether its parts can be read by several at once."""
        return self.format == "parquet" or (
            self.format in ("text", "jsonl") and not self.compression and self.path != STDIN
        )

    @contextmanager
    def open(self) -> Iterator[tuple[BinaryIO, BinaryIO]]:
        """Its bytes, decompressed, and the file as it lies on the disk, whose place tells how far that is.

        Raises:
            InputError: It is damaged; while it is read.
        """
        if self.path == STDIN:
            yield _stdin(), _stdin()
            return
        with Path(self.path).open("rb") as raw:
            if not self.compression:
                yield raw, raw
                return
            try:
                yield OPENERS[self.compression](raw), raw
            except (EOFError, lzma.LZMAError, zlib.error, OSError) as error:
                if isinstance(error, OSError) and error.errno:
                    raise
                raise InputError(f"{self.path}: expected {self.compression} data, got: {error}") from None

    def head(self, size: int) -> bytes:
        """At most its first `size` bytes, decompressed. Standard input keeps them, and may show less."""
        with self.open() as (file, _):
            return file.peek(size)[:size] if isinstance(file, _Stdin) else file.read(size)


class _Stdin(io.BufferedReader):
    """Standard input, whose head can be seen before it is read."""


@cache
def _stdin() -> _Stdin:
    return _Stdin(cast(io.BufferedReader, sys.stdin.buffer).raw, 1 << 20)


def find_sources(inputs: Sequence[str], form: str | None = None, out: Path | None = None) -> list[Source]:
    """The files that the inputs name, in order, each once.

    Args:
        inputs: Files, folders (all files below them whose suffix says what they are, by name), patterns, or `-`.
        form: Their format where suffixes do not say it.
        out: Is no input, though it may lie in one of the folders.

    Raises:
        InputError: An input is not there, or there is nothing to read in it.
    """
    found: dict[str, Source] = {}
    for name in inputs:
        for path in _expand(name, form):
            if path == STDIN or out is None or not Path(path).resolve().is_relative_to(out.resolve()):
                found.setdefault(path, _source(path, form))
    if not found:
        raise InputError(f"expected files to read, got none in {', '.join(inputs)}")
    return list(found.values())


def _expand(name: str, form: str | None) -> Iterable[str]:
    if name == STDIN or Path(name).is_file():
        return [name]
    if Path(name).is_dir():
        return _known_files(Path(name), form)
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (a Path wants a folder to begin at)
    if not matches:
        raise InputError(f"{name}: expected a file, a folder or a pattern of files, got nothing there")
    return [path for match in matches for path in _expand(match, form)]


def _known_files(folder: Path, form: str | None) -> Iterator[str]:
    """Files below a folder; hidden ones, and those of other programs' own (`_SUCCESS`), are left out."""
    for path in sorted(folder.rglob("*")):
        own = path.relative_to(folder).parts
        if not any(part.startswith((".", "_")) for part in own) and path.is_file() and (form or _format_of(path)):
            yield str(path)


def _source(path: str, form: str | None) -> Source:
    form = form or _format_of(Path(path)) or "text"
    if path == STDIN:
        if form == "parquet":
            raise InputError("expected Parquet in a file, got it on standard input")
        return Source(path, form, 0, 0)
    status = Path(path).stat()
    return Source(path, form, status.st_size, status.st_mtime_ns)


def _format_of(path: Path) -> str | None:
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes and suffixes[-1] in OPENERS:
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None
