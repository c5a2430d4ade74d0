"""Text and JSON Lines: lines of a piece of a file as documents."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from tieng.corpus.arrow import pa
from tieng.corpus.chunks import CHUNK, ROWS, Chunk, Piece, Rejected
from tieng.corpus.sources import Source

_BOM = b"\xef\xbb\xbf"
Line = tuple[int, bytes]  # the byte at which it begins, and what is in it without its end


def line_blocks(source: Source, size: int) -> Iterator[tuple[int, bytes, int]]:
    """Runs of whole lines: the byte at which each begins, the lines, and how much of the file was read for it."""
    offset = place = 0
    rest: list[bytes] = []
    with source.open() as (file, raw):
        while block := file.read(size):
            end = block.rfind(b"\n") + 1
            if end:
                data = b"".join([*rest, block[:end]])
                before, place = place, _place(raw, place + len(data))
                yield offset, data, place - before
                offset += len(data)
                rest = []
            rest.append(block[end:])
        if data := b"".join(rest):
            yield offset, data, _place(raw, place + len(data)) - place


def read_text(piece: Piece, text: str, whole: bool) -> Iterator[Chunk]:
    """The documents of a text file: its lines, or all of it."""
    for lines, read in _chunks(_whole(piece) if whole else _lines(piece), measured=_is_cut(piece)):
        batch = pa.RecordBatch.from_arrays([pa.array([line for _, line in lines], pa.binary())], [text])
        yield Chunk(batch, piece.source.path, "byte", [place for place, _ in lines], [], read)


def read_json_lines(piece: Piece, text: str, id_column: str | None, schema: pa.Schema) -> Iterator[Chunk]:
    """The documents of a JSON Lines file: an object a line. Empty lines are none."""
    for lines, read in _chunks(_lines(piece), measured=_is_cut(piece)):
        chunk = Chunk(pa.RecordBatch.from_arrays([], []), piece.source.path, "byte", [], [], read)
        rows, places = [], []
        for place, line in lines:
            if not line.strip():
                continue
            content, fault = _parse(line, text, schema)
            if fault:
                found = content.get(id_column) if id_column else None
                chunk.rejected.append(Rejected(piece.source.path, "byte", place, fault, found))
            else:
                rows.append(content)
                places.append(place)
        chunk.batch, chunk.places = _batch(rows, schema), places
        yield chunk


def sample_rows(source: Source, size: int) -> list[dict[str, Any]]:
    """The objects in the first `size` bytes of a JSON Lines file, as far as they are objects."""
    lines = source.head(size).split(b"\n")
    rows = []
    for line in lines[:-1] or lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def _batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _parse(line: bytes, text: str, schema: pa.Schema) -> tuple[dict[str, Any], str | None]:
    """The object in a line, and what is wrong with it."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        return {}, "expected a text, got not UTF-8"
    except (ValueError, RecursionError) as error:
        return {}, f"expected a JSON object, got: {error}"
    if not isinstance(row, dict):
        return {}, f"expected a JSON object, got {_named(row)}"
    if not isinstance(row.get(text), str):
        got = f"no {text!r}" if text not in row else _named(row[text])
        return row, f"expected a text, got {got}"
    return _fitted(row, schema)


def _fitted(row: dict[str, Any], schema: pa.Schema) -> tuple[dict[str, Any], str | None]:
    """The row with values of the schema's types."""
    for field in schema:
        value = row.get(field.name)
        if value is None:
            continue
        if pa.types.is_string(field.type):
            row[field.name] = value = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            if not _is_unicode(value):
                return row, f"expected Unicode in {field.name!r}, got a lone surrogate"
        elif not _fits(value, field.type):
            return row, f"expected {field.type} in {field.name!r}, got {_named(value)}"
    return row, None


def _fits(value: object, kind: pa.DataType) -> bool:
    if pa.types.is_boolean(kind):
        return isinstance(value, bool)
    if pa.types.is_integer(kind):
        return isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _named(value: object) -> str:
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "a list" if isinstance(value, list) else "an object")


def _chunks(lines: Iterator[Line], measured: bool) -> Iterator[tuple[list[Line], int]]:
    """Lines in groups, and the bytes of each group."""
    group: list[Line] = []
    size = 0
    for line in lines:
        group.append(line)
        size += len(line[1]) + 1
        if size >= CHUNK or len(group) == ROWS:
            yield group, size if measured else 0
            group, size = [], 0
    if group:
        yield group, size if measured else 0


def _lines(piece: Piece) -> Iterator[Line]:
    for place, line in _raw_lines(piece):
        content = line.removesuffix(b"\n").removesuffix(b"\r")
        yield place, content.removeprefix(_BOM) if place == 0 else content


def _raw_lines(piece: Piece) -> Iterator[Line]:
    if piece.lines is not None:
        yield from _numbered(io.BytesIO(piece.lines), piece.begin, None)
        return
    with piece.source.open() as (file, _):
        place = 0
        if piece.begin:  # a line belongs to the piece in which it begins
            file.seek(piece.begin - 1)
            skipped = file.readline(piece.end - piece.begin + 1)
            if not skipped.endswith(b"\n"):
                return
            place = piece.begin - 1 + len(skipped)
        yield from _numbered(file, place, None if piece.end < 0 else piece.end)


def _numbered(file: BinaryIO | io.BytesIO, place: int, end: int | None) -> Iterator[Line]:
    while (end is None or place < end) and (line := file.readline()):
        yield place, line
        place += len(line)


def _whole(piece: Piece) -> Iterator[Line]:
    with piece.source.open() as (file, _):
        yield 0, file.read().removeprefix(_BOM)


def _is_cut(piece: Piece) -> bool:
    return piece.end >= 0


def _place(raw: BinaryIO, otherwise: int) -> int:
    return raw.tell() if raw.seekable() else otherwise
