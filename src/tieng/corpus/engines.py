"""The batch function as engines take it: small enough to travel, with a reader in each process."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from tieng.corpus.arrow import pa
from tieng.corpus.batch import ADDED, annotate_batch, output_schema
from tieng.pipeline import Reader, load

_MOST_BYTES = 64 << 20  # of texts at once; what is found in them must fit into Arrow's 32-bit offsets


@lru_cache(maxsize=8)
def _reader(options: bytes) -> Reader:
    """The reader of this process for what `load` was to be given."""
    return load(**pickle.loads(options))


class Annotator:
    """`annotate_batch` with its options, to be called in any process; each process opens the model once.

    Args:
        text: The name of the column with the texts.
        add: Which columns to add, of ADDABLE.
        options: What `tieng.load` is to be given. Files are opened where the work is done, so they must be there, too.

    Example:
        >>> import pyarrow as pa
        >>> annotate = Annotator(add=["segmented"])
        >>> annotate.table(pa.table({"text": ["Hà Nội vào thu.", None]}))["segmented"].to_pylist()
        ['Hà_Nội vào thu .', None]
    """

    def __init__(
        self, *, text: str = "text", add: Collection[str] = ADDED, options: Mapping[str, Any] | None = None
    ) -> None:
        self._text = text
        self._add = tuple(add)
        self._options = pickle.dumps(dict(options or {}))

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema of what comes out for batches of `schema`; see `output_schema` for what is raised."""
        return output_schema(_reader(self._options), schema, text=self._text, add=self._add)

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches with columns added; large ones come in pieces."""
        reader = _reader(self._options)
        for batch in batches:
            for piece in self._pieces(batch):
                yield annotate_batch(reader, piece, text=self._text, add=self._add)

    def table(self, table: pa.Table) -> pa.Table:
        """The table with columns added."""
        return pa.Table.from_batches(self.batches(table.to_batches()), self.schema(table.schema))

    def _pieces(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        size = batch.column(self._text).nbytes if self._text in batch.schema.names else 0
        rows = max(1, len(batch) * _MOST_BYTES // max(size, _MOST_BYTES))
        for first in range(0, len(batch), rows):
            yield batch.slice(first, rows)
