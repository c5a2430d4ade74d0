"""The scores of the shared task, worked out by hand."""

from __future__ import annotations

import pytest

import tieng
from tieng.errors import InputError
from tieng.training.conll import Score, score_trees
from tieng.training.treebank import Row, Tree, trees_of


def tree(*words: str) -> Tree:
    """Of words as `form/TAG/head/relation`, the syllables of a form joined by `_`."""
    rows = []
    for word in words:
        form, tag, head, relation = word.split("/")
        rows.append(Row(form.replace("_", " "), form.lower(), tag, tag.lower(), "_", int(head), relation))
    return tuple(rows)


# Em bé đang ngủ ở nhà bà .
GOLD = tree(
    "Em_bé/NOUN/3/nsubj", "đang/ADV/3/advmod", "ngủ/VERB/0/root", "ở/ADP/5/case", "nhà/NOUN/3/obl:tmod",
    "bà/NOUN/5/nmod", "./PUNCT/3/punct",
)  # fmt: skip


def f1(found: Tree, gold: Tree = GOLD) -> dict[str, float]:
    return {name: round(100 * score.f1, 2) for name, score in score_trees([gold], [found]).items()}


def test_all_right() -> None:
    names = ["Words", "Sentences", "UPOS", "XPOS", "UAS", "LAS", "CLAS", "MLAS", "BLEX"]
    assert f1(GOLD) == dict.fromkeys(names, 100.0)
    # Content words are those but for `ở` (case) and `.` (punct).
    assert score_trees([GOLD], [GOLD])["CLAS"] == Score(gold=5, found=5, right=5, aligned=5)


def test_subtypes_are_passed_over() -> None:
    plain = (*GOLD[:4], GOLD[4]._replace(relation="obl"), *GOLD[5:])
    assert f1(plain)["LAS"] == 100
    other = (*GOLD[:4], GOLD[4]._replace(relation="obj:tmod"), *GOLD[5:])
    assert f1(other)["LAS"] == round(100 * 6 / 7, 2)


def test_a_wrong_tag_of_a_function_word_costs_its_head_in_mlas_only() -> None:
    found = (*GOLD[:3], GOLD[3]._replace(tag="VERB"), *GOLD[4:])
    scores = f1(found)
    assert scores["UPOS"] == round(100 * 6 / 7, 2)
    assert scores["LAS"] == scores["CLAS"] == scores["BLEX"] == 100
    assert scores["MLAS"] == 80  # four of five content words; `nhà` has the helper `ở`


def test_a_wrong_head() -> None:
    found = (*GOLD[:5], GOLD[5]._replace(head=3), GOLD[6])
    assert score_trees([GOLD], [found])["UAS"] == Score(7, 7, 6, 7)
    assert f1(found)["CLAS"] == 80


def test_a_split_word() -> None:
    # `Em bé` as two words: of 8 found words 6 are aligned, and all that hang on `ngủ` are right.
    found = tree(
        "Em/NOUN/4/nsubj", "bé/ADJ/1/amod", "đang/ADV/4/advmod", "ngủ/VERB/0/root", "ở/ADP/6/case", "nhà/NOUN/4/obl",
        "bà/NOUN/6/nmod", "./PUNCT/4/punct",
    )  # fmt: skip
    scores = score_trees([GOLD], [found])
    assert scores["Words"] == Score(7, 8, 6, 6)
    assert scores["LAS"] == Score(7, 8, 6, 6)
    assert scores["CLAS"] == Score(5, 6, 4, 4)
    assert scores["LAS"].precision == 6 / 8
    assert scores["LAS"].recall == 6 / 7
    assert scores["LAS"].f1 == pytest.approx(12 / 15)
    assert scores["LAS"].accuracy == 1


def test_a_head_that_is_not_aligned_is_wrong() -> None:
    # `nhà bà` as one word: the gold head of `ở` has no partner.
    found = tree(
        "Em_bé/NOUN/3/nsubj", "đang/ADV/3/advmod", "ngủ/VERB/0/root", "ở/ADP/5/case", "nhà_bà/NOUN/3/obl",
        "./PUNCT/3/punct",
    )  # fmt: skip
    scores = score_trees([GOLD], [found])
    assert scores["Words"] == Score(7, 6, 5, 5)
    assert scores["UAS"] == Score(7, 6, 4, 5)
    # The gold words `nhà` and `bà` are not aligned, the found word `nhà bà` is one of four content words.
    assert scores["CLAS"] == Score(5, 4, 3, 3)


def test_function_words_of_the_found_words_do_not_count_as_content() -> None:
    found = (*GOLD[:5], GOLD[5]._replace(relation="case"), GOLD[6])
    assert score_trees([GOLD], [found])["CLAS"] == Score(gold=5, found=4, right=4, aligned=5)


def test_only_universal_features_count() -> None:
    gold = (GOLD[2]._replace(features="Mood=Ind|Style=Coll", head=0),)
    assert f1((gold[0]._replace(features="Mood=Ind"),), gold)["MLAS"] == 100
    assert f1((gold[0]._replace(features="_"),), gold)["MLAS"] == 0


def test_columns_that_are_missing_are_not_scored() -> None:
    found = tuple(row._replace(lemma="_", head=None, relation="_", xpos="_") for row in GOLD)
    assert list(f1(found)) == ["Words", "Sentences", "UPOS"]


def test_words_are_aligned_over_sentences() -> None:
    # The system sees one sentence where there are two: heads are right, the second root is not.
    halves = [tree("Mưa/VERB/0/root", "to/ADJ/1/amod"), tree("Gió/NOUN/2/nsubj", "lớn/ADJ/0/root")]
    whole = tree("Mưa/VERB/0/root", "to/ADJ/1/amod", "Gió/NOUN/4/nsubj", "lớn/ADJ/1/conj")
    scores = score_trees(halves, [whole])
    assert scores["Sentences"] == Score(2, 1, 0, 0)
    assert scores["UAS"] == Score(4, 4, 3, 4)


def test_white_space_inside_forms_makes_no_difference() -> None:
    gold, found = (Row("70 . 000", tag="NUM"),), (Row("70.000", tag="NUM"),)
    assert score_trees([gold], [found])["UPOS"].f1 == 1


def test_nothing() -> None:
    assert score_trees([], [])["Words"] == Score(0, 0, 0, 0)
    assert Score(0, 0, 0, 0).f1 == Score(0, 0, 0, 0).accuracy == 0


def test_another_text() -> None:
    with pytest.raises(InputError, match="gold goes on with 'o', the system with 'ạnh'"):
        score_trees([(Row("Mưa to"),)], [(Row("Mưa tạnh"),)])
    with pytest.raises(InputError, match="the system with ''"):
        score_trees([(Row("Mưa to"),)], [(Row("Mưa"),)])


def test_trees_of_a_document(reader: tieng.Reader) -> None:
    ((first, second, _),) = trees_of(reader.read("Hà Nội mưa."))
    assert (first, second) == (Row("Hà Nội"), Row("mưa", glued=True))
