"""The columns of a job: which there are in the inputs, of what types, and which are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tieng.corpus.arrow import pa
from tieng.corpus.chunks import Chunk, Rejected
from tieng.corpus.lines import sample_rows
from tieng.corpus.sources import Source
from tieng.corpus.tables import csv_columns, opened_parquet
from tieng.corpus.texts import FAULTS, Texts, check_texts
from tieng.errors import InputError

_SAMPLED_FILES, _SAMPLED_BYTES = 16, 1 << 18  # of JSON Lines, to know the types of its columns
_NOT_UTF8 = FAULTS.index("not UTF-8")


@dataclass(frozen=True)
class Columns:
    """What is read of every document.

    Attributes:
        schema: The columns that are kept, with the text.
        text: The name of the text column.
        id: The name of the column that names documents, if there is one.
        keeps_text: Whether the text itself is kept.
    """

    schema: pa.Schema
    text: str
    id: str | None
    keeps_text: bool

    def fit(self, chunk: Chunk) -> Chunk:
        """The chunk with these columns, and without the documents that do not fit; they are among the rejected."""
        batch = chunk.batch
        columns = [
            batch.column(field.name) if field.name in batch.schema.names else pa.nulls(len(batch), field.type)
            for field in self.schema
        ]
        reasons = self._reasons(columns)
        if any(reasons):
            chunk = self._without(chunk, columns, reasons)
            columns = chunk.batch.columns
        cast = [column.cast(field.type) for column, field in zip(columns, self.schema, strict=True)]
        fitted = pa.RecordBatch.from_arrays(cast, schema=self.schema)
        return Chunk(fitted, chunk.file, chunk.unit, chunk.places, chunk.rejected, chunk.read)

    def _reasons(self, columns: Sequence[pa.Array]) -> list[str]:
        """What is wrong with each document, if anything is."""
        reasons = [""] * len(columns[0])
        for field, column in zip(self.schema, columns, strict=True):
            is_text = field.name == self.text
            if not is_text and not (pa.types.is_binary(column.type) and pa.types.is_string(field.type)):
                continue
            for row, fault in enumerate(Texts(column).faults):
                if fault and (is_text or fault == _NOT_UTF8):
                    reasons[row] = f"expected a text in {field.name!r}, got {FAULTS[fault]}"
        return reasons

    def _without(self, chunk: Chunk, columns: Sequence[pa.Array], reasons: Sequence[str]) -> Chunk:
        ids = columns[self.schema.names.index(self.id)] if self.id else None
        rejected = [
            Rejected(chunk.file, chunk.unit, chunk.places[row], reason, None if ids is None else ids[row].as_py())
            for row, reason in enumerate(reasons)
            if reason
        ]
        good = [row for row, reason in enumerate(reasons) if not reason]
        rows = pa.array(good, pa.int64())
        batch = pa.RecordBatch.from_arrays([column.take(rows) for column in columns], self.schema.names)
        places = [chunk.places[row] for row in good]
        return Chunk(batch, chunk.file, chunk.unit, places, chunk.rejected + rejected, chunk.read)


def find_columns(sources: Sequence[Source], text: str, id_column: str | None, keep: Sequence[str] | None) -> Columns:
    """The columns of a job, from what its inputs have.

    Args:
        sources: The inputs.
        text: The name of the column with the texts; the lines of text files get that name.
        id_column: The name of the column that names documents.
        keep: The columns to keep; all of them where it is None.

    Raises:
        InputError: A column is not there, or has one type here and another one there.
    """
    schema = pa.schema([])
    for form in ("parquet", "csv", "jsonl", "text"):
        for found in _schemas([source for source in sources if source.format == form], form, text):
            try:
                schema = pa.unify_schemas([schema, _kept(found, text, id_column, keep)])
            except pa.ArrowException as error:
                raise InputError(f"expected columns of the same types in all inputs, got: {error}") from None
    for name in (id_column, *(keep or ())):
        if name and name not in schema.names:
            raise InputError(f"expected a column {name!r}, got none of that name in {sources[0].path}")
    return Columns(schema, text, id_column, keeps_text=keep is None or text in keep)


def _kept(schema: pa.Schema, text: str, id_column: str | None, keep: Sequence[str] | None) -> pa.Schema:
    kept = [field for field in schema if keep is None or field.name in {*keep, text, id_column}]
    return pa.schema([field.with_nullable(True) for field in kept])


def _schemas(sources: Sequence[Source], form: str, text: str) -> Iterable[pa.Schema]:
    if not sources:
        return
    if form == "jsonl":
        yield _sampled(sources, text)
    elif form == "text":
        yield pa.schema([(text, pa.string())])
    else:
        for source in sources:
            schema = _parquet_schema(source) if form == "parquet" else _csv_schema(source)
            if text not in schema.names:
                names = ", ".join(map(repr, schema.names)) or "none"
                raise InputError(f"{source.path}: expected a column {text!r}, got columns {names}; see --text-column")
            yield _with_strings(schema, text)


def _parquet_schema(source: Source) -> pa.Schema:
    with opened_parquet(source.path) as file:
        return file.schema_arrow.remove_metadata()


def _csv_schema(source: Source) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in csv_columns(source)])


def _with_strings(schema: pa.Schema, text: str) -> pa.Schema:
    """The schema with texts as strings, whatever kind of strings they are."""
    check_texts(schema.field(text))
    kind = schema.field(text).type
    large = pa.types.is_large_string(kind) or pa.types.is_large_binary(kind)
    return schema.set(schema.names.index(text), pa.field(text, pa.large_string() if large else pa.string()))


def _sampled(sources: Sequence[Source], text: str) -> pa.Schema:
    """The columns that the first rows of JSON Lines files have. What is no plain value is kept as JSON."""
    values: dict[str, list[Any]] = {}
    for source in islice(sources, _SAMPLED_FILES):
        for row in sample_rows(source, _SAMPLED_BYTES):
            for name, value in row.items():
                values.setdefault(name, []).append(value)
    types = {name: _type_of(found) for name, found in values.items()} | {text: pa.string()}
    return pa.schema(types.items())


def _type_of(values: Sequence[Any]) -> pa.DataType:
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int} and all(-(1 << 63) <= value < 1 << 63 for value in values if value is not None):
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()
