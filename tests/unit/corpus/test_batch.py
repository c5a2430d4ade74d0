"""The batch function against the reader, on arrays of every make."""

from __future__ import annotations

import random
from array import array
from typing import Any, cast

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty_strings import STRINGS

import tieng
from tieng.corpus import annotate_batch, output_schema
from tieng.corpus.batch import ADDABLE
from tieng.document.labels import Labels
from tieng.errors import InputError
from tieng.kernel import BatchColumns, find_faults

READER = tieng.load()
TEXTS = ["Hà Nội vào thu. Trời đẹp!", "", None, "Giá 32 . 000 đồng 😀\n\nhoà bình", " ", "Sinh viên đi học."]


def batch_of(texts: list[str | None], kind: pa.DataType | None = None) -> pa.RecordBatch:
    array = pa.array(texts, pa.string())
    return pa.RecordBatch.from_arrays([array if kind is None else array.cast(kind)], ["text"])


def expected(reader: tieng.Reader, text: str | None) -> dict[str, Any]:
    """A row as the reader's views have it."""
    if text is None:
        return dict.fromkeys(ADDABLE)
    document = reader.read(text)
    places = [word.start for word in document.words]
    return {
        "segmented": reader.segment(text),
        "words": [{"text": word.text, "start": word.start, "end": word.end} for word in document.words],
        "tokens": [
            {"text": token.text, "start": token.start, "end": token.end, "kind": token.kind}
            for token in document.tokens
        ],
        "sentences": [
            {
                "start": sentence.start,
                "end": sentence.end,
                "first_word": places.index(sentence.start),
                "end_word": places.index(sentence.start) + len(sentence.words),
            }
            for sentence in document.sentences
        ],
    }


def check(reader: tieng.Reader, batch: pa.RecordBatch, texts: list[str | None]) -> None:
    added = annotate_batch(reader, batch, add=ADDABLE)
    added.validate(full=True)
    assert added.schema == output_schema(reader, batch.schema, add=ADDABLE)
    rows = added.select(list(ADDABLE)).to_pylist()
    assert rows == [expected(reader, text) for text in texts]


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()],
    ids=str,
)
def test_every_kind_of_column(kind: pa.DataType) -> None:
    check(READER, batch_of(TEXTS, kind), TEXTS)


def test_a_dictionary_encoded_column() -> None:
    array = pa.array([*TEXTS, *TEXTS]).dictionary_encode()
    check(READER, pa.RecordBatch.from_arrays([array], ["text"]), [*TEXTS, *TEXTS])


def test_nothing_but_nulls() -> None:
    check(READER, pa.RecordBatch.from_arrays([pa.nulls(3)], ["text"]), [None] * 3)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_slices(kind: pa.DataType) -> None:
    texts = [*TEXTS * 3]
    batch = batch_of(texts, kind)
    for first in range(len(texts) + 1):
        for count in (0, 1, 5):
            check(READER, batch.slice(first, count), texts[first : first + count])


def test_no_rows() -> None:
    check(READER, batch_of([]), [])
    check(READER, pa.RecordBatch.from_arrays([pa.array([], pa.large_string())], ["text"]), [])


def test_what_was_there_stays() -> None:
    batch = pa.RecordBatch.from_pydict({"id": [1, 2], "body": ["Trời mưa.", "Gió lớn."], "text": [1.5, None]})
    added = annotate_batch(READER, batch, text="body", add=["segmented"])
    assert added.column_names == ["id", "body", "text", "segmented"]
    assert added.select(["id", "body", "text"]).equals(batch)
    assert added["segmented"].to_pylist() == ["Trời mưa .", "Gió lớn ."]


def test_nothing_is_added_where_nothing_is_asked_for() -> None:
    batch = batch_of(TEXTS)
    assert annotate_batch(READER, batch, add=()).equals(batch)


def test_a_text_that_is_not_utf8_is_null() -> None:
    rows = [b"tr\xc3\xb4i", b"h\xe1\xbb", b"\x99i", b"\xff", b"\xed\xa0\x80", "mưa".encode()]
    whole = pa.array(rows, pa.binary())
    # Arrow does not look whether a string is one; Parquet files with such columns exist.
    for texts in (whole, pa.Array.from_buffers(pa.string(), len(whole), whole.buffers())):
        added = annotate_batch(READER, pa.RecordBatch.from_arrays([texts], ["text"]), add=ADDABLE)
        assert added["segmented"].to_pylist() == ["trôi", None, None, None, None, "mưa"]
        assert [words is None for words in added["words"].to_pylist()] == [False, True, True, True, True, False]


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_texts(texts: list[str | None]) -> None:
    check(READER, batch_of(texts), texts)


