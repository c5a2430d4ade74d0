"""pyarrow, or how to install it."""

from __future__ import annotations

from tieng.errors import MissingExtraError

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("tieng.corpus", "corpus") from None

__all__ = ["pa", "pc", "pq"]
