"""pandas: the rows of a frame are those of the reader, wherever they stand."""

from __future__ import annotations

import sys

import pytest

import tieng
from tieng.errors import InputError, MissingExtraError

pd = pytest.importorskip("pandas", reason="needs the extra `pandas`: pip install 'tieng[pandas]'")
from tieng.ext.pandas import annotate, segment  # noqa: E402

TEXTS = ["Hà Nội vào thu.", None, "", "Tôi học đại học 😀 ở Huế."]


def expected(reader: tieng.Reader) -> list[str | None]:
    return [None if text is None else reader.segment(text) for text in TEXTS]


def values(series: pd.Series) -> list[object]:
    return [None if value is pd.NA else value for value in series.astype(object).where(series.notna(), None)]


@pytest.mark.parametrize("dtype", [object, "string", "string[pyarrow]", "category"])
def test_a_series(dtype: object, reader: tieng.Reader) -> None:
    given = pd.Series(TEXTS, index=[5, 3, 3, 1], name="tin", dtype=dtype)
    found = segment(given)
    assert values(found) == expected(reader)
    assert list(found.index) == [5, 3, 3, 1]
    assert found.name == "tin"


def test_a_frame_keeps_what_it_has(reader: tieng.Reader) -> None:
    frame = pd.DataFrame({"id": [1, 2, 3, 4], "tin": TEXTS, 7: [object()] * 4}, index=list("dcba"))
    found = annotate(frame, text="tin")
    assert list(found.columns) == ["id", "tin", 7, "segmented", "words", "sentences"]
    assert found[["id", "tin", 7]].equals(frame)
    assert list(frame.columns) == ["id", "tin", 7]
    assert values(found["segmented"]) == expected(reader)
    assert [word["text"] for word in found.loc["a", "words"]] == reader.words(TEXTS[3])
    assert found["words"].list.len().to_list()[:1] == [4]


def test_options_are_those_of_load() -> None:
    text = "Sinh viên đi chợ."
    found = segment(pd.Series([text]), profile="pyvi")
    assert found[0] == tieng.load(profile="pyvi").segment(text)


def test_no_rows() -> None:
    assert len(annotate(pd.DataFrame({"text": pd.Series([], dtype="string")}))) == 0
    assert len(segment(pd.Series([], dtype=object))) == 0


def test_a_lone_surrogate_is_no_text_of_arrow() -> None:
    assert values(segment(pd.Series(["mưa", "\udfff", None], dtype=object))) == ["mưa", None, None]


@pytest.mark.parametrize("column", [[1, 2], ["mưa", 2]])
def test_no_strings(column: list[object]) -> None:
    with pytest.raises(InputError, match="expected strings in column"):
        segment(pd.Series(column, dtype=object))


def test_no_such_column() -> None:
    with pytest.raises(InputError, match="expected one column 'text'"):
        annotate(pd.DataFrame({"tin": ["mưa"]}))
    with pytest.raises(InputError, match="expected no column 'words' yet"):
        annotate(pd.DataFrame({"text": ["mưa"], "words": [1]}))


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_extra(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, f"tieng.ext.{name}", raising=False)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'tieng\[{name}\]'"):
        __import__(f"tieng.ext.{name}")