def test_naughty_texts() -> None:
    texts = [text for text in STRINGS.values() if text.encode(errors="ignore").decode() == text and len(text) < 10_000]
    random.Random(7).shuffle(texts)
    check(READER, batch_of(list(texts)), list(texts))


def test_the_profile_pyvi() -> None:
    reader = tieng.load(profile="pyvi")
    texts = [text for text in TEXTS if text != " "]
    decomposed = "Ho\u0300a bi\u0300nh ơ\u0309 Hà Nội"
    check(reader, batch_of([*texts, decomposed]), [*texts, decomposed])


class Layered:
    """A reader whose words have layers: as tag their first letter, as head the word before."""

    def __init__(self) -> None:
        self.segmenter = READER.segmenter
        self.segment = READER.segment

    def read(self, text: str) -> tieng.Document:
        plain = READER.read(text)
        heads = array("I", [i for sentence in plain.sentences for i in range(len(sentence.words))])
        labels = Labels.of(word.text[0] for word in plain.words)
        return tieng.Document(text, *plain.arrays, tags=labels, heads=heads)


def test_layers_of_words() -> None:
    reader = cast(tieng.Reader, Layered())
    added = annotate_batch(reader, batch_of(TEXTS), add=ADDABLE)
    added.validate(full=True)
    assert added.schema == output_schema(reader, batch_of(TEXTS).schema, add=ADDABLE)
    for text, row in zip(TEXTS, added.to_pylist(), strict=True):
        expected_row = expected(READER, text)
        if text is not None:
            document = reader.read(text)
            for entry, word in zip(expected_row["words"], document.words, strict=True):
                entry |= {"tag": word.tag, "head": word.head_number}
        assert row["words"] == expected_row["words"]
        assert row["segmented"] == expected_row["segmented"]
    assert annotate_batch(reader, batch_of([None]))["words"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ({"txt": ["a"]}, {}, "expected one column 'text', got columns 'txt'"),
        ({"text": [1]}, {}, "expected strings in column 'text', got int64"),
        ({"text": ["a"], "words": [1]}, {}, "expected no column 'words' yet"),
        ({"text": ["a"]}, {"add": ["tags"]}, "expected columns of segmented, words"),
        ({"text": ["a"]}, {"add": ["words", "words"]}, "expected no column 'words' yet"),
    ],
)
def test_what_does_not_fit(data: dict[str, list[Any]], options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        annotate_batch(READER, pa.RecordBatch.from_pydict(data), **options)


def test_the_kernel_stays_inside_its_buffers() -> None:
    offsets = memoryview(bytes(16)).cast("q")
    with pytest.raises(ValueError, match="expected a bit for each"):
        find_faults(offsets, b"", b"", 0)
    for numbers in ([0, 9], [-1, 0], [3, 1]):
        bad = memoryview(b"".join(number.to_bytes(8, "little", signed=True) for number in numbers)).cast("q")
        with pytest.raises(ValueError, match="expected offsets"):
            find_faults(bad, b"mua", None, 0)
    with pytest.raises(ValueError, match="offsets"):
        READER.segmenter.read_batch(offsets, b"", b"\0\0", BatchColumns(["words"]))  # type: ignore[union-attr]


def test_the_kernel_takes_no_numbers_that_do_not_fit() -> None:
    def numbers(*values: int) -> array[int]:
        return array("I", values)

    columns = BatchColumns(["words", "tokens", "sentences"])
    one = numbers(0)
    with pytest.raises(ValueError, match="ends and kinds"):
        columns.add(b"a", one, numbers(), b"\0", one, one, b"")
    with pytest.raises(ValueError, match="rise"):
        columns.add(b"a", one, numbers(1), b"\0", numbers(1), one, b"")
    with pytest.raises(ValueError, match="rise"):
        columns.add(b"a", one, numbers(1), b"\0", one, numbers(0, 0), b"")
    columns.add(b"a", one, numbers(100), b"\0", one, one, b"")  # beyond the text is its end
    assert columns.words()[4] == b"a"
