"""Documents as dicts, as JSON and as pickles."""

from __future__ import annotations

import json
import pickle
from array import array
from typing import Any

import pytest
from naughty_strings import STRINGS

import tieng
from tieng.document import Document, Labels
from tieng.errors import InputError

TEXT = "Mưa. Hà Nội vui"


@pytest.fixture
def document(reader: tieng.Reader) -> Document:
    """With all layers."""
    return Document(
        TEXT,
        *reader.segmenter.read(TEXT)[:5],
        ["Mưa", ".", "Hà_Nội", "vui"],
        tags=Labels.of(["VERB", "PUNCT", "PROPN", "ADJ"]),
        xpos=Labels.of(["V", ".", "Np", "A"]),
        heads=array("I", [0, 1, 2, 0]),
        relations=Labels.of(["root", "punct", "nsubj", "root"]),
    )


def test_a_record(document: Document) -> None:
    assert document.to_dict() == {
        "version": 1,
        "text": TEXT,
        "starts": [0, 3, 5, 8, 12],
        "ends": [3, 4, 7, 11, 15],
        "kinds": {"names": ["word", "punctuation"], "codes": [0, 1, 0, 0, 0]},
        "words": [0, 1, 2, 4],
        "sentences": [0, 2],
        "forms": ["Mưa", ".", "Hà_Nội", "vui"],
        "tags": {"names": ["VERB", "PUNCT", "PROPN", "ADJ"], "codes": [0, 1, 2, 3]},
        "xpos": {"names": ["V", ".", "Np", "A"], "codes": [0, 1, 2, 3]},
        "heads": [0, 1, 2, 0],
        "relations": {"names": ["root", "punct", "nsubj"], "codes": [0, 1, 2, 0]},
    }


def test_layers_come_back(document: Document) -> None:
    for back in (
        Document.from_dict(document.to_dict()),
        Document.from_json(document.to_json()),
        Document.from_json(document.to_json().encode()),
        *(pickle.loads(pickle.dumps(document, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)),
    ):
        assert back == document
        assert hash(back) == hash(document)
        assert back.layers == ("tag", "xpos", "head", "relation")
        assert back.words[1].head == back.words[0]


@pytest.mark.parametrize("name", STRINGS)
def test_any_text_comes_back(name: str, reader: tieng.Reader) -> None:
    document = reader.read(STRINGS[name])
    line = document.to_json()
    assert "\n" not in line
    assert Document.from_json(line.encode()) == document
    assert pickle.loads(pickle.dumps(document)) == document


def test_forms_with_surrogates_come_back() -> None:
    text = "\ud83d\ude00"
    document = Document(text, array("I", [0]), array("I", [2]), b"\0", array("I", [0]), array("I", [0]), [text])
    assert Document.from_json(document.to_json()) == document


def test_pickles_are_small(reader: tieng.Reader) -> None:
    text = "Chị Lan học đại học ở Hà Nội, còn anh Minh làm việc ở nhà máy. " * 100
    document = reader.read(text)
    assert len(pickle.dumps(document)) - len(text.encode()) < 5.5 * len(document.words)


@pytest.mark.parametrize("gap", [0, 254, 255, 256, 70_000])
def test_long_gaps_and_tokens_come_back(gap: int, reader: tieng.Reader) -> None:
    document = reader.read("a" * (gap + 1) + " " * gap + "b." + " " * gap + "c")
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"version": 2}, "version 1, got 2"),
        ({"text": None}, "'text' as a string, got None"),
        ({"text": ["a", 1]}, "'text' as a string"),
        ({"starts": None}, "a list 'starts', got None"),
        ({"starts": "0123"}, "a list 'starts'"),
        ({"starts": [0, 3, 5, 8, -12]}, "in 'starts', got -12"),
        ({"starts": [0, 3, 5, 8, 2**32]}, "in 'starts', got 4294967296"),
        ({"starts": [0, 3, 5, 8, 1.5]}, "in 'starts', got 1.5"),
        ({"starts": [0, 3, 5, 8]}, "as many 'ends' as 'starts'"),
        ({"starts": [0, 2, 5, 8, 12]}, r"one after the other .* got \(2, 4\)"),
        ({"ends": [3, 4, 7, 11, 16]}, r"in the 15 code points of its text, got \(12, 16\)"),
        ({"ends": [3, 4, 5, 11, 15]}, r"got \(5, 5\)"),
        ({"words": [0, 1, 1, 4]}, "rising 'words' from 0 to below 5"),
        ({"words": [1, 2, 3, 4]}, "rising 'words'"),
        ({"words": [0, 1, 2, 5]}, "rising 'words'"),
        ({"words": []}, "rising 'words'"),
        ({"sentences": [0, 4]}, "rising 'sentences' from 0 to below 4"),
        ({"kinds": None}, "'names' and 'codes' in 'kinds'"),
        ({"kinds": {"names": ["word"]}}, "'names' and 'codes' in 'kinds'"),
        ({"kinds": {"names": ["verb"], "codes": [0] * 5}}, "'kinds' of word, number"),
        ({"kinds": {"names": ["word"], "codes": [0] * 4}}, "5 'codes' in 'kinds', got 4"),
        ({"kinds": {"names": ["word"], "codes": [1] * 5}}, "'codes' below 1 in 'kinds', got 1"),
        ({"kinds": {"names": [3], "codes": [0] * 5}}, "strings as 'names' in 'kinds'"),
        ({"tags": {"names": ["X"] * 257, "codes": [0] * 4}}, "at most 256 strings as 'names' in 'tags'"),
        ({"tags": {"names": ["X"], "codes": [0] * 5}}, "4 'codes' in 'tags', got 5"),
        ({"forms": ["a"]}, "4 'forms'"),
        ({"forms": ["a", "b", "c", 4]}, "'forms' as a string, got 4"),
        ({"heads": [0, 1, 2]}, "4 'heads', got 3"),
        ({"heads": [0, 3, 0, 0]}, "sentence of 2, got 3"),
        ({"heads": [1, 0, 0, 0]}, "sentence of 2, got 1"),
    ],
)
def test_a_record_that_does_not_fit(values: dict[str, Any], message: str, document: Document) -> None:
    with pytest.raises(InputError, match=message):
        Document.from_dict(document.to_dict() | values)
    with pytest.raises(InputError, match=message):
        Document.from_json(json.dumps(document.to_dict() | values))


@pytest.mark.parametrize("line", ["", "{", "[]", "3", "null", b"\xff", "[" * 100_000, "{}"])
def test_what_is_no_document(line: str | bytes) -> None:
    with pytest.raises(InputError, match="expected"):
        Document.from_json(line)
