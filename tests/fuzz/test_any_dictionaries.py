"""Dictionaries of any bytes and any words: a DictionaryError that names the place, or answers that tile the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fuzz.answers import check
from fuzz.budget import budget
from hypothesis import given
from hypothesis import strategies as st
from naughty_strings import STRINGS

import tieng
from tieng.errors import DictionaryError

TEXT = "Hà Nội vào thu, học sinh học 2-9 ở TP.HCM.\nA😀b \ud800 C++ hoà hòa"
FILE = "# từ\nhọc sinh học\tforce\nHà Nội\tforbid\nvào thu\nTP.HCM\tprefer exact\n\n2-9\tforce\nhoà\texact\n".encode()
SHREDS = [FILE[i : i + 7] for i in range(0, len(FILE), 4)]
MARKS = [b"\t", b"\n", b"\r\n", b" ", b"#", b"\0", b"\xff", b"force", b"a" * 300]
lines = st.lists(st.sampled_from(SHREDS + MARKS), max_size=30)
words = st.text(max_size=12) | st.sampled_from([string for string in STRINGS.values() if len(string) < 200])
words |= st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=9).map(" ".join)
marks = st.sampled_from(["force", "prefer", "forbid", "exact", "force exact", "forbid exact", "", "x"])


def load(dictionary: object, profile: str | None) -> tieng.Reader | None:
    try:
        return tieng.load(dictionary=dictionary, profile=profile)  # type: ignore[arg-type]
    except DictionaryError as error:
        assert re.search(r"(, line \d+|entry \d+): .*", str(error))
        return None


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dictionary") / "words.txt"


def test_every_byte_of_a_file_changed(path: Path) -> None:
    for place in range(len(FILE)):
        for byte in b"\0\t\n #\xff":
            path.write_bytes(FILE[:place] + bytes([byte]) + FILE[place + 1 :])
            if reader := load(path, None):
                check(reader.read(TEXT), TEXT)


@given(content=lines.map(b"".join) | st.binary(max_size=60))
@budget(100)
@pytest.mark.parametrize("profile", [None, "pyvi"])
def test_any_file(content: bytes, profile: str | None, path: Path) -> None:
    path.write_bytes(content)
    if reader := load(path, profile):
        check(reader.read(TEXT), TEXT)


@given(modes=st.dictionaries(words, marks, max_size=8), text=st.text(max_size=20))
@budget(100)
@pytest.mark.parametrize("profile", [None, "pyvi"])
def test_any_words(modes: dict[str, str], text: str, profile: str | None) -> None:
    if reader := load(modes, profile):
        text = " ".join([*modes, text, TEXT])
        check(reader.read(text), text)
        assert reader.segment(text).count("\n") == text.count("\n")
