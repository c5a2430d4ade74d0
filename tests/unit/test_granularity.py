"""Granularities: finer and coarser words, each refining the next coarser one."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from golden_tables import rows
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty_strings import STRINGS
from tiny import TinyModel

import tieng
from tieng.document import GRANULARITIES, Document, Part
from tieng.errors import InputError
from tieng.kernel import Segmenter
from tieng.lexicon import load_dictionary

READERS = {name: tieng.load(granularity=name) for name in GRANULARITIES}
CASES = rows("granularity.tsv")


def tiny(granularity: str, words: dict[str, str] | None = None) -> Segmenter:
    """A model that joins all, and knows a few words of two and three tokens."""
    model = TinyModel(intercept=100)
    for word in ("a b", "b c", "d e", "d e f", "x y"):
        model.add(word, listed=True)
    own = load_dictionary(words or {})
    return Segmenter([*model.sections().values()], dictionary=own, granularity=GRANULARITIES.index(granularity))


def starts(document: Document) -> set[int]:
    return {word.start for word in document.words}


def check_refinement(text: str) -> None:
    documents = {name: reader.read(text) for name, reader in READERS.items()}
    for fine, coarse in pairwise(GRANULARITIES):
        assert starts(documents[coarse]) <= starts(documents[fine])
    for name, document in documents.items():
        assert READERS[name].words(text) == [word.text for word in document.words]
        assert list(document._starts) == list(documents["word"]._starts)
        assert list(document.tokens) == [token for word in document.words for token in word.tokens]
        for other in GRANULARITIES:
            parts = [part for word in document.words for part in word.parts(other)]
            finer = min(name, other, key=GRANULARITIES.index)
            assert [(part.start, part.end) for part in parts] == [(w.start, w.end) for w in documents[finer].words]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_golden_words(case: tuple[str, ...]) -> None:
    _, text, *expected = case
    assert [READERS[name].segment(text) for name in ("short", "word", "long")] == expected


def test_the_golden_table() -> None:
    assert len(CASES) >= 60
    for _, text, *columns in CASES:
        assert {column.replace("_", " ") for column in columns} == {text}


@pytest.mark.parametrize("name", STRINGS)
def test_ugly_text(name: str) -> None:
    check_refinement(STRINGS[name][:3000])


vocabulary = (
    "Đại học Quốc gia Hà Nội Bộ Quốc phòng và Giáo dục Đào tạo vận động viên Hồ Chí Minh Mỹ Nguyễn Văn Lộc Trường THPT "
    "Công ty cổ phần hóa chủ nghĩa xã hội Hội đồng Bảo an Liên hợp quốc . , “ ”"
).split(" ")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*vocabulary, "\n", "\t"]), max_size=40).map(" ".join) | st.text(max_size=60))
def test_every_granularity_refines_the_next(text: str) -> None:
    check_refinement(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("a b", "a_b"),
        ("a b z", "a_b z"),
        ("z a b", "z a_b"),
        ("a b c", "a_b c"),  # of two covers that are as good, the one with the shorter last piece
        ("a b d e", "a_b d_e"),
        ("a b d e f", "a_b d_e_f"),
        ("d e f", "d_e f"),
        ("z a b z", "z_a_b_z"),  # two would be left alone
        ("z z z", "z_z_z"),
        ("a b x y d e", "a_b x_y d_e"),
        ("X Y Z", "X_Y_Z"),  # a name: none is left alone
        ("A b D e", "A_b D_e"),
    ],
)
def test_short_words(text: str, short: str) -> None:
    assert tiny("word").segment(text) == text.replace(" ", "_")
    assert tiny("short").segment(text) == short
    assert tiny("syllable").segment(text) == text


def test_a_forced_word_is_one_but_in_syllables() -> None:
    own = {"b d e": "force"}
    for name, expected in {"syllable": "a b d e", "short": "a b_d_e", "word": "a b_d_e", "long": "a b_d_e"}.items():
        assert tiny(name, own).segment("a b d e") == expected
    forced = {"Quốc gia": "force"}
    for name in ("short", "word", "long"):
        reader = tieng.load(dictionary=forced, granularity=name)
        assert reader.segment("Đại học Quốc gia Hà Nội") == "Đại_học Quốc_gia Hà_Nội"
    whole = tieng.load(dictionary={"Đại học Quốc gia Hà Nội": "force"}, granularity="short")
    assert whole.segment("Đại học Quốc gia Hà Nội") == "Đại_học_Quốc_gia_Hà_Nội"


def test_parts() -> None:
    text = "Ở Đại học Quốc gia Hà Nội, vận động viên chạy."
    word = READERS["long"].read(text).words[1]
    assert [part.form for part in word.parts("word")] == ["Đại_học", "Quốc_gia", "Hà_Nội"]
    assert [(part.text, part.start, part.end) for part in word.parts("short")][1:] == [
        ("Quốc gia", 10, 18),
        ("Hà Nội", 19, 25),
    ]
    assert [part.text for part in word.parts("syllable")] == "Đại học Quốc gia Hà Nội".split()
    assert [part.text for part in word.parts("long")] == [word.text]
    assert [token.text for token in word.parts("word")[2].tokens] == ["Hà", "Nội"]
    part = tieng.read(text).words[5].parts("short")[0]
    assert (repr(part), part.form) == ("Part('vận động', 27, 35)", "vận_động")
    with pytest.raises(InputError, match="expected a granularity of syllable, short, word, long; got 'words'"):
        word.parts("words")


def test_parts_compare_by_value() -> None:
    one, other = (tieng.read("Vận động viên").words[0] for _ in range(2))
    assert one.parts("short") == other.parts("short")
    assert one.parts("short")[0] != one.parts("syllable")[0]
    assert one.parts("word")[0] != one
    assert len({*one.parts("short"), *other.parts("short")}) == 2


def test_documents_keep_their_parts() -> None:
    document = READERS["long"].read("Bộ Quốc phòng và vận động viên Đại học Quốc gia Hà Nội.")
    record = document.to_dict()
    assert record["cuts"] == [[1, "long"], [6, "word"], [9, "long"], [11, "long"]]
    for copy in (pickle.loads(pickle.dumps(document)), Document.from_json(document.to_json())):
        assert copy == document
        assert [p.text for w in copy.words for p in w.parts("short")] == READERS["short"].words(document.text)
    assert "cuts" not in tieng.read("Mưa.").to_dict()
    assert document != tieng.read(document.text)


@pytest.mark.parametrize(
    "cuts",
    [
        *(3, None, "1", [1], [[1]], [[1, "syllable"]], [[1, "short"]], [["1", "word"]], [[0, "word"]], [[3, "word"]]),
        *([[2, "word"], [1, "word"]], [[1, "word"], [1, "long"]], [[99, "word"]], [[-1, "word"]]),
    ],
)
def test_cuts_that_are_none(cuts: object) -> None:
    record = tieng.read("Vận động viên.").to_dict()
    with pytest.raises(InputError, match="cuts"):
        Document.from_dict(record | {"cuts": cuts})


def test_profiles() -> None:
    for name in ("syllable", "short", "long"):
        with pytest.raises(InputError, match="expected the granularity 'word' with a profile"):
            tieng.load(profile="pyvi", granularity=name)
    word = tieng.load(profile="pyvi").read("Sinh viên").words[0]
    assert [part.text for part in word.parts("syllable")] == ["Sinh", "viên"]
    assert [part.text for part in word.parts("short")] == ["Sinh viên"]


def test_tasks_that_know_the_treebanks_words() -> None:
    with pytest.raises(InputError, match=r"expected the granularity 'word' with tasks .* got 'short'"):
        tieng.load(tasks=("segment", "tag"), granularity="short")
    document = tieng.load(tasks=("segment", "tag")).read("Vận động viên chạy.")
    assert document.words[0].tag == "NOUN"
    assert [part.text for part in document.words[0].parts("short")] == ["Vận động", "viên"]


def test_no_such_granularity() -> None:
    with pytest.raises(InputError, match="expected a granularity of syllable, short, word, long; got 'fine'"):
        tieng.load(granularity="fine")
    with pytest.raises(ValueError, match="expected a granularity from 0 to 3, got 4"):
        Segmenter([*TinyModel().sections().values()], granularity=4)


def test_a_part_is_public() -> None:
    assert Part.__doc__
    assert tieng.load(granularity="short").options["granularity"] == "short"
