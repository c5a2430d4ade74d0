"""JSON Lines as written."""

from __future__ import annotations

import json
from array import array

import pytest

import tieng
from tieng.document import Document, Labels
from tieng.formats.jsonl import to_json_line


def test_a_line(reader: tieng.Reader) -> None:
    assert json.loads(to_json_line(reader.read("Mưa. Hà Nội vui"))) == {
        "text": "Mưa. Hà Nội vui",
        "sentences": [
            {
                "start": 0,
                "end": 4,
                "words": [{"text": "Mưa", "start": 0, "end": 3}, {"text": ".", "start": 3, "end": 4}],
            },
            {
                "start": 5,
                "end": 15,
                "words": [{"text": "Hà Nội", "start": 5, "end": 11}, {"text": "vui", "start": 12, "end": 15}],
            },
        ],
    }


def test_letters_are_not_escaped(reader: tieng.Reader) -> None:
    assert "Đường" in to_json_line(reader.read("Đường"))


@pytest.mark.parametrize(
    "text", ["", " ", "a\nb", "a\r\nb", "a\u2028b", '"\\/', "\0\x1f", "\ud800 mưa", "a \udfff", "😀"]
)
def test_any_text_comes_back_from_one_line(text: str, reader: tieng.Reader) -> None:
    line = to_json_line(reader.read(text))
    assert "\n" not in line
    assert "\r" not in line
    line.encode()
    found = json.loads(line)
    assert found["text"] == text
    for sentence in found["sentences"]:
        assert all(text[word["start"] : word["end"]] == word["text"] for word in sentence["words"])


def test_tags_and_trees(reader: tieng.Reader) -> None:
    tagged = Document("Ừ!", *reader.segmenter.read("Ừ!"), tags=Labels.of(["INTJ", "PUNCT"]), heads=array("I", [0, 1]))
    (sentence,) = json.loads(to_json_line(tagged))["sentences"]
    assert sentence["words"] == [
        {"text": "Ừ", "start": 0, "end": 1, "tag": "INTJ", "head": 0},
        {"text": "!", "start": 1, "end": 2, "tag": "PUNCT", "head": 1},
    ]
