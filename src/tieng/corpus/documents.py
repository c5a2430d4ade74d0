"""Documents of a source, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tieng.corpus.chunks import Chunk, Piece, Rejected
from tieng.corpus.columns import Columns, find_columns
from tieng.corpus.lines import read_json_lines, read_text
from tieng.corpus.sources import find_sources
from tieng.corpus.tables import read_csv, read_parquet


def read_piece(piece: Piece, columns: Columns, document: str) -> Iterator[Chunk]:
    """The documents of a piece of a source, with the columns that are wanted."""
    for chunk in _read(piece, columns, document):
        yield columns.fit(chunk)


def _read(piece: Piece, columns: Columns, document: str) -> Iterator[Chunk]:
    match piece.source.format:
        case "parquet":
            return read_parquet(piece, columns.schema.names)
        case "csv":
            return iter(piece.chunks) if piece.chunks is not None else read_csv(piece)
        case "jsonl":
            return read_json_lines(piece, columns.text, columns.id, columns.schema)
        case _:
            return read_text(piece, columns.text, document == "file")


def read_texts(
    inputs: Sequence[str], *, text: str = "text", document: str = "line", set_aside: Callable[[Rejected], None]
) -> Iterator[str]:
    """The texts of all documents of the inputs, one at a time.

    Args:
        inputs: Files, folders, patterns, or `-`; see find_sources().
        text: The name of the column with the texts.
        document: What is a document of a text file: `line` or `file`.
        set_aside: Takes what cannot be read.

    Raises:
        InputError: An input or the column is not there, or cannot be read.
    """
    sources = find_sources(inputs)
    columns = find_columns(sources, text, None, [text])
    for source in sources:
        for chunk in read_piece(Piece(source), columns, document):
            for rejected in chunk.rejected:
                set_aside(rejected)
            yield from chunk.batch.column(text).to_pylist()
