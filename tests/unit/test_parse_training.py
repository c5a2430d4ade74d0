"""Word vectors, and parsers that learn a few sentences by heart."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import tieng
from tieng.document import Labels
from tieng.kernel import PANEL
from tieng.models.format import read_model, write_model
from tieng.tasks.parse import Parser
from tieng.tasks.segment import known_words
from tieng.training.looks import look_at_words
from tieng.training.treebank import Row, Tree
from tieng.training.vectors import VectorRecipe, WordVectors, make_vectors

SIZE = 16
LINES = [
    f"{who} {does} {what} ."
    for who in ("tôi", "bạn", "mẹ", "cô_giáo")
    for does in ("mua", "bán", "tìm", "giấu")
    for what in ("cá", "rau", "sách", "bánh_mì")
]
RECIPE = VectorRecipe(words=100, contexts=20, size=SIZE, least=1)


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    return make_vectors(LINES * 3, RECIPE)


def key(word: str) -> int:
    return int(np.frombuffer(look_at_words([[word]])["words"], dtype=np.uint64)[0])


def likeness(vectors: WordVectors, one: str, other: str) -> float:
    rows = [vectors.word_vectors[np.searchsorted(vectors.words, np.uint64(key(word)))] for word in (one, other)]
    return float(rows[0] @ rows[1])


def test_words_in_the_same_places_have_like_vectors(vectors: WordVectors) -> None:
    assert likeness(vectors, "cá", "bánh mì") > 0.9
    assert likeness(vectors, "mua", "giấu") > 0.9
    assert likeness(vectors, "cá", "mua") < 0.5


def test_vectors_are_the_same_each_time_and_have_length_1(vectors: WordVectors, tmp_path: Path) -> None:
    again = make_vectors(LINES * 3, RECIPE)
    assert (again.word_vectors == vectors.word_vectors).all()
    assert np.linalg.norm(vectors.word_vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (np.diff(vectors.words.astype(object)) > 0).all()
    vectors.save(tmp_path / "vectors.npz")
    assert (WordVectors.open(tmp_path / "vectors.npz").token_vectors == vectors.token_vectors).all()


def test_a_syllable_has_the_vector_of_its_word(vectors: WordVectors) -> None:
    place = np.searchsorted(vectors.tokens, np.uint64(tieng.kernel.spelling_key("bánh")))
    word = vectors.word_vectors[np.searchsorted(vectors.words, np.uint64(key("bánh mì")))]
    assert vectors.token_vectors[place] == pytest.approx(word, abs=1e-5)


def tree(*rows: tuple[str, str, int, str]) -> Tree:
    return tuple(Row(form, tag=tag, xpos=tag[0], head=head, relation=relation) for form, tag, head, relation in rows)


GOLD = [
    tree(("Tôi", "PRON", 2, "nsubj"), ("mua", "VERB", 0, "root"), ("cá", "NOUN", 2, "obj"), (".", "PUNCT", 2, "punct")),
    tree(("Mẹ", "NOUN", 3, "nsubj"), ("sẽ", "ADV", 3, "advmod"), ("về", "VERB", 0, "root")),
    tree(
        ("Rau", "NOUN", 2, "nsubj"), ("xanh", "ADJ", 0, "root"), ("quá", "ADV", 2, "advmod"), ("!", "PUNCT", 2, "punct")
    ),
    tree(("Đi", "VERB", 0, "root")),
]


def test_a_parser_learns_by_heart(vectors: WordVectors, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs tieng[train-parse]")
    from tieng.training.parse import Recipe, train
    from tieng.training.parse_network import Dropout, Sizes

    sizes = Sizes(2 * PANEL, PANEL, PANEL, PANEL, 2)
    recipe = replace(Recipe(), sizes=sizes, dropout=Dropout(0.1, 0, 0, 0), epochs=90, rate=0.02, least=1)
    reports: list[str] = []
    card, sections = train(GOLD, [], vectors, recipe, reports.append)
    assert len(reports) == 90
    assert train(GOLD, [], vectors, recipe, reports.append)[1] == sections
    write_model(tmp_path / "tiny.tieng", card, sections)
    parser = Parser(read_model(tmp_path / "tiny.tieng"))
    heads, relations = parse(parser, [[row.form for row in tree] for tree in GOLD])
    assert list(heads) == [row.head for tree in GOLD for row in tree]
    assert list(relations) == [row.relation for tree in GOLD for row in tree]
    assert list(parse(parser, [["Bạn", "bán", "rau", "."]])[0]) == [2, 0, 2, 2]


def parse(parser: Parser, sentences: list[list[str]]) -> tuple[array[int], Labels]:
    text, starts, ends, _, words, firsts = known_words(sentences)
    return parser.parse(text, starts, ends, words, firsts)
