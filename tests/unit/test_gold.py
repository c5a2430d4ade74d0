"""Gold words read from CoNLL-U."""

from __future__ import annotations

from pathlib import Path

import pytest

import tieng
from tieng.errors import InputError
from tieng.formats.conllu import to_conllu
from tieng.training.gold import GoldSentence, read_gold


def row(number: str, form: str, misc: str = "_") -> str:
    return "\t".join([number, form, *"_" * 7, misc])


def written(tmp_path: Path, *lines: str, end: str = "\n") -> Path:
    (tmp_path / "gold.conllu").write_bytes((end.join(lines) + end).encode())
    return tmp_path / "gold.conllu"


SENTENCE = GoldSentence("Hà Nội mưa.", ((0, 6), (7, 10), (10, 11)))
ROWS = [row("1", "Hà Nội"), row("2", "mưa", "SpaceAfter=No"), row("3", ".")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_sentences(end: str, tmp_path: Path) -> None:
    path = written(tmp_path, "# sent_id = 1", *ROWS, "", *ROWS, "", end=end)
    assert read_gold(path) == [SENTENCE, SENTENCE]


def test_the_last_sentence_needs_no_empty_line(tmp_path: Path) -> None:
    assert read_gold(written(tmp_path, *ROWS, end="\n")) == [SENTENCE]


def test_ranges_and_empty_nodes_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, row("1-2", "x"), ROWS[0], row("1.1", "y"), *ROWS[1:])
    assert read_gold(path) == [SENTENCE]


def test_space_after_among_others(tmp_path: Path) -> None:
    path = written(tmp_path, row("1", "mưa", "start_char=0|SpaceAfter=No|x=y"), row("2", ".", "SpaceAfter=No"))
    assert read_gold(path) == [GoldSentence("mưa.", ((0, 3), (3, 4)))]


def test_too_few_columns_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.conllu:2: expected 10 columns of CoNLL-U, got 3"):
        read_gold(written(tmp_path, "# a", "1\tb\tc"))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n"])
def test_no_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "gold.conllu").write_bytes(data)
    with pytest.raises(InputError, match="expected sentences"):
        read_gold(tmp_path / "gold.conllu")


def test_no_file_and_no_utf_8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.conllu"):
        read_gold(tmp_path / "none.conllu")
    (tmp_path / "gold.conllu").write_bytes(b"1\t\xff")
    with pytest.raises(InputError, match="expected UTF-8, got something else at byte 2"):
        read_gold(tmp_path / "gold.conllu")


def test_what_tieng_writes_is_read_back(reader: tieng.Reader, tmp_path: Path) -> None:
    text = "Bà nội (ở Huế) nói: “Ừ.”"
    path = written(tmp_path, to_conllu(reader.read(text)))
    (sentence,) = read_gold(path)
    assert sentence.text == text
    assert [text[start:end] for start, end in sentence.words] == reader.words(text)
