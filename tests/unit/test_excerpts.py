"""Parts of documents by code points, and what stands at one."""

from __future__ import annotations

import pickle

import pytest

import tieng
from tieng.document import Document, Excerpt
from tieng.errors import InputError

TEXT = "Chị Lan ở Hà Nội.  Vui!"


@pytest.fixture
def document(reader: tieng.Reader) -> Document:
    document = reader.read(TEXT)
    assert [word.text for word in document.words] == ["Chị", "Lan", "ở", "Hà Nội", ".", "Vui", "!"]
    return document


@pytest.mark.parametrize("part", [slice(0, 3), slice(4, 11), slice(None), slice(-4, None), slice(5, 5), slice(9, 2)])
def test_a_slice_has_the_text_of_the_slice(part: slice, document: Document) -> None:
    excerpt = document[part]
    assert excerpt.text == str(excerpt) == TEXT[part]
    assert len(excerpt) == len(TEXT[part])


@pytest.mark.parametrize(
    ("start", "end", "words", "tokens", "sentences"),
    [
        (0, 3, ["Chị"], ["Chị"], 1),
        (0, 7, ["Chị", "Lan"], ["Chị", "Lan"], 1),
        (2, 5, ["Chị", "Lan"], ["Chị", "Lan"], 1),  # half words at both ends
        (3, 4, [], [], 1),  # the space between two words
        (12, 13, ["Hà Nội"], [], 1),  # the space in a word
        (13, 14, ["Hà Nội"], ["Nội"], 1),
        (16, 20, [".", "Vui"], [".", "Vui"], 2),
        (17, 19, [], [], 0),
        (5, 5, [], [], 0),
        (0, 23, ["Chị", "Lan", "ở", "Hà Nội", ".", "Vui", "!"], ["Chị", "Lan", "ở", "Hà", "Nội", ".", "Vui", "!"], 2),
    ],
)
def test_what_overlaps(
    start: int, end: int, words: list[str], tokens: list[str], sentences: int, document: Document
) -> None:
    excerpt = document[start:end]
    assert [word.text for word in excerpt.words] == words
    assert [token.text for token in excerpt.tokens] == tokens
    assert len(excerpt.sentences) == sentences


@pytest.mark.parametrize(
    ("start", "end", "expanded", "contracted"),
    [
        (4, 9, "Lan ở", "Lan ở"),
        (5, 14, "Lan ở Hà Nội", "ở"),
        (3, 8, "Lan", "Lan"),
        (11, 13, "Hà Nội", ""),
        (3, 4, "", ""),
        (6, 6, "", ""),
    ],
)
def test_to_whole_words(start: int, end: int, expanded: str, contracted: str, document: Document) -> None:
    assert document[start:end].expanded().text == expanded
    assert document[start:end].contracted().text == contracted


def test_what_stands_at_an_offset(document: Document) -> None:
    found = [document.word_at(offset) for offset in range(len(TEXT) + 1)]
    expected = [next((word for word in document.words if word.start <= i < word.end), None) for i in range(24)]
    assert found == expected
    assert [str(document.token_at(offset)) for offset in (10, 12, 13, 23)] == ["Hà", "None", "Nội", "None"]
    sentences = [document.sentence_at(offset) for offset in (0, 3, 16, 17, 18, 19, 22)]
    assert [sentence and sentence.index for sentence in sentences] == [0, 0, 0, None, None, 1, 1]


def test_nothing_stands_in_nothing(reader: tieng.Reader) -> None:
    assert reader.read("").word_at(0) is None
    assert reader.read("  ").sentence_at(1) is None
    assert reader.read("")[0:5] == Excerpt(reader.read(""), 0, 0)


@pytest.mark.parametrize("offset", [-1, 24, 2**40])
def test_an_offset_outside(offset: int, document: Document) -> None:
    for method in (document.token_at, document.word_at, document.sentence_at):
        with pytest.raises(InputError, match=f"from 0 to 23, got {offset}"):
            method(offset)


def test_what_is_no_slice(document: Document) -> None:
    with pytest.raises(InputError, match="got one of 2"):
        document[::2]
    with pytest.raises(TypeError, match="slice of code points"):
        document[3]  # type: ignore[index]
    with pytest.raises(TypeError, match="not iterable"):
        list(document)  # type: ignore[call-overload]


def test_comparing(document: Document, reader: tieng.Reader) -> None:
    assert document[4:9] == reader.read(TEXT)[4:9] != document[4:10]
    assert hash(document[4:9]) == hash(reader.read(TEXT)[4:9])
    assert document[4:9] != reader.read(TEXT + ".")[4:9]
    assert document[0:3] != document.words[0]
    assert repr(document[4:9]) == "Excerpt('Lan ở', 4, 9)"
    assert pickle.loads(pickle.dumps(document[4:9])) == document[4:9]
