"""Spark, for real, on this machine: every row as the single process gives it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest

import tieng
from tieng.corpus import annotate_batch
from tieng.errors import InputError

pytest.importorskip("pyspark", reason="needs the extra `spark`: pip install 'tieng[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("needs Java 17", allow_module_level=True)

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from tieng.corpus.spark import annotate

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
ADD = ["segmented", "words", "tokens", "sentences"]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("tieng")
    for name, value in {
        "spark.driver.memory": "512m",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(spark: SparkSession, rows: pa.RecordBatch) -> DataFrame:
    return spark.createDataFrame(
        list(zip(*(column.to_pylist() for column in rows.columns), strict=True)), "id long, text string"
    ).repartition(4)


def found(frame: DataFrame) -> list[dict[str, object]]:
    return [row.asDict(recursive=True) for row in frame.orderBy("id").collect()]


def test_every_row_is_the_same(frame: DataFrame, rows: pa.RecordBatch, reader: tieng.Reader) -> None:
    assert found(annotate(frame, add=ADD)) == annotate_batch(reader, rows, add=ADD).to_pylist()


def test_options_reach_the_executors(frame: DataFrame, rows: pa.RecordBatch) -> None:
    expected = annotate_batch(tieng.load(profile="pyvi"), rows, add=["segmented"]).to_pylist()
    assert found(annotate(frame, add=["segmented"], profile="pyvi")) == expected


def test_wrong_columns_are_told_before_any_work(frame: DataFrame) -> None:
    with pytest.raises(InputError, match="expected one column 'body'"):
        annotate(frame, text="body")
    with pytest.raises(InputError, match="expected strings in column 'id'"):
        annotate(frame, text="id")
