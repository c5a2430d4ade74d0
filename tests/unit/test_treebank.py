"""Trees read from CoNLL-U."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieng.errors import InputError
from tieng.training.treebank import Row, read_treebank

LINES = [
    "# text = Hà Nội mưa.",
    "1\tHà Nội\tHà Nội\tPROPN\tNNP\t_\t2\tnsubj\t_\t_",
    "2\tmưa\tmưa\tVERB\tV\tMood=Ind\t0\troot\t_\tSpaceAfter=No",
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
    "",
]


def written(tmp_path: Path, *lines: str) -> Path:
    (tmp_path / "gold.conllu").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "gold.conllu"


def test_all_columns(tmp_path: Path) -> None:
    ((first, second, third),) = read_treebank(written(tmp_path, *LINES))
    assert first == Row("Hà Nội", "Hà Nội", "PROPN", "NNP", "_", 2, "nsubj", False)
    assert second == Row("mưa", "mưa", "VERB", "V", "Mood=Ind", 0, "root", True)
    assert third.form == "."


def test_columns_that_say_nothing(tmp_path: Path) -> None:
    ((row,),) = read_treebank(written(tmp_path, "1\tmưa" + "\t_" * 8))
    assert row == Row("mưa")


def test_a_head_that_is_no_number_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.conllu:2: expected the number of a head, got 'x'"):
        read_treebank(written(tmp_path, LINES[0], LINES[1].replace("\t2\t", "\tx\t")))


def test_a_head_outside_of_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected heads up to 1 in the sentence before, got 2"):
        read_treebank(written(tmp_path, LINES[1], ""))
