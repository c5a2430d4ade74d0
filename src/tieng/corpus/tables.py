"""CSV and Parquet: rows of a piece of a file as documents."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import accumulate, pairwise
from typing import BinaryIO

from tieng.corpus.arrow import pa, pq
from tieng.corpus.chunks import CHUNK, ROWS, Chunk, Piece, Rejected
from tieng.corpus.sources import Source
from tieng.errors import InputError

_MOST_CUTS = 8  # of one row group; a job on 136 MB in one group took a tenth more CPU than in nine
_HEADER = 1 << 20  # bytes that the first row of a CSV file may have


def read_parquet(piece: Piece, names: Collection[str]) -> Iterator[Chunk]:
    """The rows of a piece of a Parquet file, as far as it has the columns of these names."""
    path = piece.source.path
    with opened_parquet(path) as file:
        groups = [file.metadata.row_group(group) for group in range(file.metadata.num_row_groups)]
        ends = list(accumulate(group.num_rows for group in groups))
        own = [i for i, (end, group) in enumerate(zip(ends, groups, strict=True)) if _meet(piece, end, group.num_rows)]
        if not own:
            return
        place = ends[own[0]] - groups[own[0]].num_rows
        size = sum(groups[i].total_byte_size for i in own)
        wanted = max(1, min(ROWS, (ends[own[-1]] - place) * CHUNK // max(size, 1)))
        share = piece.source.size / ends[-1]
        columns = [name for name in file.schema_arrow.names if name in names]
        # One thread: there is a worker for every core.
        for batch in file.iter_batches(wanted, row_groups=own, columns=columns, use_threads=False):
            first, after = max(piece.begin - place, 0), min(piece.end - place, len(batch))
            if first < after:
                rows = batch.slice(first, after - first)
                yield Chunk(rows, path, "row", range(place + first, place + after), [], round(len(rows) * share))
            place += len(batch)


def _meet(piece: Piece, end: int, rows: int) -> bool:
    return max(piece.begin, end - rows) < min(piece.end, end)


def parquet_cuts(source: Source, size: int) -> Iterator[tuple[int, int, int]]:
    """Runs of rows of some `size` bytes of the file: the first row, the row after the last, and the bytes.

    A row group is cut into a few at most: to read its end, its head is decoded, too.
    """
    with opened_parquet(source.path) as file:
        rows = [file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)]
    share = source.size / max(sum(rows), 1)
    first = 0
    for count in rows:
        cuts = max(1, min(_MOST_CUTS, count, round(count * share / size)))
        for begin, end in pairwise(first + count * i // cuts for i in range(cuts + 1)):
            yield begin, end, round((end - begin) * share)
        first += count


@contextmanager
def opened_parquet(path: str) -> Iterator[pq.ParquetFile]:
    """A Parquet file.

    Raises:
        InputError: It is none, or damaged; while it is read.
    """
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            yield file
    except pa.ArrowException as error:
        raise InputError(f"{path}: expected Parquet, got: {_one_line(error)}") from None


def read_csv(piece: Piece) -> Iterator[Chunk]:
    """The rows of a CSV file; all columns are text."""
    with piece.source.open() as (file, _):
        yield from _csv_chunks(piece.source, file, CHUNK)


def csv_blocks(source: Source, size: int) -> Iterator[tuple[list[Chunk], int]]:
    """Runs of rows of some `size` bytes, and how much of the file was read for each."""
    chunks: list[Chunk] = []
    place = total = 0
    with source.open() as (file, raw):
        for chunk in _csv_chunks(source, file, min(size, CHUNK)):
            chunks.append(chunk)
            total += chunk.batch.nbytes
            if total >= size:
                before, place = place, raw.tell() if raw.seekable() else place + total
                yield chunks, place - before
                chunks, total = [], 0
    if chunks:
        yield chunks, max(source.size - place, 0) or total


def csv_columns(source: Source) -> list[str]:
    """The names in the first row of a CSV file."""
    return next(_rows(source, io.BytesIO(source.head(_HEADER))), [])


def _csv_chunks(source: Source, file: BinaryIO, wanted: int) -> Iterator[Chunk]:
    rows = _rows(source, file)
    names = next(rows, [])
    place = first = size = 0
    columns: list[list[bytes]] = [[] for _ in names]
    places: list[int] = []
    rejected: list[Rejected] = []
    for place, row in enumerate(rows):
        if len(row) == len(names):
            places.append(place)
            for column, value in zip(columns, row, strict=True):
                column.append(value.encode("utf-8", "surrogateescape"))
                size += len(value)
        elif row:
            fault = f"expected {len(names)} fields, got {len(row)}"
            rejected.append(Rejected(source.path, "row", place, fault))
        if size >= wanted or place - first >= ROWS:
            yield Chunk(_batch(names, columns), source.path, "row", places, rejected)
            columns, places, rejected = [[] for _ in names], [], []
            first, size = place, 0
    if places or rejected:
        yield Chunk(_batch(names, columns), source.path, "row", places, rejected)


def _batch(names: list[str], columns: list[list[bytes]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array(column, pa.binary()) for column in columns], names)


def _rows(source: Source, file: BinaryIO | io.BytesIO) -> Iterator[list[str]]:
    csv.field_size_limit(sys.maxsize)
    # A document that is not UTF-8 is set aside later, so its bytes go through here.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from csv.reader(text, delimiter="\t" if ".tsv" in source.path.lower() else ",")
    except csv.Error as error:
        raise InputError(f"{source.path}: expected CSV, got: {error}") from None
    finally:
        text.detach()


def _one_line(error: Exception) -> str:
    return str(error).splitlines()[0]
