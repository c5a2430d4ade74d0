"""Word lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieng.errors import DictionaryError
from tieng.kernel import FLAG_CONTINUES, FLAG_LISTED, ngram_hash, spelling_key
from tieng.lexicon import LONGEST, ngram_flags, read_names, read_words


def ngram(words: str) -> int:
    return ngram_hash([spelling_key(word) for word in words.split()])


def written(tmp_path: Path, data: bytes) -> Path:
    (tmp_path / "words.txt").write_bytes(data)
    return tmp_path / "words.txt"


def test_a_word_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, "# của tôi\nnhà cửa\n\n  đường phố  # ngoài\r\nsông\n".encode())
    assert list(read_words(path)) == ["nhà cửa", "đường phố", "sông"]


def test_an_empty_list(tmp_path: Path) -> None:
    assert list(read_words(written(tmp_path, b""))) == []


def test_a_byte_order_mark_changes_no_key(tmp_path: Path) -> None:
    words = list(read_words(written(tmp_path, "\ufeffnhà cửa".encode())))
    assert ngram_flags(words, FLAG_LISTED)[ngram("nhà cửa")] == FLAG_LISTED


def test_no_utf_8(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match=r"words\.txt: expected UTF-8, got something else at byte 4"):
        list(read_words(written(tmp_path, b"nha \xff")))


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DictionaryError, match=str(path)):
            list(read_words(path))


def test_flags() -> None:
    flags = ngram_flags(["nhà", "nhà cửa", "nhà cửa đất đai", "Nhà Cửa"], FLAG_LISTED)
    assert flags == {
        ngram("nhà"): FLAG_CONTINUES,
        ngram("nhà cửa"): FLAG_LISTED | FLAG_CONTINUES,
        ngram("nhà cửa đất"): FLAG_CONTINUES,
        ngram("nhà cửa đất đai"): FLAG_LISTED,
    }


def test_spelling_variants_are_one_word() -> None:
    assert (
        ngram_flags(["hoà bình"], FLAG_LISTED)
        == ngram_flags(["hòa bình"], FLAG_LISTED)
        == ngram_flags(["HÒA  BÌNH"], FLAG_LISTED)
    )


def test_lengths() -> None:
    assert ngram_flags(["một", "", " "], FLAG_LISTED) == {}
    assert len(ngram_flags([" ".join(["mưa"] * LONGEST)], FLAG_LISTED)) == LONGEST
    assert ngram_flags([" ".join(["mưa"] * (LONGEST + 1))], FLAG_LISTED) == {}


def test_names_without_what_kind_of_place_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, "Xã Mường Ham\nthành phố Huế\nQuận 3\nVL\tĐảo Hoa Lan\nXã Đàn\n".encode())
    assert list(read_names(path)) == ["Mường Ham", "Huế", "Quận 3", "Hoa Lan", "Đàn"]
