"""Ray, for real, on this machine: every row as the single process gives it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tieng
from tieng.corpus import annotate_batch

pytest.importorskip("ray.data", reason="needs the extra `ray`: pip install 'tieng[ray]'")

import pyarrow as pa
import ray

from tieng.corpus.ray import annotate

# Ray reads settings that it calls deprecated, at every start.
pytestmark = pytest.mark.filterwarnings(r"ignore::DeprecationWarning:ray\..*")
ADD = ["segmented", "words", "tokens", "sentences"]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, object_store_memory=200_000_000, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.fixture
def dataset(rows: pa.RecordBatch) -> ray.data.Dataset:
    return ray.data.from_arrow(pa.Table.from_batches([rows])).repartition(4)


def found(dataset: ray.data.Dataset) -> list[dict[str, object]]:
    return sorted(dataset.take_all(), key=lambda row: row["id"])


def test_every_row_is_the_same(dataset: ray.data.Dataset, rows: pa.RecordBatch, reader: tieng.Reader) -> None:
    assert found(annotate(dataset, add=ADD)) == annotate_batch(reader, rows, add=ADD).to_pylist()


def test_options_reach_the_workers(dataset: ray.data.Dataset, rows: pa.RecordBatch) -> None:
    expected = annotate_batch(tieng.load(profile="pyvi"), rows, add=["segmented"]).to_pylist()
    assert found(annotate(dataset, add=["segmented"], profile="pyvi")) == expected


def test_no_rows(dataset: ray.data.Dataset) -> None:
    assert annotate(dataset.limit(0)).take_all() == []


def test_a_wrong_column_is_told(dataset: ray.data.Dataset) -> None:
    with pytest.raises(Exception, match="expected one column 'body'"):
        annotate(dataset, text="body").take_all()
