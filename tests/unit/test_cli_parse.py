"""tieng parse, tieng evaluate parse, tieng train vectors, tieng train parse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import Run

TEXT = 'Trời mưa to. Gió lớn!\n\n"Tôi đọc 3 cuốn sách", Lan nói với a@b.vn.\n'
GOLD = (
    "1\tTôi\t_\tPRON\tPro\t_\t2\tnsubj\t_\t_\n2\tđọc\t_\tVERB\tV\t_\t0\troot\t_\t_\n"
    "3\tsách\t_\tNOUN\tN\t_\t2\tobj\t_\t_\n\n"
)


def test_the_text_form(run: Run) -> None:
    first = run("parse", stdin="Tôi đọc sách.\nTrời mưa.\n").text.split("\n")
    assert first[0] == "Tôi/PRON/nsubj/2 đọc/VERB/root/0 sách/NOUN/obj/2 ./PUNCT/punct/2"
    assert first[1] == ""
    assert first[2].startswith("Trời/NOUN/nsubj/2 mưa/VERB/root/0")


def test_threads_make_no_difference(run: Run) -> None:
    assert run("parse", "--threads", "3", stdin=TEXT * 5).text == run("parse", stdin=TEXT * 5).text


@pytest.mark.parametrize(("options", "sentences"), [([], 3), (["--lines"], 2)])
def test_conllu_is_valid(options: list[str], sentences: int, run: Run) -> None:
    written = run("parse", "--format", "conllu", *options, stdin=TEXT).text
    blocks = written.removesuffix("\n\n").split("\n\n")
    assert len(blocks) == sentences
    for number, block in enumerate(blocks, start=1):
        check_level_2(block, number, TEXT)


def check_level_2(block: str, number: int, text: str) -> None:
    """The rules of levels 1 and 2 of the validator of Universal Dependencies that are about these columns."""
    comments = [line for line in block.split("\n") if line.startswith("#")]
    rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
    assert comments[0] == f"# sent_id = {number}"
    assert all(len(row) == 10 and all(column and column.strip() == column for column in row) for row in rows)
    assert [row[0] for row in rows] == [str(place) for place in range(1, len(rows) + 1)]
    glued = [row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ") for row in rows]
    assert comments[1] == f"# text = {''.join(glued).rstrip()}"
    heads = [int(row[6]) for row in rows]
    assert [row[7] == "root" for row in rows] == [head == 0 for head in heads]
    assert heads.count(0) == 1
    for word in range(1, len(rows) + 1):
        seen = set()
        while word:
            assert word not in seen
            seen.add(word)
            word = heads[word - 1]
    for row in rows:
        assert re.fullmatch(r"[A-Z]+", row[3])
        assert re.fullmatch(r"[a-z]+(:[a-z]+)?", row[7])
        assert row[8] == "_"
        place = dict(pair.split("=") for pair in row[9].split("|"))
        assert text[int(place["start_char"]) : int(place["end_char"])] == row[1]


def test_json_lines(run: Run) -> None:
    words = json.loads(run("parse", "--format", "jsonl", stdin="Tôi đọc sách.\n").text)["sentences"][0]["words"]
    assert [(word["head"], word["relation"]) for word in words] == [(2, "nsubj"), (0, "root"), (2, "obj"), (2, "punct")]


def test_a_picture(run: Run, tmp_path: Path) -> None:
    assert run("parse", "--svg", tmp_path / "tree.svg", stdin="\n\nTôi đọc sách. Hay!\n").text == ""
    picture = (tmp_path / "tree.svg").read_text(encoding="utf-8")
    assert "nsubj" in picture
    assert "Hay" not in picture


def test_no_picture_of_nothing(run: Run, tmp_path: Path) -> None:
    said = run("parse", "--svg", tmp_path / "tree.svg", stdin="\n").failed(1)
    assert said == "tieng: expected a sentence to draw, got none\n"
    assert not (tmp_path / "tree.svg").exists()


def test_what_is_no_model_for_trees(run: Run) -> None:
    said = run("parse", "--parse-model", "tag", stdin=TEXT).failed(1)
    assert "expected a model for 'parse', got one for 'tag'" in said


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold.conllu").write_text(GOLD, encoding="utf-8")
    return tmp_path / "gold.conllu"


@pytest.mark.parametrize("options", [[], ["--gold-words"]])
def test_scores(options: list[str], gold: Path, run: Run) -> None:
    scores = json.loads(run("evaluate", "parse", "--gold", gold, "--json", *options).text)
    assert scores["UAS"]["f1"] == scores["LAS"]["f1"] == 1.0
    assert "LAS" in run("evaluate", "parse", "--gold", gold, *options).text


def test_training(gold: Path, run: Run, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs tieng[train-parse]")
    (tmp_path / "text.txt").write_text("tôi đọc sách\nbạn đọc báo\n" * 9, encoding="utf-8")
    vectors, model = tmp_path / "vectors.npz", tmp_path / "my.tieng"
    assert "5 words" in run("train", "vectors", tmp_path / "text.txt", "-o", vectors).err
    done = run("train", "parse", "--gold", gold, "--vectors", vectors, "--epochs", "2", "-o", model)
    assert done.status == 0
    assert "epoch 2 of 2" in done.err
    assert run("parse", "--parse-model", model, stdin="Tôi đọc sách.\n").text.count("/root/0") == 1
