"""The batch function as engines take it."""

from __future__ import annotations

import pickle

import pytest

import tieng

pa = pytest.importorskip("pyarrow", reason="needs the extra `corpus`: pip install 'tieng[corpus]'")
from tieng.corpus import annotate_batch, engines  # noqa: E402
from tieng.corpus.engines import Annotator  # noqa: E402

BATCH = pa.RecordBatch.from_pydict({"id": range(5), "text": ["Hà Nội vào thu.", None, "", "mưa", "Huế mưa to."]})


def test_it_travels_without_the_model() -> None:
    annotator = Annotator(add=["segmented"], options={"profile": "pyvi"})
    data = pickle.dumps(annotator)
    assert len(data) < 500
    expected = annotate_batch(tieng.load(profile="pyvi"), BATCH, add=["segmented"])
    assert list(pickle.loads(data).batches([BATCH])) == [expected]


def test_a_process_opens_a_model_once() -> None:
    engines._reader.cache_clear()
    for _ in range(3):
        list(Annotator(options={"profile": "pyvi"}).batches([BATCH, BATCH]))
    assert engines._reader.cache_info().misses == 1


def test_large_batches_come_in_pieces(monkeypatch: pytest.MonkeyPatch, reader: tieng.Reader) -> None:
    monkeypatch.setattr(engines, "_MOST_BYTES", 1)
    pieces = list(Annotator().batches([BATCH]))
    assert [len(piece) for piece in pieces] == [1] * 5
    assert pa.Table.from_batches(pieces).to_pylist() == annotate_batch(reader, BATCH).to_pylist()


def test_a_table_of_no_batches() -> None:
    table = Annotator(add=["words"]).table(BATCH.schema.empty_table())
    assert table.schema.names == ["id", "text", "words"]
    assert len(table) == 0
