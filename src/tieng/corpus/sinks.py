"""Outputs: one file a part, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tieng.corpus.arrow import pa, pc, pq
from tieng.corpus.batch import annotate_and_count, output_schema
from tieng.corpus.chunks import Chunk
from tieng.corpus.columns import Columns
from tieng.errors import InputError
from tieng.formats.conllu import to_conllu
from tieng.formats.jsonl import to_json_line
from tieng.output import replacing
from tieng.pipeline import Reader

ROW_GROUP = 16 << 20  # bytes of text in a row group of Parquet
SUFFIXES = {"text": ".txt", "jsonl": ".jsonl", "conllu": ".conllu", "parquet": ".parquet"}

Write = Callable[[Chunk], tuple[int, int]]  # writes documents; how many sentences and words they have
Sink = Callable[[Reader, Columns, Collection[str], BinaryIO], AbstractContextManager[Write]]


@contextmanager
def open_sink(path: Path, form: str, reader: Reader, columns: Columns, add: Collection[str]) -> Iterator[Write]:
    """What writes documents to a file in one of the formats in SUFFIXES; it takes its name at the end."""
    with replacing(path) as file, SINKS[form](reader, columns, add, file) as write:
        yield write


def check_columns(form: str, reader: Reader, columns: Columns, add: Collection[str]) -> None:
    """Lets columns pass that a format can hold beside its own.

    Raises:
        InputError: Two columns would have one name.
    """
    if form == "parquet":
        output_schema(reader, columns.schema, text=columns.text, add=add)
    elif form == "jsonl":
        for name in {"text", "sentences"} - {columns.text}:
            if name in columns.schema.names:
                raise InputError(f"expected no column {name!r} beside JSON Lines' own; choose others with --columns")


@contextmanager
def _parquet(reader: Reader, columns: Columns, add: Collection[str], file: BinaryIO) -> Iterator[Write]:
    pending: list[pa.RecordBatch] = []
    schema = output_schema(reader, columns.schema, text=columns.text, add=add)
    if not columns.keeps_text:
        schema = schema.remove(schema.get_field_index(columns.text))
    with pq.ParquetWriter(file, schema, **_writer_options(schema, columns.text)) as writer:
        size = 0

        def write(chunk: Chunk) -> tuple[int, int]:
            nonlocal size
            batch, counts = annotate_and_count(reader, chunk.batch, columns.text, add)
            pending.append(batch.select(schema.names))
            size += chunk.batch.nbytes
            if size >= ROW_GROUP:
                flush()
            return counts

        def flush() -> None:
            nonlocal size
            writer.write_table(pa.Table.from_batches(pending, schema))
            pending.clear()
            size = 0

        yield write
        if pending:
            flush()


def _writer_options(schema: pa.Schema, text: str) -> dict[str, Any]:
    """Offsets as differences, which are small; a dictionary of what comes again, which texts do not."""
    offsets: dict[str, str] = {}
    repeated = [field.name for field in schema if field.name not in (text, "segmented")]
    for field in schema:
        if not (pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)):
            continue
        for part in field.type.value_type:
            path = f"{field.name}.list.element.{part.name}"
            if pa.types.is_int32(part.type):
                offsets[path] = "DELTA_BINARY_PACKED"
            else:
                repeated.append(path)
    return {"compression": "zstd", "use_dictionary": repeated, "column_encoding": offsets}


def concatenate_parquet(paths: Sequence[Path], target: Path, text: str) -> None:
    """One file of the row groups of others; they are written anew."""
    schema = pq.read_schema(paths[0]) if paths else pa.schema([])
    with replacing(target) as file, pq.ParquetWriter(file, schema, **_writer_options(schema, text)) as writer:
        for path in paths:
            with pq.ParquetFile(path) as part:
                for group in range(part.num_row_groups):
                    writer.write_table(part.read_row_group(group))


@contextmanager
def _text(reader: Reader, columns: Columns, add: Collection[str], file: BinaryIO) -> Iterator[Write]:
    del add

    def write(chunk: Chunk) -> tuple[int, int]:
        texts = chunk.batch.select([columns.text])
        batch, counts = annotate_and_count(reader, texts, columns.text, ["segmented"])
        lines = pc.replace_substring_regex(batch.column("segmented"), r"[\r\n]+", " ").to_pylist()
        file.writelines(f"{line}\n".encode() for line in lines)
        return counts

    yield write


@contextmanager
def _json_lines(reader: Reader, columns: Columns, add: Collection[str], file: BinaryIO) -> Iterator[Write]:
    del add

    def write(chunk: Chunk) -> tuple[int, int]:
        sentences = words = 0
        for row in chunk.batch.to_pylist():
            document = reader.read(row.pop(columns.text))
            file.write(f"{_with_columns(to_json_line(document), row)}\n".encode())
            sentences += len(document.sentences)
            words += len(document.words)
        return sentences, words

    yield write


def _with_columns(line: str, row: Mapping[str, Any]) -> str:
    """A JSON object with the values of a row before its own."""
    return f"{json.dumps(row, ensure_ascii=False, default=str)[:-1]}, {line[1:]}" if row else line


@contextmanager
def _conllu(reader: Reader, columns: Columns, add: Collection[str], file: BinaryIO) -> Iterator[Write]:
    del add

    def write(chunk: Chunk) -> tuple[int, int]:
        sentences = words = 0
        for row, place in zip(chunk.batch.to_pylist(), chunk.places, strict=True):
            document = reader.read(row[columns.text])
            name = f"{chunk.file}:{place}" if columns.id is None else row[columns.id]
            file.write(to_conllu(document, document_id=str(name)).encode())
            sentences += len(document.sentences)
            words += len(document.words)
        return sentences, words

    yield write


SINKS: dict[str, Sink] = {"parquet": _parquet, "text": _text, "jsonl": _json_lines, "conllu": _conllu}
