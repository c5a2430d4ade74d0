"""Spark: the batch function on the rows of a data frame, in the executors. Needs the extra `spark`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tieng.corpus.batch import ADDED
from tieng.corpus.engines import Annotator
from tieng.errors import MissingExtraError

try:
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    from pyspark.sql.types import StructType
except ImportError:
    raise MissingExtraError("tieng.corpus.spark", "spark") from None

__all__ = ["annotate"]


def annotate(frame: DataFrame, *, text: str = "text", add: Collection[str] = ADDED, **options: Any) -> DataFrame:
    """The data frame with columns added: what is in its texts, as `annotate_batch` has it.

    Nothing is read before Spark asks for rows. Each Python worker of an executor opens the model once; tieng must be
    installed there, and files that the options name must be there under the same path.

    Args:
        frame: Has a column of strings.
        text: The name of that column.
        add: Which columns to add: `segmented`, `words`, `tokens`, `sentences`.
        **options: As `tieng.load` takes them.

    Raises:
        InputError: There is no such column, it is not one of strings, or a column to be added is there already.
    """
    annotator = Annotator(text=text, add=add, options=options)
    schema = annotator.schema(to_arrow_schema(frame.schema))
    added = from_arrow_schema(schema)[-len(add) :].fields if add else []
    return frame.mapInArrow(annotator.batches, StructType([*frame.schema.fields, *added]))
