"""polars: the rows of a frame, eager or lazy, are those of the reader."""

from __future__ import annotations

import pytest

import tieng
from tieng.errors import InputError

pl = pytest.importorskip("polars", reason="needs the extra `polars`: pip install 'tieng[polars]'")
from tieng.ext.polars import annotate, segment  # noqa: E402

TEXTS = ["Hà Nội vào thu.", None, "", "Tôi học đại học 😀 ở Huế."]


def expected(reader: tieng.Reader) -> list[str | None]:
    return [None if text is None else reader.segment(text) for text in TEXTS]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_a_series(dtype: object, reader: tieng.Reader) -> None:
    found = segment(pl.Series("tin", TEXTS, dtype=dtype))
    assert found.to_list() == expected(reader)
    assert found.name == "tin"


def test_a_frame_keeps_what_it_has(reader: tieng.Reader) -> None:
    things = pl.Series("vật", [object()] * 4, dtype=pl.Object)
    frame = pl.DataFrame({"id": [1, 2, 3, 4], "tin": TEXTS}).with_columns(things)
    found = annotate(frame, text="tin")
    assert found.columns == ["id", "tin", "vật", "segmented", "words", "sentences"]
    assert found["segmented"].to_list() == expected(reader)
    assert [word["text"] for word in found["words"][3]] == reader.words(TEXTS[3])
    assert found["words"][1] is None


def test_a_lazy_frame_stays_lazy(reader: tieng.Reader) -> None:
    frame = pl.LazyFrame({"id": [1, 2, 3, 4], "text": TEXTS})
    found = annotate(frame, add=["segmented", "words"])
    assert isinstance(found, pl.LazyFrame)
    assert found.collect_schema().names() == ["id", "text", "segmented", "words"]
    assert found.collect().equals(annotate(frame.collect(), add=["segmented", "words"]))
    assert found.filter(pl.col("id") == 4).select("segmented").collect().item() == reader.segment(TEXTS[3])


def test_an_expression(reader: tieng.Reader) -> None:
    column = pl.col("tin").map_batches(segment, return_dtype=pl.String)
    assert pl.LazyFrame({"tin": TEXTS}).select(column).collect()["tin"].to_list() == expected(reader)


def test_options_are_those_of_load() -> None:
    text = "Sinh viên đi chợ."
    assert segment(pl.Series([text]), profile="pyvi")[0] == tieng.load(profile="pyvi").segment(text)


def test_no_rows() -> None:
    assert annotate(pl.DataFrame({"text": []}, schema={"text": pl.String})).height == 0
    assert segment(pl.Series([], dtype=pl.String)).len() == 0


def test_what_cannot_be_done() -> None:
    with pytest.raises(InputError, match="expected strings in column"):
        segment(pl.Series([1, 2]))
    with pytest.raises(InputError, match="expected one column 'text'"):
        annotate(pl.DataFrame({"tin": ["mưa"]}))
    with pytest.raises(InputError, match="expected no column 'words' yet"):
        annotate(pl.LazyFrame({"text": ["mưa"], "words": [1]}))
