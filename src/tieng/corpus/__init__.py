"""Many documents: Arrow batches, and files to files on all cores. Needs the extra `corpus`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tieng.corpus.batch import annotate_batch, output_schema

__all__ = ["annotate_batch", "output_schema"]


def __getattr__(name: str) -> Any:
    # pyarrow takes longer to import than workers to start, so `tieng corpus` starts them first.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tieng.corpus import batch

    return getattr(batch, name)
