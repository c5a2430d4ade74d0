"""Spans of annotation tools and labels of words."""

from __future__ import annotations

import pytest

import tieng
from tieng.document import Document
from tieng.document.alignment import SCHEMES
from tieng.errors import InputError

TEXT = "Chị Lan ở Hà Nội.  Vui!"  # Chị 0-3, Lan 4-7, ở 8-9, Hà Nội 10-16, . 16-17, Vui 19-22, ! 22-23


@pytest.fixture
def document(reader: tieng.Reader) -> Document:
    return reader.read(TEXT)


def test_words(document: Document) -> None:
    spans = [(0, 7, "PER"), (10, 16, "LOC")]
    found = document.align(spans)
    assert found.labels == ["B-PER", "I-PER", "O", "B-LOC", "O", "O", "O"]
    assert (found.cut, found.overlapping, found.empty) == ([], [], [])
    assert document.spans_of(found.labels) == found.spans == spans


@pytest.mark.parametrize(
    ("scheme", "labels"),
    [
        ("BIO", ["B-X", "I-X", "I-X", "B-X", "O", "O", "O"]),
        ("BIOES", ["B-X", "I-X", "E-X", "S-X", "O", "O", "O"]),
        ("BILOU", ["B-X", "I-X", "L-X", "U-X", "O", "O", "O"]),
    ],
)
def test_schemes(scheme: str, labels: list[str], document: Document) -> None:
    spans = [(0, 9, "X"), (10, 16, "X")]
    assert document.align(spans, scheme=scheme).labels == labels
    assert document.spans_of(labels) == spans


def test_any_order(document: Document) -> None:
    spans = [(10, 16, "LOC"), (4, 7, "PER")]
    assert document.align(spans).spans == spans[::-1]


def test_doccano_gives_lists(document: Document) -> None:
    assert document.align([[10, 16, "LOC"]]).spans == [(10, 16, "LOC")]  # type: ignore[list-item]


@pytest.mark.parametrize(("start", "end"), [(10, 12), (13, 16), (11, 15), (10, 13), (5, 16), (8, 12), (12, 16)])
def test_a_cut_word_has_the_label(start: int, end: int, document: Document) -> None:
    found = document.align([(start, end, "X")])
    assert found.cut == found.spans == [(start, end, "X")]
    ((first, last, _),) = document.spans_of(found.labels)
    assert (first, last) == (document[start:end].expanded().start, document[start:end].expanded().end)


@pytest.mark.parametrize(("start", "end"), [(9, 16), (3, 8), (17, 22), (18, 23)])
def test_white_space_at_the_ends_cuts_nothing(start: int, end: int, document: Document) -> None:
    found = document.align([(start, end, "X")])
    assert found.spans == [(start, end, "X")]
    assert found.cut == []
    assert [TEXT[a:b] for a, b, _ in document.spans_of(found.labels)] == [TEXT[start:end].strip()]


@pytest.mark.parametrize(("start", "end"), [(3, 4), (17, 19), (0, 0), (12, 13), (11, 11), (23, 23)])
def test_spans_without_a_token_are_empty(start: int, end: int, document: Document) -> None:
    found = document.align([(start, end, "X")])
    assert found.empty == [(start, end, "X")]
    assert set(found.labels) == {"O"}


def test_overlapping_spans(document: Document) -> None:
    outer, inner, later, twin = (0, 9, "ORG"), (4, 7, "PER"), (8, 16, "LOC"), (0, 9, "ORG")
    found = document.align([inner, later, outer, twin])
    assert found.spans == [outer]
    assert found.overlapping == [twin, inner, later]
    assert found.labels[:4] == ["B-ORG", "I-ORG", "I-ORG", "O"]


def test_two_spans_that_cut_one_word(document: Document) -> None:
    found = document.align([(10, 12, "A"), (13, 16, "B")])
    assert (found.spans, found.cut, found.overlapping) == ([(10, 12, "A")], [(10, 12, "A")], [(13, 16, "B")])


def test_no_spans(document: Document, reader: tieng.Reader) -> None:
    assert document.align([]).labels == ["O"] * 7
    assert reader.read("").align([]).labels == []
    assert reader.read("").spans_of([]) == []


@pytest.mark.parametrize("label", ["", "B", "LOC-GPE", "O", "a b", "đ"])
def test_any_label(label: str, document: Document) -> None:
    for scheme in SCHEMES:
        found = document.align([(0, 7, label), (8, 9, label)], scheme=scheme)
        assert document.spans_of(found.labels) == [(0, 7, label), (8, 9, label)]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("I-A I-A O O O O O", [(0, 7, "A")]),
        ("B-A I-B O O O O O", [(0, 3, "A"), (4, 7, "B")]),
        ("O E-A I-A O O O O", [(4, 7, "A"), (8, 9, "A")]),
        ("S-A I-A U-A L-A O O O", [(0, 3, "A"), (4, 7, "A"), (8, 9, "A"), (10, 16, "A")]),
        ("O O O O O O B-A", [(22, 23, "A")]),
    ],
)
def test_labels_that_do_not_fit(labels: str, spans: list[tuple[int, int, str]], document: Document) -> None:
    assert document.spans_of(labels.split()) == spans


@pytest.mark.parametrize(
    "span", [(-1, 3, "X"), (0, 24, "X"), (5, 4, "X"), (0, 3), (0, 3, 7), ("0", 3, "X"), (0.0, 3, "X"), None, "abc", 3]
)
def test_what_is_no_span(span: object, document: Document) -> None:
    with pytest.raises(InputError, match="expected a span") as caught:
        document.align([span])  # type: ignore[list-item]
    assert repr(span) in str(caught.value)


def test_what_is_no_label(document: Document) -> None:
    with pytest.raises(InputError, match="7 words, got 1 labels"):
        document.spans_of(["O"])
    for label in ("LOC", "X-LOC", "", "b-LOC", None):
        with pytest.raises(InputError, match="label of word 6"):
            document.spans_of(["O"] * 6 + [label])  # type: ignore[list-item]
    with pytest.raises(InputError, match="BIO, BIOES, BILOU; got 'IO'"):
        document.align([], scheme="IO")
