"""tieng tag, tieng evaluate tag, tieng train tag."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run

import tieng

TEXT = "Trời mưa to. Gió lớn!\n\nTôi đọc sách.\n"
GOLD = (
    "1\tTôi\t_\tPRON\tPro\t_\t2\tnsubj\t_\t_\n2\tđọc\t_\tNOUN\tN\t_\t0\troot\t_\t_\n"
    "3\tsách\t_\tNOUN\tN\t_\t2\tobj\t_\t_\n\n"
)


def test_the_text_form(run: Run) -> None:
    expected = "Trời/NOUN mưa/VERB to/ADJ ./PUNCT Gió/NOUN lớn/ADJ !/PUNCT\n\nTôi/PRON đọc/VERB sách/NOUN ./PUNCT\n"
    assert run("tag", stdin=TEXT).text == expected
    assert run("tag", "--threads", "3", stdin=TEXT).text == expected


@pytest.mark.parametrize("given", ["", "\n", "Tôi", "Tôi\n", "\n\nTôi\n\n"])
def test_one_line_out_for_each_line_in(given: str, run: Run) -> None:
    assert run("tag", stdin=given).text == given.replace("Tôi", "Tôi/PRON")


def test_json_lines(run: Run) -> None:
    first, _, _ = map(json.loads, run("tag", "--format", "jsonl", stdin=TEXT).text.splitlines())
    words = first["sentences"][0]["words"]
    assert words[1] == {"text": "mưa", "start": 5, "end": 8, "tag": "VERB", "xpos": "V"}


@pytest.mark.parametrize(("options", "sentences"), [([], 3), (["--lines"], 2)])
def test_conllu(options: list[str], sentences: int, run: Run) -> None:
    written = run("tag", "--format", "conllu", *options, stdin=TEXT).text
    assert written.count("# text = ") == sentences
    assert "2\tmưa\t_\tVERB\tV\t_\t_\t_\t_\tstart_char=5|end_char=8\n" in written


def test_lines_without_tags(run: Run) -> None:
    written = run("segment", "--format", "conllu", "--lines", stdin=TEXT).text
    assert written.count("# text = ") == 2


def test_what_is_no_model_for_tags(run: Run) -> None:
    said = run("tag", "--tag-model", "segment", stdin=TEXT).failed(1)
    assert "expected a model for 'tag', got one for 'segment'" in said


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold.conllu").write_text(GOLD, encoding="utf-8")
    return tmp_path / "gold.conllu"


@pytest.mark.parametrize("options", [[], ["--gold-words"]])
def test_evaluation(options: list[str], run: Run, gold: Path) -> None:
    found = json.loads(run("evaluate", "tag", "--gold", gold, "--json", *options).text)
    assert found["Words"]["f1"] == 1
    assert found["UPOS"]["f1"] == found["XPOS"]["aligned"] == pytest.approx(2 / 3)
    assert found["confusions"] == [{"gold": "NOUN", "found": "VERB", "count": 1}]
    assert "LAS" not in found


def test_evaluation_as_a_table(run: Run, gold: Path) -> None:
    shown = run("evaluate", "tag", "--gold", gold).text
    assert "UPOS" in shown
    assert "66.67" in shown


def test_training(run: Run, gold: Path, tmp_path: Path) -> None:
    gold.write_text(GOLD * 5 + GOLD.replace("sách", "báo"), encoding="utf-8")
    (tmp_path / "out.conllu").write_text(GOLD.replace("sách", "báo"), encoding="utf-8")
    (tmp_path / "silver.tsv").write_text("Tôi|P\tđọc|V\tthơ|N\n" * 5, encoding="utf-8")
    model = tmp_path / "my.tieng"
    done = run(
        "train", "tag", "--gold", gold, "--others", gold, "--without", tmp_path / "out.conllu",
        "--silver", tmp_path / "silver.tsv", "-o", model,
    )  # fmt: skip
    assert done.status == 0
    assert "30 gold words" in done.err
    reader = tieng.load(tasks=("segment", "tag"), tag_model=model)
    assert reader.tagger is not None
    assert [word.tag for word in reader.read("Tôi đọc thơ").words] == ["PRON", "NOUN", "NOUN"]
