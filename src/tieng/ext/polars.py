"""polars: columns of texts, many rows at a time. Needs the extra `polars`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from tieng.errors import MissingExtraError

try:
    import polars as pl
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("tieng.ext.polars", "polars") from None

from tieng.corpus.batch import ADDED
from tieng.corpus.engines import Annotator

__all__ = ["annotate", "segment"]

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def annotate(frame: Frame, *, text: str = "text", add: Collection[str] = ADDED, **options: Any) -> Frame:
    """A frame with columns added: what is in its texts, as `tieng.corpus.annotate_batch` has it.

    A lazy frame stays lazy. Where a text is null, so are the added columns.

    Args:
        frame: Has a column of strings.
        text: The name of that column.
        add: Which columns to add: `segmented`, `words`, `tokens`, `sentences`.
        **options: As `tieng.load` takes them.

    Raises:
        InputError: There is no such column, it is not one of strings, or a column to be added is there already.

    Example:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"text": ["Hà Nội vào thu.", None]})
        >>> annotate(frame, add=["segmented"])["segmented"].to_list()
        ['Hà_Nội vào thu .', None]
    """
    annotator = Annotator(text=text, add=add, options=options)
    if isinstance(frame, pl.LazyFrame):
        empty = _annotate(frame.collect_schema().to_frame(), annotator, text, add)
        return frame.map_batches(lambda batch: _annotate(batch, annotator, text, add), schema=empty.schema)
    return _annotate(frame, annotator, text, add)


def segment(texts: pl.Series, **options: Any) -> pl.Series:
    """The text form of each text, see `Reader.segment`; null stays null.

    In an expression: `pl.col("text").map_batches(segment, return_dtype=pl.String)`.

    Args:
        texts: Strings.
        **options: As `tieng.load` takes them.

    Raises:
        InputError: They are no strings.

    Example:
        >>> import polars as pl
        >>> frame = pl.LazyFrame({"text": ["Hà Nội vào thu."]})
        >>> frame.select(pl.col("text").map_batches(segment, return_dtype=pl.String)).collect().item()
        'Hà_Nội vào thu .'
    """
    found = annotate(texts.to_frame("text"), add=["segmented"], **options)
    return found["segmented"].alias(texts.name)


def _annotate(frame: pl.DataFrame, annotator: Annotator, text: str, add: Collection[str]) -> pl.DataFrame:
    """Only the texts go through Arrow: other columns need not be of a type that it has."""
    columns = {name: frame[name].to_arrow() if name == text else pa.nulls(len(frame)) for name in frame.columns}
    found = annotator.table(pa.table(columns))
    return frame.with_columns(pl.DataFrame(found.select(list(add))).get_columns())
