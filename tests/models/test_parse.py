"""The shipped parsing model against its card."""

from __future__ import annotations

from pathlib import Path

import pytest

import tieng
from tieng.cli.evaluate import read_again
from tieng.models.store import open_model
from tieng.training.conll import score_trees

WORDS_CHANGE = 0.5  # points by which another segmentation model may move the scores of raw text


@pytest.mark.parametrize(("words", "within"), [("raw lines", WORDS_CHANGE), ("gold words", 0.005)])
def test_the_scores_of_the_card(words: str, within: float, shared_data: Path) -> None:
    reader = tieng.load(tasks=("segment", "parse"))
    path = shared_data / "gold" / "vtb" / "vi_vtb-ud-test.conllu"
    scores = score_trees(*read_again((str(path),), reader, words == "gold words"))
    expected = open_model("parse").card["scores"][f"VTB test, {words}, F1"]
    assert {name: 100 * scores[name].f1 for name in expected} == pytest.approx(expected, abs=within)


def test_a_sentence_that_is_easy() -> None:
    words = tieng.load(tasks=("segment", "tag", "parse")).read("Chị Lan mua hai cuốn sách mới.").words
    found = {word.text: (word.relation, word.head.text if word.head else None) for word in words}
    assert found["mua"] == ("root", None)
    assert found["Lan"] == ("nsubj", "mua")
    assert found["sách"] == ("obj", "mua")
    assert found["mới"] == ("amod", "sách")
