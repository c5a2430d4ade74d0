"""Texts made of what is hard to read, for every public function and every profile."""

from __future__ import annotations

import pickle

import pytest
from fuzz.answers import check
from fuzz.budget import budget
from hypothesis import given
from hypothesis import strategies as st
from java_sets import write_string_set
from naughty_strings import STRINGS

import tieng
from tieng.document import Document
from tieng.formats.conllu import to_conllu
from tieng.formats.jsonl import to_json_line
from tieng.kernel import FLAG_LISTED, is_syllable, observe, spelling_key, utf8_head
from tieng.lexicon import ngram_flags

SHORT = [string for string in STRINGS.values() if len(string) < 80]
MARKS = [
    *" \t\n.,:;!?-–—/\\'\"“”’()[]{}<>|@#&%*+=_~^°$€…•→½²1١２9aAđĐưƯ漢😀🇻",
    *"\0\u200b\u200d\u202e\ufeff\u0301\u031b\ud800\udfff",
]
WORDS = "&nbsp; &#7879; http://a.vn/ www.ờ.vn a@b.vn 2-9 24/7 30% :)) :D C++ .js TP.HCM Hà Nội".split()
piece = st.sampled_from(MARKS + WORDS + SHORT)
long = st.tuples(piece, st.integers(1, 2000), piece).map(lambda drawn: drawn[0] * drawn[1] + drawn[2])
texts = st.one_of(st.lists(piece, max_size=25).map("".join), long, st.text(max_size=40))


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tieng.Reader]:
    folder = tmp_path_factory.mktemp("vncorenlp")
    (folder / "vi-vocab").write_bytes(write_string_set(["hà nội", "chúng ta"]))
    (folder / "wordsegmenter.rdr").write_bytes(b'True : object.conclusion = "NN"\n')
    return {
        "pyvi": tieng.load(profile="pyvi"),
        "vncorenlp": tieng.load(profile="vncorenlp", model_dir=folder),
    }


@given(texts)
@budget(300)
def test_the_reader(text: str) -> None:
    document = tieng.read(text)
    check(document, text)
    assert tieng.words(text) == [word.text for word in document.words]
    flat = tieng.segment(text)
    assert flat.count("\n") == text.count("\n")
    assert to_conllu(document).count("\n# text = ") == len(document.sentences)
    assert to_json_line(document)
    assert Document.from_json(document.to_json()) == pickle.loads(pickle.dumps(document)) == document


@given(text=texts)
@budget(150)
@pytest.mark.parametrize("profile", ["pyvi", "vncorenlp"])
def test_the_profiles(profile: str, text: str, profiles: dict[str, tieng.Reader]) -> None:
    check(profiles[profile].read(text), text)
    assert profiles[profile].segment(text).count("\n") == text.count("\n")


@given(text=texts, start=st.integers(0, 60), end=st.integers(0, 60))
@budget(150)
def test_bytes_cut_anywhere(text: str, start: int, end: int, profiles: dict[str, tieng.Reader]) -> None:
    """Halves of characters, as a file that is no UTF-8 has them."""
    data = text.encode("utf-8", "surrogatepass")[start:][: -end or None]
    assert 0 <= utf8_head(data) <= len(data)
    segmenter = tieng.load().segmenter
    assert segmenter.segment_bytes(data)[1] == len(data)
    assert 0 <= segmenter.segment_bytes(data, last=False)[1] <= len(data)
    assert profiles["vncorenlp"].segmenter.segment_bytes(data, last=True)[1] == len(data)


@given(texts)
@budget(150)
def test_words(text: str) -> None:
    assert spelling_key(text) == spelling_key(text)
    assert is_syllable(text) in (True, False)
    assert ngram_flags([text], FLAG_LISTED) is not None
    assert len(observe(text, b"", 4)["token_shapes"]) == len(tieng.read(text).tokens)
