"""Many documents: Arrow batches, and files to files on all cores. Needs the extra `corpus`."""

from tieng.corpus.batch import annotate_batch, output_schema

__all__ = ["annotate_batch", "output_schema"]
