"""Ray: the batch function on the rows of a dataset, in the workers. Needs the extra `ray`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tieng.corpus.batch import ADDED
from tieng.corpus.engines import Annotator
from tieng.errors import MissingExtraError

try:
    from ray.data import Dataset
except ImportError:
    raise MissingExtraError("tieng.corpus.ray", "ray") from None

__all__ = ["annotate"]


def annotate(dataset: Dataset, *, text: str = "text", add: Collection[str] = ADDED, **options: Any) -> Dataset:
    """The dataset with columns added: what is in its texts, as `annotate_batch` has it.

    Nothing is read before Ray asks for rows; an error of the kind InputError (no such column, not strings) comes then.
    Each worker process opens the model once; tieng must be installed there, and files that the options name must be
    there under the same path.

    Args:
        dataset: Has a column of strings.
        text: The name of that column.
        add: Which columns to add: `segmented`, `words`, `tokens`, `sentences`.
        **options: As `tieng.load` takes them.
    """
    annotator = Annotator(text=text, add=add, options=options)
    return dataset.map_batches(annotator.table, batch_format="pyarrow", zero_copy_batch=True)
