"""Documents: views over a raw text."""

from __future__ import annotations

import copy
import pickle
from array import array

import pytest

import tieng
from tieng.document import Document, Labels, Sentence, Token, Word
from tieng.errors import InputError

TEXT = "Lan học ở Hà Nội.  Vui!"


@pytest.fixture
def document() -> Document:
    """`Lan | học | ở | Hà Nội | .` and `Vui | !`."""
    starts = array("I", [0, 4, 8, 10, 13, 16, 19, 22])
    ends = array("I", [3, 7, 9, 12, 16, 17, 22, 23])
    kinds = bytes([0, 0, 0, 0, 0, 12, 0, 12])
    return Document(TEXT, starts, ends, kinds, array("I", [0, 1, 2, 3, 5, 6, 7]), array("I", [0, 5]))


@pytest.fixture
def tree(document: Document) -> Document:
    """Lan ← học → (ở → Hà Nội), `.`; Vui → !"""
    return Document(
        TEXT,
        *(document._starts, document._ends, document._kinds, document._word_tokens, document._sentence_words),
        tags=Labels.of(["PROPN", "VERB", "VERB", "PROPN", "PUNCT", "ADJ", "PUNCT"]),
        xpos=Labels.of(["Np", "V", "V", "Np", ".", "A", "!"]),
        heads=array("I", [2, 0, 2, 3, 2, 0, 1]),
        relations=Labels.of(["nsubj", "root", "xcomp", "obj", "punct", "root", "punct"]),
    )


def test_tokens(document: Document) -> None:
    assert [token.text for token in document.tokens] == ["Lan", "học", "ở", "Hà", "Nội", ".", "Vui", "!"]
    assert [token.kind for token in document.tokens][4:6] == ["word", "punctuation"]


def test_words(document: Document) -> None:
    assert [word.text for word in document.words] == ["Lan", "học", "ở", "Hà Nội", ".", "Vui", "!"]
    assert document.words[3].form == "Hà_Nội"
    assert (document.words[3].start, document.words[3].end, len(document.words[3])) == (10, 16, 6)
    assert [token.text for token in document.words[-1].tokens] == ["!"]


def test_sentences(document: Document) -> None:
    assert [sentence.text for sentence in document.sentences] == ["Lan học ở Hà Nội.", "Vui!"]
    assert [word.text for word in document.sentences[1].words] == ["Vui", "!"]
    assert [token.text for token in document.sentences[1].tokens] == ["Vui", "!"]


def test_views_are_sequences(document: Document) -> None:
    words = document.words
    assert len(words) == 7
    assert words[-1] == words[6] == list(words)[-1]
    assert words[2:4] == [words[2], words[3]]
    assert words[::-1] == list(reversed(words))
    assert words[3] in words
    assert words.index(words[3]) == 3
    for index in (7, -8):
        with pytest.raises(IndexError):
            words[index]
    for view in (document.sentences[0].words, document.sentences[0].tokens, document.words[3].tokens):
        with pytest.raises(IndexError):
            view[len(view)]


def test_a_view_of_a_part_counts_from_its_start(document: Document) -> None:
    words = document.sentences[1].words
    assert (words[0].text, words[-1].text) == ("Vui", "!")
    assert words[0].index == 5
    assert words[-2:] == list(words)


def test_representations(document: Document) -> None:
    assert repr(document.words[3]) == "Word('Hà Nội', 10, 16)"
    assert repr(document.tokens[0]) == "Token('Lan', 0, 3)"
    assert repr(document.sentences[1]) == "Sentence('Vui!', 19, 23)"
    assert repr(document) == f"Document({TEXT!r}, 2 sentences, 7 words)"
    assert repr(document.words[:1]) == "[Word('Lan', 0, 3)]"
    assert str(document.words[3]) == "Hà Nội"
    assert len(repr(tieng.read("mưa " * 1000))) < 100


