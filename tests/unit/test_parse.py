"""Parsers: what a model file may hold, and what holds for every tree."""

from __future__ import annotations

from array import array
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty_strings import STRINGS
from tiny_parser import RELATIONS, SIZES, sections, tiny_parser, write_parser
from unit.test_trees import is_tree

import tieng
from tieng.errors import ModelFormatError
from tieng.models.format import read_model
from tieng.tasks.parse import Parser

READER = tieng.load()


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory) -> Parser:
    return tiny_parser(tmp_path_factory.mktemp("model"))


def parsed(parser: Parser, text: str) -> list[tuple[list[int], list[str]]]:
    """Heads and relations of each sentence."""
    starts, ends, _, words, sentences, *_ = READER.segmenter.read(text)
    heads, relations = parser.parse(text, starts, ends, words, sentences)
    assert len(heads) == len(relations) == len(words)
    cuts = [*sentences, len(words)]
    return [(list(heads[a:b]), list(relations)[a:b]) for a, b in pairwise(cuts)]


def check(parser: Parser, text: str) -> None:
    for heads, relations in parsed(parser, text):
        assert is_tree(heads)
        assert [relation == "root" for relation in relations] == [head == 0 for head in heads]


@pytest.mark.parametrize("name", STRINGS)
def test_ugly_strings(name: str, parser: Parser) -> None:
    check(parser, STRINGS[name])


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from("mưa Hà_Nội , . ! 12 a@b.vn 😀 \ud800 xyz".split()), max_size=40))
def test_any_words(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    check(PARSERS.setdefault(0, tiny_parser(tmp_path_factory.mktemp("model"))), " ".join(words).replace("_", " "))


PARSERS: dict[int, Parser] = {}


def test_an_endless_sentence_is_one_tree(parser: Parser) -> None:
    [(heads, relations)] = parsed(parser, "tôi ăn " * 400)
    assert len(heads) == 800
    assert is_tree(heads)
    assert relations.count("root") == 1
    root = heads.index(0)
    assert [number for number, head in enumerate(heads) if number // 256 != (head - 1) // 256 and head] == [
        number for number, relation in enumerate(relations) if number >= 256 and heads[number] == root + 1
    ]


def test_no_words(parser: Parser) -> None:
    assert parsed(parser, "") == parsed(parser, " \n ") == []


def test_the_spelling_of_a_word_makes_no_difference(parser: Parser) -> None:
    assert parsed(parser, "hoà bình") == parsed(parser, "hòa bình")


@pytest.mark.parametrize(
    ("starts", "ends", "words", "sentences"),
    [
        ([0, 2], [1, 9], [0, 1], [0]),
        ([2, 0], [3, 1], [0, 1], [0]),
        ([0], [1, 3], [0], [0]),
        ([0, 2], [1, 3], [0, 7], [0]),
        ([0, 2], [1, 3], [0, 1], [1]),
        ([0, 2], [1, 3], [], [0]),
    ],
)
def test_spans_that_do_not_fit(
    starts: list[int], ends: list[int], words: list[int], sentences: list[int], parser: Parser
) -> None:
    with pytest.raises(ValueError, match="spans"):
        parser.parse("a b", *(array("I", numbers) for numbers in (starts, ends, words, sentences)))


CHANGES: list[dict[str, Any]] = [
    {"sizes": SIZES[:4]},
    {"sizes": [size + 1 for size in SIZES]},
    {"sizes": [0] * 5},
    {"sizes": [2**40] * 5},
    {"sizes": [-16, *SIZES[1:]]},
    {"sizes": "sizes"},
    {"sizes": [*SIZES, 3]},
    {"relations": None},
    {"relations": ["root", 1, 2]},
    {"relations": ["obj", "parataxis", "nsubj"]},
    {"relations": [*RELATIONS, *map(str, range(16))]},
    {"relations": [*RELATIONS, *map(str, range(300))]},
    {"later": "dislocated"},
    {"template": 0},
    {"task": "segment"},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_card_that_does_not_fit(change: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ModelFormatError, match=r"bad\.tieng"):
        Parser(read_model(write_parser(tmp_path / "bad.tieng", change)))


@pytest.mark.parametrize("section", sections())
def test_sections_that_do_not_fit(section: str, tmp_path: Path) -> None:
    own = sections()[section]
    for number, data in enumerate((b"", own[:-1], own[:-4], own + own[:4], own * 2)):
        with pytest.raises(ModelFormatError):
            Parser(read_model(write_parser(tmp_path / f"{number}.tieng", **{section: data})))


def test_keys_must_ascend(tmp_path: Path) -> None:
    for keys in ([7, 3], [3, 3]):
        with pytest.raises(ModelFormatError, match="ascending"):
            Parser(read_model(write_parser(tmp_path / "bad.tieng", words=array("Q", keys).tobytes())))


def test_any_weights_give_trees(tmp_path: Path) -> None:
    draw = Random(5)
    weights = sections()["network"]
    for number in range(5):
        path = write_parser(tmp_path / f"{number}.tieng", network=draw.randbytes(len(weights)))
        check(Parser(read_model(path)), "Trời mưa to, đường ngập, xe chết máy hàng loạt. Chán!")
