"""Reading single gaps of raw texts."""

from __future__ import annotations

import lzma
import re
from pathlib import Path

import pytest
from golden_tables import raw_lines, rows

from tieng.errors import InputError

pytest.importorskip("numpy", reason="needs the extra `train`: pip install 'tieng[train]'")
pytest.importorskip("sklearn", reason="needs the extra `train`: pip install 'tieng[train]'")

from tieng.training.features import observe_gaps
from tieng.training.gaps import read_gaps
from tieng.training.gold import read_gold
from tieng.training.marks import JOIN, SPLIT, UNMARKED, MarkedText

DECIDED = Path(__file__).parents[2] / "training-data" / "gaps.tsv"
HEADER = "text\tline\tstart\tend\tjoins\tsplits\n"
NEWS = "Mưa.\nNhà máy cháy. Hoa hồng nở ở nhà máy.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    return tmp_path / "news.txt"


def read(news: Path, *rows: str) -> MarkedText:
    table = news.with_name("gaps.tsv")
    table.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_gaps([table], [news])


def marks(marked: MarkedText) -> list[int]:
    return [int(mark) for char, mark in zip(marked.text, marked.marks, strict=False) if char == " "]


def test_marks_of_a_sentence(news: Path) -> None:
    marked = read(news, "news\t2\t14\t36\t17,31\t22")
    assert marked.text == "Hoa hồng nở ở nhà máy."
    assert marks(marked) == [JOIN, SPLIT, UNMARKED, UNMARKED, JOIN]


def test_rows_are_lines_of_the_text(news: Path) -> None:
    marked = read(news, "news\t2\t0\t13\t3\t7", "news\t2\t14\t36\t-\t22")
    assert marked.text == "Nhà máy cháy.\nHoa hồng nở ở nhà máy."
    assert marks(marked) == [JOIN, SPLIT, UNMARKED, SPLIT, UNMARKED, UNMARKED, UNMARKED]
    assert len(marked.marks) == len(marked.text) + 1


def test_a_packed_text(news: Path) -> None:
    packed = news.with_name("news.txt.xz")
    packed.write_bytes(lzma.compress(NEWS.encode()))
    assert read(packed, "news\t2\t0\t13\t3\t-").text == "Nhà máy cháy."


def test_no_tables() -> None:
    assert read_gaps([], []).text == ""
    assert len(observe_gaps(read_gaps([], []), b"").marks) == 0


def test_only_decided_gaps_are_learned_from(news: Path) -> None:
    assert observe_gaps(read(news, "news\t2\t0\t13\t3\t-"), b"").marks.tolist() == [JOIN]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("news\t2\t0\t13\t3", "expected text, line, start, end, joins, splits"),
        ("news\tzwei\t0\t13\t3\t-", "expected text, line, start, end, joins, splits"),
        ("news\t2\t0\t13\t3;7\t-", "expected text, line, start, end, joins, splits"),
        ("wiki\t2\t0\t13\t3\t-", "expected a text among news, got wiki"),
        ("news\t9\t0\t13\t3\t-", "expected a part of line 9 of news"),
        ("news\t2\t0\t99\t3\t-", "expected a part of line 2 of news"),
        ("news\t2\t0\t13\t4\t-", "expected a space at 4, got 'm'"),
        ("news\t2\t0\t13\t-\t17", "expected a space at 17"),
    ],
)
def test_wrong_rows_name_their_place(row: str, message: str, news: Path) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(news, row)
    assert "gaps.tsv:2: " in str(caught.value)


def test_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_bytes(b"\xff\n")
    with pytest.raises(InputError, match=r"news\.txt: expected lines of UTF-8 text"):
        read(tmp_path / "news.txt", "news\t1\t0\t1\t-\t-")


def annotated() -> list[tuple[str, ...]]:
    """Text, line, start and end of each annotated sentence."""
    return [row[:4] for table in ("news.tsv", "blind.tsv", "blind-2.tsv") for row in rows(table)]


def test_no_line_of_the_annotated_sentences_is_learned_from() -> None:
    lines = {row[:2] for row in annotated()}
    assert len(lines) == 128 + 380 + 297
    learned = DECIDED.read_text(encoding="utf-8").splitlines()
    assert not lines & {tuple(row.split("\t")[:2]) for row in learned}


def test_no_text_of_the_test_sentences_is_learned_from(shared_data: Path) -> None:
    """Newspapers print the same sentence in several articles."""
    paths = {name: shared_data / "raw" / f"{name}.txt.xz" for name in ("news", "wiki")}
    learned = read_gaps([DECIDED], paths.values()).text.split("\n")
    lines = {name: raw_lines(shared_data, name) for name in paths}
    tested = {lines[name][int(line) - 1][int(start) : int(end)] for name, line, start, end in annotated()}
    tested |= {sentence.text for sentence in read_gold(shared_data / "gold" / "vtb" / "vi_vtb-ud-test.conllu")}
    assert not {bare_words(text) for text in tested} & {bare_words(text) for text in learned}


def bare_words(text: str) -> str:
    """What stays the same where punctuation and capitals are changed."""
    return " ".join(re.findall(r"\w+", text.casefold()))
