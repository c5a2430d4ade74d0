"""A job cut into parts: each is read by one worker and gives one output file.

Where the cuts are depends on the inputs and the size of a part alone, so a job that was stopped goes on with the same
parts, whatever the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tieng.corpus.chunks import Piece
from tieng.corpus.lines import line_blocks
from tieng.corpus.sources import STDIN, Source
from tieng.corpus.tables import csv_blocks, parquet_cuts

SMALLEST, LARGEST = 1 << 20, 64 << 20  # bytes of input in a part, where none is asked for
_PARTS = 32  # that a small job is cut into, so that workers end at about the same time


@dataclass(frozen=True)
class Part:
    """What gives one output file.

    Attributes:
        name: Names of parts, sorted, are in the order of the input.
        pieces: Read one after the other.
        size: Bytes of input, as they lie on the disk.
    """

    name: str
    pieces: tuple[Piece, ...]
    size: int


def part_size(sources: Sequence[Source]) -> int:
    """A size for the parts of a job: small jobs have some dozen parts, large ones parts of 64 MiB."""
    return min(max(sum(source.size for source in sources) // _PARTS, SMALLEST), LARGEST)


def cut(sources: Sequence[Source], size: int, document: str) -> Iterator[Part]:
    """The parts of a job, in order. Files that cannot be cut anywhere and are long are read here, block by block.

    Args:
        sources: The inputs.
        size: Bytes of input that a part should have.
        document: `line` or `file`: what a document of a text file is.
    """
    number = 0
    pieces: list[Piece] = []
    total = 0
    for source in sources:
        whole = document == "file" and source.format == "text"
        if _is_fed(source, size, whole):
            if pieces:
                yield _part(number, pieces, total)
                number, pieces, total = number + 1, [], 0
            yield from _fed(source, size, number)
            number += 1
            continue
        for piece, piece_size in _pieces(source, size, whole):
            pieces.append(piece)
            total += piece_size
            if total >= size:
                yield _part(number, pieces, total)
                number, pieces, total = number + 1, [], 0
    if pieces:
        yield _part(number, pieces, total)


def _part(number: int, pieces: list[Piece], size: int) -> Part:
    return Part(f"part-{number:06d}", tuple(pieces), size)


def _is_fed(source: Source, size: int, whole: bool) -> bool:
    return source.path == STDIN or not (source.is_cut_anywhere or whole or source.size <= size)


def _pieces(source: Source, size: int, whole: bool) -> Iterator[tuple[Piece, int]]:
    if whole or not source.is_cut_anywhere:
        yield Piece(source, 0, -1), source.size
    elif source.format == "parquet":
        for begin, end, share in parquet_cuts(source, size):
            yield Piece(source, begin, end), share
    else:
        count = max(1, round(source.size / size))
        cuts = [source.size * i // count for i in range(count + 1)]
        for begin, end in pairwise(cuts):
            yield Piece(source, begin, end), end - begin


def _fed(source: Source, size: int, number: int) -> Iterator[Part]:
    for i, (piece, read) in enumerate(_fed_pieces(source, size)):
        yield Part(f"part-{number:06d}-{i:06d}", (piece,), read)


def _fed_pieces(source: Source, size: int) -> Iterator[tuple[Piece, int]]:
    if source.format == "csv":
        for chunks, read in csv_blocks(source, size):
            yield Piece(source, chunks=chunks), read
    else:
        for begin, lines, read in line_blocks(source, size):
            yield Piece(source, begin, lines=lines), read
