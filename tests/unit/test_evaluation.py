"""Scores, worked out by hand."""

from __future__ import annotations

import pytest

import tieng
from tieng.training.evaluation import Span, WordScores, disagreements, score_words
from tieng.training.gold import GoldSentence
from tieng.training.writings import to_upper


def spans(words: str) -> list[Span]:
    """Of words apart by a space, their syllables joined by `_`."""
    found, at = [], 0
    for word in words.split():
        found.append((at, at + len(word)))
        at += len(word) + 1
    return found


def scored(*pairs: tuple[str, str]) -> WordScores:
    scores = WordScores()
    for gold, found in pairs:
        scores.add(gold.replace("_", " "), spans(gold), spans(found))
    return scores


def test_all_right() -> None:
    scores = scored(("Hà_Nội mưa .", "Hà_Nội mưa ."))
    assert (scores.precision, scores.recall, scores.f1) == (1, 1, 1)
    assert scores.confusions == {}


def test_all_wrong() -> None:
    scores = scored(("nhà_cửa", "nhà cửa"))
    assert (scores.precision, scores.recall, scores.f1) == (0, 0, 0)
    assert scores.confusions == {("nhà_cửa", "nhà cửa"): 1}


def test_nothing() -> None:
    scores = scored(("", ""))
    assert (scores.precision, scores.recall, scores.f1) == (0, 0, 0)
    assert scored(("a", "")).f1 == scored(("", "a")).f1 == 0


def test_one_split_too_many() -> None:
    scores = scored(("tôi mua nhà_cửa rồi", "tôi mua nhà cửa rồi"))
    assert (scores.gold, scores.found, scores.right) == (4, 5, 3)
    assert scores.precision == 3 / 5
    assert scores.recall == 3 / 4
    assert scores.f1 == pytest.approx(2 * 3 / 5 * 3 / 4 / (3 / 5 + 3 / 4))


def test_counts_add_up_over_texts() -> None:
    scores = scored(("a_b c", "a b c"), ("a_b c", "a b c"), ("d", "d"))
    assert (scores.gold, scores.found, scores.right) == (5, 7, 3)
    assert scores.confusions == {("a_b", "a b"): 2}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("a b c", "a_b c", [("a b", "a_b")]),
        ("a b_c d", "a_b c_d", [("a b_c d", "a_b c_d")]),
        ("a_b c d_e", "a b c d e", [("a_b", "a b"), ("d_e", "d e")]),
        ("a_b c_d", "a b c d", [("a_b", "a b"), ("c_d", "c d")]),
        ("a_b_c", "a b_c", [("a_b_c", "a b_c")]),
        ("a b c d", "a_b_c_d", [("a b c d", "a_b_c_d")]),
        ("a_b c", "a b_c", [("a_b c", "a b_c")]),
    ],
)
def test_confusions(gold: str, found: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(scored((gold, found)).confusions) == sorted(expected)


def test_disagreements_cover_all_that_is_not_common() -> None:
    gold, found = spans("a_b c d_e_f g h_i"), spans("a b c_d e_f g h i")
    parts = list(disagreements(gold, found))
    common = set(gold) & set(found)
    assert [span for part, _ in parts for span in part] == [span for span in gold if span not in common]
    assert [span for _, part in parts for span in part] == [span for span in found if span not in common]


def test_words_that_the_text_glues() -> None:
    scores = WordScores()
    scores.add("mưa.", [(0, 3), (3, 4)], [(0, 4)])
    assert scores.confusions == {("mưa .", "mưa."): 1}


def test_score_words(reader: tieng.Reader) -> None:
    gold = [GoldSentence("Hà Nội mưa", ((0, 6), (7, 10))), GoldSentence("Nhà tôi", ((0, 7),))]
    scores = score_words(reader.read, gold)
    assert (scores.gold, scores.found, scores.right) == (3, 4, 2)
    assert score_words(reader.read, gold[:1], to_upper).f1 == 1


def test_a_change_must_keep_the_length(reader: tieng.Reader) -> None:
    with pytest.raises(ValueError, match="keeps the length"):
        score_words(reader.read, [GoldSentence("a", ((0, 1),))], lambda text: text + "!")
