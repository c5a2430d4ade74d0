"""The shipped tagging model against its card."""

from __future__ import annotations

from pathlib import Path

import pytest

import tieng
from tieng.cli.evaluate import read_again
from tieng.models.store import open_model
from tieng.training.conll import score_trees


# Scores on raw lines depend on the segmentation model, too, which may be trained again.
@pytest.mark.parametrize(("words", "gold_words", "off"), [("raw lines", False, 0.2), ("gold words", True, 0.005)])
def test_the_scores_of_the_card(words: str, gold_words: bool, off: float, shared_data: Path) -> None:
    reader = tieng.load(tasks=("segment", "tag"))
    gold, found = read_again((str(shared_data / "gold" / "vtb" / "vi_vtb-ud-test.conllu"),), reader, gold_words)
    scores = score_trees(gold, found)
    expected = open_model("tag").card["scores"][f"VTB test, {words}, F1"]
    assert {name: 100 * scores[name].f1 for name in expected} == pytest.approx(expected, abs=off)
