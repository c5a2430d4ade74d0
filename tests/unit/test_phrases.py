"""Noun phrases of trees that are given."""

from __future__ import annotations

import pytest
from given_trees import document_of

import tieng
from tieng.errors import InputError

CASES = {
    "a noun with all that stands around it": (
        "hai/NUM/2/nummod cuốn/NOUN/3/clf sách/NOUN/0/root mới/ADJ/3/amod của/ADP/6/case Lan/PROPN/3/nmod",
        ["hai cuốn sách mới của Lan"],
    ),
    "subject and object": (
        "Tôi/PRON/2/nsubj đọc/VERB/0/root báo/NOUN/2/obj ./PUNCT/2/punct",
        ["Tôi", "báo"],
    ),
    "the preposition before a phrase is outside, that inside of one is not": (
        "ngồi/VERB/0/root trên/ADP/3/case ghế/NOUN/1/obl của/ADP/5/case bà/NOUN/3/nmod",
        ["ghế của bà"],
    ),
    "coordinated nouns are apart": (
        "mua/VERB/0/root sách/NOUN/1/obj và/CCONJ/4/cc vở/NOUN/2/conj",
        ["sách", "vở"],
    ),
    "a clause ends a phrase, and has phrases of its own": (
        "người/NOUN/3/nsubj bán/VERB/1/acl rau/NOUN/2/obj cười/VERB/0/root",
        ["người", "rau"],
    ),
    "a head after its modifiers": (
        "một/NUM/3/nummod vài/DET/3/det bạn/NOUN/4/nsubj đến/VERB/0/root",
        ["một vài bạn"],
    ),
    "subtypes count as their relation": (
        "anh/NOUN/2/clf:det chủ tịch/NOUN/0/root xã/NOUN/2/nmod:poss",
        ["anh chủ tịch xã"],
    ),
    "no nouns": ("Đẹp/ADJ/0/root quá/ADV/1/advmod !/PUNCT/1/punct", []),
    "a description of a description": (
        "áo/NOUN/0/root rất/ADV/3/advmod đẹp/ADJ/1/amod",
        ["áo rất đẹp"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_noun_phrases(case: str) -> None:
    tree, expected = CASES[case]
    assert [phrase.text for phrase in document_of(tree).noun_phrases()] == expected


def test_what_a_phrase_has() -> None:
    document = document_of("hai/NUM/2/nummod sách/NOUN/3/nsubj rách/VERB/0/root bìa/NOUN/3/obj")
    first, second = document.noun_phrases()
    assert first.head.text == "sách"
    assert [word.text for word in first.words] == ["hai", "sách"]
    assert (first.start, first.end) == (0, 8)
    assert second.head.relation == "obj"
    assert first != second
    assert first == document.noun_phrases()[0]
    assert len({first, second, document.noun_phrases()[1]}) == 2
    assert repr(first) == "Phrase('hai sách', 0, 8)"


def test_sentences_are_apart() -> None:
    document = document_of("mèo/NOUN/2/nsubj ngủ/VERB/0/root", "chó/NOUN/2/nsubj sủa/VERB/0/root")
    assert [phrase.text for phrase in document.noun_phrases()] == ["mèo", "chó"]


def test_without_trees() -> None:
    with pytest.raises(InputError, match=r"load\(tasks"):
        tieng.read("Trời mưa.").noun_phrases()
