"""pandas: columns of texts, many rows at a time. Needs the extra `pandas`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tieng.errors import InputError, MissingExtraError

try:
    import pandas as pd
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("tieng.ext.pandas", "pandas") from None

from tieng.corpus.batch import ADDED
from tieng.corpus.engines import Annotator

__all__ = ["annotate", "segment"]


def annotate(frame: pd.DataFrame, *, text: str = "text", add: Collection[str] = ADDED, **options: Any) -> pd.DataFrame:
    """A data frame with columns added: what is in its texts, as `tieng.corpus.annotate_batch` has it.

    The rows keep their order and index. `segmented` is of strings, the other columns are Arrow's own lists and have the
    accessors `.list` and `.struct`; rows whose text is missing have none.

    Args:
        frame: Has a column of strings; is not changed.
        text: The name of that column.
        add: Which columns to add: `segmented`, `words`, `tokens`, `sentences`.
        **options: As `tieng.load` takes them.

    Raises:
        InputError: There is no such column, it is not one of strings, or a column to be added is there already.

    Example:
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"text": ["Hà Nội vào thu.", None]}, index=[7, 9])
        >>> annotate(frame, add=["segmented"]).loc[7, "segmented"]
        'Hà_Nội vào thu .'
    """
    columns = {str(name): _texts(frame[name]) if name == text else pa.nulls(len(frame)) for name in frame.columns}
    found = Annotator(text=text, add=add, options=options).table(pa.table(columns))
    return frame.assign(**{name: _series(found[name], frame.index) for name in add})


def segment(texts: pd.Series, **options: Any) -> pd.Series:
    """The text form of each text, see `Reader.segment`; missing ones stay missing.

    Args:
        texts: Strings.
        **options: As `tieng.load` takes them.

    Raises:
        InputError: They are no strings.

    Example:
        >>> import pandas as pd
        >>> segment(pd.Series(["Hà Nội vào thu."])).tolist()
        ['Hà_Nội vào thu .']
    """
    table = pa.table({"text": _texts(texts)})
    found = Annotator(add=["segmented"], options=options).table(table)["segmented"]
    return _series(found, texts.index).rename(texts.name)


def _texts(series: pd.Series) -> pa.ChunkedArray:
    try:
        array = pa.array(series, from_pandas=True)
    except UnicodeEncodeError:  # Arrow has no lone surrogates; as bytes they are a text that is not UTF-8
        data = [None if pd.isna(text) else text.encode("utf-8", "surrogatepass") for text in series]
        array = pa.array(data, pa.large_binary())
    except pa.ArrowException as error:
        raise InputError(f"expected strings in column {series.name!r}, got: {error}") from None
    return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])


def _series(column: pa.ChunkedArray, index: pd.Index) -> pd.Series:
    dtype = pd.StringDtype("pyarrow") if pa.types.is_string(column.type) else pd.ArrowDtype(column.type)
    return pd.Series(dtype.__from_arrow__(column), index=index)
