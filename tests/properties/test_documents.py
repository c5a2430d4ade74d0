"""Documents as data, and spans as labels: what goes out comes back."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

import tieng
from tieng.document import Document
from tieng.document.alignment import SCHEMES, LabelledSpan

READER = tieng.load()
pieces = st.sampled_from(
    ["Hà Nội", "Lan", " ", "  ", ".", "vui vẻ", "\n", "😀", "\ud83d", "\ude00", "học sinh", "a" * 300]
)
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=20).map("".join))


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Document, list[LabelledSpan]]:
    document = READER.read(draw(texts))
    ends = st.integers(0, len(document.text))
    places = draw(st.lists(st.tuples(ends, ends, st.sampled_from(["LOC", "PER", ""])), max_size=6))
    return document, [LabelledSpan(min(a, b), max(a, b), label) for a, b, label in places]


@given(texts)
@settings(max_examples=300, deadline=None)
def test_documents_come_back(text: str) -> None:
    document = READER.read(text)
    assert Document.from_dict(document.to_dict()) == document
    assert Document.from_json(document.to_json().encode()) == document
    assert pickle.loads(pickle.dumps(document)) == document


@given(annotated(), st.sampled_from(sorted(SCHEMES)))
@settings(max_examples=500, deadline=None)
def test_no_span_is_lost(given: tuple[Document, list[LabelledSpan]], scheme: str) -> None:
    document, spans = given
    found = document.align(spans, scheme=scheme)
    assert sorted(found.spans + found.overlapping + found.empty) == sorted(spans)
    back = document.spans_of(found.labels)
    assert len(back) == len(found.spans)
    for span, of_words in zip(found.spans, back, strict=True):
        around = document[span.start : span.end].expanded()
        assert of_words == (around.start, around.end, span.label)
        if span not in found.cut:
            assert document.text[around.start : around.end].split() == document.text[span.start : span.end].split()
            assert span.start <= around.start
            assert around.end <= span.end


@given(texts, st.data())
@settings(max_examples=300, deadline=None)
def test_labels_come_back(text: str, data: st.DataObject) -> None:
    document = READER.read(text)
    runs = data.draw(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["O", "LOC", "PER"])), max_size=20))
    labels: list[str] = []
    for size, label in runs:
        labels += ["O"] * size if label == "O" else [f"B-{label}", *[f"I-{label}"] * (size - 1)]
    labels = (labels + ["O"] * len(document.words))[: len(document.words)]
    assert document.align(document.spans_of(labels)).labels == labels


@given(texts, st.data())
@settings(max_examples=300, deadline=None)
def test_excerpts_have_what_overlaps(text: str, data: st.DataObject) -> None:
    document = READER.read(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    excerpt = document[start:end]
    assert excerpt.text == text[start:end]
    for found, every in ((excerpt.words, document.words), (excerpt.tokens, document.tokens)):
        assert list(found) == [span for span in every if max(span.start, start) < min(span.end, end)]
    assert document[start:end].contracted().expanded() == document[start:end].contracted()
    if start < len(text):
        token = document.token_at(start)
        assert (token is not None) == any(one.start <= start < one.end for one in document.tokens)
