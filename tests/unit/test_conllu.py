"""CoNLL-U as written."""

from __future__ import annotations

import re
from array import array

import pytest

import tieng
from tieng.document import Document, Labels
from tieng.formats.conllu import to_conllu


def rows(conllu: str) -> list[list[str]]:
    return [line.split("\t") for line in conllu.split("\n") if line and not line.startswith("#")]


def test_a_sentence(reader: tieng.Reader) -> None:
    assert to_conllu(reader.read("Hà Nội mưa.")) == (
        "# sent_id = 1\n# text = Hà Nội mưa.\n"
        "1\tHà Nội" + "\t_" * 7 + "\tstart_char=0|end_char=6\n"
        "2\tmưa" + "\t_" * 7 + "\tSpaceAfter=No|start_char=7|end_char=10\n"
        "3\t." + "\t_" * 7 + "\tstart_char=10|end_char=11\n\n"
    )


def test_sentences_are_numbered_and_words_begin_anew(reader: tieng.Reader) -> None:
    conllu = to_conllu(reader.read("Trời mưa. Đường trơn."), first_id=7)
    assert re.findall("# sent_id = (.*)", conllu) == ["7", "8"]
    assert [row[0] for row in rows(conllu)] == ["1", "2", "3", "1", "2", "3"]


def test_an_offset_is_added(reader: tieng.Reader) -> None:
    document = reader.read("Trời mưa.")
    places = [row[9].split("start_char=")[1] for row in rows(to_conllu(document, offset=100))]
    assert places == ["100|end_char=104", "105|end_char=108", "108|end_char=109"]


def test_nothing(reader: tieng.Reader) -> None:
    assert to_conllu(reader.read(" \n ")) == ""


def test_the_end_of_a_sentence_glued_to_the_next(reader: tieng.Reader) -> None:
    last = rows(to_conllu(reader.read("Mưa.Gió.")))[1]
    assert last[1] == "."
    assert last[9].startswith("start_char=3")


@pytest.mark.parametrize("space", ["  ", "\u00a0", " \u3000", "\u2009"])
def test_white_space_in_a_word_is_one_space(space: str, reader: tieng.Reader) -> None:
    assert rows(to_conllu(reader.read(f"Hà{space}Nội")))[0][1] == "Hà Nội"


def test_each_line_is_a_comment_or_ten_columns(reader: tieng.Reader) -> None:
    text = "a\tb\u0085c\x1cd\u2028e \ud800 \0 # 1. _ __\r\n“Ừ.” 😀\u200d\n\x0b|="
    for line in to_conllu(reader.read(text)).split("\n"):
        assert line == "" or line.startswith("# ") or len(line.split("\t")) == 10
        assert len(line.splitlines()) <= 1


def test_tags_and_trees(reader: tieng.Reader) -> None:
    document = Document(
        "Trời mưa. Lạnh",
        *reader.segmenter.read("Trời mưa. Lạnh"),
        tags=Labels.of(["NOUN", "VERB", "PUNCT", "ADJ"]),
        xpos=Labels.of(["N", "V", ".", "A"]),
        heads=array("I", [2, 0, 2, 0]),
        relations=Labels.of(["nsubj", "root", "punct", "root"]),
    )
    assert [row[2:9] for row in rows(to_conllu(document))] == [
        ["_", "NOUN", "N", "_", "2", "nsubj", "_"],
        ["_", "VERB", "V", "_", "0", "root", "_"],
        ["_", "PUNCT", ".", "_", "2", "punct", "_"],
        ["_", "ADJ", "A", "_", "0", "root", "_"],
    ]