def test_equality(document: Document, reader: tieng.Reader) -> None:
    twin = copy.deepcopy(document)
    assert twin == document
    assert hash(twin) == hash(document)
    assert twin.words[3] == document.words[3]
    assert hash(twin.words[3]) == hash(document.words[3])
    assert document.words[3] != document.words[2]
    assert document.words[0] != document.tokens[0]
    assert document != TEXT
    assert reader.read(TEXT) == reader.read(TEXT) != reader.read(TEXT + " ")
    assert len({document.words[3], twin.words[3]}) == 1


def test_no_layers(document: Document) -> None:
    assert document.layers == ()
    for word in document.words:
        assert (word.tag, word.xpos, word.head, word.head_number, word.relation) == (None,) * 5
        assert word.children == []
    assert document.sentences[0].root is None


def test_tags(tree: Document) -> None:
    assert tree.layers == ("tag", "xpos", "head", "relation")
    assert [word.tag for word in tree.sentences[0].words] == ["PROPN", "VERB", "VERB", "PROPN", "PUNCT"]
    assert tree.words[-2].xpos == "A"


def test_trees(tree: Document) -> None:
    assert [str(word.head) for word in tree.words] == ["học", "None", "học", "ở", "học", "None", "Vui"]
    assert [list(map(str, word.children)) for word in tree.words] == [
        [],
        ["Lan", "ở", "."],
        ["Hà Nội"],
        *([], []),
        ["!"],
        [],
    ]
    assert [str(sentence.root) for sentence in tree.sentences] == ["học", "Vui"]
    assert [word.sentence.index for word in tree.words] == [0, 0, 0, 0, 0, 1, 1]
    assert tree.words[0].relation == "nsubj"


def test_layers_count_in_comparison(document: Document, tree: Document) -> None:
    assert tree != document
    assert tree.words[0] != document.words[0]
    twin = copy.deepcopy(tree)
    list(twin.words[1].children)
    assert twin == tree
    assert pickle.loads(pickle.dumps(tree)) == tree


def test_labels() -> None:
    labels = Labels.of(["N", "V", "N"])
    assert (labels.names, labels.codes) == (("N", "V"), b"\0\1\0")
    assert labels == Labels(("V", "N"), b"\1\0\1") != Labels.of(["N", "V"])
    assert hash(labels) == hash(Labels(("V", "N"), b"\1\0\1"))
    assert labels != ["N", "V", "N"]
    assert (labels[1:], labels[-1], len(labels)) == (["V", "N"], "N", 3)
    assert eval(repr(labels)) == labels
    assert len(Labels.of(map(str, range(256)))) == 256
    with pytest.raises(InputError, match="at most 256 different labels, got 257"):
        Labels.of(map(str, range(257)))


def test_pickling(document: Document) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(document, protocol)) == document
        assert pickle.loads(pickle.dumps(document.words[3], protocol)) == document.words[3]


@pytest.mark.parametrize("text", ["", " ", "\n", "\t\n \u00a0"])
def test_nothing_to_read(text: str, reader: tieng.Reader) -> None:
    document = reader.read(text)
    assert document.text == text
    assert (len(document.sentences), len(document.words), len(document.tokens)) == (0, 0, 0)
    assert list(document.words) == document.words[:] == []
    with pytest.raises(IndexError):
        document.words[0]


def test_offsets_are_code_points(reader: tieng.Reader) -> None:
    text = "😀 Hà Nội 🇻🇳 đẹp"
    document = reader.read(text)
    assert [text[word.start : word.end] for word in document.words] == ["😀", "Hà Nội", "🇻🇳", "đẹp"]


def test_the_three_levels_agree(reader: tieng.Reader) -> None:
    document = reader.read("Bà nội tôi ở Huế. Ông ngoại ở Vinh!\nCả nhà vui.")
    by_sentence = [word for sentence in document.sentences for word in sentence.words]
    by_word = [token for word in document.words for token in word.tokens]
    assert by_sentence == list(document.words)
    assert by_word == list(document.tokens)
    assert {type(view[0]) for view in (document.sentences, document.words, document.tokens)} == {Sentence, Word, Token}
